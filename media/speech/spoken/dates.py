"""A day of the year in words."""

from __future__ import annotations

import re

from media.speech.spoken.numbers import cardinal, ordinal

SLASHED = r"(?P<d>\d{1,2})/(?P<m>\d{1,2})(?![\w/%]|[.,]\d)"
"""Day and month, or a fraction."""
SLASHED_OR_HYPHENED = r"(?P<d>\d{1,2})[/-](?P<m>\d{1,2})(?![\w/%]|-\d|[.,]\d)"
NOT_DAYS = (
    r"(?!\s+(?:tháng|lần|viên|gói|lít|giờ|bữa|tiếng|ly|cốc|người|ca|chuyến|buổi|ml|mg|kg|kilôgam|m|độ|hộ|ngày|con|suất"
    r"|đêm|triệu|nghìn|quả)\b|\s*%)"
)
"""What follows an amount and no date."""


def day(number: int) -> str:
    """The first ten days of a month have ``mùng`` before them."""
    return f"mùng {cardinal(number)}" if number <= 10 else cardinal(number)


def month(number: int) -> str:
    """April has a word of its own."""
    return ordinal(number) if number == 4 else cardinal(number)


def is_date(d: int, m: int) -> bool:
    """Whether a year has this day."""
    return 1 <= d <= 31 and 1 <= m <= 12


def pair(match: re.Match[str]) -> tuple[int, int]:
    """Day and month of a match of the patterns above."""
    return int(match.group("d")), int(match.group("m"))


def year_of(match: re.Match[str]) -> str:
    """`` năm hai nghìn`` where the match has a year (``y``)."""
    return f" năm {cardinal(int(match.group('y')))}" if match.group("y") else ""


def day_and_month(d: int, m: int) -> str:
    """``ngày mùng hai tháng chín``."""
    return f"ngày {day(d)} tháng {month(m)}"


def after_lead(match: re.Match[str]) -> str:
    """The day after words (``lead``) that only a day follows; the match itself where no year has it."""
    d, m = pair(match)
    return f"{match.group('lead')}{day_and_month(d, m)}" if is_date(d, m) else match.group()
