"""A sound card made of a file: takes samples at the speed of time, silence too, so that the file is the timeline."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path

from agent.speaker.samples import BLOCK_FRAMES, quiet
from agent.speaker.wav_file import MOST_BYTES, WavFile
from media.sound import RATE_HZ, Samples, count_of
from protocol.errors import Unavailable
from protocol.words import Words

STALL_FRAMES = count_of(1_000)
"""When the process stood still longer than this, the lost time is recorded as silence, as a sound card would."""

REST_S = 0.5
"""While it rests samples are taken that seldom, which spares a board that says nothing a hundredth of its core."""


class Recording:
    """Writes to ``path`` in real time from :meth:`open` on."""

    name = "recording"

    def __init__(
        self, path: Path, most_bytes: int = MOST_BYTES, monotonic_s: Callable[[], float] = time.monotonic
    ) -> None:
        self._path = path
        self._most_bytes = most_bytes
        self._monotonic_s = monotonic_s
        self._stopping = False
        self._resting = False
        self._stirred = threading.Event()
        self._thread: threading.Thread | None = None
        self._failed = False

    @property
    def lost(self) -> bool:
        """Whether writing failed (disk full, folder gone)."""
        return self._failed

    @property
    def starved(self) -> bool:
        """Never: what came late is written late."""
        return False

    @property
    def latency_ms(self) -> float:
        """It takes what was due until now."""
        return 0.0

    def open(self, pull: Callable[[int, float], Samples]) -> None:
        """Begin the file; the one of an earlier run is kept as the previous."""
        try:
            file = WavFile(self._path, self._most_bytes)
        except OSError as error:
            raise _cannot_write(self._path, error) from error
        self._failed = False
        self._stopping = False
        self._thread = threading.Thread(target=self._run, args=(file, pull), name="sound-recording", daemon=True)
        self._thread.start()

    def restart(self, meanwhile: Callable[[bool], None]) -> None:
        """It holds nothing that was not written."""
        meanwhile(False)
        self.wake()

    def wake(self) -> None:
        """Take samples block by block again."""
        if self._resting:
            self._resting = False
            self._stirred.set()

    def rest(self) -> None:
        """Take samples seldom."""
        self._resting = True

    def close(self) -> None:
        """End the file."""
        self._stopping = True
        self._stirred.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _run(self, file: WavFile, pull: Callable[[int, float], Samples]) -> None:
        try:
            self._record(file, pull)
        except OSError as error:
            self._failed = True
            logging.getLogger(__name__).warning("recording %s failed: %s", self._path, error)
        finally:
            file.close()

    def _record(self, file: WavFile, pull: Callable[[int, float], Samples]) -> None:
        began_s = self._monotonic_s()
        written = 0
        while not self._stopping:
            woken = self._stirred.wait(REST_S if self._resting else BLOCK_FRAMES / RATE_HZ)
            self._stirred.clear()
            due = int((self._monotonic_s() - began_s) * RATE_HZ) - written
            at_s = began_s + written / RATE_HZ
            file.append(quiet(due) if due > STALL_FRAMES or woken else pull(due, at_s))
            written += due


def _cannot_write(path: Path, error: OSError) -> Unavailable:
    return Unavailable(
        Words(f"Không ghi được âm thanh vào {path}: {error}.", f"The sound can't be recorded to {path}: {error}."),
        Words("Kiểm tra thư mục và dung lượng đĩa.", "Check the folder and the free space of the disk."),
    )
