"""Marks that stand for the eye: numbering and bullets before a line, slashes, brackets, quotes."""

from __future__ import annotations

import re

from media.speech.spoken.numbers import cardinal, roman
from media.speech.spoken.rules import CAPITAL, Rule, any_of, rule
from media.speech.spoken.tables import PER


def _part(match: re.Match[str]) -> str:
    return f"Phần {cardinal(roman(match.group(1)))}. "


def _section(match: re.Match[str]) -> str:
    return " chấm ".join(cardinal(int(part)) for part in match.group(1).split(".")) + ". "


OPENING: tuple[Rule, ...] = (
    rule(r"[*_#`]+|https?://|\bwww\.", ""),
    rule(r"^\s*[-+•–*]\s+", ""),
    rule(rf"^\s*([IVX]+)\.\s+(?=[{CAPITAL}])", _part),
    rule(r"^\s*(\d{1,2}(?:\.\d{1,2})*)[.)]\s+", _section),
    rule(r"^\s*([a-zđ])\)\s+", lambda it: f"{it.group(1)}. "),
    rule(r"\s*\./\.", "."),
    rule(r"([.!?;:,])[.,;:]+", lambda it: it.group(1)),
)
"""At the beginning of a line, before anything else is read."""

CLOSING: tuple[Rule, ...] = (
    rule(r"\s*[([]\s*", ", "),
    rule(r"\s*[)\]]", ", "),
    rule(r"…|\.{2,}", "."),
    rule(r"&", " và "),
    rule(r"@", " a còng "),
    rule(r"(?<=\w)\.(?=[a-zđ])", " chấm "),
    rule(rf"\s*/\s*(?=(?:{any_of(PER)})\b)", " một "),
    rule(r"\s*/\s*", ", "),
    rule(r"\s+[-–—]\s+|(?<=\w)[-–—](?=\w)", " "),
    rule(r"%", " phần trăm "),
    rule(r"[^\w\s,;:.!?'’]|_", " "),
)


def tidy(text: str) -> str:
    """One space between words, one mark after them."""
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s+([,;:.!?])", r"\1", text)
    text = re.sub(r",+(?=\s*[,;:.!?])", "", text)
    text = re.sub(r"([.!?;:,])(?:\s*[.,;:])+", r"\1", text)
    text = re.sub(r"([,;:.!?])(?=\w)", r"\1 ", text)
    return text.strip(" ,;")
