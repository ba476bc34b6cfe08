"""Moments, lengths and sizes in words, for templates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_datetime, format_time, format_timedelta
from babel.numbers import format_decimal

from protocol.words import Language, Words


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says values in one language and one time zone."""

    language: Language
    time_zone: str

    def day(self, at_ms: int) -> date:
        """The day it is there."""
        return self._local(at_ms).date()

    def moment(self, at_ms: int | None) -> str:
        """``17:05 22/11/2026``; a dash when there is none."""
        if not at_ms:
            return "–"
        return format_datetime(self._local(at_ms), "HH:mm dd/MM/yyyy", locale=self.language)

    def clock(self, at_ms: int | None) -> str:
        """``17:05:09``."""
        return format_time(self._local(at_ms), "HH:mm:ss", locale=self.language) if at_ms else "–"

    def minute(self, at_ms: int) -> str:
        """``17:05``."""
        return format_time(self._local(at_ms), "HH:mm", locale=self.language)

    def span(self, length_ms: int) -> str:
        """``5 phút``, ``2 giờ``."""
        return format_timedelta(timedelta(milliseconds=max(0, length_ms)), locale=self.language, threshold=1.5)

    def seconds(self, length_ms: int) -> str:
        """``17,7`` in Vietnamese, ``17.7`` in English."""
        return format_decimal(round(max(0, length_ms) / 1000, 1), locale=self.language)

    def size(self, length_bytes: int) -> str:
        """``4,2 MB`` in Vietnamese; in whole kB below one."""
        megabytes = length_bytes / 1_000_000
        told, unit = (round(megabytes, 1), "MB") if megabytes >= 1 else (max(1, length_bytes // 1000), "kB")
        return f"{format_decimal(told, locale=self.language)} {unit}"

    def ago(self, at_ms: int | None, now_ms: int) -> str:
        """``5 phút trước``."""
        if not at_ms:
            return "–"
        since = timedelta(milliseconds=min(-1000, at_ms - now_ms))
        return format_timedelta(since, locale=self.language, add_direction=True, threshold=1.5)

    def say(self, words: Words) -> str:
        """The sentence in this language."""
        return words.spoken_in(self.language)

    def _local(self, at_ms: int) -> datetime:
        return datetime.fromtimestamp(at_ms / 1000, UTC).astimezone(ZoneInfo(self.time_zone))
