"""Samples as FFmpeg's frames, and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from av.audio.frame import AudioFrame

from media.sound.samples import RATE_HZ, Samples


def frames_of(samples: Samples) -> Iterator[AudioFrame]:
    """``samples`` as FFmpeg's frames of a second each, with their times."""
    return frames_of_chunks(samples[first : first + RATE_HZ] for first in range(0, len(samples), RATE_HZ))


def frames_of_chunks(chunks: Iterable[Samples]) -> Iterator[AudioFrame]:
    """Chunks that follow each other as FFmpeg's frames, with their times."""
    at = 0
    for chunk in chunks:
        whole = np.ascontiguousarray(chunk, dtype=np.float32)
        frame = AudioFrame.from_ndarray(whole.reshape(1, -1), format="flt", layout="mono")
        frame.sample_rate = RATE_HZ
        frame.pts = at
        at += len(whole)
        yield frame


def mono(frame: AudioFrame) -> Samples:
    """The samples of a frame that is mono float at ``RATE_HZ`` already."""
    return frame.to_ndarray().reshape(-1).astype(np.float32, copy=False)
