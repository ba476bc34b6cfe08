"""Pixels into SDL and back are the same pixels, in whatever bands they go."""

from __future__ import annotations

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from agent.screen import pixels
from agent.screen.geometry import Rotation, Turn
from agent.screen.pixels import bands, rgb_of, surface_of
from media.text import Box

SIDES = st.integers(1, 40)
TURNS: st.SearchStrategy[Rotation] = st.sampled_from((0, 90, 180, 270))


def noise(width: int, height: int) -> Image.Image:
    return Image.merge("RGB", [Image.effect_noise((width, height), 90) for _ in "RGB"])


@given(SIDES, SIDES, TURNS, st.integers(1, 2_000))
def test_a_picture_comes_back_as_it_was(width: int, height: int, degrees: Rotation, band_bytes: int) -> None:
    image, turn = noise(width, height), Turn(width, height, degrees)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pixels, "BAND_BYTES", band_bytes)
        surface = surface_of(image, turn)
    lying = pygame.image.tobytes(surface, "RGB")
    assert lying == image.rotate(-degrees, expand=True).tobytes()
    assert rgb_of(surface, Box(0, 0, *turn.panel), degrees) == image.tobytes()


@given(st.data())
def test_a_part_is_read_upright_and_black_where_there_is_nothing(data: st.DataObject) -> None:
    image = noise(12, 9)
    x, y = data.draw(st.integers(0, 20)), data.draw(st.integers(0, 20))
    box = Box(x, y, data.draw(st.integers(1, 20)), data.draw(st.integers(1, 20)))
    degrees = data.draw(TURNS)
    part = image.crop((x, y, x + box.width_px, y + box.height_px)).rotate(degrees, expand=True)
    assert rgb_of(surface_of(image, Turn(12, 9, 0)), box, degrees) == part.tobytes()


@given(st.integers(1, 5_000), st.integers(1, 5_000))
def test_the_bands_are_the_whole_picture_once(width: int, height: int) -> None:
    pieces = list(bands(width, height))
    assert [piece.y_px for piece in pieces] == [sum(p.height_px for p in pieces[:n]) for n in range(len(pieces))]
    assert sum(piece.height_px for piece in pieces) == height
    assert {(piece.x_px, piece.width_px) for piece in pieces} == {(0, width)}
    assert all(piece.height_px == 1 or 4 * width * piece.height_px <= pixels.BAND_BYTES for piece in pieces)
