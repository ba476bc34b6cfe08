"""What every face can do."""

from __future__ import annotations

from typing import Protocol

from agent.screen.clock import Moment
from agent.screen.telling import Shows
from agent.screen.window import Window
from protocol.errors import RaoError


class Face(Protocol):
    """A picture with a life of its own. ``framed`` stands in the main zone of an arrangement, else it fills all."""

    @property
    def of(self) -> Shows:
        """What it shows."""

    @property
    def framed(self) -> bool:
        """Whether other zones stand around it."""

    @property
    def page(self) -> int:
        """Which of its pages stands, from 0."""

    def draw(self, window: Window, now: Moment) -> None:
        """Put all of it."""

    def step(self, window: Window, now: Moment) -> bool:
        """Put what changed by ``now``; whether it turned to another page."""

    def wait_ms(self, now: Moment) -> int | None:
        """How long nothing changes; None for ever."""

    def trouble(self) -> RaoError | None:
        """What broke while it was shown; its last good picture stays."""

    def leave(self) -> None:
        """Let go of what it holds; it won't be shown again."""
