"""A picture in the main box."""

from __future__ import annotations

from PIL import Image

from media.board.look import Look
from media.picture.fitting import fit


def draw_picture(look: Look, image: Image.Image) -> Image.Image:
    """The main box with all of ``image`` in it."""
    return fit(image, *look.main.size)
