"""Days in lists and stretches, behind hyphens, beside *today*, and where nothing explains them."""

from __future__ import annotations

import re

from media.speech.spoken.dates import NOT_DAYS, SLASHED, after_lead, day, day_and_month, is_date, month, pair, year_of
from media.speech.spoken.feasts import FEASTS
from media.speech.spoken.rules import Rule, doubtful, rule
from media.speech.spoken.tables.counting import COUNTED

_TODAY = r"(?:[Hh]ôm nay|[Hh]ôm qua|[Nn]gày mai|nay|mai|qua|[Tt]hứ \w+|[Cc]hủ nhật|[Cc]hủ Nhật)"
_CALENDARS = "(?:âm|Âm|dương|Dương) lịch|ÂL|AL|DL|âl|al|dl"
_HOUR = r"(?<!\w)\d{1,2}\s?(?:h|g|giờ)(?:\s?\d\d)?['’]?(?:\s?phút)?"
_DEADLINES = (
    r"[Hh]ạn(?: cuối| chót| nộp)?|chót|[Hh]ết hạn|tính đến|[Bb]ắt đầu từ|[Kk]ể từ|cập nhật(?: đến)?|[Áá]p dụng từ"
    r"|[Kk]hai mạc|[Bb]ế mạc|[Tt]rước|[Hh]ết|nhằm(?: ngày)?"
)
_BOUNDS = "hết|nhằm(?: ngày)?|chót|hạn|Hạn|vào|[Tt]ừ|[Đđ]ến|[Tt]rước|[Ss]au"
MONTHS = 12
_SHARES = {(1, 2), (1, 3), (2, 3), (1, 4), (3, 4)}
_ROUND_THE_CLOCK = (24, 7)
_COUNTS = rf"(?!\s+(?:{COUNTED})\b)"


def _hyphened(match: re.Match[str]) -> str:
    """``ngày 27-7``; ``ngày 5-6`` may be two days too."""
    said = after_lead(match)
    d, m = pair(match)
    sure = said == match.group() or d > m or (d, m) in FEASTS
    return (
        re.sub(r"\b(ngày) ngày\b", r"\1", said)
        if sure
        else doubtful(said.replace("ngày ngày", "ngày"), "date-or-fraction")
    )


def _listed(match: re.Match[str]) -> str:
    """``ngày 5 và 6/11``: the month counts for both."""
    first, (d, m) = int(match.group("first")), pair(match)
    if not (is_date(first, m) and is_date(d, m)):
        return match.group()
    return f"{match.group('lead')}{day(first)}{match.group('joint')}ngày {day(d)} tháng {month(m)}"


def _stretch(match: re.Match[str]) -> str:
    """``ngày 01-02/11/2025``: the month and the year count for both."""
    first, (d, m) = int(match.group("first")), pair(match)
    if not (first < d and is_date(first, m) and is_date(d, m)):
        return match.group()
    lead = match.group("lead") if match.group("lead").lower().startswith("ngày") else f"{match.group('lead')}ngày "
    return f"{lead}{day(first)} đến {day_and_month(d, m)}{year_of(match)}"


def _deadline(match: re.Match[str]) -> str:
    """``hạn cuối 5/9``, ``trước 5/9``: hardly a fraction, but for a half, a third or a quarter."""
    said = after_lead(match)
    sure = said == match.group() or pair(match)[0] > MONTHS
    if pair(match) in _SHARES:
        return match.group()
    return said if sure else doubtful(said, "date-or-fraction")


def _sure(match: re.Match[str]) -> bool:
    """A day past the months, a nought before one or a year: no fraction has them."""
    return (
        int(match.group("d")) > MONTHS
        or match.group("y") is not None
        or "0" in (match.group("m")[0], match.group("d")[0])
    )


def _bare_stretch(match: re.Match[str]) -> str:
    """``(20-22/10)``; ``1-2/3`` may be one to two thirds."""
    said = _stretch(match)
    return doubtful(said, "date-or-fraction") if said != match.group() and not _sure(match) else said


