"""Frames of a clip, decoded in a thread a few frames ahead and taken by time."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from protocol.errors import RaoError, Unavailable
from protocol.words import Words

FRAMES_AHEAD = 3
"""A frame of 1080p is 8 MB; a decoder that is three ahead has a tenth of a second for a hard one."""

Frame = tuple[int, memoryview]
"""When it is due, in milliseconds from the beginning of the clip, and its ``bgr0`` pixels."""

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Punctuality:
    """How a clip was shown: ``late`` frames came more than one frame's time after they were due."""

    shown: int = 0
    skipped: int = 0
    late: int = 0
    worst_ms: int = 0

    def note(self, late_ms: int, period_ms: int) -> None:
        """One frame was taken ``late_ms`` after it was due."""
        self.shown += 1
        self.late += late_ms > period_ms
        self.worst_ms = max(self.worst_ms, late_ms)


class ClipFeed:
    """Reads ``open_frames()`` ahead. Frames whose time has passed are skipped and counted."""

    def __init__(self, open_frames: Callable[[], Iterator[Frame]], on_frame: Callable[[], None]) -> None:
        self.failure: RaoError | None = None
        self.punctuality = Punctuality()
        self._on_frame = on_frame
        self._frames: deque[Frame] = deque()
        self._last_due_ms: int | None = None
        self._closed = False
        self._change = threading.Condition()
        self._thread = threading.Thread(target=self._fill, args=(open_frames,), name="screen-clip", daemon=True)
        self._thread.start()

    def __len__(self) -> int:
        """How many frames are decoded and not taken."""
        return len(self._frames)

    @property
    def alive(self) -> bool:
        """Whether it still decodes."""
        return self._thread.is_alive()

    def take(self, position_ms: int) -> memoryview | None:
        """The newest frame due at ``position_ms``; None when the one shown is still right or the next isn't decoded."""
        due: Frame | None = None
        with self._change:
            while self._frames and self._frames[0][0] <= position_ms:
                self.punctuality.skipped += due is not None and self._last_due_ms is not None
                due = self._frames.popleft()
            if due is not None:
                self._change.notify()
        return self._noted(due, position_ms)

    def next_due_ms(self) -> int | None:
        """When the next decoded frame is due; None while there is none (``on_frame`` tells)."""
        with self._change:
            return self._frames[0][0] if self._frames else None

    def close(self) -> None:
        """Stop decoding; returns at once."""
        with self._change:
            self._closed = True
            self._frames.clear()
            self._change.notify()
        if self.punctuality.shown:
            _log.info("clip ended: %s", self.punctuality)

    def _noted(self, due: Frame | None, position_ms: int) -> memoryview | None:
        if due is None:
            return None
        due_ms, pixels = due
        if self._last_due_ms is not None:
            self.punctuality.note(position_ms - due_ms, due_ms - self._last_due_ms)
        self._last_due_ms = due_ms
        return pixels

    def _fill(self, open_frames: Callable[[], Iterator[Frame]]) -> None:
        try:
            for frame in open_frames():
                if not self._offer(frame):
                    break
        except RaoError as error:
            self.failure = error
        except OSError as error:
            self.failure = _broken_off(error)
        self._on_frame()

    def _offer(self, frame: Frame) -> bool:
        with self._change:
            self._change.wait_for(lambda: self._closed or len(self._frames) < FRAMES_AHEAD)
            first = not self._frames
            if not self._closed:
                self._frames.append(frame)
        if first:
            self._on_frame()
        return not self._closed


def _broken_off(error: OSError) -> Unavailable:
    reason = error.strerror or str(error)
    return Unavailable(
        Words(f"Đoạn phim bị ngắt: {reason}.", f"The clip broke off: {reason}."),
        Words("Kiểm tra thẻ nhớ của thiết bị.", "Check the device's memory card."),
    )
