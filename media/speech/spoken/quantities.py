"""Telephone numbers, amounts with units, fractions, and every number left."""

from __future__ import annotations

import re

from media.speech.spoken.numbers import cardinal, digit_by_digit, number, ordinal
from media.speech.spoken.rules import NUMBER, Rule, any_of, rule
from media.speech.spoken.tables import ROADS, UNITS

_CALL = r"[Gg]ọi|[Bb]ấm|[Tt]ổng đài|[Đđ]ường dây nóng|[Đđ]iện thoại|ĐT(?=:)|[Ll]iên hệ|[Hh]otline"
_CODES = r"\d{3,4}(?:(?:\s*[,;]\s*|\s+(?:và|hoặc|hay)\s+)\d{3}(?!\d))*"
_HOTLINE = r"1[89]00(?:[ .-]?\d{2,6}){1,2}(?!\w)"
_LONGEST_STRETCH = 500
_MOST_PARTS_SAID_AS_FRACTION = 10
_LONGEST_SAID_AS_NUMBER = 15
_UNMISTAKABLE = [unit for unit in UNITS if not unit.isalpha()]
"""Units that mean nothing else even without a number before them: ``mỗi m2``."""


def _codes(match: re.Match[str]) -> str:
    return match.group(1) + re.sub(r"\d+", lambda code: digit_by_digit(code.group()), match.group(2))


def _called(match: re.Match[str]) -> str:
    return match.group(1) + digit_by_digit(match.group(2))


def _hotline(match: re.Match[str]) -> str:
    """``1900 6868`` is a hotline; ``1900-1954``, with no word of calling before it, is a stretch of years."""
    text = match.group()
    stretch = re.fullmatch(r"(\d{4})-(\d{4})", text)
    if stretch and 0 < int(stretch.group(2)) - int(stretch.group(1)) <= _LONGEST_STRETCH:
        return text
    return digit_by_digit(text)


def _road(match: re.Match[str]) -> str:
    return " ".join(filter(None, [ROADS[match.group(1)], cardinal(int(match.group(2))), match.group(3)]))


def _kilometre_post(match: re.Match[str]) -> str:
    return f"ki lô mét {cardinal(int(match.group(1)))} cộng {cardinal(int(match.group(2)))}"


def _amount(match: re.Match[str]) -> str:
    return f"{number(match.group(1))} {UNITS[match.group(2)]}"


def _share(match: re.Match[str]) -> str:
    """``1/3`` is a fraction; ``93/111`` and ``24/24`` are so many *of* so many."""
    part, whole = int(match.group(1)), int(match.group(2))
    if 0 < part < whole <= _MOST_PARTS_SAID_AS_FRACTION:
        return f"{cardinal(part)} phần {ordinal(whole)}"
    return f"{cardinal(part)} trên {cardinal(whole)}"


def _dotted(match: re.Match[str]) -> str:
    return " chấm ".join(cardinal(int(part)) for part in match.group().split("."))


def _plain(match: re.Match[str]) -> str:
    text = match.group()
    return number(text) if len(text) <= _LONGEST_SAID_AS_NUMBER else digit_by_digit(text)


CALLS: tuple[Rule, ...] = (
    rule(r"(?<![\w/.,])(?:\+84|0)\d{1,3}(?:[ .-]?\d{3,4}){2}(?!\w)", lambda it: digit_by_digit(it.group())),
    rule(rf"((?:{_CALL})(?:\s+(?:số|theo|đến|tới))*\s*:?\s*)({_HOTLINE})", _called),
    rule(rf"(?<![\w/.,])(?:{_HOTLINE})", _hotline),
    rule(rf"((?:{_CALL})(?:\s+(?:khẩn cấp|ngay|đến|tới|theo|số))*\s*:?\s*)({_CODES})(?![\d/]|\.\d)", _codes),
)
"""Before anything reads a part of a telephone number as an amount or a stretch."""

ROADSIDE: tuple[Rule, ...] = (
    rule(rf"(?<!\w)({any_of(ROADS)})[ .]?(\d+)([A-Z]?)(?!\w)", _road),
    rule(r"(?<!\w)[Kk][Mm]\s*(\d+)\s*\+\s*(\d+)", _kilometre_post),
)
"""Before abbreviations are told: ``ĐT`` and ``CT`` mean other things without a number."""

AMOUNTS: tuple[Rule, ...] = (
    rule(r"(?<![\w,.])-(?=\d+(?:,\d+)?\s?(?:[°º]C|độ))", "âm "),
    rule(rf"(?<![\w,.])({NUMBER})\s?({any_of(UNITS)})(?!\w)", _amount),
    rule(rf"(?<![\w])({any_of(_UNMISTAKABLE)})(?!\w)", lambda it: UNITS[it.group(1)]),
    rule(rf"(?<=/)({any_of(UNITS)})(?!\w)", lambda it: UNITS[it.group(1)]),
    rule(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])", " "),
    rule(r"(?<![\d/])(\d+)/(\d+)(?![\d/])", _share),
    rule(r"(?<=\d)\s*[x×]\s*(?=\d)", " nhân "),
    rule(r"(?<=\d)\s*\+\s*(?=\d)", " cộng "),
    rule(rf"(?<![\d.,])(?:{NUMBER})(?![\d]|\.\d)", _plain),
    rule(r"\d+(?:\.\d+)+", _dotted),
    rule(r"\d+", _plain),
)
