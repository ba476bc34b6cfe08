"""Hours of the day as people say them, 22:30 to 04:30, and as documents hold them: a start and a length."""

from __future__ import annotations

import re
from dataclasses import dataclass

from protocol.documents import Window
from protocol.errors import InvalidInput
from protocol.words import Words

DAY_MIN = 24 * 60
_HOUR_MINUTE = re.compile(r"([01]?[0-9]|2[0-3])[:hg]([0-5][0-9])")


@dataclass(frozen=True, slots=True)
class Hours:
    """From ``start`` to ``end`` (excluded), each ``HH:MM``; past midnight when ``end`` is the earlier."""

    start: str
    end: str

    @property
    def minutes(self) -> int:
        """How long it lasts: 1 to 1439."""
        return (_minute_of(self.end) - _minute_of(self.start)) % DAY_MIN


def hours(start: str, end: str) -> Hours:
    """Hours from what a person typed (``5:00``, ``05:00``, ``5h00``); raises :class:`InvalidInput`."""
    said = Hours(time_of_day(start), time_of_day(end))
    if not said.minutes:
        raise InvalidInput(
            Words(f"Giờ bắt đầu và giờ kết thúc cùng là {said.start}.", f"Both hours are {said.start}."),
            Words("Chọn giờ kết thúc khác giờ bắt đầu.", "Choose an end that differs from the start."),
        )
    return said


def hours_of(window: Window) -> Hours:
    """A window as people say it; one of a whole day ends when it began."""
    end = (_minute_of(window.start) + window.minutes) % DAY_MIN
    return Hours(window.start, f"{end // 60:02}:{end % 60:02}")


def time_of_day(text: str) -> str:
    """The time as ``HH:MM`` of what a person typed; raises :class:`InvalidInput`."""
    found = _HOUR_MINUTE.fullmatch(text.strip())
    if not found:
        raise InvalidInput(
            Words(f"“{text}” không phải giờ trong ngày.", f"{text!r} is no time of day."),
            Words("Viết giờ và phút, như 22:30.", "Write hours and minutes, like 22:30."),
        )
    return f"{int(found[1]):02}:{found[2]}"


def _minute_of(hour_minute: str) -> int:
    hour, _, minute = hour_minute.partition(":")
    return int(hour) * 60 + int(minute)
