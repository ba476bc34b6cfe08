"""One sound in the mix: a source with a gain that moves without a step, and what is to follow on its last sample."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import numpy as np

from agent.speaker.gain import Ramp, amplitude_of
from agent.speaker.meter import Meter
from agent.speaker.samples import quiet
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

    It fades in, unless it is made to be joined to another (``joined``): then its first sample is as loud as the rest.
    """

    def __init__(
        self,
        source: Source,
        gain_db: float,
        on_begun: Callable[[Voice], None],
        on_ended: Callable[[Voice], None],
        on_played: Callable[[int], None] | None = None,
        *,
        joined: bool = False,
    ) -> None:
        self.source = source
        self.meter = Meter()
        self.on_begun = on_begun
        self.on_ended = on_ended
        self._on_played = on_played
        self._joined = joined
        self._follower: Voice | None = None
        self._follow_from_frames = 0
        self.cut = False
        self._ramp = Ramp(0.0)
        self.set_gain(gain_db)

    @property
    def begun(self) -> bool:
        """Whether anything of it was played."""
        return self.meter.frames > 0

    @property
    def over(self) -> bool:
        """Whether nothing more will come of it."""
        return self.source.ended or (self.cut and (self._ramp.resting_at_zero or not self.begun))

    @property
    def supplied(self) -> bool:
        """Whether neither it nor what follows it waits for a decoder."""
        follower = self._follower
        return (self.source.ready or self.source.ended) and (follower is None or follower.supplied)

    @property
    def successor(self) -> Voice | None:
        """What follows, now that it is over; None as well when it was cut or broke off early."""
        follows = self.over and not self.cut and self.meter.frames >= self._follow_from_frames
        return self._follower if follows else None

    def set_gain(self, gain_db: float, milliseconds: int = FADE_MS) -> None:
        """Move to another gain; one that is to be joined has it from its first sample on."""
        if not self.cut:
            at_once = self._joined and not self.begun
            self._ramp.go_to(amplitude_of(gain_db), 0 if at_once else count_of(milliseconds))

    def fade_out(self) -> None:
        """Be gone after the fade."""
        self.cut = True
        self._ramp.go_to(0.0, count_of(FADE_MS))

    def follow_with(self, follower: Voice, from_frames: int) -> None:
        """Have ``follower`` begin on the sample after the last of this one, when at least so many were played."""
        self._follower, self._follow_from_frames = follower, from_frames

    def forget(self, follower: Voice) -> None:
        """Have nothing follow where ``follower`` would."""
        if self._follower is follower:
            self._follower = None

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


def _padded(samples: Samples, frames: int) -> Samples:
    """A fade must come to its end even when the decoder has nothing more."""
    return np.concatenate([samples, quiet(frames - len(samples))])
