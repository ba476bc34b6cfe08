"""Rectangles of a panel, and the largest one that nothing stands in the way of. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple


class Area(NamedTuple):
    """A rectangle, in pixels from the upper left corner of the panel itself."""

    x_px: int
    y_px: int
    width_px: int
    height_px: int

    @property
    def right_px(self) -> int:
        """The first column beyond it."""
        return self.x_px + self.width_px

    @property
    def bottom_px(self) -> int:
        """The first row beyond it."""
        return self.y_px + self.height_px


def largest_free(within: Area, holes: Sequence[Area], least_px: int) -> Area | None:
    """The largest rectangle of ``within`` that no hole reaches into and no side of which is under ``least_px``.

    Of several as large the topmost, then the leftmost, then the widest; None when there is none.
    """
    usable = (free for free in _free(within, holes) if min(free.width_px, free.height_px) >= least_px)
    return max(usable, key=_merit, default=None)


def _merit(free: Area) -> tuple[int, int, int, int]:
    return free.width_px * free.height_px, -free.y_px, -free.x_px, free.width_px


def _free(within: Area, holes: Sequence[Area]) -> Iterator[Area]:
    """All that can't be made higher; a largest one is among them, because its sides touch holes or the border.

    Those where holes overlap or lie outside have a height of zero or less.
    """
    for left, right in combinations(_columns(within, holes), 2):
        between = (hole for hole in holes if hole.x_px < right and hole.right_px > left)
        top = within.y_px
        for hole in sorted(between, key=lambda one: one.y_px):
            yield Area(left, top, right - left, min(hole.y_px, within.bottom_px) - top)
            top = max(top, hole.bottom_px)
        yield Area(left, top, right - left, within.bottom_px - top)


def _columns(within: Area, holes: Iterable[Area]) -> list[int]:
    edges = {within.x_px, within.right_px}
    for hole in holes:
        edges |= {hole.x_px, hole.right_px}
    return sorted(edge for edge in edges if within.x_px <= edge <= within.right_px)
