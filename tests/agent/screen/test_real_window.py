"""A real window on a real X server, photographed by another program: what hangs there is what the window says."""

from __future__ import annotations

from collections.abc import Iterator

import pygame
import pytest
from msgspec.structs import replace
from PIL import Image

from agent.screen.window import Window
from firmware_profiles import Bezel, Cutout, ScreenProfile, load
from media.text import Box
from tests.agent.screen.photographs import DESKTOP, FFMPEG, noise, photograph

pytestmark = pytest.mark.skipif(not FFMPEG, reason="ffmpeg, which takes the photographs, is not here")

FRAME = Bezel(left=10, top=6, right=30, bottom=14)
BEHIND_A_BAR = Cutout(x_px=0, y_px=1000, width_px=400, height_px=80)


def board(rotation: int) -> ScreenProfile:
    profile = load("bulletin-1080p").screen
    assert profile
    return replace(profile, rotation_deg=rotation, bezel_px=FRAME, cutouts=(BEHIND_A_BAR,))


@pytest.fixture
def display(x_display: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("DISPLAY", x_display)
    monkeypatch.setenv("SDL_VIDEODRIVER", "x11")
    yield x_display
    pygame.display.quit()


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_another_program_sees_the_picture_in_the_lit_part_and_dark_around_it(display: str, rotation: int) -> None:
    profile = board(rotation)
    window = Window(profile, headless=False)
    width, height = profile.shown[:2]
    strip = noise(width * 2, 60)
    window.put(window.ready(noise(width, height)), 0, 0)
    window.put_part(window.ready(strip), Box(300, 0, width, 60), 0, height - 60)
    window.flip()
    seen, said = photograph(display), window.picture()
    expected = Image.new("RGB", DESKTOP)
    expected.paste(said.rotate(-rotation, expand=True), profile.lit[:2])
    assert window.driver == "x11"
    assert seen.tobytes() == expected.tobytes()
    assert seen.crop((0, 1000, *DESKTOP)).getbbox() is None
    assert said.crop((0, height - 60, width, height)).tobytes() == strip.crop((300, 0, 300 + width, 60)).tobytes()


def test_another_program_sees_nothing_while_the_screen_is_off_and_the_picture_after_that(display: str) -> None:
    window = Window(board(90), headless=False)
    picture = window.ready(noise(window.turn.width, window.turn.height))
    window.put(picture, 0, 0)
    window.flip()
    window.blank()
    dark = photograph(display)
    window.put(picture, 0, 0)
    window.flip()
    assert dark.getbbox() is None
    assert photograph(display).getbbox() is not None
