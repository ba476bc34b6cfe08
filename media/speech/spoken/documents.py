"""Numbers and symbols of official documents: ``1497/QĐ-TTg``, ``49/2024/NĐ-CP``, ``18-NQ/TW``, ``21/2017/QH14``."""

from __future__ import annotations

import re

from media.speech.spoken.numbers import cardinal
from media.speech.spoken.rules import Rule, doubtful, rule
from media.speech.spoken.tables.abbreviations import ABBREVIATIONS
from media.speech.spoken.tables.agencies import AGENCIES
from media.speech.spoken.tables.documents import DOCUMENT_TYPES
from media.speech.spoken.tables.letters import LETTERS

_LOOK_BACK = 40
_SYMBOL = r"(?P<symbol>[A-ZĐ][A-Za-zĐđ&]*\d*(?:-[A-ZĐ][A-Za-zĐđ&]*\d*)*)"
_NAMED = re.compile(
    rf"(?:{'|'.join(sorted(DOCUMENT_TYPES.values(), key=len, reverse=True))})(?: hành động)?\s*(?:số\s*)?$"
)
"""What it is was said just before, and the author knows best: ``Quy định số 37-QĐ/TW``."""
_HEAD = re.compile(r"(?:^|\s)số\s*:?\s*$")
_STANDARDS = {
    "QCVN": "quy chuẩn kỹ thuật quốc gia Việt Nam",
    "TCVN": "tiêu chuẩn Việt Nam",
    "TCXDVN": "tiêu chuẩn xây dựng Việt Nam",
    "ISO": "i xô",
}
_DATED_OF = re.compile(r"\s*(?:ngày[\s\d/.-]+(?:tháng\s+\d+\s+)?(?:năm\s+\d+\s+)?)?của\b")


def _document(match: re.Match[str]) -> str:
    """The number, its year, the type unless it was said just before, and who issued it unless that follows."""
    parts = match.group("symbol").split("-")
    kind = DOCUMENT_TYPES.get(parts[0], "") if len(parts) > 1 else ""
    return _said(kind, parts[1:] if kind else parts, match)


def _party_document(match: re.Match[str]) -> str:
    return _said(DOCUMENT_TYPES.get(match.group("kind"), ""), [match.group("symbol")], match)


def _said(kind: str, issuers: list[str], match: re.Match[str]) -> str:
    numbered = " ".join(filter(None, [_number(match), _year(match)]))
    said = " ".join(filter(None, [*_kind(kind, numbered, match), _issued_by(issuers, match)]))
    return said if all(map(_known, issuers)) else doubtful(said, "unknown-abbreviation")


def _kind(kind: str, numbered: str, match: re.Match[str]) -> list[str]:
    """The type before the number; behind it where *số* was written before (``Số: 12/BC-UBND``)."""
    before = match.string[max(0, match.start() - _LOOK_BACK) : match.start()].casefold()
    if not kind or _NAMED.search(before) or kind in before:
        return [numbered]
    if numbered and _HEAD.search(before):
        return [f"{numbered},", kind]
    return [f"{kind} số" if numbered else kind, numbered]


def _number(match: re.Match[str]) -> str:
    number = match.group("number")
    if not number:
        return ""
    digits = number.rstrip("abcdđ")
    return " ".join(filter(None, [cardinal(int(digits)), number[len(digits) :]]))


def _year(match: re.Match[str]) -> str:
    year = match.groupdict().get("year")
    return f"năm {cardinal(int(year))}" if year else ""


def _issued_by(issuers: list[str], match: re.Match[str]) -> str:
    if not issuers or _DATED_OF.match(match.string, match.end()):
        return ""
    return "của " + ", ".join(_issuer(issuer) for issuer in issuers)


def _issuer(symbol: str) -> str:
    """An agency, with the term of a National Assembly: ``QH14`` is *Quốc hội khóa mười bốn*."""
    name = symbol.rstrip("0123456789")
    term = symbol[len(name) :]
    said = _name(name) or " ".join(LETTERS.get(c, c) for c in name.upper())
    if not term:
        return said
    return f"{said} khóa {cardinal(int(term))}" if name.endswith("QH") else f"{said} {cardinal(int(term))}"


def _name(short: str) -> str | None:
    return AGENCIES.get(short) or ABBREVIATIONS.get(short)


def _known(symbol: str) -> bool:
    return _name(symbol.rstrip("0123456789")) is not None


def _standard(match: re.Match[str]) -> str:
    """``QCVN 06:2022/BXD``: a standard, its number and year, and who set it."""
    kind, number, year, issuer = match.group("kind", "number", "year", "issuer")
    said = f"{_STANDARDS[kind]} {' '.join(cardinal(int(part)) for part in number.split('-'))} năm {cardinal(int(year))}"
    return f"{said} của {_issuer(issuer)}" if issuer else said


RULES: tuple[Rule, ...] = (
    rule(
        rf"(?<!\w)(?P<kind>{'|'.join(_STANDARDS)})\s?(?P<number>\d+(?:-\d+)?):(?P<year>\d{{4}})(?:/(?P<issuer>[A-ZĐ]+))?(?!\w)",
        _standard,
    ),
    rule(r"(?<![\w/])(?P<number>\d+)-(?P<kind>[A-ZĐ][A-Za-zĐ]*)/(?P<symbol>[A-ZĐ]{2,})(?!\w)", _party_document),
    rule(rf"(?<![\w/.,+])(?P<number>\d+[a-dđ]?)(?:/(?P<year>\d{{4}}))?/{_SYMBOL}(?!\w)", _document),
    rule(rf"(?<![\w/])(?P<number>)(?P<year>)/{_SYMBOL}(?!\w)", _document),
)
