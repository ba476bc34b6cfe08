"""Contents into a manifest: a pure function, so that the same contents are always the same bytes.

Each class of content gets a playlist a span of days, shown the whole day on screens and said in a slot that lasts the
whole day on loudspeakers, where ``Desired.sound_windows`` opens and closes it.

How the screen is arranged comes from the unit's setting (:mod:`.staging`); without one the manifest names no layout.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import msgspec

from controller.publishing.setting import ScreenSetting
from controller.publishing.spans import Span, Valid, spans
from controller.publishing.staging import SIDE_PLAYLIST, fit_for_side, for_rooms, layout_of, staged
from media.text import Geometry
from protocol.ids import UnitId
from protocol.layouts import Arrangement, Ticker
from protocol.manifest import (
    AudioItem,
    BulletinItem,
    CountdownItem,
    DocumentItem,
    Item,
    Manifest,
    Output,
    PictureItem,
    Playlist,
    Slot,
    SlotClass,
    Transition,
    VideoItem,
)

WHOLE_DAY_MIN = 1440
GAP_MS = 2_000
"""Silence between two texts said one after the other."""
SLOT_CLASSES: tuple[SlotClass, ...] = ("priority", "scheduled")
FILLER_PLAYLIST = "filler-screen"
AS_EVER = ScreenSetting()
TICKER_PX_S = 60
TITLES = {"screen": "Trên màn hình", "sound": "Trên loa"}


@dataclass(frozen=True, slots=True)
class Published:
    """One published content as a board may play it. Days are of the unit's time zone, both included."""

    item: Item
    slot_class: SlotClass
    first: date
    last: date | None = None
    ticker: str = ""
    language: str = "vi"
    """Of the running text."""


@dataclass(frozen=True, slots=True)
class Place:
    """For whom a manifest is made: the unit whose name the board carries, and the units above it, itself first."""

    unit_name: str
    origins: tuple[UnitId, ...]
    time_zone: str = "Asia/Ho_Chi_Minh"


def compile_manifest(
    place: Place,
    contents: Sequence[Published],
    setting: ScreenSetting = AS_EVER,
    geometry: Geometry | None = None,
) -> Manifest:
    """All a board at ``place`` may play of ``contents``, which play in the order given.

    ``setting`` arranges the screen, whose ``geometry`` is None on a board without one.
    """
    arrangement = _arrangement(setting, geometry, contents)
    contents = [replace(one, item=for_rooms(one.item, arrangement)) for one in contents]
    timetable = list(_timetable(place, contents))
    filler, side = _filler(contents), _side(arrangement, contents)
    playlists = (*(playlist for playlist, _slot in timetable), *filler, *side)
    layout = layout_of(setting, arrangement)
    return Manifest(
        unit_name=place.unit_name,
        items=tuple(content.item for content in contents),
        playlists=tuple(_changing(playlist, setting) for playlist in playlists),
        slots=tuple(slot for _playlist, slot in timetable),
        tickers=tuple(Ticker(text=one.ticker, language=one.language) for one in contents if one.ticker),
        ticker_speed_px_s=setting.ticker_speed_px_s or TICKER_PX_S,
        layouts=(layout,) if layout else (),
        layout_id=layout.id if layout else None,
        filler_screen=FILLER_PLAYLIST if filler else None,
        origin_order=place.origins,
    )


def encode_manifest(manifest: Manifest) -> bytes:
    """The bytes whose hash names the manifest."""
    return msgspec.json.encode(manifest)


def is_shown(item: Item) -> bool:
    """Whether the item has something for a screen."""
    match item:
        case AudioItem():
            return False
        case CountdownItem():
            return True
        case BulletinItem() | DocumentItem():
            return bool(item.pages)
        case PictureItem() | VideoItem():
            return bool(item.renditions)


def is_said(item: Item) -> bool:
    """Whether a loudspeaker says or plays the item by itself; the sound of a clip belongs to its picture."""
    return isinstance(item, AudioItem) or (isinstance(item, BulletinItem) and bool(item.speech))


def _arrangement(
    setting: ScreenSetting, geometry: Geometry | None, contents: Sequence[Published]
) -> Arrangement | None:
    if geometry is None:
        return None
    return staged(setting, geometry, [content.item for content in contents], _fillers(contents))


def _timetable(place: Place, contents: Sequence[Published]) -> Iterable[tuple[Playlist, Slot]]:
    for slot_class in SLOT_CLASSES:
        of_class = [content for content in contents if content.slot_class == slot_class]
        yield from _output(place, slot_class, "screen", [one for one in of_class if is_shown(one.item)])
        yield from _output(place, slot_class, "sound", [one for one in of_class if is_said(one.item)])


def _output(
    place: Place, slot_class: SlotClass, output: Output, contents: Sequence[Published]
) -> Iterable[tuple[Playlist, Slot]]:
    for span in spans([Valid(one.item.id, one.first, one.last) for one in contents]):
        name = f"{slot_class}-{output}-{span.first.isoformat()}"
        gap_ms = GAP_MS if output == "sound" else 0
        yield Playlist(id=name, item_ids=span.what, gap_ms=gap_ms), _slot(place, slot_class, output, name, span)


def _slot(place: Place, slot_class: SlotClass, output: Output, name: str, span: Span[str]) -> Slot:
    return Slot(
        id=name,
        title=TITLES[output],
        slot_class=slot_class,
        output=output,
        playlist_id=name,
        first_date=span.first,
        last_date=span.last,
        start="00:00",
        duration_min=WHOLE_DAY_MIN,
        time_zone=place.time_zone,
        origin=place.origins[0],
    )


def _changing(playlist: Playlist, setting: ScreenSetting) -> Playlist:
    """Pictures give way to one another as the unit has it; sounds do not."""
    if playlist.gap_ms or not setting.transition:
        return playlist
    return msgspec.structs.replace(playlist, transition=Transition(kind=setting.transition))


def _filler(contents: Sequence[Published]) -> tuple[Playlist, ...]:
    """What a board shows when it has nothing else or can't trust its clock.

    What is meant as filler; without any, whatever has no last day, since that can't be out of date.
    """
    lasting = [content.item.id for content in contents if is_shown(content.item) and content.last is None]
    chosen = [item.id for item in _fillers(contents)] or lasting
    return (Playlist(id=FILLER_PLAYLIST, item_ids=tuple(chosen)),) if chosen else ()


def _side(arrangement: Arrangement | None, contents: Sequence[Published]) -> tuple[Playlist, ...]:
    """What stands beside the main zone, where there is such a place."""
    chosen = fit_for_side(arrangement, _fillers(contents)) if arrangement else ()
    return (Playlist(id=SIDE_PLAYLIST, item_ids=chosen),) if chosen else ()


def _fillers(contents: Sequence[Published]) -> list[Item]:
    """What is meant to fill a screen."""
    return [content.item for content in contents if content.slot_class == "filler" and is_shown(content.item)]
