"""What a voice is, and what it made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from media.sound import Samples
from protocol.errors import Unavailable
from protocol.words import Words


@dataclass(frozen=True, slots=True)
class Spoken:
    """A text as sound."""

    samples: Samples
    voice: str
    """Who said it, for the record: ``gtts vi``, ``espeak-ng vi``."""


class Voice(Protocol):
    """An engine that says texts."""

    @property
    def name(self) -> str:
        """Which engine it is."""
        ...

    def speaks(self, language: str) -> bool:
        """Whether it really has this language (BCP 47), rather than something that sounds near."""
        ...

    def speak(self, text: str, language: str) -> Spoken:
        """Say all of ``text``; raises :class:`NotAvailable` when it can't, then nothing of it was said."""
        ...


class NotAvailable(Unavailable):
    """No voice can say this text now: not installed, no such language, no link."""


def no_such_language(names: Sequence[str], language: str) -> NotAvailable:
    """None of these voices speaks ``language``; a foreign voice over it would be noise."""
    who = ", ".join(names) or "-"
    return NotAvailable(
        Words(f"Không có giọng đọc cho ngôn ngữ “{language}” ({who}).", f"No voice speaks {language!r} ({who})."),
        Words("Hãy thu âm bản tin này và tải tệp ghi âm lên.", "Have a person read it and upload the recording."),
    )
