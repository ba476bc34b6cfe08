"""Takes down what was shown, away from the thread that draws: hashing a 1080p frame takes longer than showing it."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable

Job = Callable[[], None]


class Notary:
    """Does jobs one after the other, in the order given, in a thread of its own."""

    def __init__(self) -> None:
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="screen-notary", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def take_down(self, job: Job) -> None:
        """Do ``job`` soon."""
        self._jobs.put(job)

    def stop(self) -> None:
        """End after all that was given."""
        self._jobs.put(None)
        self._thread.join()

    def _run(self) -> None:
        while self._done_one():
            pass

    def _done_one(self) -> bool:
        """Do the next job; False at the end. What a job holds (a frame is 8 MB) is let go of when it is done."""
        job = self._jobs.get()
        if job is not None:
            job()
        return job is not None
