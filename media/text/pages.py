"""Cutting a column of lines into pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from media.text.flow import FlowLine


def cut(lines: Sequence[FlowLine], first_px: int, later_px: int) -> Iterator[Sequence[FlowLine]]:
    """``lines`` in pages: the first ``first_px`` high, the others ``later_px``.

    No page ends on a tied line, unless the tied lines alone are higher than a page; then what holds least is torn. A
    line higher than a page stands alone on one.
    """
    room = first_px
    while lines:
        end = _break_before(lines, _fitting(lines, room))
        yield lines[:end]
        lines, room = lines[end:], later_px


def height_px(lines: Sequence[FlowLine]) -> int:
    """Of ``lines`` on a page of their own."""
    return sum(line.ascent + line.descent for line in lines) + sum(line.gap for line in lines[1:])


def baselines_px(lines: Sequence[FlowLine], top_px: int) -> list[int]:
    """The baseline of each line, the first standing right under ``top_px``."""
    if not lines:
        return []
    places = [top_px + lines[0].ascent]
    for above, below in pairwise(lines):
        places.append(places[-1] + above.descent + below.gap + below.ascent)
    return places


def _fitting(lines: Sequence[FlowLine], room_px: int) -> int:
    used = -lines[0].gap
    for number, line in enumerate(lines):
        used += line.gap + line.ascent + line.descent
        if used > room_px:
            return max(1, number)
    return len(lines)


def _break_before(lines: Sequence[FlowLine], most: int) -> int:
    """The best place to end the page after at most ``most`` lines, and of equal ones the latest."""
    if most == len(lines):
        return most
    places = range(most, 0, -1)
    return min(places, key=lambda end: _harm(lines[end - 1], lines[end]))


def _harm(last: FlowLine, following: FlowLine) -> int:
    """What a page's end between these lines would tear apart: nothing, a block, a heading, a heading from its text."""
    if not last.tied:
        return 0
    if last.style != "heading":
        return 1
    return 2 if following.style == "heading" else 3
