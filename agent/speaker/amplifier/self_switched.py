"""An amplifier that nothing of ours switches."""

from __future__ import annotations


class SelfSwitched:
    """See :class:`agent.speaker.amplifier.amplifier.Amplifier`."""

    name = "none"

    def turn(self, *, on: bool) -> None:
        """Nothing to do."""

    def close(self) -> None:
        """Nothing to let go of."""
