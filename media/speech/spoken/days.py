"""Days written without the word for day: feasts, streets, brackets after *today*, lists and hyphens."""

from __future__ import annotations

import re

from media.speech.spoken.numbers import cardinal, ordinal
from media.speech.spoken.rules import Rule, doubtful, rule
from media.speech.spoken.tables import COUNTED

_PAIR = r"(?P<d>\d{1,2})[/-](?P<m>\d{1,2})(?![\w/%]|-\d|[.,]\d)"
_SLASHED = r"(?P<d>\d{1,2})/(?P<m>\d{1,2})(?![\w/%]|[.,]\d)"
_FEASTS = {
    (1, 1), (3, 2), (27, 2), (8, 3), (10, 3), (26, 3), (30, 4), (1, 5), (7, 5), (15, 5), (19, 5), (1, 6), (21, 6),
    (28, 6), (27, 7), (19, 8), (2, 9), (10, 10), (13, 10), (20, 10), (9, 11), (18, 11), (20, 11), (22, 12),
}  # fmt: skip
"""Days every Vietnamese knows by their numbers: ``30/4``, ``2-9``."""
_FEAST_WORDS = (
    r"[Qq]uốc khánh|[Qq]uốc tế (?:[Pp]hụ nữ|[Tt]hiếu nhi|[Ll]ao động)|[Nn]ghỉ lễ|[Dd]ịp lễ|[Dd]ịp|[Ll]ễ|[Kk]ỷ niệm"
    r"|[Mm]ừng|Giỗ Tổ(?: Hùng Vương)?|Giải phóng miền Nam|Nhà giáo Việt Nam|Liệt sĩ|Phụ nữ Việt Nam|Tết Dương lịch"
    r"|Pháp luật|Chiến thắng|Cách mạng"
)
_TODAY = r"(?:[Hh]ôm nay|[Hh]ôm qua|[Nn]gày mai|nay|mai|qua|[Tt]hứ \w+|[Cc]hủ nhật|[Cc]hủ Nhật)"
_STREET = r"(?:[Đđ]ường|[Pp]hố|[Qq]uảng trường|[Cc]ông viên|[Cc]ầu|[Bb]ến)"
_NOT_DAYS = (
    r"(?!\s+(?:tháng|lần|viên|gói|lít|giờ|bữa|tiếng|ly|cốc|người|ca|chuyến|buổi|ml|mg|kg|kilôgam|m|độ|hộ|ngày|con|suất"
    r"|đêm|triệu|nghìn|quả)\b|\s*%)"
)
_ROUND_THE_CLOCK = (24, 7)
_COUNTS = rf"(?!\s+(?:{COUNTED})\b)"


def day(number: int) -> str:
    """The first ten days of a month have ``mùng`` before them."""
    return f"mùng {cardinal(number)}" if number <= 10 else cardinal(number)


def month(number: int) -> str:
    """April has a word of its own."""
    return ordinal(number) if number == 4 else cardinal(number)


def is_date(d: int, m: int) -> bool:
    """Whether a year has this day."""
    return 1 <= d <= 31 and 1 <= m <= 12


def _pair(match: re.Match[str]) -> tuple[int, int]:
    return int(match.group("d")), int(match.group("m"))


def _said(d: int, m: int) -> str:
    return f"ngày {day(d)} tháng {month(m)}"


def _day(match: re.Match[str]) -> str:
    """After words that only a day follows."""
    d, m = _pair(match)
    return f"{match.group('lead')}{_said(d, m)}" if is_date(d, m) else match.group()


def _hyphened(match: re.Match[str]) -> str:
    """``ngày 27-7``; ``ngày 5-6`` may be two days too."""
    said = _day(match)
    d, m = _pair(match)
    sure = said == match.group() or d > m or (d, m) in _FEASTS
    return (
        re.sub(r"\b(ngày) ngày\b", r"\1", said)
        if sure
        else doubtful(said.replace("ngày ngày", "ngày"), "date-or-fraction")
    )


