"""What a screen asks of the switch of its panel, and what the switch asks of the hardware."""

from __future__ import annotations

from typing import Protocol

from protocol.errors import RaoError


class Power(Protocol):
    """The switch of a panel. All of it returns at once."""

    @property
    def name(self) -> str:
        """The driver, as profiles name it."""

    @property
    def trouble(self) -> RaoError | None:
        """Why the panel is not known to be as it should; None when it is."""

    def on(self) -> None:
        """The panel shall be lit. May be said as often as one likes; the first time it is sent in any case."""

    def off(self) -> None:
        """The panel shall have no light."""

    def close(self) -> None:
        """Stop switching; the panel stays as it is."""


class Lever(Protocol):
    """The hardware that a :class:`Switch` moves, from its own thread."""

    @property
    def name(self) -> str:
        """The driver, as profiles name it."""

    def turn(self, *, on: bool) -> None:
        """Switch the panel; takes some seconds at most. Raises :class:`protocol.errors.Unavailable`."""

    def close(self) -> None:
        """Let go of the hardware."""
