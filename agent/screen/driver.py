"""Which of SDL's video drivers shows the picture: the first that works, and why the others did not."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping, Sequence

import pygame

from protocol.errors import Unavailable
from protocol.words import Words

ORDER = ("kmsdrm", "wayland", "x11", "dummy")
HEADLESS = ("dummy",)
_DRIVER = "SDL_VIDEODRIVER"

_log = logging.getLogger(__name__)


def start_video(candidates: Sequence[str], hints: Mapping[str, str]) -> str:
    """Start SDL's video with the first candidate that works and answer its name.

    ``hints`` go into the environment unless it has them already; a driver named there is the only one tried.
    Raises :class:`protocol.errors.Unavailable` when none works.
    """
    for name, value in hints.items():
        os.environ.setdefault(name, value)
    os.environ.setdefault("SDL_NO_SIGNAL_HANDLERS", "1")
    pygame.display.quit()
    chosen = os.environ.get(_DRIVER)
    reasons: list[str] = []
    for driver in (chosen,) if chosen else candidates:
        reason = _try(driver)
        if reason is None:
            _log.info("video driver %s%s", driver, f" ({'; '.join(reasons)})" if reasons else "")
            return driver
        reasons.append(f"{driver}: {reason}")
    raise _no_driver("; ".join(reasons))


def _try(driver: str) -> str | None:
    """None when ``driver`` runs now, else why not."""
    before = os.environ.get(_DRIVER)
    os.environ[_DRIVER] = driver
    try:
        pygame.display.init()
    except pygame.error as error:
        return str(error)
    finally:
        _restore(before)
    return None


def _restore(before: str | None) -> None:
    if before is None:
        del os.environ[_DRIVER]
    else:
        os.environ[_DRIVER] = before


def _no_driver(reasons: str) -> Unavailable:
    return Unavailable(
        Words(f"Không mở được màn hình ({reasons}).", f"No screen can be opened ({reasons})."),
        Words(
            "Cắm màn hình, cấp quyền /dev/dri cho dịch vụ, hoặc chạy không màn hình (headless = true).",
            "Connect a display, let the service use /dev/dri, or run without one (headless = true).",
        ),
    )
