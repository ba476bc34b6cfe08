"""Abbreviations, and capitals that only shout."""

from __future__ import annotations

import re

from media.speech.spoken import contexts
from media.speech.spoken.numbers import cardinal, digit_by_digit, roman
from media.speech.spoken.rules import CAPITAL, Rule, any_of, doubtful, rule
from media.speech.spoken.syllables import NUMERALS_THAT_ARE_WORDS, is_numeral, is_syllable, without_marks
from media.speech.spoken.tables.abbreviations import ABBREVIATIONS
from media.speech.spoken.tables.agencies import BEFORE_FIELDS, FIELDS, FIELDS_OF_COMMUNES
from media.speech.spoken.tables.documents import SIGNED_FOR
from media.speech.spoken.tables.letters import LETTERS, SPELLED
from media.speech.spoken.tables.places import PLACES

_PRONOUNCED = re.compile(
    r"(?=.{4})[BCDFGHJKLMNPQRSTVWXZ]{0,2}(?:[AEIOUY]{1,2}[BCDFGHJKLMNPQRSTVWXZ]{1,2}){1,3}"
    r"(?:[AEIOUY]{1,2}(?:[BCDFGHKLMNPRSTXZ]|NG|CK|NK)?)"
)
"""Vowels between consonants: a name in capitals, not letters to spell (``AGRIBANK``, ``YAGI``)."""
_SEVERAL_MEANINGS = frozenset({
    "BCH", "BCT", "BTC", "BT", "BTV", "CA", "CC", "CHT", "CT", "CĐ", "DA", "HS", "KH", "LĐ", "PV", "SP", "TE", "TH",
    "TK", "TT", "VC", "VP", "ĐB", "ĐH", "ĐV",
})  # fmt: skip
"""Said as they mean most often in documents, and marked."""
_TITLES = (
    r"(?:PHÓ )?(?:TỔNG )?(?:CHỦ TỊCH|GIÁM ĐỐC|CHÁNH VĂN PHÒNG|BỘ TRƯỞNG|THỦ TƯỚNG|BÍ THƯ|CỤC TRƯỞNG|HIỆU TRƯỞNG"
    r"|TRƯỞNG CÔNG AN(?: XÃ| PHƯỜNG| TỈNH)?|TRƯỞNG \w+|(?:ĐẢNG ỦY|BAN THƯỜNG VỤ|BAN CHẤP HÀNH|ỦY BAN NHÂN DÂN)"
    r"(?=\s+(?:BÍ|CHỦ|PHÓ|TRƯỞNG|CHÁNH)))"
)
_SHOUTED_BEFORE = re.compile(rf"[{CAPITAL}]{{2,}}\s+$")
_SHOUTED_AFTER = re.compile(rf"\s+[{CAPITAL}]{{2,}}")


def _capitals(match: re.Match[str]) -> str:
    """A word in capitals is said as a word, a numeral as a number; an abbreviation nobody listed is spelled."""
    word = match.group()
    if is_numeral(word) and not (word in NUMERALS_THAT_ARE_WORDS and _among_capitals(match)):
        return cardinal(roman(word))
    if is_syllable(word) and (without_marks(word) != word.lower() or _among_capitals(match)):
        return word.lower()
    if _PRONOUNCED.fullmatch(word):
        return doubtful(word.capitalize(), "foreign-word")
    spelled = " ".join(LETTERS.get(letter, letter.lower()) for letter in word)
    return spelled if word in SPELLED else doubtful(spelled, "unknown-abbreviation")


def _among_capitals(match: re.Match[str]) -> bool:
    """Whether a neighbour shouts too; a lone word in capitals without marks is rather an abbreviation."""
    before, after = match.string[: match.start()], match.string[match.end() :]
    return bool(_SHOUTED_BEFORE.search(before) or _SHOUTED_AFTER.match(after))


def _departments(match: re.Match[str]) -> str:
    """``các Sở: XD, CT, YT``: the word before them counts for all."""
    return match.group(1) + _ANY_FIELD.sub(lambda field: FIELDS[field.group()], match.group(2))


def _place(match: re.Match[str]) -> str:
    return f"{PLACES[match.group(1)]} "


def _after_a_comma(match: re.Match[str]) -> str:
    """A street or a province in an address; elsewhere the letter is an initial."""
    return match.group(1) + {"Đ": "đường ", "T": "tỉnh "}[match.group(2)]


def _signed_for(match: re.Match[str]) -> str:
    return f"{SIGNED_FOR[match.group(1)]} {match.group(2).lower()}, "


