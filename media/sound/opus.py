"""Samples into Ogg Opus (RFC 7845)."""

from __future__ import annotations

from pathlib import Path

from media.sound.encoding import encode
from media.sound.samples import Samples

OPUS_MEDIA_TYPE = "audio/ogg"
OPUS_BITS_PER_S = 48_000
"""Clear speech and fair music in mono, 6 kB a second."""


def encode_opus(samples: Samples, path: Path) -> None:
    """Write ``samples`` as Ogg Opus. Equal samples make equal bytes, so the file can be named by its content."""
    encode(samples, path, "ogg", "libopus", OPUS_BITS_PER_S)
