"""Tells those who mend it that what is relayed is lost, once, and that it is back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from agent.speaker.relay.judge import Event, Lost, OnAir, Starved, State
from agent.speaker.relay.rules import Rules

Became = Literal["lost", "back", "left"]
"""``left``: nobody wants to hear it any more, so nobody knows."""


class Told(NamedTuple):
    """What became of the reception, and why."""

    became: Became
    reason: str = ""


Tell = Callable[[Told], None]


def tell_nobody(_told: Told) -> None:
    """Where nobody asks."""


class Reception:
    """Told after each event of the judge; tells what is news in it."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._is_lost = False

    def follow(self, on_air: OnAir, reason: str) -> None:
        """``on_air`` is heard; if that is not the station, for ``reason``."""
        if on_air == "fallback" and not self._is_lost:
            self._tell(Told("lost", reason))
        elif on_air == "station" and self._is_lost:
            self._tell(Told("back"))
        self._is_lost = on_air == "fallback"

    def leave(self) -> None:
        """It is relayed no longer."""
        if self._is_lost:
            self._tell(Told("left"))
        self._is_lost = False


def reason_of(event: Event, state: State, rules: Rules) -> str:
    """Why ``event`` led to ``state``, in which it is not heard."""
    if isinstance(event, Lost):
        return event.reason
    if isinstance(event, Starved):
        return "it comes too slowly"
    if state.quiet_for_ms >= min(rules.silence_ms, rules.join_ms):
        return f"silence for {state.quiet_for_ms // 1000} s"
    return "nothing comes"
