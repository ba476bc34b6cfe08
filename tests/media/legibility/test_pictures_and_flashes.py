"""Pictures too small for a board, clips that flash too fast."""

import pytest

from media.legibility import flash_remarks, picture_remarks
from tests.media.text.layout import FULL_HD, LED, main_of

LED_MAIN = main_of(LED)


@pytest.mark.parametrize(
    ("size", "too_small"),
    [((640, 384), False), ((LED_MAIN[0] // 2 + 1, LED_MAIN[1] // 2 + 1), False), ((100, 60), True), ((20, 384), False)],
)
def test_a_picture_enlarged_more_than_twice_is_blurred(size: tuple[int, int], too_small: bool) -> None:
    found = picture_remarks(*size, LED)
    assert bool(found) is too_small
    assert all(remark.severity == "warning" and "blurred" in remark.words.en for remark in found)


def test_how_much_is_told_for_the_zone_it_is_shown_in() -> None:
    (remark,) = picture_remarks(400, 300, FULL_HD, (1600, 900))
    assert "enlarged 3.0 times" in remark.words.en
    assert picture_remarks(400, 300, FULL_HD, (600, 900)) == ()


@pytest.mark.parametrize(("flashes_per_s", "dangerous"), [(0, False), (3, False), (3.5, True), (12, True)])
def test_more_than_three_flashes_a_second_are_a_stop(flashes_per_s: float, dangerous: bool) -> None:
    found = flash_remarks(flashes_per_s)
    assert [remark.severity for remark in found] == (["stop"] if dangerous else [])
    assert all(f"{flashes_per_s:g} times a second" in remark.words.en for remark in found)
