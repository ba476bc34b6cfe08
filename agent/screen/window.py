"""The real picture: a pygame window, drawn in pieces. The only place of the screen that knows SDL's pixels."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import pygame
from PIL import Image

from agent.screen.driver import HEADLESS, ORDER, open_display
from agent.screen.geometry import Turn
from agent.screen.pixels import bands, part_of, passing_surface_of, rgb_of, surface_of
from firmware_profiles import ScreenProfile
from media.text import Box

Hasher = Callable[[], str]
"""Works out the SHA-256, in hexadecimal, of a picture's RGB bytes: upright, three bytes a pixel, row by row."""
_REDRAW_EVENTS = frozenset({pygame.WINDOWEXPOSED, pygame.WINDOWRESTORED, pygame.WINDOWSHOWN})


@dataclass(frozen=True, slots=True)
class Ready:
    """A picture in the window's own pixel format, turned as the panel hangs."""

    surface: pygame.Surface
    width: int
    height: int
    """Upright, as it was given."""


class Window:
    """One full picture in the lit part of the panel; the rest stays dark. Construct it in the thread that will draw.

    The panel stands in the upper left corner, which is the part of the desktop that an LED screen's sender card takes.
    """

    def __init__(self, screen: ScreenProfile, *, headless: bool) -> None:
        self.turn = Turn(screen.shown.width_px, screen.shown.height_px, screen.rotation_deg)
        self.redraws = 0
        self._lit = Box(*screen.lit)
        self._brightness_percent = 100
        self._lock = threading.Lock()
        panel_px = (screen.width_px, screen.height_px)
        self.driver, self._surface = open_display(HEADLESS if headless else ORDER, screen.sdl_env, panel_px)
        pygame.mouse.set_visible(False)
        pygame.event.get()
        self._dirty: list[Box] = []

    def set_brightness(self, percent: int) -> bool:
        """Dim what is put from now on; whether that is a change, so that all must be put again."""
        changed = percent != self._brightness_percent
        self._brightness_percent = percent
        return changed

    def ready(self, image: Image.Image) -> Ready:
        """``image`` (RGB) as it can be put fast and often."""
        return Ready(surface_of(image, self.turn), image.width, image.height)

    def ready_bgr0(self, pixels: bytes | memoryview, width: int, height: int) -> Ready:
        """A clip's frame in four bytes a pixel: blue, green, red and one that means nothing."""
        surface = pygame.image.frombuffer(pixels, (width, height), "BGRA")
        if self.turn.degrees:
            surface = pygame.transform.rotate(surface, -self.turn.degrees)
        surface.set_alpha(None)
        return Ready(surface, width, height)

    def paint(self, image: Image.Image, x: int, y: int) -> None:
        """Draw ``image`` (RGB) once, band by band: for what can't be made ready before, and isn't put again."""
        for band in bands(*image.size):
            part = image.crop((band.x_px, band.y_px, band.x_px + band.width_px, band.y_px + band.height_px))
            self.put(Ready(passing_surface_of(part, self.turn), *part.size), x + band.x_px, y + band.y_px)

    def put(self, ready: Ready, x: int, y: int) -> None:
        """Draw the whole of ``ready`` with its upper left corner at (x, y) of the shown picture."""
        self._draw([ready], None, Box(x, y, ready.width, ready.height))

    def put_part(self, ready: Ready, part: Box, x: int, y: int) -> None:
        """Draw the box ``part`` of ``ready`` at (x, y) of the shown picture."""
        area = Turn(ready.width, ready.height, self.turn.degrees).box(part)
        self._draw([ready], area, Box(x, y, part.width_px, part.height_px))

    def put_mixed(self, under: Ready, over: Ready, share: float, x: int, y: int) -> None:
        """Draw ``over`` on ``under``, ``share`` (0 to 1) of it; both are of the same size."""
        over.surface.set_alpha(round(255 * share))
        self._draw([under, over], None, Box(x, y, over.width, over.height))
        over.surface.set_alpha(None)

    def flip(self) -> None:
        """Bring what was put since the last time before people's eyes."""
        if not self._dirty:
            return
        with self._lock:
            pygame.display.update(self._dirty)
        self._dirty = []
        self.redraws += 1

    def blank(self) -> None:
        """Make the whole panel dark, at once. What is put afterwards is seen again, so all must be."""
        with self._lock:
            self._surface.set_clip(None)
            self._surface.fill((0, 0, 0))
        self._dirty = [self._whole]
        self.flip()

    def attend(self) -> bool:
        """Answer the window system; shows the picture again where it was uncovered.

        True when the window was made anew by the window system and lost its picture: all must be put again.
        """
        with self._lock:
            happened = {event.type for event in pygame.event.get()}
        if self.redraws and happened & _REDRAW_EVENTS:
            self._dirty.append(self._whole)
            self.flip()
        return pygame.WINDOWSIZECHANGED in happened

    def copy(self) -> Hasher:
        """A quick copy of the shown picture, whose hash is worked out where there is time."""
        with self._lock:
            lit = part_of(self._surface, self._lit).copy()
        return lambda: _sha256(rgb_of(lit, self.turn.box(band), self.turn.degrees) for band in self._all_bands())

    def hash_of(self, ready: Ready) -> Hasher:
        """Works out the hash of the RGB bytes of what was made ready."""
        return lambda: _sha256(self._parts(ready))

    def picture(self) -> Image.Image:
        """A copy of the shown picture, upright. From any thread."""
        picture = Image.new("RGB", (self.turn.width, self.turn.height))
        for band, rgb in self._bands():
            picture.paste(Image.frombytes("RGB", band.size, rgb), band.corner)
        return picture

    def close(self) -> None:
        """Give the screen back."""
        with self._lock:
            pygame.display.quit()

    @property
    def _whole(self) -> Box:
        return Box(0, 0, *self._surface.get_size())

    def _draw(self, layers: Sequence[Ready], area: Box | None, where: Box) -> None:
        at = self._on_panel(where)
        with self._lock:
            self._surface.set_clip(self._lit)
            for ready in layers:
                self._surface.blit(ready.surface, at.corner, area)
            if self._brightness_percent < 100:
                level = round(255 * self._brightness_percent / 100)
                self._surface.fill((level, level, level), at, pygame.BLEND_RGB_MULT)
        self._dirty.append(at)

    def _on_panel(self, box: Box) -> Box:
        x, y, width, height = self.turn.box(box)
        return Box(self._lit.x_px + x, self._lit.y_px + y, width, height)

    def _parts(self, ready: Ready) -> Iterator[bytes]:
        """Under the lock each, because SDL does not draw from a surface that is being read."""
        turn = Turn(ready.width, ready.height, self.turn.degrees)
        for band in bands(ready.width, ready.height):
            with self._lock:
                part = rgb_of(ready.surface, turn.box(band), turn.degrees)
            yield part

    def _all_bands(self) -> Iterator[Box]:
        return bands(self.turn.width, self.turn.height)

    def _bands(self) -> Iterator[tuple[Box, bytes]]:
        with self._lock:
            for band in self._all_bands():
                yield band, rgb_of(self._surface, self._on_panel(band), self.turn.degrees)


def _sha256(parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest()
