"""A family at a weight and size, ready to measure and draw."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import Literal

from PIL import ImageFont

from media.fonts.catalogue import FILES, Family

Weight = Literal["regular", "bold"]


@lru_cache(maxsize=128)
def face(family: Family, weight: Weight, size_px: int) -> ImageFont.FreeTypeFont:
    """The font at ``size_px`` pixels an em, shaped by raqm where the system has it."""
    return ImageFont.truetype(BytesIO(_file(f"{family.name}-{weight.title()}.ttf")), size_px)


@lru_cache(maxsize=8)
def _file(name: str) -> bytes:
    return (FILES / name).read_bytes()
