"""Silence off both ends, by pydub; the only file that imports it."""

from __future__ import annotations

import warnings

import numpy as np

from media.sound.encode import as_16_bit
from media.sound.samples import RATE_HZ, Samples, count_of

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
KEPT_MS = 60
"""Left at each end, so that a soft first consonant is not cut."""


def trimmed(samples: Samples) -> Samples:
    """``samples`` without the silence at their ends; empty when there is nothing else."""
    segment = _segment(samples)
    begin_ms = detect_leading_silence(segment, QUIET_DBFS)
    if begin_ms >= len(segment):
        return samples[:0]
    end_ms = detect_leading_silence(segment.reverse(), QUIET_DBFS)
    return samples[count_of(max(0, begin_ms - KEPT_MS)) : len(samples) - count_of(max(0, end_ms - KEPT_MS))]


def _segment(samples: Samples) -> AudioSegment:
    pcm = as_16_bit(np.ascontiguousarray(samples)).tobytes()
    return AudioSegment(data=pcm, sample_width=2, frame_rate=RATE_HZ, channels=1)
