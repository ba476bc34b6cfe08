"""Frames of a clip, decoded in a thread a few frames ahead and taken by time."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator

from protocol.errors import RaoError, Unavailable
from protocol.words import Words

FRAMES_AHEAD = 4

Frame = tuple[int, bytes]
"""When it is due, in milliseconds from the beginning of the clip, and its ``bgr0`` pixels."""


class ClipFeed:
    """Reads ``open_frames()`` ahead. Frames whose time had passed are counted in ``skipped``."""

    def __init__(self, open_frames: Callable[[], Iterator[Frame]], on_frame: Callable[[], None]) -> None:
        self.failure: RaoError | None = None
        self.skipped = 0
        self._on_frame = on_frame
        self._frames: deque[Frame] = deque()
        self._complete = False
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

    def take(self, position_ms: int) -> bytes | None:
        """The newest frame due at ``position_ms``; None when the one shown is still right or the next isn't decoded."""
        due: bytes | None = None
        with self._change:
            while self._frames and self._frames[0][0] <= position_ms:
                self.skipped += due is not None
                due = self._frames.popleft()[1]
            self._change.notify()
        return due

    def next_due_ms(self) -> int | None:
        """When the next decoded frame is due; None while there is none (``on_frame`` tells)."""
        with self._change:
            return self._frames[0][0] if self._frames else None

    def close(self) -> None:
        """Stop decoding; returns at once."""
        with self._change:
            self._closed = True
            self._change.notify()

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
