"""Silence off both ends, by pydub; the only file that imports it."""

from __future__ import annotations

import warnings

import numpy as np

from media.sound.samples import RATE_HZ, Samples, count_of
from media.sound.wav import as_16_bit

with warnings.catch_warnings():
    # pydub looks for an ffmpeg program when imported (we decode by PyAV and need none), leans on audioop (from Python
    # 3.13 on audioop-lts brings it) and has patterns Python warns of when it first compiles them.
    warnings.filterwarnings("ignore", "Couldn't find ffmpeg or avconv", RuntimeWarning)
    warnings.filterwarnings("ignore", "'audioop' is deprecated", DeprecationWarning)
    warnings.filterwarnings("ignore", "invalid escape sequence", DeprecationWarning)
    warnings.filterwarnings("ignore", r".*invalid escape sequence", SyntaxWarning)
    from pydub import AudioSegment
    from pydub.silence import detect_leading_silence

QUIET_DBFS = -50.0
_PIECE = 5 * RATE_HZ
KEPT_MS = 60
"""Left at each end, so that a soft first consonant is not cut."""


def trimmed(samples: Samples) -> Samples:
    """``samples`` without the silence at their ends; empty when there is nothing else."""
    before_ms = _quiet_ms(samples)
    if count_of(before_ms) >= len(samples):
        return samples[:0]
    after_ms = _quiet_ms(samples[::-1])
    return samples[count_of(max(0, before_ms - KEPT_MS)) : len(samples) - count_of(max(0, after_ms - KEPT_MS))]


def _quiet_ms(samples: Samples) -> int:
    """How long the silence at the beginning lasts, looked at in pieces, as a long speech fills memory otherwise."""
    quiet_ms = 0
    for first in range(0, len(samples), _PIECE):
        piece = _segment(samples[first : first + _PIECE])
        quiet_ms += (here_ms := detect_leading_silence(piece, QUIET_DBFS))
        if here_ms < len(piece):
            break
    return quiet_ms


def _segment(samples: Samples) -> AudioSegment:
    pcm = as_16_bit(np.ascontiguousarray(samples)).tobytes()
    return AudioSegment(data=pcm, sample_width=2, frame_rate=RATE_HZ, channels=1)
