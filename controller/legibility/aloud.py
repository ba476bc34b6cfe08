"""What loudspeakers will say of a bulletin, in the very words, and what the reader of them was not sure of."""

from __future__ import annotations

from dataclasses import dataclass

from media.bulletin import Bulletin
from media.speech.languages import primary_of
from media.speech.manner import Manner
from media.speech.scripts import bulletin_script
from media.speech.spoken import NO_LEXICON, Doubt, Lexicon, spoken

MOST_DOUBTS = 30
"""More than a person goes through while writing; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Aloud:
    """``lines`` as they are said, a paragraph each; ``doubts`` the first of ``doubts_found``, in reading order."""

    lines: tuple[str, ...]
    doubts: tuple[Doubt, ...]
    doubts_found: int

    @property
    def doubts_left_out(self) -> int:
        """How many are not among ``doubts``."""
        return self.doubts_found - len(self.doubts)


def read_aloud(bulletin: Bulletin, language: str, manner: Manner, lexicon: Lexicon = NO_LEXICON) -> Aloud | None:
    """The bulletin as it will be said, by the words of ``lexicon`` before all others.

    None in a language whose words are given to the voice as they are written, unless the lexicon changes some.
    """
    if primary_of(language) != "vi":
        return _changed(bulletin_script(bulletin), lexicon)
    said = spoken(bulletin_script(bulletin), region=manner.number_words, lexicon=lexicon)
    found = tuple(dict.fromkeys(said.doubts))
    return Aloud(tuple(said.text.splitlines()), found[:MOST_DOUBTS], len(found))


def _changed(script: str, lexicon: Lexicon) -> Aloud | None:
    said = lexicon.said_in(script)
    return None if said == script else Aloud(tuple(said.splitlines()), (), 0)
