"""A thread that gets what is wanted, in order, and comes back to what failed after a growing pause."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from random import Random

import httpx

from agent.fetch.download import FetchFailed, FetchResult, download
from agent.link.backoff import delay_s
from agent.store import BlobStore
from protocol.manifest import Blob

RETRY_FIRST_S = 2.0
RETRY_MOST_S = 300.0


class Fetcher:
    """Works on the newest wish list; ``post`` gets each result from the fetcher's own thread."""

    def __init__(self, http: httpx.Client, store: BlobStore, post: Callable[[FetchResult], None]) -> None:
        self._http, self._store, self._post = http, store, post
        self._wanted: tuple[Blob, ...] = ()
        self._failures: dict[str, tuple[int, float]] = {}
        self._changed, self._stopping = threading.Condition(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="fetch", daemon=True)
        self._random = Random()  # noqa: S311  (spreads load, guards nothing)

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread; what was begun is resumed another day."""
        self._stopping.set()
        self._wake()
        self._thread.join(timeout=5.0)

    def want(self, blobs: Sequence[Blob]) -> None:
        """Get these, the first first, in place of what was wanted before."""
        self._wanted = tuple(blobs)
        self._wake()

    def retry_now(self) -> None:
        """Forget the pauses: the network is back."""
        self._failures = {}
        self._wake()

    def _wake(self) -> None:
        with self._changed:
            self._changed.notify()

    def _run(self) -> None:
        while not self._stopping.is_set():
            blob = self._next_due()
            if blob is None:
                self._pause()
            else:
                self._note(download(self._http, self._store, blob, self._stopping.is_set))

    def _next_due(self) -> Blob | None:
        now_s = time.monotonic()
        return next((blob for blob in self._missing() if self._due_s(blob) <= now_s), None)

    def _missing(self) -> Iterator[Blob]:
        return (blob for blob in self._wanted if self._store.path_of(blob.sha256) is None)

    def _due_s(self, blob: Blob) -> float:
        _, due_s = self._failures.get(blob.sha256, (0, 0.0))
        return due_s

    def _pause(self) -> None:
        with self._changed:
            now_s = time.monotonic()
            pause_s = min((self._due_s(blob) - now_s for blob in self._missing()), default=RETRY_MOST_S)
            if pause_s > 0 and not self._stopping.is_set():
                self._changed.wait(timeout=pause_s)

    def _note(self, result: FetchResult) -> None:
        failures, _ = self._failures.pop(result.blob.sha256, (0, 0.0))
        if isinstance(result, FetchFailed):
            pause_s = delay_s(failures, self._random, RETRY_FIRST_S, RETRY_MOST_S)
            self._failures[result.blob.sha256] = (failures + 1, time.monotonic() + pause_s)
        if not self._stopping.is_set():
            self._post(result)
