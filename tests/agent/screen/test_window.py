from __future__ import annotations

import logging

import pytest
from msgspec.structs import replace
from PIL import Image

from agent.screen.driver import open_display
from agent.screen.window import Window
from firmware_profiles import ScreenProfile, load
from media.text import Box
from protocol.errors import Unavailable
from tests.agent.screen.material import MORNING_MS, Blobs, Theatre, bulletin, difference, item, scene


def screen(rotation: int = 0) -> ScreenProfile:
    profile = load("led-p5-640x384").screen
    assert profile
    return replace(profile, rotation_deg=rotation)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_turned_panel_shows_the_same_picture(rotation: int, blobs: Blobs) -> None:
    profile = replace(load("led-p5-640x384"), screen=screen(rotation))
    theatre = Theatre(profile, blobs)
    shown = item(bulletin(blobs, profile))
    theatre.take(scene(shown, tickers=("Chữ chạy qua màn hình",)))
    theatre.prepare()
    theatre.step(MORNING_MS)
    frame = theatre.at(MORNING_MS + 5_000)
    main = theatre.painter.look.main
    cropped = frame.crop((main.x_px, main.y_px, main.x_px + main.width_px, main.y_px + main.height_px))
    panel = theatre.window.turn.panel
    theatre.close()
    assert panel == (640, 384)
    assert frame.size == ((640, 384) if rotation in (0, 180) else (384, 640))
    assert difference(cropped, theatre.painter.item(shown, main.size, MORNING_MS)) == 0


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_part_of_a_picture_lands_where_it_belongs(rotation: int) -> None:
    window = Window(screen(rotation), headless=True)
    shown = window.picture().size
    noise = Image.effect_noise((300, 40), 90).convert("RGB")
    window.put(window.ready(Image.new("RGB", shown, (9, 9, 9))), 0, 0)
    window.put_part(window.ready(noise), Box(100, 0, 150, 40), 20, 300)
    window.flip()
    frame = window.picture()
    window.close()
    assert frame.crop((20, 300, 170, 340)).tobytes() == noise.crop((100, 0, 250, 40)).tobytes()
    assert frame.getpixel((19, 299)) == frame.getpixel((170, 340)) == (9, 9, 9)


@pytest.mark.parametrize("rotation", [0, 90])
def test_a_clips_pixels_are_opaque_and_keep_their_colours(rotation: int) -> None:
    window = Window(screen(rotation), headless=True)
    window.put(window.ready_bgr0(bytes([10, 120, 240, 0]) * 64, 8, 8), 4, 4)
    window.flip()
    pixel = window.picture().getpixel((6, 6))
    rgb = window.rgb()
    width = window.picture().width
    window.close()
    assert pixel == (240, 120, 10)
    assert rgb[(6 * width + 6) * 3 :][:3] == bytes([240, 120, 10])


def test_nothing_put_is_nothing_drawn() -> None:
    window = Window(screen(), headless=True)
    window.flip()
    window.attend()
    redraws = window.redraws
    window.close()
    assert redraws == 0


def test_the_first_driver_that_works_is_taken_and_the_log_says_why(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.delenv("SDL_VIDEODRIVER", raising=False)
    monkeypatch.delenv("DISPLAY", raising=False)
    with caplog.at_level(logging.INFO):
        driver = open_display(("x11", "dummy"), {}, (640, 384)).driver
    assert driver == "dummy"
    assert "x11: " in caplog.text


def test_hints_of_the_profile_go_before_sdl_but_not_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    monkeypatch.setenv("RAO_HINT_KEPT", "mine")
    monkeypatch.delenv("RAO_HINT_SET", raising=False)
    open_display(("dummy",), {"RAO_HINT_KEPT": "theirs", "RAO_HINT_SET": "0"}, (640, 384))
    kept, new = os.environ["RAO_HINT_KEPT"], os.environ.pop("RAO_HINT_SET")
    assert (kept, new) == ("mine", "0")


def test_a_machine_without_any_screen_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SDL_VIDEODRIVER", raising=False)
    monkeypatch.delenv("DISPLAY", raising=False)
    with pytest.raises(Unavailable, match="headless = true"):
        open_display(("x11",), {}, (640, 384))
