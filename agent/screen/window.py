"""The real picture: a pygame window, drawn in pieces. The only place of the screen that knows SDL's pixels."""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass

import pygame
from PIL import Image

from agent.screen.driver import HEADLESS, ORDER, start_video
from agent.screen.geometry import Turn
from firmware_profiles import ScreenProfile
from media.text import Box

_REDRAW_EVENTS = (pygame.WINDOWEXPOSED, pygame.WINDOWRESTORED, pygame.WINDOWSHOWN)


@dataclass(frozen=True, slots=True)
class Ready:
    """A picture in the window's own pixel format, turned as the panel hangs."""

    surface: pygame.Surface
    width: int
    height: int
    """Upright, as it was given."""


class Window:
    """One full picture. Construct it in the thread that will draw.

    It stands in the upper left corner, which is the part of the desktop that an LED screen's sender card takes.
    """

    def __init__(self, screen: ScreenProfile, *, headless: bool) -> None:
        self.turn = Turn(screen.shown.width_px, screen.shown.height_px, screen.rotation_deg)
        self.driver = start_video(HEADLESS if headless else ORDER, screen.sdl_env)
        self.redraws = 0
        self._brightness_percent = 100
        self._lock = threading.Lock()
        os.environ.setdefault("SDL_VIDEO_WINDOW_POS", "0,0")
        self._surface = pygame.display.set_mode(self.turn.panel, pygame.NOFRAME)
        pygame.mouse.set_visible(False)
        self._dirty: list[Box] = []

    def set_brightness(self, percent: int) -> bool:
        """Dim what is made ready from now on; whether that is a change, so that all must be made again."""
        changed = percent != self._brightness_percent
        self._brightness_percent = percent
        return changed

    def ready(self, image: Image.Image) -> Ready:
        """``image`` (RGB) as it can be put fast and often."""
        turned = self.turn.onto_panel(image)
        return Ready(self._dimmed(_surface_of(turned).convert()), image.width, image.height)

    def ready_bgr0(self, pixels: bytes, width: int, height: int) -> Ready:
        """A clip's frame in four bytes a pixel: blue, green, red and one that means nothing."""
        if self.turn.degrees or self._brightness_percent < 100:
            return self.ready(Image.frombytes("RGB", (width, height), pixels, "raw", "BGRX"))
        surface = pygame.image.frombuffer(pixels, (width, height), "BGRA")
        surface.set_alpha(None)
        return Ready(surface, width, height)

    def put(self, ready: Ready, x: int, y: int) -> None:
        """Draw the whole of ``ready`` with its upper left corner at (x, y) of the shown picture."""
        at = self.turn.box(Box(x, y, ready.width, ready.height))
        with self._lock:
            self._surface.blit(ready.surface, at.corner)
        self._dirty.append(at)

    def put_part(self, ready: Ready, part: Box, x: int, y: int) -> None:
        """Draw the box ``part`` of ``ready`` at (x, y) of the shown picture."""
        at = self.turn.box(Box(x, y, part.width_px, part.height_px))
        area = Turn(ready.width, ready.height, self.turn.degrees).box(part)
        with self._lock:
            self._surface.blit(ready.surface, at.corner, area)
        self._dirty.append(at)

    def flip(self) -> None:
        """Bring what was put since the last time before people's eyes."""
        if not self._dirty:
            return
        with self._lock:
            pygame.display.update(self._dirty)
        self._dirty = []
        self.redraws += 1

    def attend(self) -> None:
        """Answer the window system; shows the picture again where it was uncovered."""
        uncovered = any(event.type in _REDRAW_EVENTS for event in pygame.event.get())
        if uncovered and self.redraws:
            self._dirty.append(Box(0, 0, *self.turn.panel))
            self.flip()

    def rgb(self) -> bytes:
        """The shown picture, upright, three bytes a pixel, row by row."""
        return self.picture().tobytes() if self.turn.degrees else self._panel_rgb()

    def picture(self) -> Image.Image:
        """A copy of the shown picture, upright. From any thread."""
        return self.turn.from_panel(Image.frombytes("RGB", self.turn.panel, self._panel_rgb()))

    def close(self) -> None:
        """Give the screen back."""
        with self._lock:
            pygame.display.quit()

    def _panel_rgb(self) -> bytes:
        with self._lock:
            return pygame.image.tobytes(self._surface, "RGB")

    def _dimmed(self, surface: pygame.Surface) -> pygame.Surface:
        if self._brightness_percent < 100:
            level = round(255 * self._brightness_percent / 100)
            surface.fill((level, level, level), special_flags=pygame.BLEND_RGB_MULT)
        return surface


def _surface_of(image: Image.Image) -> pygame.Surface:
    return pygame.image.frombuffer(image.tobytes(), image.size, "RGB")
