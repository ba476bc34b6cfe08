"""Letters as readers see them: a letter with its marks is never torn apart."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_JOINERS = "\u200c\u200d"
_LONGEST = 8
"""Of any script: a Khmer consonant with two under it, vowel and sign. More joiners than that are a prank, which would
make one endless letter."""
_COENG = "\u17d2"
"""Khmer: hangs the consonant that follows under the one before."""


def clusters(text: str) -> Iterator[str]:
    """``text`` in pieces that must stay together, in order; joined again they are ``text``."""
    held = ""
    for character in text:
        if held and (len(held) >= _LONGEST or not _belongs(held, character)):
            yield held
            held = ""
        held += character
    if held:
        yield held


def _belongs(held: str, character: str) -> bool:
    marks_held = unicodedata.category(character).startswith("M") or character in _JOINERS
    return marks_held or held[-1] in (_COENG, "\u200d")
