"""Days every Vietnamese knows by their numbers, and streets called after them."""

from __future__ import annotations

import re

from media.speech.spoken.dates import NOT_DAYS, SLASHED_OR_HYPHENED, after_lead, day_and_month, is_date, month, pair
from media.speech.spoken.numbers import cardinal
from media.speech.spoken.rules import Rule, doubtful, rule

FEASTS = {
    (1, 1), (3, 2), (27, 2), (8, 3), (10, 3), (26, 3), (30, 4), (1, 5), (7, 5), (15, 5), (19, 5), (1, 6), (21, 6),
    (28, 6), (27, 7), (19, 8), (2, 9), (10, 10), (13, 10), (20, 10), (9, 11), (18, 11), (20, 11), (22, 12),
}  # fmt: skip
"""``30/4``, ``2-9``."""
_FEAST_WORDS = (
    r"[Qq]uốc khánh|[Qq]uốc tế (?:[Pp]hụ nữ|[Tt]hiếu nhi|[Ll]ao động)|[Nn]ghỉ lễ|[Dd]ịp lễ|[Dd]ịp|[Ll]ễ|[Kk]ỷ niệm"
    r"|[Mm]ừng|Giỗ Tổ(?: Hùng Vương)?|Giải phóng miền Nam|Nhà giáo Việt Nam|Liệt sĩ|Phụ nữ Việt Nam|Tết Dương lịch"
    r"|Pháp luật|Chiến thắng|Cách mạng"
)
_SPEAKS_OF_DAYS = re.compile(r"ngày|lễ|kỷ niệm", re.IGNORECASE)
_LOOK_BACK = 40
_STREET = r"(?:[Đđ]ường|[Pp]hố|[Qq]uảng trường|[Cc]ông viên|[Cc]ầu|[Bb]ến)"


def _street(match: re.Match[str]) -> str:
    """A street called after a day says its numbers alone: *đường ba tháng hai*."""
    d, m = pair(match)
    return f"{match.group('lead')}{cardinal(d)} tháng {month(m)}" if is_date(d, m) else match.group()


def _feasts(match: re.Match[str]) -> str:
    """Two feasts side by side are no stretch."""
    pairs = [tuple(map(int, re.split("[/-]", text))) for text in (match.group("one"), match.group("other"))]
    if not all(pair in FEASTS for pair in pairs):
        return match.group()
    joint = " và " if "và" in match.group("joint") else ", "
    return joint.join(day_and_month(d, m) for d, m in pairs)


def _falling(match: re.Match[str]) -> str:
    """``Ngày hội 18-11``: a stretch never falls."""
    d, m = pair(match)
    if not is_date(d, m) or d <= m:
        return match.group()
    if (d, m) in FEASTS:
        return day_and_month(d, m)
    of_days = _SPEAKS_OF_DAYS.search(match.string[max(0, match.start() - _LOOK_BACK) : match.start()])
    return doubtful(day_and_month(d, m), "date-or-fraction") if of_days else match.group()


RULES: tuple[Rule, ...] = (
    rule(rf"(?P<lead>(?<!\w){_STREET}\s+){SLASHED_OR_HYPHENED}", _street),
    rule(
        r"(?:(?<!\w)[Nn]gày\s+)?(?<![\w/.,-])(?P<one>\d{1,2}[/-]\d{1,2})(?P<joint>\s*[-–,]\s*|\s+và\s+)(?P<other>\d{1,2}[/-]\d{1,2})(?![\w/-]|[.,]\d)",
        _feasts,
    ),
    rule(rf"(?P<lead>(?<!\w)(?:{_FEAST_WORDS})\s+){SLASHED_OR_HYPHENED}{NOT_DAYS}", after_lead),
    rule(r"(?<![\w/.,-])(?P<d>\d\d)-(?P<m>\d{1,2})(?![\w/%-]|[.,]\d)", _falling),
)
"""Before other days: their words say what they are."""
