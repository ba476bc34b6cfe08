"""Which face is to take the screen: what the scene asks for once it is ready, and what stands in until then."""

from __future__ import annotations

from agent.player.ports import ScreenScene
from agent.screen.casting import Casting
from agent.screen.clock import Moment
from agent.screen.faces import AlertFace, Face, OffFace, SafeFace
from agent.screen.orders import Orders
from agent.screen.preparer import Broken, Preparer
from agent.screen.telling import Telling
from protocol.manifest import CountdownItem
from protocol.programme_types import ShowAlert, ShowItem, ShowOff, ShowSafe

KEEP_LAST_MS = 30_000
"""How long the last good picture stands in for one that is broken; then the safe screen is more honest."""
SAFE = ShowSafe()


class Choice:
    """Chooses for one screen; remembers only since when it has had to do with a stand-in."""

    def __init__(self, preparer: Preparer, orders: Orders, casting: Casting, telling: Telling) -> None:
        self._preparer = preparer
        self._orders = orders
        self._casting = casting
        self._telling = telling
        self._broken_since_ms: int | None = None

    def due(self, scene: ScreenScene | None, present: Face | None, now: Moment) -> Face | None:
        """The face to take the place of ``present``; None while that one is right, or good enough to wait with."""
        show = scene.show if scene else SAFE
        if present is not None and present.of == show:
            return None
        if isinstance(show, ShowItem):
            return self._item(show, present, now)
        self._broken_since_ms = None
        if isinstance(show, ShowAlert) and scene is not None:
            return self._casting.alert(show, scene, now)
        if isinstance(show, ShowOff):
            return self._casting.off()
        return self._safe_unless(present)

    def _item(self, show: ShowItem, present: Face | None, now: Moment) -> Face | None:
        if isinstance(show.item, CountdownItem):
            return self._casting.countdown(show, show.item)
        key = self._orders.main_key_of(show)
        made = self._preparer.result(key)
        if made is None:
            return None if _may_stay(present) else self._safe_unless(present)
        if isinstance(made, Broken):
            self._telling.failed(show, made.error, now)
            return self._instead(present, now)
        self._broken_since_ms = None
        if made.feed is not None:
            self._preparer.hand_over(key)
        return self._casting.item(show, made, now)

    def _instead(self, present: Face | None, now: Moment) -> Face | None:
        if self._broken_since_ms is None:
            self._broken_since_ms = now.steady_ms
        lasting_ms = now.steady_ms - self._broken_since_ms
        return None if _may_stay(present) and lasting_ms < KEEP_LAST_MS else self._safe_unless(present)

    def _safe_unless(self, present: Face | None) -> Face | None:
        return None if isinstance(present, SafeFace) else self._casting.safe()


def _may_stay(present: Face | None) -> bool:
    """An alert that is over must not stand in for anything, and a screen that was off shows something."""
    return present is not None and not isinstance(present, AlertFace | OffFace)
