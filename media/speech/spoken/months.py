"""Months, quarters and numbers of a year: ``tháng 7-8/2025``, ``Q1/2025``, ``đợt 2/2025``."""

from __future__ import annotations

import re

from media.speech.spoken.dates import day, month, year_of
from media.speech.spoken.numbers import cardinal
from media.speech.spoken.rules import Rule, rule


def _in_month(match: re.Match[str]) -> str:
    return f"{match.group(1)} {day(int(match.group(2)))}"


def _months(match: re.Match[str]) -> str:
    """``tháng 7-8/2025``."""
    first, last = int(match.group("first")), int(match.group("last"))
    if not (first < last <= 12):
        return match.group()
    return f"{match.group('lead')}{month(first)} đến tháng {month(last)}{year_of(match)}"


def _shortened(match: re.Match[str]) -> str:
    """``Q1/2025``, ``T7/2025``."""
    n = int(match.group("n"))
    part = f"quý {cardinal(n)}" if match.group("part") == "Q" else f"tháng {month(n)}"
    return f"{part} năm {cardinal(int(match.group('y')))}"


def _school_year(match: re.Match[str]) -> str:
    first, last = int(match.group(1)), int(match.group(2))
    return f"{first}-{first + 1}" if last in (first + 1, (first + 1) % 100) else match.group()


def _of_year(match: re.Match[str]) -> str:
    lead = match.group("lead")
    return f"{lead}{cardinal(int(match.group('n')))} năm {cardinal(int(match.group('y')))}"


def _month_of_year(match: re.Match[str]) -> str:
    m = int(match.group("n"))
    said = f"tháng {month(m)} năm {cardinal(int(match.group('y')))}"
    return said if m <= 12 else match.group()


RULES: tuple[Rule, ...] = (
    rule(r"(?<![\w/.,-])((?:19|20)\d\d)/((?:19|20)?\d\d)(?![\w/]|[.,]\d)", _school_year),
    rule(r"(?<!\w)(?P<part>[QT])(?P<n>\d{1,2})/(?P<y>(?:19|20)\d\d)(?![\w/])", _shortened),
    rule(
        r"(?P<lead>(?<!\w)[Tt]háng\s+)(?P<first>\d{1,2})\s?[-–]\s?(?P<last>\d{1,2})(?:/(?P<y>\d{4}))?(?![\w/%-]|[.,]\d)",
        _months,
    ),
    rule(
        r"(?<!\w)Q([1-4])(?=\s+năm\b|\s*(?:[-–,&]|và|đến)\s*(?:Q[1-4]|quý))",
        lambda it: f"quý {cardinal(int(it.group(1)))}",
    ),
    rule(r"(?<=\d)\s?T/(?=(?:19|20)\d\d(?!\w))", " tháng năm "),
    rule(r"(?<=\d)T(?=\s+(?:đầu|cuối) năm)|(?<=(?<![\w.,])[369])T(?!\w)", " tháng"),
    rule(r"(?<!\w)Q\.?\s?(?=(?:[1-4]|I{1,3}|IV)/(?:19|20)\d\d(?!\w))", "quý "),
    rule(r"((?<!\w)(?:[Cc]uối|[Đđ]ầu|[Tt]rong|[Hh]ết) )Q(?=[1-4](?!\w))", lambda it: f"{it.group(1)}quý "),
    rule(r"(?<=\d)/(?=tháng\s+\d)", " "),
    rule(r"((?<!\w)[Nn]gày)\s+(0?[1-9]|10)(?=\s+tháng\b)", _in_month),
    rule(
        r"(?P<lead>(?<!\w)(?i:đợt|kỳ|lần|số|tuần|khóa|vòng|phiên|nghị định|thông tư|luật|nghị quyết|quyết định)\s+)"
        r"(?P<n>\d{1,4})/(?P<y>(?:19|20)\d\d)(?![\w/])",
        _of_year,
    ),
    rule(r"(?<![\w/.-])(?<![Tt]háng )(?P<n>0?[1-9]|1[0-2])/(?P<y>(?:19|20)\d\d)(?![\w/])", _month_of_year),
)
"""Before days and fractions."""
