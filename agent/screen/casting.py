"""Makes the face of a show."""

from __future__ import annotations

from collections.abc import Callable

from agent.player.lip_sync import LipSync
from agent.player.ports import ScreenScene
from agent.screen.clock import Moment
from agent.screen.faces import AlertFace, ClipFace, CountdownFace, Face, OffFace, SafeFace, StillFace
from agent.screen.live import Live
from agent.screen.preparer import Card
from agent.screen.window import Window
from media.frame import Painter
from protocol.manifest import CountdownItem
from protocol.programme_types import ShowAlert, ShowItem, ShowOff, ShowSafe


class Casting:
    """Faces for one screen."""

    def __init__(
        self, painter: Painter, window: Window, lip_sync: LipSync, scene: Callable[[], ScreenScene | None]
    ) -> None:
        self._painter = painter
        self._window = window
        self._lip_sync = lip_sync
        self._scene = scene

    def safe(self) -> Face:
        """The safe screen."""
        return SafeFace(ShowSafe(), self._painter, self._scene)

    def off(self) -> Face:
        """The panel switched off."""
        return OffFace(ShowOff())

    def alert(self, show: ShowAlert, scene: ScreenScene, now: Moment) -> Face:
        """An alert from its first page on."""
        return AlertFace(show, self._painter, scene, now)

    def countdown(self, show: ShowItem, item: CountdownItem) -> Face:
        """A countdown; it needs no preparing."""
        zone = self._painter.arrangement_of(show).main
        return CountdownFace(show, item, Live(zone, self._painter, self._window))

    def item(self, show: ShowItem, card: Card, now: Moment) -> Face:
        """A prepared item; a clip begins where it would stand had it been shown from its begin."""
        zone = self._painter.arrangement_of(show).main
        if card.feed is None:
            return StillFace(show, card.ready, zone)
        return ClipFace(show, card.ready, (zone, self._painter.clip_box(zone)), card.feed, now, self._lip_sync)
