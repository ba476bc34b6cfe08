"""Amounts with their unit in the middle: ``1m65``, ``3kg2``, ``1tr5``, ``2tỷ3``."""

from __future__ import annotations

import re

from media.speech.spoken.numbers import cardinal
from media.speech.spoken.rules import Rule, rule
from media.speech.spoken.tables.units import UNITS

_SMALLER = {"tr": ("triệu", "nghìn"), "triệu": ("triệu", "nghìn"), "tỷ": ("tỷ", "triệu"), "tỉ": ("tỷ", "triệu")}
"""What is said for the unit, and what three digits behind it count."""


def _money(match: re.Match[str]) -> str:
    """``1tr5`` and ``1tr500`` are one million five hundred thousand."""
    unit, smaller = _SMALLER[match.group("unit")]
    rest = int(match.group("rest").ljust(3, "0"))
    return f"{cardinal(int(match.group('whole')))} {unit} {cardinal(rest)} {smaller}"


def _metres(match: re.Match[str]) -> str:
    return f"{cardinal(int(match.group(1)))} mét {cardinal(int(match.group(2)))}"


def _decimal(match: re.Match[str]) -> str:
    return f"{cardinal(int(match.group(1)))} phẩy {cardinal(int(match.group(3)))} {UNITS[match.group(2)]}"


RULES: tuple[Rule, ...] = (
    rule(r"(?<![\w.,/])(?P<whole>\d{1,4})\s?(?P<unit>tr|triệu|tỷ|tỉ)(?P<rest>\d{1,3})(?!\w|[.,]\d)", _money),
    rule(r"(?<=\d)\s?(?:tr\.\s?đ(?:ồng)?|trđ|tr đồng)(?!\w)", " triệu đồng"),
    rule(r"(?<=\d)\s?tr(?!\w)", " triệu"),
    rule(r"((?:nghìn|ngàn|triệu|tỷ|tỉ)\s?)đ(?!\w)", lambda it: f"{it.group(1).strip()} đồng"),
    rule(r"(?<=/)th(?!\w)", "tháng"),
    rule(r"(?<=/)ng(?!\w)", "người"),
    rule(r"(?<=/)LĐ(?!\w)", "lao động"),
    rule(r"(?<![\w.,/])(\d{1,2})m(\d{2}|[14-9])(?!\w|[.,]\d)", _metres),
    rule(r"(?<![\w.,/])(\d{1,3})(kg|l)(\d)(?!\w|[.,]\d)", _decimal),
    rule(r"(?<![\w.,/])(\d{1,3})(km)([14-9])(?!\w|[.,]\d)", _decimal),
)
"""Before units; ``m2``, ``m3`` and ``km2`` are units."""
