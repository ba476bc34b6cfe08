"""What stations send, made by FFmpeg."""

from __future__ import annotations

import io

import av
import numpy as np

from media.sound import RATE_HZ, Samples, silence
from media.sound.frames import frames_of

KBIT_PER_S = 128
KINDS = {
    "mp3": ("mp3", "libmp3lame", "audio/mpeg"),
    "aac": ("adts", "aac", "audio/aac"),
    "opus": ("ogg", "libopus", "audio/ogg"),
    "ts": ("mpegts", "aac", "video/mp2t"),
    "flac": ("flac", "flac", "audio/flac"),
}


def note(seconds: float, hz: float = 450.0) -> Samples:
    at_s = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    return (0.5 * np.sin(2 * np.pi * hz * at_s)).astype(np.float32)


def hush(seconds: float) -> Samples:
    return silence(round(seconds * 1000))


def encoded(kind: str, samples: Samples) -> bytes:
    format_name, codec, _ = KINDS[kind]
    options = {"page_duration": "200000"} if format_name == "ogg" else {}
    made = io.BytesIO()
    with av.open(made, "w", format=format_name, options=options) as container:
        stream = container.add_stream(codec, rate=RATE_HZ, layout="mono")
        stream.bit_rate = KBIT_PER_S * 1000
        for frame in frames_of(samples):
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return made.getvalue()


def media_type_of(kind: str) -> str:
    return KINDS[kind][2]