def _alone(match: re.Match[str]) -> str:
    """Larger than its month: hardly a fraction."""
    d, m = pair(match)
    if d <= 12 or not is_date(d, m) or (d, m) == _ROUND_THE_CLOCK:
        return match.group()
    said = f"{match.group('lead')}{day_and_month(d, m)}"
    return said if match.group("lead") or (d, m) in FEASTS else doubtful(said, "date-or-fraction")


def _hour_and_day(match: re.Match[str]) -> str:
    """``13h/06/7``, as tables of the weather service have it."""
    d, m = pair(match)
    return f"{match.group('lead')} ngày {d}/{m}" if is_date(d, m) else match.group()


RULES: tuple[Rule, ...] = (
    rule(rf"(?P<lead>(?<!\w)\d{{1,2}}(?:h|g)(?:\d\d)?)\s*/\s*{SLASHED}", _hour_and_day),
    rule(r"(?<=/\d{4})\s*[-–]\s*(?=\d)|(?<=/\d\d)\s*[-–]\s*(?=\d+/)|(?<=/\d)\s*[-–]\s*(?=\d+/)", " đến "),
    rule(
        r"(?P<lead>(?<!\w)(?:[Nn]gày|[Ss]áng|[Cc]hiều|[Tt]ối|[Đđ]êm|[Tt]ừ|[Tt]uần|[Tt]rong)\s+)"
        r"(?P<first>\d{1,2})\s?[-–]\s?(?P<d>\d{1,2})/(?P<m>\d{1,2})(?:/(?P<y>\d{4}))?(?![\w/%-]|[.,]\d)",
        _stretch,
    ),
    rule(
        r"(?P<lead>)(?<![\w/.,-])(?<![Cc]ấp )(?<![Mm]ức )(?P<first>\d{1,2})\s?[-–]\s?(?P<d>\d{1,2})"
        r"/(?P<m>\d{1,2})(?:/(?P<y>\d{4}))?(?![\w/%-]|[.,]\d)"
        rf"{_COUNTS}",
        _bare_stretch,
    ),
    rule(
        r"(?P<lead>(?<!\w)(?:[Nn]gày|[Đđ]êm)\s+(?:\d{1,2},\s*)*)(?P<first>\d{1,2})"
        rf"(?P<joint>\s*(?:,|và|hoặc|đến)\s+|\s+đến\s+hết\s+)(?:ngày\s+)?{SLASHED}",
        _listed,
    ),
    rule(
        r"(?<!mỗi )(?<!một )(?P<lead>(?<!\w)(?:[Nn]gày|[Ss]áng|[Cc]hiều|[Tt]ối|[Đđ]êm)\s+)"
        rf"(?P<d>\d{{1,2}})[-.](?P<m>\d{{1,2}})(?![\w/%-]|[.,]\d){NOT_DAYS}",
        _hyphened,
    ),
    rule(rf"(?P<lead>)(?<![\w/.,-])(?<![Nn]gày ){SLASHED}(?=\s+\(?(?:{_CALENDARS})(?!\w))", after_lead),
    rule(rf"(?P<lead>{_HOUR},?\s+\(?){SLASHED}{NOT_DAYS}", after_lead),
    rule(rf"(?P<lead>(?<!\w)(?:{_DEADLINES})\s*:?\s+){SLASHED}{NOT_DAYS}{_COUNTS}", _deadline),
    rule(
        rf"(?P<lead>(?<!\w)(?:[Tt]ừ|[Đđ]ến)\s+)(?P<d>\d{{1,2}})/(?P<m>1[12])(?![\w/%]|[.,]\d){NOT_DAYS}{_COUNTS}",
        _deadline,
    ),
    rule(rf"(?P<lead>{_TODAY}\s*,?\s*\(?){SLASHED}", after_lead),
    rule(
        rf"(?P<lead>(?:{_BOUNDS})\s*:?\s+){SLASHED}{_COUNTS}",
        _alone,
    ),
)
"""Before dates that say so themselves."""
ALONE: tuple[Rule, ...] = (
    rule(rf"(?P<lead>)(?<![\w/.,-])(?<!trang )(?<!đạt )(?<!được ){SLASHED}{_COUNTS}(?!\s?mmHg)", _alone),
)
"""After them: a pair that nothing explains."""
