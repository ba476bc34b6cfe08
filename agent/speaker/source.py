"""Where a voice's samples come from."""

from __future__ import annotations

from typing import Protocol

from media.sound import Samples


class Source(Protocol):
    """Never waits."""

    @property
    def ready(self) -> bool:
        """Whether it can begin without a hole at once."""

    @property
    def ended(self) -> bool:
        """Whether all of it was read."""

    def read(self, frames: int) -> Samples:
        """Up to ``frames`` samples; fewer when it isn't as far yet or has ended."""
