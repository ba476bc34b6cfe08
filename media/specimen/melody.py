"""Eight seconds of bells over a soft chord."""

from __future__ import annotations

import numpy as np

from media.sound import RATE_HZ, Samples, bell, count_of, ramped

_BEAT_MS = 500
_TUNE_HZ = (392.0, 440.0, 523.25, 587.33, 659.26, 587.33, 523.25, 440.0, 392.0, 523.25, 659.26, 783.99, 659.26, 523.25)
"""Five tones (G, A, C, D, E), as the country's own music has them."""
_CHORD_HZ = (130.81, 196.0, 261.63)
_RING_MS = 1_600


def melody(duration_ms: int) -> Samples:
    """The tune for ``duration_ms``, faded at both ends."""
    length = count_of(duration_ms)
    total = np.zeros(length + count_of(_RING_MS), dtype=np.float32)
    for index in range(duration_ms // _BEAT_MS):
        first = count_of(index * _BEAT_MS)
        note = bell(_TUNE_HZ[index % len(_TUNE_HZ)], _RING_MS)
        total[first : first + len(note)] += note * np.float32(0.8)
    return ramped(total[:length] + _chord(length), 400)


def _chord(length: int) -> Samples:
    t_s = np.arange(length, dtype=np.float64) / RATE_HZ
    swell = 0.75 + 0.25 * np.sin(2 * np.pi * 0.25 * t_s)
    tones = np.stack([np.sin(2 * np.pi * tone_hz * t_s) for tone_hz in _CHORD_HZ])
    chord: Samples = (0.04 * swell * tones.sum(axis=0)).astype(np.float32)
    return chord
