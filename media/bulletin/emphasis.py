"""The emphasis marks of markdown, which a board does not show."""

from __future__ import annotations

import re

_STARS = re.compile(r"(\*{1,3})(?=[^\s*)])(.+?)(?<=[^\s*(])\1", re.DOTALL)
"""``*so*``, ``**so**``, ``***so***``; a star in ``3 * 4`` or ``(*)`` stays."""
_UNDERLINES = re.compile(r"(?<!\w)(_{1,2})(?=[^\s_])(.+?)(?<=[^\s_])\1(?!\w)", re.DOTALL)
_RULE = re.compile(r"[\s*_-]*")


def without_emphasis(text: str) -> str:
    """``text`` without the marks around what is emphasised; marks without a partner stay."""
    return _UNDERLINES.sub(r"\2", _STARS.sub(r"\2", text))


def is_rule(line: str) -> bool:
    """Whether ``line`` is a horizontal rule (``---``, ``***``) or blank: it separates and says nothing."""
    return _RULE.fullmatch(line) is not None and len(line.strip()) != 1
