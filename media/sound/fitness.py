"""Whether a recording of somebody speaking is fit to be heard: loudness can be mended afterwards, these flaws can't."""

from __future__ import annotations

from typing import Literal

import numpy as np

from media.sound.loudness import loudness
from media.sound.samples import Samples, duration_of
from media.sound.trim import trimmed

Flaw = Literal["silent", "short", "quiet", "clipped"]
LEAST_MS = 1_000
"""Of sound: shorter is a slip of the finger, no sentence."""
LEAST_LUFS = -45.0
"""Below it, what makes it loud enough makes the room's noise as loud."""
FULL_SCALE = 0.985
"""Where converters and lossy codecs leave what was too loud."""
IN_A_ROW = 3
"""Samples at full scale one after another: a peak of clean speech touches it once."""
MOST_CLIPPED = 0.005
"""Of all samples heard: speech 6 dB too loud has one in a hundred, speech just at full scale one in thirty thousand."""


def flaw_of(samples: Samples) -> Flaw | None:
    """The worst flaw of a recording, taken before anything is done to its level."""
    heard = trimmed(samples)
    if not len(heard):
        return "silent"
    if duration_of(heard) < LEAST_MS:
        return "short"
    if clipped_share(heard) > MOST_CLIPPED:
        return "clipped"
    return "quiet" if loudness(heard).integrated_lufs < LEAST_LUFS else None


def clipped_share(samples: Samples) -> float:
    """Which part of all samples stands in rows at full scale, 0 to 1."""
    at_end = np.zeros(len(samples) + 2, dtype=np.int8)
    at_end[1:-1] = (samples >= FULL_SCALE) | (samples <= -FULL_SCALE)
    edges = np.flatnonzero(np.diff(at_end))
    rows = edges[1::2] - edges[::2]
    return float(rows[rows >= IN_A_ROW].sum()) / len(samples)
