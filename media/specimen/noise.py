"""Smooth random fields: what makes hills, clouds and leaves look grown rather than drawn."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PIL import Image

Field = npt.NDArray[np.float32]
"""Two dimensions (rows, columns), about 0 to 1."""


def field(rng: np.random.Generator, width_px: int, height_px: int, cells: tuple[float, float], octaves: int) -> Field:
    """Fractal value noise: ``cells`` blobs across and down, each octave twice as many at half the strength."""
    total = np.zeros((height_px, width_px), dtype=np.float32)
    strengths = [0.5**octave for octave in range(octaves)]
    for octave, strength in enumerate(strengths):
        total += np.float32(strength) * _blobs(rng, width_px, height_px, cells, 2**octave)
    return total / np.float32(sum(strengths))


def ridge(rng: np.random.Generator, width_px: int, hills: float, octaves: int = 6) -> Field:
    """A skyline: one value a column."""
    line: Field = field(rng, width_px, 1, (hills, 1), octaves)[0]
    return line


def _blobs(rng: np.random.Generator, width_px: int, height_px: int, cells: tuple[float, float], finer: int) -> Field:
    across, down = (max(2, round(count * finer) + 1) for count in cells)
    grid = Image.fromarray(rng.random((down, across), dtype=np.float32))
    return np.asarray(grid.resize((width_px, height_px), Image.Resampling.BICUBIC), dtype=np.float32)
