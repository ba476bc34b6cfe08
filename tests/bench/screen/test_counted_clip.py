from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bench.screen.counted_clip import BITS, SQUARE_PX, number_on, numbered
from bench.screen.xserver import HEIGHT_PX, WIDTH_PX, Pixels
from media.text import Box

GREY = Image.new("RGB", (WIDTH_PX, HEIGHT_PX), (128, 128, 128))
WHOLE = Box(0, 0, WIDTH_PX, HEIGHT_PX)


def on_screen(picture: Image.Image) -> Pixels:
    return np.asarray(picture.convert("RGBA"))


@given(st.integers(0, 2**BITS - 1))
def test_the_number_of_a_frame_is_read_off_the_screen(number: int) -> None:
    band = GREY.crop((0, 0, WIDTH_PX, 2 * SQUARE_PX))
    assert number_on(on_screen(numbered(band, number)), WHOLE) == number


@pytest.mark.parametrize("box", [Box(160, 90, 1600, 900), Box(40, 8, 960, 540)])
def test_it_is_read_wherever_and_however_large_the_clip_stands(box: Box) -> None:
    screen = Image.new("RGB", GREY.size)
    screen.paste(numbered(GREY.copy(), 613).resize(box.size), box.corner)
    assert number_on(on_screen(screen), box) == 613


def test_a_picture_without_a_number_has_none() -> None:
    assert number_on(on_screen(GREY), WHOLE) is None
