"""What a voice is, and what it made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from media.sound import Samples
from media.speech.manner import Manner, Trait
from protocol.errors import Unavailable


@dataclass(frozen=True, slots=True)
class Spoken:
    """A text as sound."""

    samples: Samples
    voice: str
    """Who said it, for the record: ``gtts vi``, ``espeak-ng vi``."""
    followed: frozenset[Trait] = frozenset()
    """What of a :class:`~media.speech.manner.Manner` this voice follows in this language."""


class Voice(Protocol):
    """An engine that says texts."""

    @property
    def name(self) -> str:
        """Which engine it is."""
        ...

    def speaks(self, language: str) -> bool:
        """Whether it really has this language (BCP 47), rather than something that sounds near."""
        ...

    def speak(self, text: str, language: str, manner: Manner) -> Spoken:
        """Say all of ``text``; raises :class:`NotAvailable` when it can't, then nothing of it was said.

        Of ``manner`` it follows what it can, never pretends the rest, and says which in :attr:`Spoken.followed`.
        """
        ...


class NotAvailable(Unavailable):
    """No voice can say this text now: not installed, no such language, no link."""
