"""One sound in the mix: a source with a gain that moves without a step, and what is to follow on its last sample."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from agent.speaker.due import Due
from agent.speaker.gain import Ramp, amplitude_of
from agent.speaker.meter import Meter
from agent.speaker.pace import Pace
from agent.speaker.samples import quiet
from agent.speaker.source import Source
from agent.speaker.stretch import Stretch
from media.sound import RATE_HZ, Samples, count_of

FADE_MS = 20
OUT_OF_STEP_FRAMES = count_of(40)
"""What keeps step comes in exactly; later it leaves out what it is late by more than this, and catches up with less."""

Told = Callable[["Voice", float], None]
"""Called with the voice and the monotonic second at which it is heard."""
Played = Callable[[int, float], None]
"""Called with how many samples of the source were handed out, and the second at which the last of them is heard."""


class Voice:
    """One source in the mix. ``on_begun``, ``on_ended`` and ``on_played`` are called in the sink's thread, when the
    samples are handed out, and must return at once.

    It fades in, unless it is made to be joined to another (``joined``): then its first sample is as loud as the rest.
    Without ``due`` it begins at once and runs at its own speed. ``duck`` is how soft it is for what is said over it;
    those that follow each other share it. Its first ``lead_frames`` are the silence under which an amplifier wakes:
    until they are over nobody has heard anything of it.
    """

    def __init__(
        self,
        source: Source,
        gain_db: float,
        on_begun: Told,
        on_ended: Told,
        on_played: Played | None = None,
        *,
        joined: bool = False,
        due: Due | None = None,
        duck: Ramp | None = None,
        lead_frames: int = 0,
    ) -> None:
        self.source = source
        self.meter = Meter()
        self.on_begun = on_begun
        self.on_ended = on_ended
        self.due = due
        self._on_played = on_played
        self._joined = joined
        self.duck = duck or Ramp(1.0)
        self._lead_frames = lead_frames
        self._follower: Voice | None = None
        self._follow_from_frames = 0
        self._until_s = 0.0
        self._stretch = Stretch(source)
        self._pace = Pace()
        self.cut = False
        self._ramp = Ramp(0.0)
        self.set_gain(gain_db)

    @property
    def begun(self) -> bool:
        """Whether anything of it was handed out."""
        return self.taken > 0

    @property
    def heard(self) -> bool:
        """Whether anything of it was heard."""
        return self.meter.frames > 0

    @property
    def lead_left_frames(self) -> int:
        """How much of the silence before it was not handed out yet."""
        return max(0, self._lead_frames - self.taken)

    @property
    def can_begin(self) -> bool:
        """Whether its first samples, or that there are none, are known."""
        return self.source.ready or self.source.ended

    @property
    def taken(self) -> int:
        """How many samples of its source were handed out."""
        return self._stretch.taken

    @property
    def over(self) -> bool:
        """Whether nothing more will come of it."""
        return self._stretch.ended or (self.cut and (self._ramp.resting_at_zero or not self.begun))

    @property
    def supplied(self) -> bool:
        """Whether neither it nor what follows it waits for a decoder."""
        follower = self._follower
        return self.can_begin and (follower is None or follower.supplied)

    @property
    def follower(self) -> Voice | None:
        """What is to follow, or has."""
        return self._follower

    @property
    def successor(self) -> Voice | None:
        """What follows, now that it is over; None as well when it was cut or broke off early."""
        follows = self.over and not self.cut and self.taken >= self._follow_from_frames
        return self._follower if follows else None

    def wait_frames(self, at_s: float) -> int:
        """How many samples after ``at_s`` it begins; 0 for what has begun."""
        return 0 if self.begun or self.due is None else self.due.wait_frames(at_s)

    def set_gain(self, gain_db: float, milliseconds: int = FADE_MS) -> None:
        """Move to another gain; one that is to be joined has it from its first sample on."""
        if not self.cut:
            at_once = self._joined and not self.begun
            self._ramp.go_to(amplitude_of(gain_db), 0 if at_once else count_of(milliseconds))

    def fade_out(self) -> None:
        """Be gone after the fade."""
        self.cut = True
        self._ramp.go_to(0.0, count_of(FADE_MS))

    def take_back(self, after_s: float) -> None:
        """What was handed out and is heard after ``after_s`` was thrown away: it does not count."""
        self.meter.take_back(round((self._until_s - after_s) * RATE_HZ))

    def follow_with(self, follower: Voice, from_frames: int) -> None:
        """Have ``follower`` begin on the sample after the last of this one, when at least so many were played."""
        self._follower, self._follow_from_frames = follower, from_frames

    def forget(self, follower: Voice) -> None:
        """Have nothing follow where ``follower`` would."""
        if self._follower is follower:
            self._follower = None

    def render(self, frames: int, at_s: float) -> Samples:
        """The next samples of this voice, heard from ``at_s`` on, with its gain; counts what it hands out."""
        lead_frames = self.lead_left_frames
        samples = self._read(frames, at_s)
        if self.cut:
            samples = _padded(samples, frames)
        played = self.duck.over(self._ramp.over(samples))
        self.meter.add(played[lead_frames:])
        self._until_s = at_s + len(played) / RATE_HZ
        if self._on_played is not None:
            self._on_played(self.taken, self._until_s)
        return played

    def _read(self, frames: int, at_s: float) -> Samples:
        due = self.due
        if due is None or due.rule == "start" or self.cut:
            return self._stretch.read(frames)
        late = due.late_frames(at_s, self.taken)
        if due.rule == "in step" and late > (OUT_OF_STEP_FRAMES if self.begun else 0):
            self._stretch.read(round(late))
            late = due.late_frames(at_s, self.taken)
        return self._stretch.read(frames, self._pace.extra_frames(late, frames))


def _padded(samples: Samples, frames: int) -> Samples:
    """A fade must come to its end even when the decoder has nothing more."""
    return np.concatenate([samples, quiet(frames - len(samples))])
