"""Adds voices up, sample by sample, with gains that move without a step. Pulled by the sink, steered by the player."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Protocol

import numpy as np

from agent.speaker.gain import Ramp, amplitude_of
from agent.speaker.meter import LevelHistory, Meter
from agent.speaker.samples import BLOCK_FRAMES, quiet
from media.sound import Samples, count_of

FADE_MS = 20


class Source(Protocol):
    """Where a voice's samples come from. Never waits."""

    @property
    def ready(self) -> bool:
        """Whether it can begin without a hole at once."""

    @property
    def ended(self) -> bool:
        """Whether all of it was read."""

    def read(self, frames: int) -> Samples:
        """Up to ``frames`` samples; fewer when it isn't as far yet or has ended."""


class Voice:
    """One source in the mix. ``on_begun``, ``on_ended``, ``on_played`` (with the samples handed out so far) are called
    in the sink's thread and must return at once.
    """

    def __init__(
        self,
        source: Source,
        gain_db: float,
        on_begun: Callable[[Voice], None],
        on_ended: Callable[[Voice], None],
        on_played: Callable[[int], None] | None = None,
    ) -> None:
        self.source = source
        self.meter = Meter()
        self.on_begun = on_begun
        self.on_ended = on_ended
        self._on_played = on_played
        self.cut = False
        self._ramp = Ramp(0.0)
        self._ramp.go_to(amplitude_of(gain_db), count_of(FADE_MS))

    @property
    def begun(self) -> bool:
        """Whether anything of it was played."""
        return self.meter.frames > 0

    @property
    def over(self) -> bool:
        """Whether nothing more will come of it."""
        return self.source.ended or (self.cut and (self._ramp.resting_at_zero or not self.begun))

    def set_gain(self, gain_db: float, milliseconds: int = FADE_MS) -> None:
        """Move to another gain."""
        if not self.cut:
            self._ramp.go_to(amplitude_of(gain_db), count_of(milliseconds))

    def fade_out(self) -> None:
        """Be gone after the fade."""
        self.cut = True
        self._ramp.go_to(0.0, count_of(FADE_MS))

    def render(self, frames: int) -> Samples:
        """The next samples of this voice with its gain; counts what it hands out."""
        samples = self.source.read(frames)
        if self.cut:
            samples = _padded(samples, frames)
        played = self._ramp.over(samples)
        self.meter.add(played)
        if self._on_played is not None:
            self._on_played(self.meter.frames)
        return played


class Mixer:
    """All voices of one zone. A voice waits until those that were cut have faded."""

    def __init__(self) -> None:
        self._levels = LevelHistory()
        self._voices: list[Voice] = []
        self._lock = threading.Lock()

    @property
    def supplied(self) -> bool:
        """Whether no voice waits for its decoder."""
        with self._lock:
            return all(voice.source.ready or voice.source.ended for voice in self._voices)

    def start(self, voice: Voice) -> None:
        """Take ``voice`` into the mix."""
        with self._lock:
            self._voices.append(voice)

    def cut_all(self) -> None:
        """Fade out whatever sounds."""
        with self._lock:
            for voice in self._voices:
                voice.fade_out()

    def set_gain(self, voice: Voice, gain_db: float) -> None:
        """Move ``voice`` to another gain."""
        with self._lock:
            voice.set_gain(gain_db)

    def levels_dbfs(self) -> tuple[float, ...]:
        """Levels of the last minute, one a second."""
        with self._lock:
            return tuple(self._levels.dbfs())

    def pull(self, frames: int) -> Samples:
        """The next ``frames`` samples, always that many; these now count as played."""
        mixed = quiet(frames)
        if not self._voices:
            self._levels.add_silence(frames)
            return mixed
        for start in range(0, frames, BLOCK_FRAMES):
            self._render_into(mixed[start : start + BLOCK_FRAMES])
        return mixed

    def _render_into(self, block: Samples) -> None:
        with self._lock:
            happened = [told for voice in self._audible() for told in _play(voice, block)]
            np.clip(block, -1.0, 1.0, out=block)
            self._levels.add(block)
            self._voices = [voice for voice in self._voices if not voice.over]
        for tell in happened:
            tell()

    def _audible(self) -> list[Voice]:
        fading = [voice for voice in self._voices if voice.cut]
        return fading or [voice for voice in self._voices if voice.begun or voice.source.ready or voice.source.ended]


def _padded(samples: Samples, frames: int) -> Samples:
    """A fade must come to its end even when the decoder has nothing more."""
    return np.concatenate([samples, quiet(frames - len(samples))])


def _play(voice: Voice, block: Samples) -> list[Callable[[], None]]:
    was_begun = voice.begun
    played = quiet(0) if voice.over else voice.render(len(block))
    block[: len(played)] += played
    told: list[Callable[[], None]] = []
    if voice.begun and not was_begun:
        told.append(lambda: voice.on_begun(voice))
    if voice.over:
        told.append(lambda: voice.on_ended(voice))
    return told
