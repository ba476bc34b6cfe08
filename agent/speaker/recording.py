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

REST_AFTER_FRAMES = count_of(2_000)
"""After so much silence samples are taken seldom, which spares a board that says nothing a hundredth of its core."""
REST_S = 0.5


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
        self._stirred = threading.Event()
        self._thread: threading.Thread | None = None
        self._failed = False

    @property
    def lost(self) -> bool:
        """Whether writing failed (disk full, folder gone)."""
        return self._failed

    @property
    def latency_ms(self) -> float:
        """It takes what was due until now."""
        return 0.0

    def open(self, pull: Callable[[int], Samples]) -> None:
        """Begin the file; the one of an earlier run is kept as the previous."""
        try:
            file = WavFile(self._path, self._most_bytes)
        except OSError as error:
            raise _cannot_write(self._path, error) from error
        self._failed = False
        self._stopping = False
        self._thread = threading.Thread(target=self._run, args=(file, pull), name="sound-recording", daemon=True)
        self._thread.start()

    def stir(self) -> None:
        """Take samples block by block again."""
        self._stirred.set()

    def close(self) -> None:
        """End the file."""
        self._stopping = True
        self._stirred.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _run(self, file: WavFile, pull: Callable[[int], Samples]) -> None:
        try:
            self._record(file, pull)
        except OSError as error:
            self._failed = True
            logging.getLogger(__name__).warning("recording %s failed: %s", self._path, error)
        finally:
            file.close()

    def _record(self, file: WavFile, pull: Callable[[int], Samples]) -> None:
        began_s = self._monotonic_s()
        written = silent = 0
        while not self._stopping:
            resting = silent >= REST_AFTER_FRAMES
            woken = self._stirred.wait(REST_S if resting else BLOCK_FRAMES / RATE_HZ)
            self._stirred.clear()
            due = int((self._monotonic_s() - began_s) * RATE_HZ) - written
            taken = quiet(due) if due > STALL_FRAMES or (resting and woken) else pull(due)
            silent = 0 if woken or taken.any() else silent + due
            file.append(taken)
            written += due


def _cannot_write(path: Path, error: OSError) -> Unavailable:
    return Unavailable(
        Words(f"Không ghi được âm thanh vào {path}: {error}.", f"The sound can't be recorded to {path}: {error}."),
        Words("Kiểm tra thư mục và dung lượng đĩa.", "Check the folder and the free space of the disk."),
    )
