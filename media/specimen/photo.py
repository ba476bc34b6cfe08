"""A picture that looks like a photograph, for demonstrations and tests; equal bytes on every run."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from media.specimen.scene import SEED, scene

GRAIN = 3.5
"""Standard deviation of the film's grain, of 255."""


def make_photo(path: Path, width_px: int = 1920, height_px: int = 1080) -> None:
    """Write a JPEG of a dawn over terraces."""
    developed(scene(width_px, height_px).seen(0.4)).save(path, "JPEG", quality=90, subsampling=1)


def developed(view: Image.Image) -> Image.Image:
    """As a camera gives it: corners darker, a little grain."""
    pixels = np.asarray(view, dtype=np.float32)
    y, x = np.mgrid[-1 : 1 : view.height * 1j, -1 : 1 : view.width * 1j]
    vignette = 1 - 0.09 * (x**2 + y**2) ** 1.2
    grain = np.random.default_rng(SEED).normal(0, GRAIN, pixels.shape[:2])
    shown = pixels * vignette[..., None] + grain[..., None]
    return Image.fromarray(np.clip(shown, 0, 255).astype(np.uint8))
