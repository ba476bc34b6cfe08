"""Relative luminance of pictures and what WCAG 2.1 calls a general flash (definitions of 2.3.1)."""

import numpy as np
import numpy.typing as npt
from PIL import Image

Field = npt.NDArray[np.float64]

LEAST_CHANGE = 0.1
"""Of the greatest relative luminance; smaller changes are no flash."""


def luminance(image: Image.Image) -> Field:
    """Of each pixel, 0 to 1 (sRGB)."""
    parts = np.asarray(image.convert("RGB"), dtype=np.float64) / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    seen: Field = linear @ np.array([0.2126, 0.7152, 0.0722])
    return seen


def tiles(image: Image.Image, across: int, down: int) -> Field:
    """The mean luminance of each of ``across`` by ``down`` equal parts."""
    field = luminance(image)
    height, width = field.shape[0] // down * down, field.shape[1] // across * across
    parts: Field = field[:height, :width].reshape(down, height // down, across, width // across).mean(axis=(1, 3))
    return parts


def flashes(levels: Field) -> float:
    """How many pairs of opposing changes by at least ``LEAST_CHANGE`` are in a run of luminances."""
    turns, last, way = 0, levels[0], 0
    for level in levels:
        if way >= 0 and level <= last - LEAST_CHANGE:
            turns, way, last = turns + 1, -1, level
        elif way <= 0 and level >= last + LEAST_CHANGE:
            turns, way, last = turns + 1, 1, level
        elif (level - last) * way > 0:
            last = level
    return turns / 2
