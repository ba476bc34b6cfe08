"""The relay's side of its listener: starts it, sends it to an address, hears it without waiting, replaces it."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from collections.abc import Iterator
from typing import IO, Protocol

import numpy as np

from agent.speaker.relay.messages import Messages
from media.confined.child import child_environment
from media.confined.limits import ChildLimits, encoded
from media.sound import Samples

_LIMITS = ChildLimits(memory_bytes=512 * 1024**2, cpu_s=2 * 3600, written_bytes=0, wall_s=24 * 3600.0)
"""A relay of a whole day takes less than an hour of a small processor; how long it may wait, the judge decides."""
_PIECE_BYTES = 1 << 16

News = Samples | str
"""Some sound, or the reason for which the listener gave up."""


class Listener(Protocol):
    """Somebody who listens to the station."""

    def tune(self) -> None:
        """Tune in: the first time, and again after it gave up or was dismissed."""

    def news(self, wait_s: float) -> Iterator[News]:
        """What it told meanwhile; nothing where it told nothing for ``wait_s``."""

    def dismiss(self) -> None:
        """End it, whatever it does. May be called twice."""


class ChildListener:
    """:mod:`agent.speaker.relay.listening` at ``url`` in a child process. Used by one thread."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._child: subprocess.Popen[bytes] | None = None
        self._messages = Messages()

    @property
    def pid(self) -> int | None:
        """Of the child, while there is one."""
        return self._child.pid if self._child else None

    def tune(self) -> None:
        """See :class:`Listener`."""
        self._child = self._child or _started()
        try:
            os.write(_number(self._child.stdin), f"{self._url}\n".encode())
        except BrokenPipeError:
            return  # its end is the next news

    def news(self, wait_s: float) -> Iterator[News]:
        """See :class:`Listener`."""
        if self._child is None:
            return
        told = _number(self._child.stdout)
        if select.select([told], [], [], wait_s)[0]:
            yield from self._read(os.read(told, _PIECE_BYTES))

    def dismiss(self) -> None:
        """See :class:`Listener`."""
        if self._child is not None:
            self._end(self._child)

    def _read(self, piece: bytes) -> Iterator[News]:
        try:
            for message in self._messages.of(piece):
                yield message if isinstance(message, str) else _samples(message)
        except ValueError as error:
            piece = b""
            yield str(error)
        if not piece and self._child is not None:
            yield f"the listener ended with {self._end(self._child)}"

    def _end(self, child: subprocess.Popen[bytes]) -> int:
        self._child, self._messages = None, Messages()
        with child:
            child.kill()
        return child.returncode


def _started() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "agent.speaker.relay.listening", encoded(_LIMITS)]
    pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nowhere, env=child_environment(), bufsize=0)


def _number(pipe: IO[bytes] | None) -> int:
    """Of a pipe that was asked for, though its type doesn't know."""
    return pipe.fileno() if pipe else -1


def _samples(pcm: bytes) -> Samples:
    return np.frombuffer(pcm, dtype="<i2").astype(np.float32) / np.float32(32768.0)
