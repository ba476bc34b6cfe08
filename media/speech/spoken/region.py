"""Number words that the south says otherwise."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

Region = Literal["north", "south"]

_NUMBER_WORDS: Mapping[Region, Mapping[str, str]] = {
    "north": {},
    "south": {"nghìn": "ngàn", "linh": "lẻ", "mươi tư": "mươi bốn"},
}
"""Rules speak as the north does; ``tháng tư`` and ``thứ tư`` are the same everywhere."""
_PATTERNS = {region: re.compile(rf"\b(?:{'|'.join(words)})\b") for region, words in _NUMBER_WORDS.items() if words}


def regional(said: str, written: str, region: Region) -> str:
    """``said`` in place of ``written``, with the number words of ``region``; a word its author wrote stays."""
    if region not in _PATTERNS:
        return said
    kept = written.casefold()
    words = _NUMBER_WORDS[region]
    return _PATTERNS[region].sub(lambda it: it.group() if it.group() in kept else words[it.group()], said)
