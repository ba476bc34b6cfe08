"""What a sink plays, recorded from its monitor by another process (parec), and when each sample was played.

PulseAudio hands the monitor what the sink has just taken. Each piece that arrives so says: its last sample was due at
that moment or, as a sink takes a piece ahead, ``LATENCY_MS`` later. The pieces of a while that came with little delay
therefore date all the others to within that: a null sink counts its samples by the system's own monotonic clock.
"""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO

import numpy as np

from media.sound import RATE_HZ, Samples
from tests.servers.child import DIE_WITH_PARENT
from tests.servers.pulse import Pulse, listening
from tests.servers.waiting import wait_for

LATENCY_MS = 5
NEAR_S = 2.0
"""Pieces that far before and after a moment date it."""
PUNCTUAL = 10
"""This percentile of the pieces' delays counts as none: the very least is that of a piece a sink took at its start."""
SAMPLE_BYTES, PIECE_BYTES = 2, 1 << 16


@dataclass(frozen=True, slots=True)
class Heard:
    """Sound, and the monotonic second of its first sample."""

    begin_s: float
    samples: Samples


@dataclass(slots=True)
class Ear:
    """A recording under way."""

    _pcm: bytearray = field(default_factory=bytearray)
    _pieces: list[tuple[float, int]] = field(default_factory=list)
    """When each piece had arrived, and how many samples had by then."""

    def between(self, begin_s: float, end_s: float) -> Heard:
        """What was played from one monotonic second to another; waits for the end of it."""
        wait_for(lambda: self._until_s() > end_s, "sound recorded", end_s - time.monotonic() + NEAR_S)
        first_s = self._first_sample_s(begin_s, end_s)
        first, last = (max(0, round((at_s - first_s) * RATE_HZ)) for at_s in (begin_s, end_s))
        pcm = self._pcm[first * SAMPLE_BYTES : last * SAMPLE_BYTES]
        return Heard(first_s + first / RATE_HZ, np.frombuffer(pcm, "<i2").astype(np.float32) / np.float32(32_768))

    def last(self, for_s: float) -> Heard:
        """The latest of it."""
        end_s = self._until_s()
        return self.between(end_s - for_s, end_s - LATENCY_MS / 1000)

    def listen(self, stream: IO[bytes]) -> None:
        """Take what arrives until the stream ends."""
        while piece := os.read(stream.fileno(), PIECE_BYTES):
            arrived_s = time.monotonic()
            self._pcm += piece
            self._pieces.append((arrived_s, len(self._pcm) // SAMPLE_BYTES))

    def _until_s(self) -> float:
        return self._pieces[-1][0] if self._pieces else 0.0

    def _first_sample_s(self, begin_s: float, end_s: float) -> float:
        near = (one for one in tuple(self._pieces) if begin_s - NEAR_S < one[0] < end_s + NEAR_S)
        return float(np.percentile([arrived_s - count / RATE_HZ for arrived_s, count in near], PUNCTUAL))


@contextmanager
def ear(pulse: Pulse, sink: str) -> Iterator[Ear]:
    """One that hears all that ``sink`` plays until the block ends."""
    argv, environ = listening(pulse, sink, LATENCY_MS)
    process = subprocess.Popen([*DIE_WITH_PARENT, *argv], stdout=subprocess.PIPE, env=environ)
    if process.stdout is None:
        raise AssertionError(argv)
    hearing = Ear()
    thread = threading.Thread(target=hearing.listen, args=(process.stdout,), name="ear", daemon=True)
    thread.start()
    try:
        wait_for(lambda: len(hearing._pieces) > 1, "the monitor is recorded")
        yield hearing
    finally:
        process.terminate()
        process.wait()
        thread.join()
        process.stdout.close()
