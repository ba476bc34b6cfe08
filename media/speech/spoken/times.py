"""Dates, times of day, weekdays, and stretches from one to another."""

from __future__ import annotations

import re

from media.speech.spoken.dates import day, is_date, month, year_of
from media.speech.spoken.numbers import cardinal, ordinal, roman
from media.speech.spoken.rules import Rule, doubtful, rule

_DAY_WORDS = r"(?P<lead>[Nn]gày|[Hh]ôm|[Ss]áng|[Tt]rưa|[Cc]hiều|[Tt]ối|[Đđ]êm)"
_SPEAKS_OF_DAYS = re.compile(r"ngày|giờ|\dh|thời hạn|/\d{4}", re.IGNORECASE)
_ROMAN_AFTER = (
    r"(?<!\w)(?i:quý|báo động|khu vực|khu|tổ|đội|khối|cụm|phân trại|phân khu"
    r"|khóa|khoá|lần thứ|thứ|chương|phần|mục|thế kỷ|loại|vùng|cấp|nhóm|phụ lục|học kỳ"
    r"|kỳ|đợt|hạng|bậc|giai đoạn|đại hội|biểu|bảng|thế chiến)"
)
_OF_THE_DAY = r"(?:sáng|trưa|chiều|tối|đêm|hôm (?:nay|sau|qua)|thứ (?:\d|[a-zưảáăôố]+)|ngày (?:mai|\d))\b"
_FROM = r"(?:lúc|từ|đến|tới|vào|trước|sau|hồi|khoảng)"


def _date(match: re.Match[str]) -> str:
    d, m, y = (int(match.group(part)) for part in ("d", "m", "y"))
    if not is_date(d, m):
        return match.group()
    return f"{match.groupdict().get('lead') or 'ngày '}{day(d)} tháng {month(m)} năm {cardinal(y)}"


def _day_and_month(match: re.Match[str]) -> str:
    d, m = int(match.group("d")), int(match.group("m"))
    if not is_date(d, m):
        return match.group()
    return f"{_lead(match)}{day(d)} tháng {month(m)}"


def _bounding_day(match: re.Match[str]) -> str:
    """``đến 15/6`` is a date where the line speaks of days or hours; else a fraction, read later."""
    said = _day_and_month(match) if _SPEAKS_OF_DAYS.search(match.string) else match.group()
    return said if said == match.group() else f"{match.group('before')} {said}"


def _lead(match: re.Match[str]) -> str:
    lead = match.groupdict().get("lead") or "ngày"
    return f"{lead} " if lead.lower() in ("ngày", "hôm") else f"{lead} ngày "


def _time(match: re.Match[str]) -> str:
    """``7h05`` is *bảy giờ năm phút*: without the last word it might be a fifth hour."""
    hours, minutes = int(match.group("h")), int(match.group("min") or 0)
    if hours > 24 or minutes > 59:
        return match.group()
    unit = " phút" if minutes < 10 or "phút" in match.group() else ""
    return f"{cardinal(hours)} giờ" + (f" {cardinal(minutes)}{unit}" if minutes else "")


def _minutes(match: re.Match[str]) -> str:
    """``10'``, ``2'30"``."""
    seconds = match.group(2)
    said = f"{cardinal(int(match.group(1)))} phút" + (f" {cardinal(int(seconds))} giây" if seconds else "")
    return doubtful(said, "number-form")


def _hours_of(match: re.Match[str]) -> str:
    return f"{cardinal(int(match.group(1)))} trên {cardinal(int(match.group(2)))} giờ"


def _month(match: re.Match[str]) -> str:
    return f"{match.group('lead')} {month(int(match.group('m')))}{year_of(match)}"


def _numeral(match: re.Match[str]) -> str:
    lead = match.group("lead")
    value = roman(match.group("numeral"))
    return f"{lead} {ordinal(value) if lead.lower().endswith('thứ') else cardinal(value)}{year_of(match)}"


def _numerals(match: re.Match[str]) -> str:
    return f"{match.group(1)} đến "


def _to_the_second(match: re.Match[str]) -> str:
    """``14:30:15``."""
    parts = zip(match.groups(), ("giờ", "phút", "giây"), strict=True)
    return " ".join(f"{cardinal(int(number))} {name}" for number, name in parts)


