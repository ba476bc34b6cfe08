"""What translates, and what it gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from protocol.errors import Unavailable
from protocol.words import Words


class Translator(Protocol):
    """An engine that translates texts."""

    @property
    def name(self) -> str:
        """Which engine it is, for the record."""
        ...

    @property
    def licence(self) -> Words:
        """Under which terms its output may be used; shown wherever the output is."""
        ...

    def translates(self, source: str, target: str) -> bool:
        """Whether it really has both languages (BCP 47)."""
        ...

    def translate(self, lines: Sequence[str], source: str, target: str) -> tuple[str, ...]:
        """As many lines in the other language; raises :class:`NotTranslated`, then there is nothing at all."""
        ...


@dataclass(frozen=True, slots=True)
class Draft:
    """What an engine made of a text: for a person to correct and to approve, and for nobody else."""

    text: str
    engine: str
    licence: Words


class NotTranslated(Unavailable):
    """No engine can translate this text now: not installed, no such language, no link."""
