"""Sound that was taken in and not yet handed on."""

from __future__ import annotations

from collections import deque

from agent.speaker.samples import quiet
from media.sound import Samples, joined


class Reserve:
    """Samples in the order in which they came."""

    def __init__(self) -> None:
        self._chunks: deque[Samples] = deque()
        self._frames = 0

    def __len__(self) -> int:
        return self._frames

    def add(self, samples: Samples) -> None:
        """Lay by."""
        self._chunks.append(samples)
        self._frames += len(samples)

    def take(self, frames: int) -> Samples:
        """The oldest ``frames`` samples, silence after the last."""
        parts, missing = [], frames
        while missing and self._chunks:
            parts.append(self._oldest(missing))
            missing -= len(parts[-1])
        return joined([*parts, quiet(missing)])

    def keep_newest(self, frames: int) -> None:
        """Forget what is older than the last ``frames`` samples."""
        while self._frames > frames:
            self._oldest(self._frames - frames)

    def put_back(self, samples: Samples) -> None:
        """Before the oldest."""
        self._chunks.appendleft(samples)
        self._frames += len(samples)

    def _oldest(self, frames: int) -> Samples:
        chunk = self._chunks.popleft()
        if len(chunk) > frames:
            self._chunks.appendleft(chunk[frames:])
            chunk = chunk[:frames]
        self._frames -= len(chunk)
        return chunk
