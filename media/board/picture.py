"""A picture in its zone."""

from __future__ import annotations

from PIL import Image

from media.board.look import Look, Size
from media.picture.fitting import fit


def draw_picture(look: Look, image: Image.Image, size: Size | None = None) -> Image.Image:
    """A zone of ``size`` (None: the standard main zone) with all of ``image`` in it."""
    return fit(image, *(size or look.main.size))
