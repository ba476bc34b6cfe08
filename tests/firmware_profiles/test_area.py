"""The largest free rectangle, against trying them all."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from firmware_profiles.area import Area, largest_free

SIDE = 9
HOLES = st.builds(Area, st.integers(0, SIDE), st.integers(0, SIDE), st.integers(1, SIDE), st.integers(1, SIDE))
WITHIN = st.builds(Area, st.integers(0, 2), st.integers(0, 2), st.integers(1, SIDE - 2), st.integers(1, SIDE - 2))


def cells(area: Area) -> set[tuple[int, int]]:
    return set(product(range(area.x_px, area.right_px), range(area.y_px, area.bottom_px)))


def every_free(within: Area, holes: Sequence[Area], least_px: int) -> list[Area]:
    dark = set().union(*map(cells, holes))
    inside = (
        Area(left, top, right - left, bottom - top)
        for left, right in product(range(within.x_px, within.right_px), range(within.x_px, within.right_px + 1))
        for top, bottom in product(range(within.y_px, within.bottom_px), range(within.y_px, within.bottom_px + 1))
        if right - left >= least_px and bottom - top >= least_px
    )
    return [area for area in inside if not cells(area) & dark]


@given(WITHIN, st.lists(HOLES, max_size=4), st.integers(1, 3))
def test_no_rectangle_that_is_free_is_larger(within: Area, holes: list[Area], least_px: int) -> None:
    free = every_free(within, holes, least_px)
    found = largest_free(within, holes, least_px)
    if found is None:
        assert free == []
    else:
        largest = max(len(cells(area)) for area in free)
        first = min((area.y_px, area.x_px) for area in free if len(cells(area)) == largest)
        assert found in free
        assert (len(cells(found)), (found.y_px, found.x_px)) == (largest, first)


def test_a_bar_across_leaves_the_larger_half() -> None:
    assert largest_free(Area(0, 0, 640, 384), [Area(0, 100, 640, 20)], 64) == Area(0, 120, 640, 264)


def test_a_long_strip_too_narrow_for_words_loses_against_a_smaller_place_for_them() -> None:
    panel, block = Area(0, 0, 1000, 164), Area(0, 0, 900, 101)
    assert largest_free(panel, [block], 1) == Area(0, 101, 1000, 63)
    assert largest_free(panel, [block], 64) == Area(900, 0, 100, 164)


def test_none_when_nothing_is_left() -> None:
    assert largest_free(Area(0, 0, 100, 100), [Area(30, 30, 40, 40)], 64) is None
    assert largest_free(Area(80, 0, -60, 100), [], 64) is None
