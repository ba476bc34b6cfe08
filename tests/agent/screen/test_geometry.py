from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from agent.screen.geometry import Rotation, Turn
from media.text import Box

TURNS: tuple[Rotation, ...] = (0, 90, 180, 270)
BACK: dict[Rotation, Rotation] = {0: 0, 90: 270, 180: 180, 270: 90}


@pytest.mark.parametrize("degrees", TURNS)
def test_what_goes_onto_the_panel_comes_back_upright(degrees: Rotation) -> None:
    image = Image.effect_noise((31, 17), 80).convert("RGB")
    turn = Turn(31, 17, degrees)
    assert turn.onto_panel(image).size == turn.panel
    assert Turn(*turn.panel, BACK[turn.degrees]).onto_panel(turn.onto_panel(image)).tobytes() == image.tobytes()


@given(st.sampled_from(TURNS), st.data())
def test_a_box_lies_on_the_panel_where_its_pixels_lie(degrees: Rotation, data: st.DataObject) -> None:
    x, y = data.draw(st.integers(0, 30)), data.draw(st.integers(0, 16))
    box = Box(x, y, data.draw(st.integers(1, 31 - x)), data.draw(st.integers(1, 17 - y)))
    image = Image.new("RGB", (31, 17))
    image.paste((255, 0, 0), (x, y, x + box.width_px, y + box.height_px))
    turn = Turn(31, 17, degrees)
    left, top, right, bottom = turn.onto_panel(image).getbbox() or (0, 0, 0, 0)
    assert turn.box(box) == Box(left, top, right - left, bottom - top)
    assert turn.shown_box(turn.box(box)) == box


def test_a_quarter_turn_is_clockwise() -> None:
    image = Image.new("RGB", (2, 1))
    image.putpixel((0, 0), (255, 0, 0))
    assert Turn(2, 1, 90).onto_panel(image).getpixel((0, 0)) == (255, 0, 0)
    assert Turn(2, 1, 270).onto_panel(image).getpixel((0, 1)) == (255, 0, 0)
