"""A real window on Wayland: a compositor in a window of a real X server, which another program photographs."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pygame
import pytest
from msgspec.structs import replace
from PIL import Image

from agent.screen.window import Window
from firmware_profiles import Bezel, load
from tests.agent.screen.photographs import DESKTOP, FFMPEG, noise, photograph
from tests.servers.child import serving
from tests.servers.waiting import wait_for

WESTON = shutil.which("weston")
pytestmark = pytest.mark.skipif(not (WESTON and FFMPEG), reason="weston or ffmpeg is not here")


@pytest.fixture
def compositor(x_display: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A socket's path is short, unlike those that pytest makes."""
    assert WESTON
    width, height = DESKTOP
    with TemporaryDirectory(prefix="rao") as runtime:
        monkeypatch.setenv("XDG_RUNTIME_DIR", runtime)
        options = ("--use-pixman", f"--width={width}", f"--height={height}", "--no-config", "--idle-time=0")
        argv = [WESTON, "--backend=x11-backend.so", "--shell=kiosk-shell.so", "--socket=board", *options]
        socket, environ = Path(runtime, "board"), {"DISPLAY": x_display}
        with serving(argv, tmp_path / "weston.log", socket.exists, environ=environ):
            monkeypatch.delenv("DISPLAY", raising=False)
            monkeypatch.setenv("WAYLAND_DISPLAY", "board")
            monkeypatch.setenv("SDL_VIDEODRIVER", "wayland")
            monkeypatch.setenv("SDL_FRAMEBUFFER_ACCELERATION", "")
            monkeypatch.delenv("SDL_FRAMEBUFFER_ACCELERATION")
            yield
            pygame.display.quit()


@pytest.mark.usefixtures("compositor")
def test_a_small_panel_stands_in_the_upper_left_corner_of_a_wayland_display(x_display: str) -> None:
    profile = load("led-p5-640x384").screen
    assert profile
    profile = replace(profile, rotation_deg=90, bezel_px=Bezel(left=6, bottom=10))
    window = Window(profile, headless=False)
    shown = noise(*profile.shown[:2])
    expected = Image.new("RGB", DESKTOP)
    expected.paste(shown.rotate(-90, expand=True), profile.lit[:2])
    ready = window.ready(shown)
    window.put(ready, 0, 0)
    window.flip()

    def seen() -> bool:
        if window.attend():
            window.put(ready, 0, 0)
            window.flip()
        return photograph(x_display).tobytes() == expected.tobytes()

    wait_for(seen, "the picture on the display")
    assert window.driver == "wayland"
    assert window.picture().tobytes() == shown.tobytes()
