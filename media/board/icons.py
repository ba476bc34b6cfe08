"""The few signs a board needs, drawn by code at four times their size and brought down, so that edges are smooth."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from PIL import Image, ImageDraw

from media.board.colours import Colour

Sign = Callable[[ImageDraw.ImageDraw, float], None]
_FINER = 4


def draw_sign(image: Image.Image, sign: Sign, corner: tuple[int, int], size_px: int, colour: Colour) -> None:
    """Draw ``sign`` in ``colour`` into the square of ``size_px`` at ``corner``."""
    image.paste(colour, corner, _stencil(sign, size_px))


@lru_cache(maxsize=32)
def _stencil(sign: Sign, size_px: int) -> Image.Image:
    big = Image.new("L", (size_px * _FINER, size_px * _FINER), 0)
    sign(ImageDraw.Draw(big), size_px * _FINER)
    return big.resize((size_px, size_px), Image.Resampling.LANCZOS)


def warning(draw: ImageDraw.ImageDraw, side: float) -> None:
    """A triangle with an exclamation mark (as ISO 7010 W001)."""
    corners = [(side * x, side * y) for x, y in ((0.5, 0.10), (0.94, 0.88), (0.06, 0.88))]
    draw.polygon(corners, fill=255)
    draw.line([*corners, corners[0], corners[1]], fill=255, width=round(side * 0.09), joint="curve")
    draw.polygon([(side * x, side * y) for x, y in ((0.445, 0.36), (0.555, 0.36), (0.53, 0.64), (0.47, 0.64))], fill=0)
    draw.ellipse([side * 0.445, side * 0.70, side * 0.555, side * 0.81], fill=0)


def loudspeaker(draw: ImageDraw.ImageDraw, side: float) -> None:
    """A horn and two sound waves: the mark of Rao."""
    draw.rounded_rectangle([side * 0.06, side * 0.37, side * 0.24, side * 0.63], radius=side * 0.04, fill=255)
    horn = ((0.20, 0.38), (0.52, 0.16), (0.52, 0.84), (0.20, 0.62))
    draw.polygon([(side * x, side * y) for x, y in horn], fill=255)
    for reach in (0.20, 0.36):
        box = [side * (0.54 - reach), side * (0.5 - reach), side * (0.54 + reach), side * (0.5 + reach)]
        draw.arc(box, -48, 48, fill=255, width=round(side * 0.075))
