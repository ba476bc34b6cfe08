"""Which video driver is taken, and what the log says of the others."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from agent.screen.driver import ORDER, open_display
from agent.screen.window import Window
from firmware_profiles import load
from protocol.errors import Unavailable

PANEL = (640, 384)
WITHOUT_DRI = ORDER if not Path("/dev/dri").exists() else ORDER[1:]
"""A machine with a graphics card might lend its console to a test."""


@pytest.fixture(autouse=True)
def no_display(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("SDL_VIDEODRIVER", "DISPLAY", "WAYLAND_DISPLAY", "SDL_FRAMEBUFFER_ACCELERATION"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    yield
    pygame.display.quit()


def test_without_any_display_each_reason_is_logged_in_order(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        opened = open_display(WITHOUT_DRI, {}, PANEL)
    told = caplog.messages[0]
    places = [told.index(f"{driver}: {driver} not available") for driver in WITHOUT_DRI[:-1]]
    assert (opened.driver, opened.surface.get_size()) == ("dummy", PANEL)
    assert told.startswith("video driver dummy, 640x384 (")
    assert places == sorted(places)
    assert caplog.messages[1].startswith("nobody sees the picture")


def test_a_display_whose_server_is_gone_is_passed_over(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("DISPLAY", ":64999")
    with caplog.at_level(logging.INFO):
        opened = open_display(("x11", "dummy"), {}, PANEL)
    assert opened.driver == "dummy"
    assert "(x11: x11 not available)" in caplog.messages[0]


def test_a_server_that_answers_is_taken(
    x_display: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("DISPLAY", x_display)
    with caplog.at_level(logging.INFO):
        opened = open_display(WITHOUT_DRI, {}, PANEL)
    size = opened.surface.get_size()
    pygame.display.quit()
    assert (opened.driver, size) == ("x11", PANEL)
    assert "wayland: wayland not available" in caplog.messages[0]
    assert len(caplog.messages) == 1


def test_without_a_screen_to_draw_on_nothing_needs_to_be_told(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        open_display(("dummy",), {}, PANEL)
    assert caplog.messages == ["video driver dummy, 640x384"]


def test_a_driver_that_starts_but_opens_no_window_is_passed_over(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    real, asked = pygame.display.set_mode, list[str]()

    def set_mode(size: tuple[int, int], flags: int) -> pygame.Surface:
        asked.append(os.environ["SDL_VIDEODRIVER"])
        if len(asked) == 1:
            raise pygame.error("Window framebuffer support not available")
        return real(size, flags)

    monkeypatch.setattr(pygame.display, "set_mode", set_mode)
    with caplog.at_level(logging.INFO):
        opened = open_display(("offscreen", "dummy"), {}, PANEL)
    assert (opened.driver, asked) == ("dummy", ["offscreen", "dummy"])
    assert "(offscreen: Window framebuffer support not available)" in caplog.messages[0]


@pytest.mark.parametrize("driver", ["kmsdrm", "wayland"])
def test_drivers_that_need_the_gpu_get_it_and_the_whole_display(driver: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[tuple[int, int], int, str | None]] = []

    def set_mode(size: tuple[int, int], flags: int) -> pygame.Surface:
        asked.append((size, flags, os.environ.get("SDL_FRAMEBUFFER_ACCELERATION")))
        return pygame.Surface((1920, 1080))

    monkeypatch.setattr(pygame.display, "init", lambda: None)
    monkeypatch.setattr(pygame.display, "set_mode", set_mode)
    opened = open_display((driver,), {"SDL_FRAMEBUFFER_ACCELERATION": "0"}, PANEL)
    assert opened.driver == driver
    assert asked == [((0, 0), pygame.FULLSCREEN, None)]


def test_a_display_smaller_than_the_panel_is_told_and_shows_what_it_can(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    real = pygame.display.set_mode
    monkeypatch.setattr(pygame.display, "set_mode", lambda _size, flags: real((1280, 720), flags))
    profile = load("bulletin-1080p").screen
    assert profile
    window = Window(profile, headless=True)
    white = pygame.Surface((1920, 1080))
    white.fill((255, 255, 255))
    window.put(window.ready_bgr0(white.get_buffer().raw, 1920, 1080), 0, 0)
    window.flip()
    shown = window.picture()
    window.close()
    assert shown.size == (1920, 1080)
    assert shown.getbbox() == (0, 0, 1280, 720)
    assert "the display has 1280x720 pixels, the panel of the profile 1920x1080" in caplog.text


def test_a_driver_in_the_environment_is_the_only_one_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDL_VIDEODRIVER", "x11")
    with pytest.raises(Unavailable, match=r"\(x11: x11 not available\)"):
        open_display(("dummy",), {}, PANEL)
    assert os.environ["SDL_VIDEODRIVER"] == "x11"


def test_hints_of_the_profile_go_before_sdl_but_not_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAO_HINT_KEPT", "mine")
    monkeypatch.setenv("RAO_HINT_SET", "")
    monkeypatch.delenv("RAO_HINT_SET")
    open_display(("dummy",), {"RAO_HINT_KEPT": "theirs", "RAO_HINT_SET": "0"}, PANEL)
    assert (os.environ["RAO_HINT_KEPT"], os.environ["RAO_HINT_SET"]) == ("mine", "0")
    assert "SDL_VIDEODRIVER" not in os.environ


def test_a_machine_without_any_screen_says_what_to_do() -> None:
    with pytest.raises(Unavailable, match="headless = true"):
        open_display(("x11",), {}, PANEL)
