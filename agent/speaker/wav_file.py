"""A WAV file that is valid at any moment, and never larger than it may be.

Format: RIFF WAVE, PCM, 16 bit, mono (Microsoft *Multimedia Programming Interface and Data Specifications 1.0*).
"""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np

from media.sound import RATE_HZ, Samples

HEADER_BYTES = 44
BYTES_PER_SAMPLE = 2
MOST_BYTES = 60 * 1024 * 1024
"""About ten minutes; with the one before it a recording keeps at least that and at most twice that."""


def header_of(data_bytes: int) -> bytes:
    """The header of a file with so much sound in it."""
    rate = RATE_HZ * BYTES_PER_SAMPLE
    form = struct.pack("<4sI4s4sIHHIIHH", b"RIFF", 36 + data_bytes, b"WAVE", b"fmt ", 16, 1, 1, RATE_HZ, rate, 2, 16)
    return form + struct.pack("<4sI", b"data", data_bytes)


def pcm_of(samples: Samples) -> bytes:
    """Samples as little-endian 16 bit numbers."""
    return (np.clip(samples, -1.0, 1.0) * 32767.0).astype("<i2").tobytes()


def previous_of(path: Path) -> Path:
    """Where the file before ``path`` is kept: ``sound.wav`` -> ``sound.previous.wav``."""
    return path.with_name(f"{path.stem}.previous{path.suffix}")


class WavFile:
    """Appends samples. Sound is written before the header that counts it: a kill leaves a valid, shorter file."""

    def __init__(self, path: Path, most_bytes: int = MOST_BYTES) -> None:
        self._path = path
        self._most_bytes = most_bytes
        path.parent.mkdir(parents=True, exist_ok=True)
        self._begin()

    def append(self, samples: Samples) -> None:
        """Add samples; a full file becomes the previous one and a new one begins."""
        if self._data_bytes + len(samples) * BYTES_PER_SAMPLE > self._most_bytes:
            self._file.close()
            self._begin()
        self._data_bytes += self._file.write(pcm_of(samples))
        self._file.seek(0)
        self._file.write(header_of(self._data_bytes))
        self._file.seek(HEADER_BYTES + self._data_bytes)

    def close(self) -> None:
        """Close the file; it is complete already."""
        self._file.close()

    def _begin(self) -> None:
        if self._path.exists():
            self._path.replace(previous_of(self._path))
        self._data_bytes = 0
        self._file = self._path.open("wb", buffering=0)
        self._file.write(header_of(0))
