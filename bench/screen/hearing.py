"""When the clicks of a clip sounded, read from outside off the file the loudspeaker records to in real time."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench.screen.counted_clip import FRAMES_A_SECOND
from bench.screen.watching import Sighting
from bench.screen.xserver import LOOK_EVERY_S
from media.sound import RATE_HZ

HEADER_BYTES, SAMPLE_BYTES = 44, 2
WATCH_S = 2.0
LOUD, QUIET_BETWEEN = 0.25, RATE_HZ // 2


@dataclass(frozen=True, slots=True)
class Hearing:
    """A recording under way; its first sample was due at the monotonic second ``begin_s``."""

    path: Path
    begin_s: float

    @classmethod
    def begin(cls, path: Path) -> Hearing:
        """Watch the file grow: right after samples were written, as many are there as are due."""
        until_s, begin_s = time.monotonic() + WATCH_S, float("inf")
        while time.monotonic() < until_s:
            written = (path.stat().st_size - HEADER_BYTES) // SAMPLE_BYTES
            begin_s = min(begin_s, time.monotonic() - written / RATE_HZ)
            time.sleep(LOOK_EVERY_S)
        return cls(path, begin_s)

    def clicks_s(self) -> Sequence[float]:
        """The monotonic seconds at which clicks began."""
        samples = np.abs(np.frombuffer(self.path.read_bytes()[HEADER_BYTES:], "<i2").astype(np.float32))
        loud = np.flatnonzero(samples > LOUD * samples.max())
        first = np.diff(loud, prepend=-RATE_HZ) > QUIET_BETWEEN
        return [self.begin_s + int(at) / RATE_HZ for at in loud[first]]


def lip_sync_ms(seen: Sequence[Sighting], clicks_s: Sequence[float]) -> Sequence[float]:
    """How long after its frame each click came that was heard while the screen was watched."""
    marked_s = np.array([one.at_s for one in seen if one.number and one.number % FRAMES_A_SECOND == 0])
    heard = [click_s for click_s in clicks_s if marked_s[0] - 0.5 < click_s < marked_s[-1] + 0.5]
    return [1000 * (click_s - float(marked_s[np.argmin(np.abs(marked_s - click_s))])) for click_s in heard]
