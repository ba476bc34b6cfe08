"""Pillow's pictures into SDL's pixels and back, band by band: a whole picture is never held twice."""

from __future__ import annotations

from collections.abc import Iterator

import pygame
from PIL import Image

from agent.screen.geometry import Turn
from media.text import Box

BAND_BYTES = 512 * 1024
"""What is converted at a time: fits in a processor's cache, which makes it three times as fast as a picture at once."""
_BYTES_A_PIXEL = 4


def surface_of(image: Image.Image, turn: Turn) -> pygame.Surface:
    """``image`` (RGB) turned as the panel hangs, in the pixels of a window: blue, green, red, nothing."""
    turned = Turn(image.width, image.height, turn.degrees)
    surface = pygame.Surface(turned.panel, depth=8 * _BYTES_A_PIXEL)
    pixels = surface.get_buffer()
    for band in bands(*turned.panel):
        x, y, width, height = turned.shown_box(band)
        part = turned.onto_panel(image.crop((x, y, x + width, y + height)))
        pixels.write(part.tobytes("raw", "BGRX"), band.y_px * surface.get_pitch())
    return surface


def passing_surface_of(image: Image.Image, turn: Turn) -> pygame.Surface:
    """The same in Pillow's own order of bytes, for what is put once: SDL then changes the order twice as fast."""
    turned = Turn(image.width, image.height, turn.degrees).onto_panel(image)
    return pygame.image.frombuffer(turned.tobytes("raw", "RGBX"), turned.size, "RGBX")


def part_of(surface: pygame.Surface, box: Box) -> pygame.Surface:
    """The pixels of ``surface`` in ``box`` themselves; a copy with black around them where the box reaches beyond."""
    if surface.get_rect().contains(box):
        return surface.subsurface(box)
    part = pygame.Surface(box.size, depth=8 * _BYTES_A_PIXEL)
    part.blit(surface, (0, 0), box)
    return part


def rgb_of(surface: pygame.Surface, box: Box, degrees: int) -> bytes:
    """The part in ``box`` of a panel turned clockwise by ``degrees``: upright, three bytes a pixel, row by row."""
    part = part_of(surface, box)
    return pygame.image.tobytes(pygame.transform.rotate(part, degrees) if degrees else part, "RGB")


def bands(width: int, height: int) -> Iterator[Box]:
    """A picture of that size in pieces of its whole width, top to bottom."""
    rows = max(1, BAND_BYTES // (_BYTES_A_PIXEL * width))
    for y in range(0, height, rows):
        yield Box(0, y, width, min(rows, height - y))
