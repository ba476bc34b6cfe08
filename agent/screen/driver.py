"""Which of SDL's video drivers shows the picture: the first that opens a window, and why the others did not."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

import pygame

from protocol.errors import Unavailable
from protocol.words import Words

ORDER = ("kmsdrm", "wayland", "x11", "dummy")
HEADLESS = ("dummy",)
WITHOUT_FRAMEBUFFER = frozenset({"kmsdrm", "wayland"})
"""SDL 2 draws a window's pixels there by the GPU or not at all, and only a window over the whole display stands
where the panel is."""
_DRIVER = "SDL_VIDEODRIVER"
_ACCELERATION = "SDL_FRAMEBUFFER_ACCELERATION"

_log = logging.getLogger(__name__)


class Display(NamedTuple):
    """An open window: its driver, and the pixels that lie on the panel from the upper left corner on."""

    driver: str
    surface: pygame.Surface


def open_display(candidates: Sequence[str], hints: Mapping[str, str], panel_px: tuple[int, int]) -> Display:
    """Open a window for a panel of that size with the first candidate that can.

    ``hints`` go into the environment unless it has them already; a driver named there is the only one tried.
    Raises :class:`protocol.errors.Unavailable` when none works.
    """
    os.environ.setdefault("SDL_NO_SIGNAL_HANDLERS", "1")
    os.environ.setdefault("SDL_VIDEO_WINDOW_POS", "0,0")
    chosen = os.environ.get(_DRIVER)
    reasons: list[str] = []
    for driver in (chosen,) if chosen else candidates:
        try:
            opened = Display(driver, _open(driver, hints, panel_px))
        except pygame.error as error:
            reasons.append(f"{driver}: {error}")
        else:
            _tell(opened, panel_px, reasons)
            return opened
    pygame.display.quit()
    raise _no_driver("; ".join(reasons))


def _open(driver: str, hints: Mapping[str, str], panel_px: tuple[int, int]) -> pygame.Surface:
    whole = driver in WITHOUT_FRAMEBUFFER
    for name, value in hints.items():
        if not (whole and name == _ACCELERATION):
            os.environ.setdefault(name, value)
    pygame.display.quit()
    with _driver_set_to(driver):
        pygame.display.init()
        if whole:
            return pygame.display.set_mode((0, 0), pygame.FULLSCREEN)
        return pygame.display.set_mode(panel_px, pygame.NOFRAME)


@contextmanager
def _driver_set_to(driver: str) -> Iterator[None]:
    before = os.environ.get(_DRIVER)
    os.environ[_DRIVER] = driver
    try:
        yield
    finally:
        if before is None:
            del os.environ[_DRIVER]
        else:
            os.environ[_DRIVER] = before


def _tell(opened: Display, panel_px: tuple[int, int], reasons: Sequence[str]) -> None:
    (width, height), (wanted_width, wanted_height) = opened.surface.get_size(), panel_px
    why = f" ({'; '.join(reasons)})" if reasons else ""
    _log.info("video driver %s, %dx%d%s", opened.driver, width, height, why)
    if reasons and opened.driver == "dummy":
        _log.warning("nobody sees the picture: no display could be opened%s", why)
    if width < wanted_width or height < wanted_height:
        short = "the display has %dx%d pixels, the panel of the profile %dx%d: what is beyond is cut off"
        _log.warning(short, width, height, wanted_width, wanted_height)


def _no_driver(reasons: str) -> Unavailable:
    return Unavailable(
        Words(f"Không mở được màn hình ({reasons}).", f"No screen can be opened ({reasons})."),
        Words(
            "Cắm màn hình, cấp quyền /dev/dri cho dịch vụ, hoặc chạy không màn hình (headless = true).",
            "Connect a display, let the service use /dev/dri, or run without one (headless = true).",
        ),
    )
