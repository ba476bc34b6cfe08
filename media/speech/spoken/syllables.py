"""Words in capitals: syllables, numerals, or letters."""

from __future__ import annotations

import re
import unicodedata

_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ph|th|tr|ch|gh|gi|kh|qu|[bcdghklmnprstvx])?(?:[aeiouy]{1,3})(?:ng|nh|ch|[cmnpt])?"
)
"""A Vietnamese syllable without its marks."""
_OF_THE_HIGHLANDS = re.compile(r"[bcdghklmnpqrstvx]{0,3}[aeiouy]{1,3}(?:ng|nh|ch|[cklmnprt])?")
"""``ĐĂK``, ``KRÔNG``, ``SRÊPÔK``: of such with marks only."""
_NUMERAL = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
NUMERALS_THAT_ARE_WORDS = ("VI", "XI")
"""``VI PHẠM``, ``XI MĂNG``."""


def without_marks(word: str) -> str:
    """``word`` in small letters, without tones and hats."""
    plain = unicodedata.normalize("NFD", word.lower().replace("đ", "d"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def is_numeral(word: str) -> bool:
    """Whether ``word`` is a Roman numeral up to 39."""
    return bool(word) and bool(_NUMERAL.fullmatch(word))


def is_marked(word: str) -> bool:
    """Whether ``word`` has a vowel with a mark, as few abbreviations have."""
    return without_marks(word) != word.lower().replace("đ", "d")


def is_syllable(word: str) -> bool:
    """Whether Vietnamese, or where it has marks a neighbour of it, could say ``word`` in one breath."""
    plain = without_marks(word)
    return bool(_SYLLABLE.fullmatch(plain) or (is_marked(word) and _OF_THE_HIGHLANDS.fullmatch(plain)))
