"""How sound is counted inside the speaker; the form itself is :data:`media.sound.Samples`."""

from __future__ import annotations

import numpy as np

from media.sound import RATE_HZ, Samples

BLOCK_FRAMES = RATE_HZ // 50
"""20 ms: the step in which voices are mixed."""


def milliseconds_of(frames: int) -> int:
    """How long ``frames`` samples last, in whole milliseconds."""
    return frames * 1000 // RATE_HZ


def quiet(frames: int) -> Samples:
    """That many samples of nothing."""
    return np.zeros(frames, dtype=np.float32)
