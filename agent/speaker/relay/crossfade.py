"""From one sound to another without a click. Pure."""

from __future__ import annotations

import numpy as np

from media.sound import Samples, count_of

FADE_MS = 100
FADE_FRAMES = count_of(FADE_MS)


def crossfaded(leaving: Samples, coming: Samples) -> Samples:
    """Equally long sounds, one going as the other comes, with equal power: two programmes have nothing in common."""
    turn = np.linspace(0.0, np.pi / 2, len(leaving), dtype=np.float32)
    mixed = leaving * np.cos(turn) + coming * np.sin(turn)
    whole: Samples = np.clip(mixed, -1.0, 1.0).astype(np.float32)
    return whole
