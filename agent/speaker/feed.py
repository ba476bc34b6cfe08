"""A source filled by a thread of its own, so that decoding never happens where samples are pulled."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator

import numpy as np

from agent.speaker.ahead import Ahead
from agent.speaker.samples import quiet
from media.sound import Samples, count_of
from protocol.errors import RaoError, Unavailable
from protocol.words import Words

READY_FRAMES = count_of(200)
"""A decoder makes that in some milliseconds; with less a busy machine would leave a hole behind the first syllable."""


class Feed:
    """Reads ``open_chunks()`` so far ahead in a thread. What ended it too early is in ``failure``."""

    def __init__(self, open_chunks: Callable[[], Iterator[Samples]], ahead: Ahead | None = None) -> None:
        self.failure: RaoError | None = None
        self._ahead = ahead or Ahead()
        self._chunks: deque[Samples] = deque()
        self._buffered = 0
        self._complete = False
        self._closed = False
        self._filling = True
        self._change = threading.Condition()
        self._thread = threading.Thread(target=self._fill, args=(open_chunks,), name="sound-feed", daemon=True)
        self._thread.start()

    @property
    def ready(self) -> bool:
        """Whether enough is decoded to begin."""
        return self._buffered >= min(READY_FRAMES, self._ahead.frames) or (self._complete and self._buffered > 0)

    @property
    def ended(self) -> bool:
        """Whether all was decoded and read."""
        return self._complete and self._buffered == 0

    @property
    def complete(self) -> bool:
        """Whether nothing more will be decoded."""
        return self._complete

    def read(self, frames: int) -> Samples:
        """Up to ``frames`` decoded samples, without waiting."""
        with self._change:
            parts: list[Samples] = []
            while frames and self._chunks:
                part = self._take(frames)
                frames -= len(part)
                parts.append(part)
            if not self._filling and self._buffered <= self._ahead.refill_frames:
                self._filling = True
                self._change.notify_all()
        return np.concatenate(parts) if parts else quiet(0)

    def wait_ready(self, timeout_s: float) -> None:
        """Wait until it is ready or nothing will come of it, so long at most."""
        with self._change:
            self._change.wait_for(lambda: self.ready or self._complete, timeout_s)

    def close(self) -> None:
        """Stop decoding; returns at once."""
        with self._change:
            self._closed = True
            self._change.notify_all()

    def _take(self, frames: int) -> Samples:
        chunk = self._chunks.popleft()
        if len(chunk) > frames:
            self._chunks.appendleft(chunk[frames:])
            chunk = chunk[:frames]
        self._buffered -= len(chunk)
        return chunk

    def _fill(self, open_chunks: Callable[[], Iterator[Samples]]) -> None:
        self.failure = _broken_off("stopped in the middle")
        try:
            self._read(open_chunks())
            self.failure = None
        except RaoError as error:
            self.failure = error
        except OSError as error:
            self.failure = _broken_off(error.strerror or str(error))
        finally:
            with self._change:
                self._complete = True
                self._change.notify_all()

    def _read(self, chunks: Iterator[Samples]) -> None:
        for chunk in chunks:
            if not self._offer(chunk):
                return

    def _offer(self, chunk: Samples) -> bool:
        with self._change:
            self._change.wait_for(lambda: self._closed or self._filling)
            if not self._closed:
                self._chunks.append(chunk)
                self._buffered += len(chunk)
                self._filling = self._buffered < self._ahead.frames
                self._change.notify_all()
            return not self._closed


def _broken_off(reason: str) -> Unavailable:
    return Unavailable(
        Words(f"Âm thanh bị ngắt giữa chừng: {reason}.", f"The sound broke off: {reason}."),
        Words("Xem nhật ký của thiết bị.", "Look into the device's log."),
    )
