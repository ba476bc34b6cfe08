"""What each bundled family covers and how high its letters are, as measured by ``media.fonts.measure``."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from pathlib import Path

import msgspec

FILES = Path(__file__).with_name("files")


class Family(msgspec.Struct, frozen=True, cache_hash=True):
    """A family in two weights. Heights are in em: times the size in pixels gives pixels."""

    name: str
    cap_height_em: float
    top_em: float
    """How far the highest glyph rises above the baseline: stacked marks such as Ẳ need it."""
    bottom_em: float
    """How far the lowest glyph falls below the baseline, as a positive number."""
    ranges: tuple[tuple[int, int], ...]
    """First and last code point of each run of characters it has in both weights, ascending."""

    def covers(self, character: str) -> bool:
        """Whether both weights have a glyph for ``character``."""
        code = ord(character)
        at = bisect_right(self.ranges, (code, 0x110000)) - 1
        return at >= 0 and code <= self.ranges[at][1]


FAMILIES: tuple[Family, ...] = msgspec.json.decode((FILES / "families.json").read_bytes(), type=tuple[Family, ...])
"""In the order in which they are tried; the first is the look of Rao."""


@lru_cache(maxsize=4096)
def family_for(cluster: str) -> Family | None:
    """The first family that has all of ``cluster`` (a letter with its marks); None when none has."""
    return next((family for family in FAMILIES if all(map(family.covers, cluster))), None)
