"""What is to be drawn for a scene, most urgent first: what is on, then what comes next."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from agent.player.ports import ScreenScene
from agent.screen.clip import ClipFeed
from agent.screen.clock import Moment
from agent.screen.preparer import Card, Order
from agent.screen.telling import Telling
from agent.screen.window import Window
from media.frame import Content, Painter
from protocol.ids import EpochMs
from protocol.layouts import MainZone, Place, Room, TickerZone, texts_of
from protocol.manifest import CountdownItem, VideoItem
from protocol.programme_types import Screen, ShowItem, ShowSide

PRE_ROLL_MS = 3_000
"""A clip's decoder is opened so long before its turn: it holds tens of megabytes."""


class ClipKey(NamedTuple):
    """One showing of a clip: the next round of the same clip needs a decoder of its own."""

    content: Content
    began_at_ms: EpochMs


class StripKey(NamedTuple):
    """The running text of one zone."""

    texts: tuple[str, ...]
    room: Room


class Orders:
    """Makes orders for one screen. ``on_frame`` is called from a clip's thread when a frame is there to be shown."""

    def __init__(self, painter: Painter, window: Window, telling: Telling, on_frame: Callable[[], None]) -> None:
        self._painter = painter
        self._window = window
        self._telling = telling
        self._on_frame = on_frame

    def of(self, scene: ScreenScene, now: Moment, shown: Screen) -> Sequence[Order]:
        """All that ``scene`` needs. A clip that is being ``shown`` has its decoder already."""
        return tuple({order.key: order for order in self._all(scene, now, shown)}.values())

    def key_of(self, show: ShowItem, room: Room) -> Hashable:
        """Under what the card of ``show`` is kept."""
        content = self._painter.content_of(show, room)
        return ClipKey(content, show.began_at_ms) if isinstance(show.item, VideoItem) else content

    def main_key_of(self, show: ShowItem) -> Hashable:
        """Under what the card of a show of the main zone is kept."""
        return self.key_of(show, self._painter.arrangement_of(show).main.room)

    def opens_in_ms(self, scene: ScreenScene, now: Moment) -> int | None:
        """How long until the decoder of the upcoming clip is to be opened; None when there is nothing to open."""
        upcoming = scene.upcoming
        if not isinstance(upcoming, ShowItem) or not isinstance(upcoming.item, VideoItem):
            return None
        left_ms = upcoming.began_at_ms - PRE_ROLL_MS - now.wall_ms
        return left_ms if left_ms > 0 else None

    def _all(self, scene: ScreenScene, now: Moment, shown: Screen) -> Iterator[Order]:
        if isinstance(scene.show, ShowItem):
            if scene.show != shown or not isinstance(scene.show.item, VideoItem):
                yield from self._main(scene.show, now)
            yield from self._strips(scene, scene.show, now)
        yield from self._beside(scene.sides, now)
        if isinstance(scene.upcoming, ShowItem) and self.opens_in_ms(scene, now) is None:
            yield from self._main(scene.upcoming, now)
            yield from self._strips(scene, scene.upcoming, now)
        yield from self._beside(scene.upcoming_sides, now)

    def _main(self, show: ShowItem, now: Moment) -> Iterator[Order]:
        zone = self._painter.arrangement_of(show).main
        if isinstance(show.item, VideoItem):
            yield Order(self.key_of(show, zone.room), partial(self._clip_card, show, zone, now))
        elif not isinstance(show.item, CountdownItem):
            yield self._still(show, zone.room, now)

    def _beside(self, sides: Sequence[ShowSide], now: Moment) -> Iterator[Order]:
        for side in sides:
            if not isinstance(side.show.item, CountdownItem):
                yield self._still(side.show, side.zone.room, now)

    def _still(self, show: ShowItem, room: Room, now: Moment) -> Order:
        return Order(self.key_of(show, room), partial(self._card, show, room, now))

    def _strips(self, scene: ScreenScene, show: ShowItem, now: Moment) -> Iterator[Order]:
        for zone in self._painter.arrangement_of(show).zones:
            texts = texts_of(zone, scene.tickers) if isinstance(zone, TickerZone) else ()
            if texts and isinstance(zone, TickerZone):
                yield Order(StripKey(texts, zone.room), partial(self._strip_card, zone, texts, show, now))

    def _card(self, show: ShowItem, room: Room, now: Moment) -> Card:
        self._telling.lacking(show, self._painter.texts_of(show), now)
        return Card(self._window.ready(self._painter.item(show, room, show.began_at_ms)))

    def _strip_card(self, zone: TickerZone, texts: tuple[str, ...], show: ShowItem, now: Moment) -> Card:
        self._telling.lacking(show, texts, now)
        strip = self._painter.strip(zone, texts) or self._painter.no_strip(zone)
        return Card(self._window.ready(strip))

    def _clip_card(self, show: ShowItem, zone: MainZone, now: Moment) -> Card:
        """The picture of its begin, and a decoder that stands where the clip stands now."""
        path, box = self._painter.clip_of(show), self._painter.clip_box(zone)
        begin_ms = min(max(0, now.wall_ms - show.began_at_ms), _last_look_ms(show))
        image = self._painter.item(show, zone.room, EpochMs(show.began_at_ms + begin_ms))
        if path is None:
            return Card(self._window.ready(image))
        from media.video import frames  # a board that was never sent a clip never loads its decoder

        return Card(self._window.ready(image), ClipFeed(partial(frames, path, begin_ms, box.size), self._on_frame))


def _last_look_ms(show: ShowItem) -> int:
    """Joined at its very end a clip still has a frame to show."""
    return max(0, show.item.duration_ms - 200) if isinstance(show.item, VideoItem) else 0


def covers(zones: Sequence[Place], size: Room) -> bool:
    """Whether zones that don't overlap leave nothing of the picture bare."""
    return sum(zone.width_px * zone.height_px for zone in zones) == size[0] * size[1]
