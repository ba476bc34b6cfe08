"""Samples into files: Ogg Opus (RFC 7845) to send, WAV to record."""

from __future__ import annotations

import wave
from collections.abc import Iterable, Iterator
from pathlib import Path

import av
import numpy as np
from av.audio.frame import AudioFrame

from media.sound.samples import RATE_HZ, Samples

OPUS_MEDIA_TYPE = "audio/ogg"
OPUS_BITS_PER_S = 48_000
"""Clear speech and fair music in mono, 6 kB a second."""


def encode_opus(samples: Samples, path: Path) -> None:
    """Write ``samples`` as Ogg Opus. Equal samples make equal bytes, so the file can be named by its content."""
    with av.open(str(path), "w", format="ogg", options={"fflags": "+bitexact"}) as container:
        stream = container.add_stream("libopus", rate=RATE_HZ, layout="mono")
        stream.bit_rate = OPUS_BITS_PER_S
        for frame in frames_of(samples):
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def write_wav(samples: Samples, path: Path) -> None:
    """Write ``samples`` as 16-bit mono WAV."""
    with wave.open(str(path), "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(2)
        wav.setframerate(RATE_HZ)
        wav.writeframes(as_16_bit(samples).tobytes())


def as_16_bit(samples: Samples) -> np.ndarray[tuple[int, ...], np.dtype[np.int16]]:
    """``samples`` as signed 16-bit little-endian integers, cut at full scale."""
    return np.round(np.clip(samples, -1.0, 1.0) * 32_767).astype("<i2")


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
