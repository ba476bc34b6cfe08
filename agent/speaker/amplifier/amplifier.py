"""What a loudspeaker asks of the switch of its amplifier."""

from __future__ import annotations

from typing import Protocol


class Amplifier(Protocol):
    """The hardware. Called from the speaker's thread alone, never from the one that pulls samples."""

    @property
    def name(self) -> str:
        """The driver, as profiles name it."""

    def turn(self, *, on: bool) -> None:
        """Switch the power; takes milliseconds. Raises :class:`protocol.errors.Unavailable`."""

    def close(self) -> None:
        """Let go of the hardware."""
