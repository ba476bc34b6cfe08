"""What text stands on."""

from __future__ import annotations

from functools import lru_cache

from PIL import Image, ImageDraw

from media.board.colours import WHITE, Colour


def shaded(size: tuple[int, int], top: Colour, bottom: Colour) -> Image.Image:
    """A new picture that goes evenly from ``top`` to ``bottom``."""
    return _shaded(size, top, bottom).copy()


def striped(size: tuple[int, int], colour: Colour) -> Image.Image:
    """A new picture in slanting stripes of ``colour`` and white, as around a place of exercise."""
    image = Image.new("RGB", size, colour)
    draw = ImageDraw.Draw(image)
    width, height = size
    step = max(8, min(size) // 24)
    for x in range(-height, width, 2 * step):
        draw.polygon([(x, height), (x + step, height), (x + step + height, 0), (x + height, 0)], fill=WHITE)
    return image


@lru_cache(maxsize=16)
def _shaded(size: tuple[int, int], top: Colour, bottom: Colour) -> Image.Image:
    ramp = Image.linear_gradient("L").resize(size, Image.Resampling.BILINEAR)
    return Image.composite(Image.new("RGB", size, bottom), Image.new("RGB", size, top), ramp)
