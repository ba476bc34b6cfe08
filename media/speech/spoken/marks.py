"""Marks that stand for the eye: numbering and bullets before a line, slashes, brackets, quotes."""

from __future__ import annotations

import re

from media.speech.spoken.numbers import DIGITS, cardinal, roman
from media.speech.spoken.rules import CAPITAL, Rule, any_of, rule
from media.speech.spoken.tables.counting import PER
from media.speech.spoken.tables.units import UNITS

_MEASURES = frozenset(said.split()[-1] for said in UNITS.values()) | {"triệu", "nghìn", "tỷ", "tấn"}
_NUMBERS = frozenset(DIGITS) - {"một"} | {"mười"}
_CHAIN_BEFORE = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*$")
_CHAIN_AFTER = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*(?!\w)")


def _part(match: re.Match[str]) -> str:
    return f"Phần {cardinal(roman(match.group(1)))}. "


def _section(match: re.Match[str]) -> str:
    return " chấm ".join(cardinal(int(part)) for part in match.group(1).split(".")) + ". "


def _joint(match: re.Match[str]) -> str:
    """The hyphen within a name stays, as it is written in it: *Ê-đê*, *Mát-xcơ-va*."""
    before = _CHAIN_BEFORE.search(match.string[: match.start()])
    after = _CHAIN_AFTER.match(match.string, match.end())
    word = (before.group() if before else "") + (after.group() if after else "")
    return "-" if word[:1].isupper() and word[1:] == word[1:].lower() else " "


def _per(match: re.Match[str]) -> str:
    """So much for one of whatever follows a unit or money: ``triệu/tín chỉ``."""
    unit, after = match.group(1), match.string[match.end() :]
    first = re.match(r"\w+", after)
    if unit not in _MEASURES or not after[0].islower() or (first and first.group() in _NUMBERS):
        return match.group()
    return f"{unit} " if after.startswith("một ") else f"{unit} một "


OPENING: tuple[Rule, ...] = (
    rule(r"(?<=\d)\s*\*\s*(?=\d)", " x "),
    rule(r"(?<=\d) / (?=\d)", "/"),
    rule(r"(?<=\d)\^(?=\d)", " mũ "),
    rule(r"(?<=\w)[*_#`]+(?=\w)", " "),
    rule(r"‘([^‘’]*)’(?!\w)", lambda it: it.group(1)),
    rule(r"[*_#`]+|https?://(?=\w)|\bwww\.(?=\w)", ""),
    rule(r"^\s*[-+•–*]\s+", ""),
    rule(rf"^\s*([IVX]+)\.\s+(?=[{CAPITAL}])", _part),
    rule(r"^\s*(\d{1,2}(?:\.\d{1,2})*)[.)]\s+", _section),
    rule(r"^\s*([a-zđ])\)\s+", lambda it: f"{it.group(1)}. "),
    rule(r"\s*\./\.", "."),
    rule(r"={2,}|\s*\|\s*$|^\s*\|", ""),
    rule(r"\s*\|\s*", ", "),
    rule(r"([!?])[!?]+", lambda it: it.group(1)),
    rule(r"([.!?;:,])[.,;:]+", lambda it: it.group(1)),
)
"""At the beginning of a line, before anything else is read."""

_FOR_THE_EYE = r"\"“”„«»‹›‘`´(){}\[\]\-–—•·▪●○◦■□►▶➢✓✔❖★☆*#_|\\~^"
"""Inside a character class: marks that say nothing."""
_SAID_ANYWAY = r"\w\s,;:.!?'’\u0300-\u036f"
"""Inside a character class: letters with their marks (*Ơ̆*), and what a voice breathes or bends at."""

CLOSING: tuple[Rule, ...] = (
    rule(r"\s*[([]\s*", ", "),
    rule(r"\s*[)\]]", ", "),
    rule(r"…|\.{2,}", "."),
    rule(r"&", " và "),
    rule(r"@", " a còng "),
    rule(r"(?<=\w)\.(?=[a-zđ])", " chấm "),
    rule(rf"\s*/\s*(?=(?:{any_of(PER)})\b(?! (?:mươi|trăm|nghìn|phẩy)\b))", " một "),
    rule(r"(\w+)\s*/\s*(?=[^\W\d_])", _per),
    rule(r"\s*/\s*", ", "),
    rule(r"\s*(?:[-=]+>|[→⇒➔])\s*", ", "),
    rule(r"≥|>=", " lớn hơn hoặc bằng "),
    rule(r"≤|<=", " nhỏ hơn hoặc bằng "),
    rule(r">(?=\s*\w)", " lớn hơn "),
    rule(r"<(?=\s*\w)", " nhỏ hơn "),
    rule(r"=(?=\s*\w)", " bằng "),
    rule(r"≠", " khác "),
    rule(r"±", " cộng trừ "),
    rule(r"(?<=\w)\s+\+\s+(?=\w)", " cộng "),
    rule(r"(?<!\S)\+(?=\w)", "cộng "),
    rule(r"(?<!\w)['’]|['’](?!\w)", ""),
    rule(r"\s+[-–—]\s+|(?<=\w)[–—](?=\w)", " "),
    rule(r"(?<=\w)-(?=\w)", _joint),
    rule(r"%", " phần trăm "),
    rule(rf"[^{_SAID_ANYWAY}{_FOR_THE_EYE}]", " ", doubt="unknown-symbol"),
    rule(r"[¹²³⁰⁴-⁹₀-₉]", " ", doubt="unknown-symbol"),
    rule(rf"(?!(?<=\w)-(?=\w))[^{_SAID_ANYWAY}]|_", " "),
)

TIDYING: tuple[Rule, ...] = (
    rule(r"\s{2,}|[^\S ]", " "),
    rule(rf"((?i:\bngày)) ngày(?= (?:mùng|{'|'.join(DIGITS)}|mười)\b)", lambda it: it.group(1)),
    rule(r"\s+(?=[,;:.!?])", ""),
    rule(r",+(?=\s*[,;:.!?])", ""),
    rule(r"(?<=[.!?;:,])(?:\s*[.,;:])+", ""),
    rule(r"(?<=[,;:.!?])(?=\w)", " "),
    rule(r"^[ ,;]+|[ ,;]+$", ""),
)
"""One space between words, one mark after them."""
