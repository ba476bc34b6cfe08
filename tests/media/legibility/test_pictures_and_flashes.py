"""Pictures too small for a board or of another shape, pages for paper, clips that flash too fast."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.legibility import Remark, flash_remarks, page_remarks, picture_remarks
from media.legibility.documents import CAP_EM, LETTERS_PT
from media.text import Geometry, least_letter_px
from protocol.layouts import Room
from tests.media.text.layout import BOARDS, FULL_HD, LED, UPRIGHT, main_of

LED_MAIN = main_of(LED)


def told(found: Iterable[Remark]) -> list[str]:
    assert all(remark.severity == "warning" for remark in found)
    return [remark.words.en for remark in found]


@pytest.mark.parametrize(
    ("size", "too_small"),
    [((640, 384), False), ((LED_MAIN[0] // 2 + 1, LED_MAIN[1] // 2 + 1), False), ((100, 60), True), ((20, 384), False)],
)
def test_a_picture_enlarged_more_than_twice_is_blurred(size: tuple[int, int], too_small: bool) -> None:
    assert any("blurred" in words for words in told(picture_remarks(*size, LED))) is too_small


@pytest.mark.parametrize(
    ("size", "board", "covered"),
    [
        ((1920, 1080), FULL_HD, None),
        ((1600, 1200), FULL_HD, None),
        ((1200, 1600), FULL_HD, "it covers 34% of it. Crop it or choose a wider one."),
        ((1200, 1600), UPRIGHT, None),
        ((1920, 1080), UPRIGHT, "it covers 38% of it. Crop it or choose a taller one."),
    ],
)
def test_a_picture_of_another_shape_covers_little(size: Room, board: Geometry, covered: str | None) -> None:
    found = told(picture_remarks(*size, board))
    assert len(found) == (covered is not None)
    assert all(words.endswith(str(covered)) for words in found)


A4_UPRIGHT, A4_ACROSS = (595, 842), (842, 595)


@pytest.mark.parametrize(
    ("distance_m", "page_pt", "small"),
    [(4.0, A4_UPRIGHT, True), (4.0, A4_ACROSS, True), (0.7, A4_UPRIGHT, True), (0.7, A4_ACROSS, False)],
)
def test_letters_of_a_page_for_paper_are_small(distance_m: float, page_pt: tuple[int, int], small: bool) -> None:
    found = told(page_remarks(*page_pt, Geometry(1920, 1080, 0.634, distance_m), (1920, 1080)))
    assert len(found) == small
    assert all(f"{distance_m:g} m" in words for words in found)


@given(st.floats(100, 3000), st.floats(100, 3000), st.sampled_from(BOARDS))
def test_letters_of_the_size_asked_for_are_high_enough(width_pt: float, height_pt: float, geometry: Geometry) -> None:
    for words in told(page_remarks(width_pt, height_pt, geometry)):
        (asked_pt,) = map(int, re.findall(r"letters of (\d+) pt", words))
        scale = min(room / page for room, page in zip(main_of(geometry), (width_pt, height_pt), strict=True))
        assert asked_pt * CAP_EM * scale >= least_letter_px(geometry) - 1e-6
        assert asked_pt > LETTERS_PT


def test_how_much_is_told_for_the_zone_it_is_shown_in() -> None:
    (remark,) = picture_remarks(400, 300, FULL_HD, (1200, 900))
    assert "enlarged 3.0 times" in remark.words.en
    assert picture_remarks(400, 300, FULL_HD, (600, 500)) == ()


@pytest.mark.parametrize(("flashes_per_s", "dangerous"), [(0, False), (3, False), (3.5, True), (12, True)])
def test_more_than_three_flashes_a_second_are_a_stop(flashes_per_s: float, dangerous: bool) -> None:
    found = flash_remarks(flashes_per_s)
    assert [remark.severity for remark in found] == (["stop"] if dangerous else [])
    assert all(f"{flashes_per_s:g} times a second" in remark.words.en for remark in found)
