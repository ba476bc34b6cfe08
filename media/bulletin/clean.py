"""Text from anywhere into text that can be drawn: composed, without control characters, spaced singly."""

from __future__ import annotations

import re
import unicodedata

MARKS_ON_A_LETTER = 4
"""Vietnamese needs two, S'tiêng three. More is a prank that would climb over the lines above."""

_STEERING = "\u200b\u200c\u200d"
"""Zero-width space and the joiners: Khmer breaks lines at the first and is shaped by the others."""
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Cn", "Co"})
_TOO_MANY_MARKS = re.compile(rf"([\u0300-\u036f]{{{MARKS_ON_A_LETTER}}})[\u0300-\u036f]+")
_BLANKS = re.compile(r"\s+")


def clean(text: str) -> str:
    """``text`` as one line in NFC; any run of blanks becomes one space, nothing stands at the ends."""
    composed = unicodedata.normalize("NFC", _BLANKS.sub(" ", text))
    seen = composed if composed.isprintable() else "".join(filter(_is_seen, composed))
    return _BLANKS.sub(" ", _TOO_MANY_MARKS.sub(r"\1", seen)).strip()


def clean_lines(text: str) -> list[str]:
    """The lines of ``text``, each without control characters; two blanks at a line's end are kept as two spaces."""
    return [_kept_break(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]


def _kept_break(line: str) -> str:
    return clean(line) + ("  " if line.endswith("  ") else "")


def _is_seen(character: str) -> bool:
    return character in _STEERING or unicodedata.category(character) not in _UNSEEN
