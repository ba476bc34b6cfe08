"""Samples into Ogg Opus (RFC 7845)."""

from __future__ import annotations

from pathlib import Path

import av

from media.sound.frames import frames_of
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
