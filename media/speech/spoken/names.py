"""Abbreviations, and capitals that only shout."""

from __future__ import annotations

import re
import unicodedata

from media.speech.spoken.numbers import cardinal, roman
from media.speech.spoken.rules import CAPITAL, Rule, any_of, rule
from media.speech.spoken.tables import ABBREVIATIONS, LETTERS, PLACES, SIGNED_FOR

_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ph|th|tr|ch|gh|gi|kh|qu|[bcdghklmnprstvx])?(?:[aeiouy]{1,3})(?:ng|nh|ch|[cmnpt])?"
)
"""A Vietnamese syllable without its marks."""
_NUMERAL = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_SHOUTED_BEFORE = re.compile(rf"[{CAPITAL}]{{2,}}\s+$")
_SHOUTED_AFTER = re.compile(rf"\s+[{CAPITAL}]{{2,}}")


def _without_marks(word: str) -> str:
    plain = unicodedata.normalize("NFD", word.lower().replace("đ", "d"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _capitals(match: re.Match[str]) -> str:
    """A word in capitals is said as a word, a numeral as a number; an abbreviation nobody listed is spelled."""
    word = match.group()
    if _NUMERAL.fullmatch(word):
        return cardinal(roman(word))
    if _SYLLABLE.fullmatch(_without_marks(word)) and (_without_marks(word) != word.lower() or _among_capitals(match)):
        return word.lower()
    return " ".join(LETTERS.get(letter, letter.lower()) for letter in word)


def _among_capitals(match: re.Match[str]) -> bool:
    """Whether a neighbour shouts too; a lone word in capitals without marks is rather an abbreviation."""
    before, after = match.string[: match.start()], match.string[match.end() :]
    return bool(_SHOUTED_BEFORE.search(before) or _SHOUTED_AFTER.match(after))


def _place(match: re.Match[str]) -> str:
    return f"{PLACES[match.group(1)]} "


def _signed_for(match: re.Match[str]) -> str:
    return f"{SIGNED_FOR[match.group(1)]} {match.group(2).lower()}, "


EXPANSIONS: tuple[Rule, ...] = (
    rule(
        rf"(?<!\w)({any_of(SIGNED_FOR)})\.\s*((?:PHÓ )?(?:CHỦ TỊCH|GIÁM ĐỐC|CHÁNH VĂN PHÒNG|TRƯỞNG \w+))\s*",
        _signed_for,
    ),
    rule(rf"(?<!\w)({any_of(SIGNED_FOR)})\.\s*(?=[{CAPITAL}]{{2}})", lambda it: f"{SIGNED_FOR[it.group(1)]} "),
    rule(rf"(?<!\w)({any_of(PLACES)})\.\s*(?=[{CAPITAL}\d])", _place),
    rule(rf"(?<!\w)({any_of(ABBREVIATIONS)})(?!\w)", lambda it: ABBREVIATIONS[it.group(1)]),
)
SPLITS: tuple[Rule, ...] = (rule(rf"(?<=[{CAPITAL}])-?(?=\d)", " "), rule(r"(?<=\w)-(?=\d)", " "))
"""``TD18`` and ``COVID-19`` are letters and a number."""
LEFT_OVER: tuple[Rule, ...] = (rule(rf"(?<!['’])\b[{CAPITAL}]{{2,}}\b", _capitals),)
