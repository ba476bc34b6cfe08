"""What stands where on a board: zones, in pixels of the shown picture, resolved for each size of board.

A board that gets no layout, or one without an arrangement for its size, has the standard one: header, main zone, ticker
(``media.board.standard_arrangement``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated

from msgspec import Meta, Struct

Positive = Annotated[int, Meta(ge=1)]
NotNegative = Annotated[int, Meta(ge=0)]
ZoneName = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]{0,31}$")]
SpeedPxS = Annotated[int, Meta(ge=10, le=600)]
Room = tuple[Positive, Positive]
"""Width and height, in pixels, of the zone that pages were laid out for."""


class Place(Struct, frozen=True, kw_only=True):
    """A rectangle of the shown picture, and its name."""

    name: ZoneName
    x_px: NotNegative
    y_px: NotNegative
    width_px: Positive
    height_px: Positive

    @property
    def room(self) -> Room:
        """Its size."""
        return self.width_px, self.height_px


class HeaderZone(Place, frozen=True, kw_only=True, tag="header"):
    """Whose board this is, and the time."""


class ClockZone(Place, frozen=True, kw_only=True, tag="clock"):
    """The time and the date, large."""


class MainZone(Place, frozen=True, kw_only=True, tag="main"):
    """What the timetable shows. Every arrangement has exactly one."""


class SideZone(Place, frozen=True, kw_only=True, tag="side"):
    """A playlist of its own, round and round by absolute time. Moving pictures are left out of it."""

    playlist_id: str


class TickerZone(Place, frozen=True, kw_only=True, tag="ticker"):
    """Running text."""

    languages: tuple[str, ...] = ()
    """Whose tickers run here, in this order; empty for all."""
    speed_px_s: SpeedPxS | None = None
    """None is the manifest's own."""


class QrZone(Place, frozen=True, kw_only=True, tag="qr"):
    """A QR code (ISO/IEC 18004) that stands all the time."""

    payload: Annotated[str, Meta(min_length=1, max_length=300)]
    caption: Annotated[str, Meta(max_length=80)] = ""


Zone = HeaderZone | ClockZone | MainZone | SideZone | TickerZone | QrZone


class Arrangement(Struct, frozen=True, kw_only=True):
    """The zones of boards whose shown picture is ``width_px`` by ``height_px``; what no zone covers is plain ground."""

    width_px: Positive
    height_px: Positive
    zones: Annotated[tuple[Zone, ...], Meta(min_length=1, max_length=12)]

    @property
    def main(self) -> MainZone:
        """The zone of the timetable; :func:`faults_of` finds an arrangement without one."""
        return next(zone for zone in self.zones if isinstance(zone, MainZone))


class Layout(Struct, frozen=True, kw_only=True):
    """One idea of a board, worked out for several sizes."""

    id: Annotated[str, Meta(min_length=1, max_length=64)]
    arrangements: Annotated[tuple[Arrangement, ...], Meta(min_length=1)]


class Ticker(Struct, frozen=True, kw_only=True):
    """One running text."""

    text: Annotated[str, Meta(min_length=1, max_length=2_000)]
    language: str = "vi"


def arrangement_of(layouts: Iterable[Layout], layout_id: str | None, size: Room) -> Arrangement | None:
    """The arrangement called for, for this size of board; None is the standard one."""
    for layout in layouts:
        if layout.id == layout_id:
            return next((one for one in layout.arrangements if (one.width_px, one.height_px) == size), None)
    return None


def whole_picture(size: Room) -> Arrangement:
    """One zone that is all of the picture, for items shown full screen."""
    width_px, height_px = size
    main = MainZone(name="main", x_px=0, y_px=0, width_px=width_px, height_px=height_px)
    return Arrangement(width_px=width_px, height_px=height_px, zones=(main,))


def texts_of(zone: TickerZone, tickers: Sequence[Ticker]) -> tuple[str, ...]:
    """What runs in ``zone``."""
    if not zone.languages:
        return tuple(ticker.text for ticker in tickers)
    return tuple(ticker.text for language in zone.languages for ticker in tickers if ticker.language == language)


def faults_of(arrangement: Arrangement) -> list[str]:
    """What makes it unusable, for people who write layouts: names, bounds, overlaps, the one main zone."""
    zones = arrangement.zones
    names = [zone.name for zone in zones]
    faults = [f"zone {name!r} twice" for name in dict.fromkeys(names) if names.count(name) > 1]
    mains = sum(isinstance(zone, MainZone) for zone in zones)
    faults += [] if mains == 1 else [f"{mains} main zones, not 1"]
    size = arrangement.width_px, arrangement.height_px
    faults += [f"zone {zone.name!r} leaves the picture" for zone in zones if not is_within(zone, size)]
    pairs = ((one, other) for number, one in enumerate(zones) for other in zones[number + 1 :])
    return faults + [f"zones {one.name!r} and {other.name!r} overlap" for one, other in pairs if overlap(one, other)]


def is_within(zone: Place, size: Room) -> bool:
    """Whether all of ``zone`` is on a picture of that size."""
    right, bottom = zone.x_px + zone.width_px, zone.y_px + zone.height_px
    return right <= size[0] and bottom <= size[1]


def overlap(one: Place, other: Place) -> bool:
    """Whether two zones have a pixel in common."""
    beside = one.x_px + one.width_px <= other.x_px or other.x_px + other.width_px <= one.x_px
    apart = one.y_px + one.height_px <= other.y_px or other.y_px + other.height_px <= one.y_px
    return not beside and not apart
