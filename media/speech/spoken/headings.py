"""Numbering before a line that is followed by a slash: ``1/ Thời gian``, ``a/``, ``II/``."""

from __future__ import annotations

from media.speech.spoken.numbers import cardinal, roman
from media.speech.spoken.rules import Rule, rule

RULES: tuple[Rule, ...] = (
    rule(r"^\s*(\d{1,2})/\s+(?=\D)", lambda it: f"{cardinal(int(it.group(1)))}. "),
    rule(r"^\s*([a-zđ])/\s+", lambda it: f"{it.group(1)}. "),
    rule(r"^\s*([IVX]+)/\s+", lambda it: f"Phần {cardinal(roman(it.group(1)))}. "),
)