def _abbreviation(match: re.Match[str]) -> str:
    short = match.group(1)
    return doubtful(ABBREVIATIONS[short], "several-meanings") if short in _SEVERAL_MEANINGS else ABBREVIATIONS[short]


def _storm(match: re.Match[str]) -> str:
    return match.group(1) + match.group(2).capitalize()


_FIELD = any_of(FIELDS)
_ANY_FIELD = re.compile(rf"(?<!\w)(?:{_FIELD})(?!\w)")
_AND = r"(?:\s*[,;-]\s*|\s+và\s+)"
_AGENCY = r"Bộ|Sở|Ban|Cục|Chi cục|Ủy ban|UBND|HĐND|UBMTTQ\w*|MTTQ|Công an|Đài|Phòng|Trường|Chủ tịch|Phó|Bí thư|Giám đốc"
EXPANSIONS: tuple[Rule, ...] = (
    rule(rf"(?<=\w)\s+[-–]\s+(?=(?:{_AGENCY})\s)", ", "),
    rule(rf"(?<!\w)({any_of(SIGNED_FOR)})\.\s*({_TITLES})(?![\w])\s*", _signed_for),
    rule(rf"(?<!\w)({any_of(SIGNED_FOR)})\.\s*(?=[{CAPITAL}]{{2}})", lambda it: f"{SIGNED_FOR[it.group(1)]} "),
    rule(r"(?<!\w)Q\.\s*(?=(?:Giám đốc|Chủ tịch|Bộ trưởng|Trưởng|Bí thư|Cục trưởng))", "quyền "),
    *contexts.RULES,
    rule(r"(?<!\w)CT(?=,\s+(?:các\s+)?PCT)", "Chủ tịch"),
    rule(
        rf"(?<!\w)({any_of(BEFORE_FIELDS)})\s+({any_of(FIELDS)})(?![\w&]|-[{CAPITAL}])",
        lambda it: f"{it.group(1)} {FIELDS[it.group(2)]}",
    ),
    rule(
        rf"(?<!\w)([Pp]hòng|PHÒNG)\s+({any_of(FIELDS_OF_COMMUNES)})(?![\w&]|-[{CAPITAL}])",
        lambda it: f"{it.group(1)} {FIELDS_OF_COMMUNES[it.group(2)]}",
    ),
    rule(rf"((?<!\w)[Ss]ở\s*:?\s+)((?:{_FIELD})(?:{_AND}(?:{_FIELD}))+)(?![\w&])", _departments),
    rule(rf"(?<!\w)P\.\s?({any_of(FIELDS)})(?![\w&])", lambda it: f"Phòng {FIELDS[it.group(1)]}"),
    rule(r"(?<!\w)P\.\s?(?=\d{3})", "phòng "),
    rule(rf"(?<!\w)({any_of(PLACES)})\.\s*(?=[{CAPITAL}\d])", _place),
    rule(rf"((?:^|[,;]\s))X(?= [{CAPITAL}][^\W\d_{CAPITAL}])", lambda it: f"{it.group(1)}xã"),
    rule(rf"((?:^|[,;:(]\s*|\d\s+))(Đ|T)\.\s?(?=[{CAPITAL}][^\W\d_{CAPITAL}])", _after_a_comma),
    rule(r"((?:[Bb]ão|BÃO|[Tt]ên quốc tế(?: là)?)(?:\s+(?:số|SỐ)\s+\w+)?,?\s*\(?)([A-Z-]{3,})(?!\w)", _storm),
    rule(rf"(?<!\w)({any_of(ABBREVIATIONS)})(?!\w)", _abbreviation),
)
SPLITS: tuple[Rule, ...] = (
    rule(r"(?<!\w)([2-6])G(?!\w)", lambda it: f"{cardinal(int(it.group(1)))} giê"),
    rule(rf"(?<=[{CAPITAL}])(0\d{{1,2}})(?!\w|[.,]\d)", lambda it: f" {digit_by_digit(it.group(1))}"),
    rule(
        rf"(?<=[{CAPITAL}])-?(?!(?:19|20)\d\d(?!\d))(\d{{4,}})(?![\w/]|[.,]\d)",
        lambda it: f" {digit_by_digit(it.group(1))}",
    ),
    rule(rf"(?<=[{CAPITAL}])-?(?=\d)", " "),
    rule(r"(?<=\w)-(?=\d)", " "),
)
"""``TD18`` and ``COVID-19`` are letters and a number; ``PC07`` is a code; ``5G`` is a kind of net."""
LEFT_OVER: tuple[Rule, ...] = (rule(rf"(?<!['’])\b[{CAPITAL}]{{2,}}\b", _capitals),)
