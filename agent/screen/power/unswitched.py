"""A panel that nothing switches: when the screen is off it shows black."""

from __future__ import annotations


class Unswitched:
    """See :class:`agent.screen.power.power.Power`."""

    name = "none"
    trouble = None

    def on(self) -> None:
        """Nothing to do."""

    def off(self) -> None:
        """Nothing to do."""

    def close(self) -> None:
        """Nothing to let go of."""
