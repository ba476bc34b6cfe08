"""Samples into MP3 (MPEG-1 Audio Layer III), for players that know nothing newer."""

from __future__ import annotations

from pathlib import Path

import av

from media.sound.frames import frames_of
from media.sound.samples import RATE_HZ, Samples

MP3_MEDIA_TYPE = "audio/mpeg"
MP3_BITS_PER_S = 96_000
"""As clear as Opus at half of it, 12 kB a second."""


def encode_mp3(samples: Samples, path: Path) -> None:
    """Write ``samples`` as MP3. Equal samples make equal bytes, so the file can be named by its content."""
    with av.open(str(path), "w", format="mp3", options={"fflags": "+bitexact"}) as container:
        stream = container.add_stream("libmp3lame", rate=RATE_HZ, layout="mono")
        stream.bit_rate = MP3_BITS_PER_S
        for frame in frames_of(samples):
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
