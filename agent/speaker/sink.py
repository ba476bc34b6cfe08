"""Where sound goes, and the choice of it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from agent.speaker.portaudio import PortAudioSink
from agent.speaker.recording import Recording
from media.sound import Samples

Pull = Callable[[int, float], Samples]
"""Hands out the next so many samples, the first of which will be heard at that monotonic second; called from the sink's
own thread.
"""
Meanwhile = Callable[[bool], None]
"""Called while a sink asks for nothing; with whether samples were thrown away that nobody has heard."""

_log = logging.getLogger(__name__)


class Sink(Protocol):
    """Takes samples at the speed of time. All but ``pull`` is called from one thread; only ``open`` raises."""

    @property
    def name(self) -> str:
        """For the log."""

    @property
    def lost(self) -> bool:
        """Whether it stopped taking samples by itself."""

    @property
    def starved(self) -> bool:
        """Whether it had to do without samples since it was opened. When it says that what follows will be heard, is
        not to be believed any more.
        """

    @property
    def latency_ms(self) -> float:
        """How long it takes at most until what was handed out has been heard."""

    def open(self, pull: Pull) -> None:
        """Begin to pull; raises :class:`protocol.errors.Unavailable`."""

    def restart(self, meanwhile: Meanwhile) -> None:
        """Throw away what nobody has heard yet, call ``meanwhile``, and ask for samples at once."""

    def wake(self) -> None:
        """Sound is coming: ask for samples, when they are not asked for already."""

    def rest(self) -> None:
        """There will be silence for a while: ask seldom or not at all, until woken or restarted."""

    def close(self) -> None:
        """Stop pulling. May be called twice."""


def choose_sinks(recording: Path | None, devices: Sequence[str], *, live: bool = False) -> tuple[Sink, ...]:
    """A recording when a file is given, else each of the sound cards ``devices``; the reason goes to the log. ``live``
    where a sound input is to be heard without much delay.
    """
    if recording is not None:
        _log.info("sound goes to the recording %s: no sound card is asked for", recording)
        return (Recording(recording),)
    _log.info("sound goes to PortAudio's outputs %s", ", ".join(devices))
    return tuple(PortAudioSink(device, live=live) for device in devices)
