"""A family at a weight and size, ready to measure and draw."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from PIL import ImageFont

from media.fonts.catalogue import FILES, Family

Weight = Literal["regular", "bold"]

FACES_KEPT = 64
"""More than the layouts, pages and alerts of one board use in turn."""


@lru_cache(maxsize=FACES_KEPT)
def face(family: Family, weight: Weight, size_px: int) -> ImageFont.FreeTypeFont:
    """The font at ``size_px`` pixels an em, shaped by raqm where the system has it.

    By its path: FreeType then maps the one file for all sizes, while Pillow copies bytes it is given for each of them.
    """
    return ImageFont.truetype(FILES / f"{family.name}-{weight.title()}.ttf", size_px)
