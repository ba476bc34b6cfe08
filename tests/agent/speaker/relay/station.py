"""A station whose time the test turns: it plays one note, and can be cut, go quiet, or send nothing."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Literal

import numpy as np

from agent.speaker.ahead import Ahead
from agent.speaker.relay.listener import News
from agent.speaker.relay.reception import Told
from agent.speaker.relay.relay import Relay
from agent.speaker.relay.reserve import Reserve
from agent.speaker.relay.stock import STATION
from agent.speaker.samples import quiet
from media.sound import RATE_HZ, Samples, count_of
from tests.agent.speaker.material import amplitude_at, sine

STATION_HZ, FALLBACK_HZ = 450.0, 1_000.0
BLOCK_MS = 20
"""Whole waves of both notes, so that a station that goes quiet makes no click of its own."""
LARGEST_STEP = 0.5 * 2 * np.pi * (STATION_HZ + FALLBACK_HZ) / RATE_HZ
"""Between two samples of both notes together; a click is a larger one."""

Weather = Literal["good", "gone", "stalled", "silent"]


class Station:
    """A listener at a station that is heard in blocks as time goes by."""

    def __init__(self) -> None:
        self.now_ms = 0
        self.weather: Weather = "good"
        self.block_ms = BLOCK_MS
        self.percent = 100
        """How fast it sends, of the speed of time."""
        self.tuned = False
        self.sent = 0
        self._heard_ms = 0.0
        self._sent_ms = 0

    def tune(self) -> None:
        self.tuned, self._heard_ms, self._sent_ms = True, float(self.now_ms), self.now_ms
        self.sent += 1

    def dismiss(self) -> None:
        self.tuned = False

    def news(self, wait_s: float) -> Iterator[News]:
        if self.weather == "gone" and self.tuned:
            self.tuned = False
            yield "gone"
        elif self.tuned and self.weather != "stalled":
            yield from self._blocks()
        if wait_s:
            self.now_ms += self.block_ms

    def _blocks(self) -> Iterator[News]:
        while self._heard_ms < self.now_ms:
            yield self._block()
            self._heard_ms += self.block_ms * 100 / self.percent
            self._sent_ms += self.block_ms

    def _block(self) -> Samples:
        frames = count_of(self.block_ms)
        if self.weather == "silent":
            return quiet(frames)
        at_s = (self._sent_ms * RATE_HZ / 1000 + np.arange(frames)) / RATE_HZ
        return (0.5 * np.sin(2 * np.pi * STATION_HZ * at_s)).astype(np.float32)


class Audience:
    """Hears a relay with its fallback; time goes by as it listens."""

    def __init__(self, station: Station) -> None:
        self.station = station
        note = sine(FALLBACK_HZ, 1_000)
        self.told: list[Told] = []
        self.ahead = Ahead(STATION.ahead_frames)
        self.relay = Relay(
            station,
            lambda: iter([note]),
            now_ms=lambda: station.now_ms,
            random=Random(4),
            tell=self.told.append,
            ahead=self.ahead,
        )
        self.chunks = self.relay.chunks()
        self.heard: list[Samples] = []

    def listen(self, duration_ms: int) -> Samples:
        """What is heard meanwhile; each chunk takes as long as it lasts."""
        until_ms, first = self.station.now_ms + duration_ms, len(self.heard)
        while self.station.now_ms < until_ms:
            chunk = next(self.chunks)
            self.heard.append(chunk)
            self.station.now_ms += len(chunk) * 1000 // RATE_HZ
        return np.concatenate([quiet(0), *self.heard[first:]])

    def whole(self) -> Samples:
        return np.concatenate(self.heard)


class Card(Audience):
    """Hears it as a sound card does: a feed reads ahead for it, and what is not there in time is a hole."""

    def __init__(self, station: Station) -> None:
        super().__init__(station)
        self._held = Reserve()
        self._filling = True

    def listen(self, duration_ms: int) -> Samples:
        until_ms, first = self.station.now_ms + duration_ms, len(self.heard)
        while self.station.now_ms < until_ms:
            before_ms = self.station.now_ms
            self._filling = self._filling or len(self._held) <= self.ahead.refill_frames
            while self._filling and self.station.now_ms == before_ms:
                self._held.add(next(self.chunks))
                self._filling = len(self._held) < self.ahead.frames
            self.station.now_ms = max(self.station.now_ms, before_ms + BLOCK_MS)
            self.heard.append(self._held.take((self.station.now_ms - before_ms) * RATE_HZ // 1000))
        return np.concatenate([quiet(0), *self.heard[first:]])


def holes_ms(samples: Samples) -> list[int]:
    """How long each pause in it is, in steps of 20 ms."""
    loud = [float(np.abs(part).max(initial=0.0)) > 1e-3 for part in np.split(samples, range(960, len(samples), 960))]
    holes, length = [], 0
    for is_loud in [*loud, True]:
        if is_loud and length:
            holes.append(length)
        length = 0 if is_loud else length + BLOCK_MS
    return holes


def what_sounds(samples: Samples) -> str:
    """The note in it."""
    if amplitude_at(samples, STATION_HZ) > 0.3:
        return "station"
    return "fallback" if amplitude_at(samples, FALLBACK_HZ) > 0.3 else "nothing"


def largest_step(samples: Samples) -> float:
    """Between two samples."""
    return float(np.abs(np.diff(samples)).max())
