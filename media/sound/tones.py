"""Sounds made by rule: the attention tone before an emergency and the chime before a bulletin.

The tone's two frequencies are those of the public alert systems: 47 CFR 10.520(c) for phones (cell broadcast, with
ATIS-0700006) and 47 CFR 11.31(a)(2) for broadcasters, who sound both at once without a break, as we do.
"""

from __future__ import annotations

import numpy as np

from media.sound.samples import RATE_HZ, Samples, count_of, joined, silence

ATTENTION_LOW_HZ = 853.0
ATTENTION_HIGH_HZ = 960.0
ATTENTION_MS = 4_000
ATTENTION_EACH = 0.4
"""Amplitude of each of the two; together they peak at 0.8 (-1.9 dB)."""
ATTENTION_RAMP_MS = 50
"""Long enough not to click in a horn loudspeaker, short enough to startle."""

CHIME_NOTES_HZ = (523.25, 659.26, 783.99)
"""C, E and G above middle C, rising."""
CHIME_NOTE_GAP_MS = 260
CHIME_RING_MS = 1_300
_BELL_PARTIALS = ((1.0, 0.20, 2.6), (2.0, 0.07, 4.2), (3.0, 0.03, 6.5))
"""Multiple of the note, amplitude, how fast it dies (per second)."""


def attention_tone(duration_ms: int = ATTENTION_MS) -> Samples:
    """853 Hz and 960 Hz at once for ``duration_ms``, faded in and out over ``ATTENTION_RAMP_MS``."""
    both = _sine(ATTENTION_LOW_HZ, duration_ms) + _sine(ATTENTION_HIGH_HZ, duration_ms)
    return ramped(both * np.float32(ATTENTION_EACH), ATTENTION_RAMP_MS)


def chime() -> Samples:
    """Three rising bell notes, about two seconds."""
    notes = [_placed(bell(note), index * CHIME_NOTE_GAP_MS) for index, note in enumerate(CHIME_NOTES_HZ)]
    total = np.zeros(max(map(len, notes)), dtype=np.float32)
    for note in notes:
        total[: len(note)] += note
    return ramped(total, 5)


def bell(note_hz: float, ring_ms: int = CHIME_RING_MS) -> Samples:
    """One struck bell."""
    t_s = _times_s(ring_ms)
    partials = [a * np.exp(-decay * t_s) * np.sin(2 * np.pi * note_hz * of * t_s) for of, a, decay in _BELL_PARTIALS]
    struck: Samples = np.stack(partials).sum(axis=0).astype(np.float32)
    return struck


def ramped(samples: Samples, ramp_ms: int) -> Samples:
    """``samples`` with a raised-cosine fade at both ends, each at most half of the whole."""
    n = min(count_of(ramp_ms), len(samples) // 2)
    rise = (0.5 - 0.5 * np.cos(np.linspace(0, np.pi, n))).astype(np.float32)
    shape = np.ones(len(samples), dtype=np.float32)
    shape[:n], shape[len(shape) - n :] = rise, rise[::-1]
    return samples * shape


def _placed(samples: Samples, after_ms: int) -> Samples:
    return joined([silence(after_ms), samples])


def _sine(frequency_hz: float, duration_ms: int) -> Samples:
    return np.sin(2 * np.pi * frequency_hz * _times_s(duration_ms)).astype(np.float32)


def _times_s(duration_ms: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    return np.arange(count_of(duration_ms), dtype=np.float64) / RATE_HZ
