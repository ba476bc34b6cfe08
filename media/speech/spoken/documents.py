"""Numbers and symbols of official documents: ``1497/QĐ-TTg``, ``49/2024/NĐ-CP``, ``18-NQ/TW``, ``21/2017/QH14``."""

from __future__ import annotations

import re

from media.speech.spoken.numbers import cardinal
from media.speech.spoken.rules import Rule, rule
from media.speech.spoken.tables import ABBREVIATIONS, AGENCIES, DOCUMENT_TYPES, LETTERS

_LOOK_BACK = 40
_SYMBOL = r"(?P<symbol>[A-ZĐ][A-Za-zĐđ&]*\d*(?:-[A-ZĐ][A-Za-zĐđ&]*\d*)*)"
_DATED_OF = re.compile(r"\s*(?:ngày[\s\d/.-]+(?:năm \d+ )?)?của\b")


def _document(match: re.Match[str]) -> str:
    """The number, its year, the type unless it was said just before, and who issued it unless that follows."""
    parts = match.group("symbol").split("-")
    kind = DOCUMENT_TYPES.get(parts[0], "") if len(parts) > 1 else ""
    issuers = parts[1:] if kind else parts
    return " ".join(filter(None, [_kind(kind, match), _number(match), _year(match), _issued_by(issuers, match)]))


def _party_document(match: re.Match[str]) -> str:
    kind = DOCUMENT_TYPES.get(match.group("kind"), "")
    return " ".join(filter(None, [_kind(kind, match), _number(match), _issued_by([match.group("symbol")], match)]))


def _kind(kind: str, match: re.Match[str]) -> str:
    before = match.string[max(0, match.start() - _LOOK_BACK) : match.start()].casefold()
    if not kind or kind in before:
        return ""
    return f"{kind} số" if match.group("number") and not before.rstrip().endswith("số") else kind


def _number(match: re.Match[str]) -> str:
    number = match.group("number")
    if not number:
        return ""
    digits = number.rstrip("abcdđ")
    return " ".join(filter(None, [cardinal(int(digits)), number[len(digits) :]]))


def _year(match: re.Match[str]) -> str:
    year = match.group("year")
    return f"năm {cardinal(int(year))}" if year else ""


def _issued_by(issuers: list[str], match: re.Match[str]) -> str:
    if not issuers or _DATED_OF.match(match.string, match.end()):
        return ""
    return "của " + " ".join(_issuer(issuer) for issuer in issuers)


def _issuer(symbol: str) -> str:
    """An agency, with the term of a National Assembly: ``QH14`` is *Quốc hội khóa mười bốn*."""
    name = symbol.rstrip("0123456789")
    term = symbol[len(name) :]
    said = AGENCIES.get(name) or ABBREVIATIONS.get(name) or " ".join(LETTERS.get(c, c) for c in name.upper())
    return f"{said} khóa {cardinal(int(term))}" if term else said


RULES: tuple[Rule, ...] = (
    rule(r"(?<![\w/])(?P<number>\d+)-(?P<kind>[A-ZĐ][A-Za-zĐ]*)/(?P<symbol>[A-ZĐ]{2,})(?!\w)", _party_document),
    rule(rf"(?<![\w/])(?P<number>\d+[a-dđ]?)(?:/(?P<year>\d{{4}}))?/{_SYMBOL}(?!\w)", _document),
    rule(rf"(?<![\w/])(?P<number>)(?P<year>)/{_SYMBOL}(?!\w)", _document),
)
