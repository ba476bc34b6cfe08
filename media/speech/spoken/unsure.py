"""What is written alike and meant otherwise: said one way, as the rules do, and marked for the author."""

from __future__ import annotations

import re

from media.speech.spoken.doubt import Why
from media.speech.spoken.rules import Rule, doubtful, rule

_DAY_BEFORE = re.compile(r"(?:ngày|hôm|sáng|trưa|chiều|tối|đêm|mùng)(?: \d{1,2} ?[-–])? ?$", re.IGNORECASE)
_SHARE_BEFORE = re.compile(r"(?:chiếm|số|nhà|khoảng|hơn|gần|đạt|giảm|tăng|điểm|tỷ lệ|quy mô|\+|x) ?$", re.IGNORECASE)
_SHARE_AFTER = re.compile(r" ?(?:dân số|tổng|số|diện tích|kinh phí|h[ộ.]|xã|ấp|người|quãng|chiều|thời gian|lít|km|m)\b")
_MONTHS = 12
_SCORE_BEFORE = re.compile(r"(?:tỷ số|tỉ số|thắng|thua|hòa|kết quả|số|tổng đài|gọi|điện thoại|nhà) ?$", re.IGNORECASE)


def _day_or_share(match: re.Match[str]) -> str:
    """``1/3`` alone; not ``sáng 1/3``, ``01/3``, ``1/3 dân số`` or ``20/11``, which is no share."""
    day, month = int(match.group(1)), int(match.group(2))
    could_be_both = day < month <= _MONTHS
    sure = (
        _DAY_BEFORE.search(_before(match)) or _SHARE_BEFORE.search(_before(match)) or _SHARE_AFTER.match(_after(match))
    )
    return match.group() if sure or not could_be_both else _marked(match, "date-or-fraction")


def _falling(match: re.Match[str]) -> str:
    """A stretch that falls, ``9-7``, is a score, a sum or a slip of the pen."""
    falls = int(match.group(1)) >= int(match.group(2))
    sure = _SCORE_BEFORE.search(_before(match))
    return _marked(match, "range-or-minus") if falls and not sure else match.group()


def _before(match: re.Match[str]) -> str:
    return match.string[: match.start()]


def _after(match: re.Match[str]) -> str:
    return match.string[match.end() :]


def _marked(match: re.Match[str], why: Why) -> str:
    return doubtful(match.group(), why)


AS_WRITTEN: tuple[Rule, ...] = (
    rule(r"(?<![\w/.,-])([1-9]\d?)/([1-9]\d?)(?![\w/,-]|\.\d)", _day_or_share),
    rule(r"(?<![\w/.,+-])(\d{1,3})\s?[-–]\s?(\d{1,3})(?![\w/-]|[.,]\d)", _falling),
)
"""Before anything is said."""
