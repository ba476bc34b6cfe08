"""Letters as Unicode and Vietnamese spelling have them, however they were typed."""

from __future__ import annotations

import re
import unicodedata

_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe0e\ufe0f\ufeff]")
"""Soft hyphens, joiners and marks of direction: they hide in copied text and cut words in two."""
_LOOK_ALIKE = str.maketrans(
    {"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ", "\u2010": "-", "\u2011": "-", "\u2212": "-", "№": "số "}
)
"""Icelandic and African letters, hyphens and minuses that keyboards and PDF files put for the usual ones."""
_ONE_SIGN = re.compile(
    "(\\d?)([\u00bc-\u00be\u2103\u2116\u2150-\u2188\u2460-\u24ff\u2776-\u2793\u3380-\u33df\ufb00-\ufb06])"
)
"""Fractions, degrees, circled and Roman numbers, and units that are one character: ½ ℃ ① Ⅳ ㎡."""
_WIDE = {code: unicodedata.normalize("NFKC", chr(code)) for code in (*range(0xFF01, 0xFF5F), *range(0x1D400, 0x1D800))}
"""Wide letters, and the bold and slanted ones of mathematics that posts on the net are dressed in."""
_KEYCAP = re.compile(r"(\d)\u20e3\s?")
_RANGE = re.compile(r"(?:(?<=[\dhg%'’′])|(?<=phút)|(?<=giờ))\s?[\u2014\u2015]\s?(?=\d)|(?<=\d)\u2013(?=\d)")
"""A long dash between numbers."""
_STRAY = re.compile("(?<![êôơưÊÔƠƯ])[\u0300-\u036f]+|(?!\u0306)[\u0300-\u036f]+")
"""Marks that make no letter of Vietnamese (all one character in NFC) or of its neighbours (*Ơ̆* of M'nông, S'tiêng)."""
_TONE_FIRST = re.compile("([aeo])([\u0300\u0301\u0303\u0309])([\u0302\u0306])", re.IGNORECASE)
"""A tone typed before the hat of its letter; NFC takes them for different letters."""
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_ONSETS = "ngh|ng|nh|ph|th|tr|ch|gh|gi|kh|[bcdđghklmnprstvx]"
_PAIR = re.compile(
    rf"(?<![^\W\d_]|[\u0300-\u036f])((?:{_ONSETS})?)([ou])([{_TONES}]?)([aey])([{_TONES}]?)(?![\u0300-\u036f])([a-zđ]?)",
    re.IGNORECASE,
)
_PAIRS = ("oa", "oe", "uy")


def repaired(text: str) -> str:
    """``text`` in NFC, one space between words, tones over the letter official documents put them over.

    *hòa*, *khỏe*, *thúy*, *Ủy ban*: the older way, which the Constitution of 2013, the names of provinces (*Khánh Hòa*,
    *Thanh Hóa*) and the forms of Decree 30/2020/NĐ-CP (*Cộng hòa*, *Ủy ban nhân dân*) keep. With a letter after them
    the tone goes over the second one, in both ways: *hoàn*, *thuyền*. ``i`` and ``y`` stay as typed: *quí* and *quý*
    sound the same, and names are written with either.
    """
    plain = _UNSEEN.sub("", text).translate(_LOOK_ALIKE).translate(_WIDE)
    plain = _ONE_SIGN.sub(_spread, _KEYCAP.sub(r"\1) ", _RANGE.sub("-", plain)))
    return "\n".join(" ".join(_line(line).split()) for line in plain.splitlines())


def _line(line: str) -> str:
    if line.isascii():
        return line
    ordered = _TONE_FIRST.sub(r"\1\3\2", unicodedata.normalize("NFD", line))
    clean = _STRAY.sub("", unicodedata.normalize("NFC", ordered))
    return unicodedata.normalize("NFC", _PAIR.sub(_one_way, unicodedata.normalize("NFD", clean)))


def _spread(match: re.Match[str]) -> str:
    """As many characters as a keyboard would take; ``2½`` is two numbers."""
    before, sign = match.groups()
    spread = unicodedata.normalize("NFKC", sign).replace("\u2044", "/")
    return f"{before} {spread}" if before and spread[0].isdigit() else before + spread


def _one_way(match: re.Match[str]) -> str:
    onset, first, over_first, second, over_second, after = match.groups()
    tone = over_first or over_second
    if (first + second).lower() not in _PAIRS or not tone:
        return match.group()
    return onset + (first + second + tone if after else first + tone + second) + after
