"""The emphasis marks of markdown, which a board does not show."""

from __future__ import annotations

import re

_STARS = re.compile(r"(\*{1,3})(?=[^\s*)])((?:[^*]|(?<=\s)\*(?=\s))++)(?<=[^\s*(])\1")
"""``*so*``, ``**so**``, ``***so***``; a star in ``3 * 4`` or ``(*)`` stays."""
_UNDERLINES = re.compile(r"(?<!\w)(_{1,2})(?=[^\s_])((?:[^_]|(?<=[^\W_])_{1,2}(?=[^\W_])|_{3,}+)++)(?<=[^\s_])\1(?!\w)")
"""``_so_``, ``__so__``; underlines within a word and blanks to be filled in (``____``) stay."""
_MOST_NESTED = 3
_RULE = re.compile(r"[\s*_-]*")


def without_emphasis(text: str) -> str:
    """``text`` without the marks around what is emphasised; marks without a partner stay."""
    for _ in range(_MOST_NESTED):
        text = _UNDERLINES.sub(r"\2", _STARS.sub(r"\2", text))
    return text


def is_rule(line: str) -> bool:
    """Whether ``line`` is a horizontal rule (``---``, ``***``) or blank: it separates and says nothing."""
    return _RULE.fullmatch(line) is not None and len(line.strip()) != 1
