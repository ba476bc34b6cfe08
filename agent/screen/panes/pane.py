"""What every pane can do."""

from __future__ import annotations

from typing import Protocol

from agent.player.ports import ScreenScene
from agent.screen.clock import Moment


class Pane(Protocol):
    """One zone of the picture."""

    def forget(self) -> None:
        """Draw all of it at the next step: something else was on the screen, or the brightness changed."""

    def step(self, scene: ScreenScene, now: Moment) -> None:
        """Put what changed by ``now``."""

    def wait_ms(self, now: Moment) -> int | None:
        """How long nothing changes; None until another scene."""