def _street(match: re.Match[str]) -> str:
    """A street called after a day says its numbers alone: *đường ba tháng hai*."""
    d, m = _pair(match)
    return f"{match.group('lead')}{cardinal(d)} tháng {month(m)}" if is_date(d, m) else match.group()


def _feasts(match: re.Match[str]) -> str:
    """Two feasts side by side are no stretch."""
    pairs = [tuple(map(int, re.split("[/-]", text))) for text in (match.group("one"), match.group("other"))]
    if not all(pair in _FEASTS for pair in pairs):
        return match.group()
    joint = " và " if "và" in match.group("joint") else ", "
    return joint.join(_said(d, m) for d, m in pairs)


def _listed(match: re.Match[str]) -> str:
    """``ngày 5 và 6/11``: the month counts for both."""
    first, (d, m) = int(match.group("first")), _pair(match)
    if not (is_date(first, m) and is_date(d, m)):
        return match.group()
    return f"{match.group('lead')}{day(first)}{match.group('joint')}ngày {day(d)} tháng {month(m)}"


def _stretch(match: re.Match[str]) -> str:
    """``ngày 01-02/11/2025``: the month and the year count for both."""
    first, (d, m) = int(match.group("first")), _pair(match)
    if not (first < d and is_date(first, m) and is_date(d, m)):
        return match.group()
    lead = match.group("lead") if match.group("lead").lower().startswith("ngày") else f"{match.group('lead')}ngày "
    year = f" năm {cardinal(int(match.group('y')))}" if match.group("y") else ""
    return f"{lead}{day(first)} đến {_said(d, m)}{year}"


def _alone(match: re.Match[str]) -> str:
    """Larger than its month: hardly a fraction."""
    d, m = _pair(match)
    if d <= 12 or not is_date(d, m) or (d, m) == _ROUND_THE_CLOCK:
        return match.group()
    said = f"{match.group('lead')}{_said(d, m)}"
    return said if match.group("lead") or (d, m) in _FEASTS else doubtful(said, "date-or-fraction")


def _hour_and_day(match: re.Match[str]) -> str:
    """``13h/06/7``, as tables of the weather service have it."""
    d, m = _pair(match)
    return f"{match.group('lead')} ngày {d}/{m}" if is_date(d, m) else match.group()


def _in_month(match: re.Match[str]) -> str:
    return f"{match.group(1)} {day(int(match.group(2)))}"


def _months(match: re.Match[str]) -> str:
    """``tháng 7-8/2025``."""
    first, last = int(match.group("first")), int(match.group("last"))
    if not (first < last <= 12):
        return match.group()
    year = f" năm {cardinal(int(match.group('y')))}" if match.group("y") else ""
    return f"{match.group('lead')}{month(first)} đến tháng {month(last)}{year}"


def _shortened(match: re.Match[str]) -> str:
    """``Q1/2025``, ``T7/2025``."""
    n = int(match.group("n"))
    part = f"quý {cardinal(n)}" if match.group("part") == "Q" else f"tháng {month(n)}"
    return f"{part} năm {cardinal(int(match.group('y')))}"


def _school_year(match: re.Match[str]) -> str:
    first, last = int(match.group(1)), int(match.group(2))
    return f"{first}-{last}" if last == first + 1 else match.group()


def _of_year(match: re.Match[str]) -> str:
    lead = match.group("lead")
    return f"{lead}{cardinal(int(match.group('n')))} năm {cardinal(int(match.group('y')))}"


def _month_of_year(match: re.Match[str]) -> str:
    m = int(match.group("n"))
    said = f"tháng {month(m)} năm {cardinal(int(match.group('y')))}"
    return said if m <= 12 else match.group()