RULES: tuple[Rule, ...] = (
    rule(r"(?P<lead>[Nn]gày\s+)?(?<![\d-])(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?![\d-])", _date),
    rule(r"(?P<lead>[Nn]gày\s+)?(?<![\d/.-])(?P<d>\d{1,2})([/.-])(?P<m>\d{1,2})\3(?P<y>\d{4})(?![\d/])", _date),
    rule(rf"{_DAY_WORDS}\s+(?P<d>\d{{1,2}})/(?P<m>\d{{1,2}})(?![\d/])", _day_and_month),
    rule(r"(?P<before>[Tt]ừ|[Đđ]ến|[Tt]rước|[Ss]au|và)\s+(?P<d>\d{1,2})/(?P<m>\d{1,2})(?![\d/])", _bounding_day),
    rule(r"(?<![\d/])(?P<d>0[1-9])/(?P<m>\d{1,2})(?![\d/])", _day_and_month),
    rule(r"(?<![\d/])(?P<d>\d{1,2})/(?P<m>0[1-9])(?![\d/])", _day_and_month),
    rule(r"(?P<lead>[Tt]háng)\s+(?P<m>0?[1-9]|1[0-2])(?:[/-](?P<y>\d{4}))?(?![\d/])", _month),
    rule(rf"({_ROMAN_AFTER}\s+[IVX]+)\s?[-–]\s?(?=[IVX]+(?!\w|\.\w))", _numerals),
    rule(rf"(?P<lead>{_ROMAN_AFTER}|đến(?= [IVX]+/\d{{4}}))\s+(?P<numeral>[IVX]+)(?:/(?P<y>\d{{4}}))?(?!\w)", _numeral),
    rule(r"(?<=[\dhg%])\s*[-–]\s*(?=\d)", " đến "),
    rule(r"((?:\d\s?giờ|phút|\d[hg]\d\d['’′]))\s*[-–]\s*(?=\d)", lambda it: f"{it.group(1)} đến "),
    rule(r"(?<![\w.,:/])(?P<h>\d{1,2})\.(?P<min>[0-5]\d)\s?(?:h|giờ)(?!\w)", _time, doubt="number-form"),
    rule(r"(?<![\w/])(\d+)/(\d+)\s?(?:h|giờ)(?!\w)", _hours_of),
    rule(r"(?<![\w:])(\d{1,2})[hg]([0-5]\d)['’′]\s?([0-5]\d)(?:[\"”″]|''|’’)", _to_the_second),
    rule(r"(?<=\d[hg]\d\d)['’′]+", ""),
    rule(r"(?<![\w.,])(\d{1,3})[\"”″](\d\d)(?![\w\"])", lambda it: f"{it.group(1)} giây {it.group(2)}"),
    rule(r"(?<![\w.,'’‘])(\d{1,3})['’′](?:\s?(\d{1,2})(?:[\"”″]|''|(?!\w)))?(?!\w)", _minutes),
    rule(
        r"(?<![\w:/])(?<!\d[.,])(?P<h>\d{1,2})\s?(?:h|giờ)\s?\.?(?P<min>\d{2}(?![/-]\d))?(?:\s?(?:phút|ph|p))?(?!\w)",
        _time,
    ),
    rule(r"(?<![\w:])(?P<h>\d{1,2})g(?P<min>\d{2})(?:p|ph)?(?!\w)", _time),
    rule(r"(?<![\w.,/])(\d{1,3})(?:p|ph)(?!\w)", lambda it: f"{cardinal(int(it.group(1)))} phút"),
    rule(rf"(?<![\w.,/-])(?P<h>\d{{1,2}})\s?g(?P<min>)(?=\s+{_OF_THE_DAY})", _time),
    rule(rf"(?P<lead>(?<!\w){_FROM}\s+)(?P<h>\d{{1,2}})g(?P<min>)(?!\w)", lambda it: it.group("lead") + _time(it)),
    rule(r"(?<![\w:])(\d{1,2}):([0-5]\d):([0-5]\d)(?![\w:])", _to_the_second),
    rule(r"(?<![\w:])(?P<h>\d{1,2}):(?P<min>\d{2})(?![\w:]|[.,]\d)", _time),
)
