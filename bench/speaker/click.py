"""What the ruler itself takes: a click written at a known moment to a player that waits for nothing."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO

import numpy as np

from bench.speaker.ear import Ear
from media.sound import Samples, as_16_bit, count_of
from tests.servers.child import DIE_WITH_PARENT
from tests.servers.pulse import Pulse, talking

CLICKS, BETWEEN_S = 10, 0.3
LOUD, AUDIBLE = 0.8, 0.1
FIRST_S = 0.5
"""A player has its connection by then."""


def written_to_heard_ms(pulse: Pulse, sink: str, hearing: Ear, clicks: int = CLICKS) -> Sequence[float]:
    """From the write of each click to its first sample in the recording."""
    with _player(pulse, sink) as stream:
        time.sleep(FIRST_S)
        return list(_clicks_ms(stream, hearing, clicks))


def _clicks_ms(stream: IO[bytes], hearing: Ear, clicks: int) -> Iterator[float]:
    click = as_16_bit(_click()).tobytes()
    for _ in range(clicks):
        written_s = time.monotonic()
        stream.write(click)
        heard = hearing.between(written_s - BETWEEN_S / 2, written_s + BETWEEN_S / 2)
        loud = np.flatnonzero(np.abs(heard.samples) > AUDIBLE * LOUD)
        if not len(loud):
            raise AssertionError("a click was not heard")
        yield 1000 * (heard.begin_s - written_s) + float(loud[0]) / count_of(1)
        time.sleep(BETWEEN_S)


def _click() -> Samples:
    return np.full(count_of(20), LOUD, np.float32)


@contextmanager
def _player(pulse: Pulse, sink: str) -> Iterator[IO[bytes]]:
    argv, environ = talking(pulse, sink, latency_ms=5)
    process = subprocess.Popen([*DIE_WITH_PARENT, *argv], stdin=subprocess.PIPE, env=environ, bufsize=0)
    if process.stdin is None:
        raise AssertionError(argv)
    try:
        yield process.stdin
    finally:
        process.terminate()
        process.wait()
        process.stdin.close()