RULES: tuple[Rule, ...] = (
    rule(rf"(?P<lead>(?<!\w)\d{{1,2}}(?:h|g)(?:\d\d)?)\s*/\s*{_SLASHED}", _hour_and_day),
    rule(rf"(?P<lead>(?<!\w){_STREET}\s+){_PAIR}", _street),
    rule(
        r"(?:(?<!\w)[Nn]gày\s+)?(?<![\w/.,-])(?P<one>\d{1,2}[/-]\d{1,2})(?P<joint>\s*[-–,]\s*|\s+và\s+)(?P<other>\d{1,2}[/-]\d{1,2})(?![\w/.,-])",
        _feasts,
    ),
    rule(r"(?<=/\d{4})\s*[-–]\s*(?=\d)|(?<=/\d\d)\s*[-–]\s*(?=\d+/)|(?<=/\d)\s*[-–]\s*(?=\d+/)", " đến "),
    rule(
        r"(?P<lead>(?<!\w)(?:[Nn]gày|[Ss]áng|[Cc]hiều|[Tt]ối|[Đđ]êm|[Tt]ừ|[Tt]uần|[Tt]rong)\s+)"
        r"(?P<first>\d{1,2})\s?[-–]\s?(?P<d>\d{1,2})/(?P<m>\d{1,2})(?:/(?P<y>\d{4}))?(?![\w/%-]|[.,]\d)",
        _stretch,
    ),
    rule(
        r"(?P<lead>(?<!\w)(?:[Nn]gày|[Đđ]êm)\s+(?:\d{1,2},\s*)*)(?P<first>\d{1,2})"
        rf"(?P<joint>\s*(?:,|và|hoặc|đến)\s+|\s+đến\s+hết\s+)(?:ngày\s+)?{_SLASHED}",
        _listed,
    ),
    rule(
        r"(?<!mỗi )(?<!một )(?P<lead>(?<!\w)(?:[Nn]gày|[Ss]áng|[Cc]hiều|[Tt]ối|[Đđ]êm)\s+)"
        rf"(?P<d>\d{{1,2}})[-.](?P<m>\d{{1,2}})(?![\w/%-]|[.,]\d){_NOT_DAYS}",
        _hyphened,
    ),
    rule(rf"(?P<lead>(?<!\w)(?:{_FEAST_WORDS})\s+){_PAIR}{_NOT_DAYS}", _day),
    rule(rf"(?P<lead>)(?<![\w/.,-]){_SLASHED}(?=\s+(?:âm|Âm|dương|Dương) lịch)", _day),
    rule(rf"(?P<lead>{_TODAY}\s*,?\s*\(?){_SLASHED}", _day),
    rule(rf"(?P<lead>(?:hết|chót|hạn|Hạn|vào|[Tt]ừ|[Đđ]ến|[Tt]rước|[Ss]au)\s*:?\s+){_SLASHED}{_COUNTS}", _alone),
    rule(r"(?<![\w/.,-])((?:19|20)\d\d)/((?:19|20)\d\d)(?![\w/])", _school_year),
    rule(r"(?<!\w)(?P<part>[QT])(?P<n>\d{1,2})/(?P<y>(?:19|20)\d\d)(?![\w/])", _shortened),
    rule(
        r"(?P<lead>(?<!\w)[Tt]háng\s+)(?P<first>\d{1,2})\s?[-–]\s?(?P<last>\d{1,2})(?:/(?P<y>\d{4}))?(?![\w/%.,-])",
        _months,
    ),
    rule(r"((?<!\w)[Nn]gày)\s+(0?[1-9]|10)(?=\s+tháng\b)", _in_month),
    rule(
        r"(?P<lead>(?<!\w)(?i:đợt|kỳ|lần|số|tuần|khóa|vòng|phiên|nghị định|thông tư|luật|nghị quyết|quyết định)\s+)"
        r"(?P<n>\d{1,4})/(?P<y>(?:19|20)\d\d)(?![\w/])",
        _of_year,
    ),
    rule(r"(?<![\w/.-])(?<![Tt]háng )(?P<n>0?[1-9]|1[0-2])/(?P<y>(?:19|20)\d\d)(?![\w/])", _month_of_year),
)
"""Before dates that say so themselves."""
ALONE: tuple[Rule, ...] = (
    rule(rf"(?P<lead>)(?<![\w/.,-])(?<!trang )(?<!đạt )(?<!được ){_SLASHED}{_COUNTS}(?!\s?mmHg)", _alone),
)
"""After them: a pair that nothing explains."""
