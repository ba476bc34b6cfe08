"""What is written alike and meant otherwise: said one way, as the rules do, and marked for the author."""

from __future__ import annotations

import re

from media.speech.spoken.rules import Rule, doubtful, rule

_NO_STRETCH_BEFORE = re.compile(
    r"(?:tỷ số|tỉ số|thắng|thua|hòa|kết quả|số|tổng đài|gọi|điện thoại|nhà) ?$", re.IGNORECASE
)

_COUNTED = "đồng|đ|VNĐ|VND|USD|người|hộ|ha|m|km|m2|tấn|kg|lít|cây|con|căn"
"""What large numbers are about."""


def _falling(match: re.Match[str]) -> str:
    """A stretch that falls, ``9-7``, is a score, a sum or a slip of the pen."""
    falls = int(match.group(1)) >= int(match.group(2))
    sure = _NO_STRETCH_BEFORE.search(match.string[: match.start()])
    return doubtful(match.group(), "range-or-minus") if falls and not sure else match.group()


def _grouped(match: re.Match[str]) -> str:
    """``1,250,000`` and ``250 000 đồng``, as others write ``1.250.000``."""
    return doubtful(re.sub("[ ,]", ".", match.group()), "number-form")


AS_WRITTEN: tuple[Rule, ...] = (
    rule(r"(?<![\w/.,:+-])(\d{1,3})\s?[-–]\s?(\d{1,3})(?![\w/:-]|[.,]\d)", _falling),
    rule(r"(?<![\w.,/-])\d{1,3}(?:,\d{3}){2,}(?![\w,]|\.\d)", _grouped),
    rule(r"(?<![\w.,/-])(?<!\d )[1-9]\d{0,2} \d{3}(?= ?(?:đồng|đ|VNĐ|VND|USD)(?!\w))", _grouped),
    rule(
        rf"(?<![\w.,/-])\d{{1,3}}(?:,\d{{3}}|\.\d{{1,2}})(?= ?(?:(?:{_COUNTED})(?!\w)|%))",
        lambda it: doubtful(it.group(), "number-form"),
    ),
)
"""Before anything is said."""
