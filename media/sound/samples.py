"""Sound as numbers: mono, 48,000 float samples a second, full scale at 1.0."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from protocol.ids import DurationMs

RATE_HZ = 48_000
"""The one sample rate inside Rao; Opus is defined at it (RFC 6716)."""

Samples = npt.NDArray[np.float32]
"""One dimension, mono, ``RATE_HZ``, -1.0 to 1.0; decoders and resamplers may overshoot that by a little."""


def count_of(duration_ms: int) -> int:
    """How many samples last ``duration_ms``."""
    return duration_ms * RATE_HZ // 1000


def duration_of(samples: Samples) -> DurationMs:
    """How long ``samples`` last."""
    return DurationMs(len(samples) * 1000 // RATE_HZ)


def silence(duration_ms: int) -> Samples:
    """Nothing to hear for ``duration_ms``."""
    return np.zeros(count_of(duration_ms), dtype=np.float32)


def joined(parts: Iterable[Samples]) -> Samples:
    """The parts one after another; no parts make an empty sound."""
    return np.concatenate([silence(0), *parts])
