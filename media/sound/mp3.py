"""Samples into MP3 (MPEG-1 Audio Layer III), for players that know nothing newer."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from media.sound.encoding import encode
from media.sound.samples import Samples

MP3_MEDIA_TYPE = "audio/mpeg"
MP3_BITS_PER_S = 96_000
"""As clear as Opus at half of it, 12 kB a second."""
LAME_SCALE = 0.95
"""LAME turns down all it is given; undone, so that MP3 is as loud as Opus."""


def encode_mp3(samples: Samples, path: Path) -> None:
    """Write ``samples`` as MP3. Equal samples make equal bytes, so the file can be named by its content."""
    encode(samples / np.float32(LAME_SCALE), path, "mp3", "libmp3lame", MP3_BITS_PER_S)
