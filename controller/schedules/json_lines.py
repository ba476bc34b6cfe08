"""On which line of a JSON text each element of its lists begins, so that a refusal can name it. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()
Place = tuple[str, int]
"""A key of the outermost object, and the number (from 0) of an element of its list."""


def lines_of(text: str) -> dict[Place, int]:
    """The line (from 1) of each element; ``text`` is a JSON object (RFC 8259) that can be read."""
    return {place: text.count("\n", 0, at) + 1 for place, at in _elements(text)}


def _elements(text: str) -> Iterator[tuple[Place, int]]:
    at = _after(text, _after(text, 0) + 1)
    while text[at] != "}":
        key, at = _DECODER.raw_decode(text, at)
        at = _after(text, _after(text, at) + 1)
        if text[at] == "[":
            number, at = 0, _after(text, at + 1)
            while text[at] != "]":
                yield (key, number), at
                at = _next(text, _DECODER.raw_decode(text, at)[1])
                number += 1
            at += 1
        else:
            at = _DECODER.raw_decode(text, at)[1]
        at = _next(text, at)


def _next(text: str, at: int) -> int:
    """What follows a value: past the comma, if there is one."""
    at = _after(text, at)
    return _after(text, at + 1) if text[at] == "," else at


def _after(text: str, at: int) -> int:
    """Past blanks."""
    found = _SPACE.match(text, at)
    return found.end() if found else at
