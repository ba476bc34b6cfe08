"""Samples into a compressed file, by FFmpeg's encoders."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import av

from media.sound.frames import frames_of
from media.sound.samples import RATE_HZ, Samples

Kind = Literal["mp3", "ogg"]
Codec = Literal["libmp3lame", "libopus"]


def encode(samples: Samples, path: Path, kind: Kind, codec: Codec, bits_per_s: int) -> None:
    """Write ``samples``. Equal samples make equal bytes, so the file can be named by its content."""
    with av.open(str(path), "w", format=kind, options={"fflags": "+bitexact"}) as container:
        stream = container.add_stream(codec, rate=RATE_HZ, layout="mono")
        stream.bit_rate = bits_per_s
        for frame in frames_of(samples):
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
