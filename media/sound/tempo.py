"""Speech faster or slower at the same pitch, by FFmpeg's atempo (waveform similarity overlap-add)."""

from __future__ import annotations

from media.sound.filters import BACK, run
from media.sound.frames import frames_of, mono
from media.sound.samples import Samples, joined


def at_speed(samples: Samples, ratio: float) -> Samples:
    """``samples`` said ``ratio`` times as fast (0.5 to 2.0 sounds fair), so ``1 / ratio`` times as long."""
    frames = run(frames_of(samples), [("atempo", f"{ratio:.4f}"), BACK])
    return joined(mono(frame) for frame in frames)
