"""Cutting a column into pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from media.text.flow import Flow

_F = TypeVar("_F", bound=Flow)


def cut(column: Sequence[_F], first_px: int, later_px: int) -> Iterator[Sequence[_F]]:
    """``column`` in pages: the first ``first_px`` high, the others ``later_px``.

    No page ends on what is tied, unless the tied alone is higher than a page; then what holds least is torn. A piece
    higher than a page stands alone on one. A page that begins with a piece that has a head has room for both.
    """
    room = first_px
    while column:
        end = _break_before(column, _fitting(column, room))
        yield column[:end]
        column, room = column[end:], later_px


def last_begun(column: Sequence[Flow], begun: int, first_px: int, later_px: int) -> int:
    """Where in ``column`` the last page begins, when one begins at ``begun`` (0: the first)."""
    *full, _ = [*cut(column[begun:], later_px if begun else first_px, later_px)] or [()]
    return begun + sum(map(len, full))


def _fitting(column: Sequence[Flow], room_px: int) -> int:
    head = column[0].head
    used = (head.height if head else 0) - column[0].gap
    for number, one in enumerate(column):
        used += one.gap + one.height
        if used > room_px:
            return max(1, number)
    return len(column)


def _break_before(column: Sequence[Flow], most: int) -> int:
    """The best place to end the page after at most ``most`` pieces, and of equal ones the latest."""
    if most == len(column):
        return most
    places = range(most, 0, -1)
    return min(places, key=lambda end: _harm(column[end - 1], column[end]))


def _harm(last: Flow, following: Flow) -> int:
    """What a page's end between these would tear: nothing, a block, a title or a note, a heading from its text."""
    if not last.tied:
        return 0
    if last.style == "heading":
        return 2 if following.style == "heading" else 3
    if last.style == "title":
        return 2 if following.style == "title" else 1
    return 2 if following.style == "small" else 1
