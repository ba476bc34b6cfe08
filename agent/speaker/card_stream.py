"""A stream of a sound card by PortAudio, and how far ahead that card is given samples."""

from __future__ import annotations

import threading
from typing import Any, NamedTuple

from agent.speaker.samples import BLOCK_FRAMES
from media.sound import RATE_HZ


class Manner(NamedTuple):
    """How far ahead a card is given samples, and how many it asks for at a time."""

    latency_s: float
    asked_frames: int


RELAXED = Manner(latency_s=0.2, asked_frames=2 * BLOCK_FRAMES)
TIGHT = Manner(latency_s=0.03, asked_frames=BLOCK_FRAMES // 2)
"""For a card that begins with a buffer of silence, as PortAudio has it with one it maps into memory: throwing away what
it holds would make nothing sooner, so it is given little.
"""
SILENT_BEGIN_S = 0.06
TOLD_AFTER_S = 2.0
"""A card that asked for nothing in that time does not tell."""


def stream_of(portaudio: Any, device: str | None, manner: Manner, callback: object) -> Any:
    """A stream that is not started yet; raises what PortAudio raises."""
    return portaudio.OutputStream(
        device=device,
        samplerate=RATE_HZ,
        channels=1,
        dtype="float32",
        blocksize=manner.asked_frames,
        latency=manner.latency_s,
        callback=callback,
    )


def begins_with_silence(portaudio: Any, device: str | None, manner: Manner) -> bool:
    """Whether the first samples of a stream are heard only behind a buffer of silence."""
    told, ahead = threading.Event(), []

    def callback(out: Any, _frames: int, when: Any, _status: object) -> None:
        out.fill(0)
        ahead.append(ahead_s(when))
        told.set()

    with stream_of(portaudio, device, manner, callback):
        told.wait(TOLD_AFTER_S)
    return bool(ahead) and ahead[0] > SILENT_BEGIN_S


def ahead_s(when: Any) -> float:
    """How long until what a callback hands out is heard."""
    return max(0.0, float(when.outputBufferDacTime - when.currentTime))
