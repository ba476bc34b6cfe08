"""What text stands on."""

from __future__ import annotations

from PIL import Image, ImageDraw

from media.board.colours import WHITE, Colour


def shaded(size: tuple[int, int], top: Colour, bottom: Colour) -> Image.Image:
    """A new picture that goes evenly from ``top`` to ``bottom``: one column, drawn wide."""
    ramp = Image.linear_gradient("L").resize((1, size[1]), Image.Resampling.BILINEAR)
    column = Image.composite(Image.new("RGB", ramp.size, bottom), Image.new("RGB", ramp.size, top), ramp)
    return column.resize(size, Image.Resampling.NEAREST)


def striped(size: tuple[int, int], colour: Colour) -> Image.Image:
    """A new picture in slanting stripes of ``colour`` and white, as around a place of exercise."""
    image = Image.new("RGB", size, colour)
    draw = ImageDraw.Draw(image)
    width, height = size
    step = max(8, min(size) // 24)
    for x in range(-height, width, 2 * step):
        draw.polygon([(x, height), (x + step, height), (x + step + height, 0), (x + height, 0)], fill=WHITE)
    return image
