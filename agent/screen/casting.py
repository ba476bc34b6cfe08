"""Makes the face of a show."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from agent.player.ports import ScreenScene
from agent.screen.artist import Artist
from agent.screen.clip import ClipFeed
from agent.screen.clock import Moment
from agent.screen.faces import AlertFace, ClipFace, Face, SafeFace, StillFace
from agent.screen.preparer import Card
from protocol.manifest import VideoItem
from protocol.programme_types import ShowAlert, ShowItem, ShowSafe

RUN_UP_MS = 200
"""So much earlier a clip is read that is joined late: a frame is due at once, and at its end there still is one."""


class Casting:
    """Faces for one screen. ``on_frame`` is called from a clip's thread when a frame is there to be shown."""

    def __init__(self, artist: Artist, on_frame: Callable[[], None], scene: Callable[[], ScreenScene | None]) -> None:
        self._artist = artist
        self._on_frame = on_frame
        self._scene = scene

    def safe(self) -> Face:
        """The safe screen."""
        return SafeFace(ShowSafe(), self._artist, self._scene)

    def alert(self, show: ShowAlert, scene: ScreenScene, now: Moment) -> Face:
        """An alert from its first page on."""
        return AlertFace(show, self._artist, scene, now)

    def item(self, show: ShowItem, card: Card, now: Moment) -> Face:
        """A prepared item; a clip begins where it would stand had it been shown from its begin."""
        box = self._artist.look.main
        if card.clip is None or not isinstance(show.item, VideoItem):
            return StillFace(show, card.image, box)
        from media.video import frames  # a board that was never sent a clip never loads its decoder

        start_ms = _first_wanted_ms(now.wall_ms - show.began_at_ms, show.item.duration_ms)
        clip_box = self._artist.clip_box()
        feed = ClipFeed(partial(frames, card.clip, start_ms, clip_box.size), self._on_frame)
        return ClipFace(show, card.image, (box, clip_box), feed, now)


def _first_wanted_ms(position_ms: int, duration_ms: int) -> int:
    return max(0, min(position_ms, duration_ms) - RUN_UP_MS)
