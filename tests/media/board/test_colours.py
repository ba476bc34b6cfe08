"""Contrast by WCAG 2.1: 4.5:1 for what is read, 7:1 in alerts, 3:1 for signs."""

import pytest

from media.board import colours as c
from media.board.alert import ALERT_COLOURS
from media.board.page import COLOURS


def test_contrast_of_the_extremes() -> None:
    assert c.contrast((0, 0, 0), c.WHITE) == pytest.approx(21)
    assert c.contrast(c.GOLD, c.GOLD) == pytest.approx(1)
    assert c.contrast((119, 119, 119), c.WHITE) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("ground", [c.PAPER_TOP, c.PAPER_BOTTOM])
@pytest.mark.parametrize("style", list(COLOURS))
def test_text_of_pages_can_be_read(style: str, ground: c.Colour) -> None:
    assert c.contrast({**COLOURS}[style], ground) >= 4.5  # type: ignore[index]


@pytest.mark.parametrize("ground", [c.BLUE_LIGHT_END, c.BLUE_DARK_END, c.NIGHT])
@pytest.mark.parametrize("text", [c.WHITE, c.PALE_BLUE, c.GOLD])
def test_text_on_the_blue_of_bars_and_safe_screen_can_be_read(text: c.Colour, ground: c.Colour) -> None:
    assert c.contrast(text, ground) >= 4.5


@pytest.mark.parametrize("level", c.LEVELS)
def test_text_of_alerts_stands_out(level: c.LevelColours) -> None:
    assert c.contrast(level.text, level.ground) >= 7
    assert c.contrast(level.accent, c.WHITE) >= 3
    assert all(c.contrast(colour, c.WHITE) >= 7 for colour in ALERT_COLOURS.values())


def test_each_level_has_its_own_colour() -> None:
    assert len({level.ground for level in c.LEVELS}) == 5


@pytest.mark.parametrize(
    ("number", "is_it"),
    [
        (1, lambda r, g, b: b > g > r > 100),
        (2, lambda r, g, b: r > 200 and g > 200 and b < 200),
        (3, lambda r, g, b: r > 200 and 100 < g < 200 and b < 100),
        (4, lambda r, g, b: r > 150 and g < 60 and b < 60),
        (5, lambda r, g, b: b > r > g and g < 60),
    ],
    ids=["light blue", "light yellow", "orange", "red", "purple"],
)
def test_the_colours_are_those_of_the_decision(number: int, is_it: object) -> None:
    assert callable(is_it)
    assert is_it(*c.LEVELS[number - 1].ground)
