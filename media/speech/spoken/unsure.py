"""What is written alike and meant otherwise: said one way, as the rules do, and marked for the author."""

from __future__ import annotations

import re

from media.speech.spoken.rules import Rule, doubtful, rule

_NO_STRETCH_BEFORE = re.compile(
    r"(?:tỷ số|tỉ số|thắng|thua|hòa|kết quả|số|tổng đài|gọi|điện thoại|nhà) ?$", re.IGNORECASE
)


def _falling(match: re.Match[str]) -> str:
    """A stretch that falls, ``9-7``, is a score, a sum or a slip of the pen."""
    falls = int(match.group(1)) >= int(match.group(2))
    sure = _NO_STRETCH_BEFORE.search(match.string[: match.start()])
    return doubtful(match.group(), "range-or-minus") if falls and not sure else match.group()


AS_WRITTEN: tuple[Rule, ...] = (rule(r"(?<![\w/.,+-])(\d{1,3})\s?[-–]\s?(\d{1,3})(?![\w/-]|[.,]\d)", _falling),)
"""Before anything is said."""
