"""Where sound goes, and the choice of it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from agent.speaker.portaudio import PortAudioSink
from agent.speaker.recording import Recording
from media.sound import Samples

Pull = Callable[[int], Samples]
"""Hands out the next so many samples; called from the sink's own thread."""

_log = logging.getLogger(__name__)


class Sink(Protocol):
    """Takes samples at the speed of time."""

    @property
    def name(self) -> str:
        """For the log."""

    @property
    def lost(self) -> bool:
        """Whether it stopped taking samples by itself."""

    @property
    def latency_ms(self) -> float:
        """How long after it was handed out the last sample of a pull is heard."""

    def open(self, pull: Pull) -> None:
        """Begin to pull; raises :class:`protocol.errors.Unavailable`."""

    def stir(self) -> None:
        """Sound is coming: whoever pulls seldom while there is none pulls often from now on. From any thread."""

    def close(self) -> None:
        """Stop pulling. May be called twice."""


def choose_sinks(recording: Path | None, devices: Sequence[str]) -> tuple[Sink, ...]:
    """A recording when a file is given, else each of the sound cards ``devices``; the reason goes to the log."""
    if recording is not None:
        _log.info("sound goes to the recording %s: no sound card is asked for", recording)
        return (Recording(recording),)
    _log.info("sound goes to PortAudio's outputs %s", ", ".join(devices))
    return tuple(PortAudioSink(device) for device in devices)
