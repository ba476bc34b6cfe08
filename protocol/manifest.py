"""The manifest: everything a group of boards may play, content-addressed, so equal programmes are the same bytes.

All sizes in bytes, all lengths in milliseconds, all geometry in pixels of the shown picture (after rotation).
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct

from protocol.ids import UnitId

Positive = Annotated[int, Meta(ge=1)]
Sha256Text = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
HourMinute = Annotated[str, Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
ResumeRule = Literal["resume", "restart", "skip"]
SlotClass = Literal["priority", "scheduled", "filler"]
Output = Literal["screen", "sound"]


class Blob(Struct, frozen=True, kw_only=True):
    """A file by content. ``url`` is a path on the controller; the name of the content is its hash, never the URL."""

    sha256: Sha256Text
    size_bytes: Positive
    media_type: str
    url: Annotated[str, Meta(pattern=r"^/")]


class Speech(Struct, frozen=True, kw_only=True):
    """A text as sound, made before play time."""

    language: str
    blob: Blob
    duration_ms: Positive
    voice: str
    """Which engine and voice made it, for the record: ``gtts``, ``espeak-ng vi`` or ``recording``."""


class Rendition(Struct, frozen=True, kw_only=True):
    """A picture or clip prepared for one size of board."""

    width_px: Positive
    height_px: Positive
    blob: Blob


class PageSet(Struct, frozen=True, kw_only=True):
    """A bulletin broken into pages for one size of board; ``blob`` holds the lines (``media.bulletin``)."""

    width_px: Positive
    height_px: Positive
    blob: Blob
    durations_ms: Annotated[tuple[Positive, ...], Meta(min_length=1)]


class PictureItem(Struct, frozen=True, kw_only=True, tag="picture"):
    """A still picture."""

    id: str
    title: str
    duration_ms: Positive
    renditions: tuple[Rendition, ...]


class VideoItem(Struct, frozen=True, kw_only=True, tag="video"):
    """A clip; its own length is how long it is shown."""

    id: str
    title: str
    duration_ms: Positive
    has_sound: bool
    renditions: tuple[Rendition, ...]


class BulletinItem(Struct, frozen=True, kw_only=True, tag="bulletin"):
    """A text for boards (paged per size) and for loudspeakers (speech per language)."""

    id: str
    title: str
    pages: tuple[PageSet, ...] = ()
    speech: tuple[Speech, ...] = ()


class AudioItem(Struct, frozen=True, kw_only=True, tag="audio"):
    """A recording, for loudspeakers only."""

    id: str
    title: str
    duration_ms: Positive
    blob: Blob


Item = PictureItem | VideoItem | BulletinItem | AudioItem


class Playlist(Struct, frozen=True, kw_only=True):
    """Items in order, repeated for as long as their slot lasts; on loudspeakers ``gap_ms`` of silence follows each."""

    id: str
    item_ids: Annotated[tuple[str, ...], Meta(min_length=1)]
    gap_ms: Annotated[int, Meta(ge=0)] = 0


class Slot(Struct, frozen=True, kw_only=True):
    """When a playlist has an output. Recurs by RFC 5545 RRULE in ``time_zone``; end-exclusive; may cross midnight.

    ``last_date`` is the last day on which the slot may *start*, and is included.
    """

    id: str
    title: str
    slot_class: SlotClass
    output: Output
    playlist_id: str
    first_date: date
    last_date: date | None = None
    start: HourMinute
    duration_min: Annotated[int, Meta(ge=1, le=1440)]
    rrule: str = "FREQ=DAILY"
    time_zone: str = "Asia/Ho_Chi_Minh"
    resume: ResumeRule = "skip"
    origin: UnitId | None = None
    """The unit whose slot it is; ``Manifest.origin_order`` ranks the origins."""


class Ticker(Struct, frozen=True, kw_only=True):
    """One running text."""

    text: Annotated[str, Meta(min_length=1, max_length=2_000)]
    language: str = "vi"


class Manifest(Struct, frozen=True, kw_only=True):
    """All a group of boards may play."""

    schema: Literal["rao.manifest/1"] = "rao.manifest/1"
    unit_name: str
    """Shown in the header and on the safe screen."""
    items: tuple[Item, ...] = ()
    playlists: tuple[Playlist, ...] = ()
    slots: tuple[Slot, ...] = ()
    tickers: tuple[Ticker, ...] = ()
    ticker_speed_px_s: Annotated[int, Meta(ge=10, le=600)] = 60
    filler_screen: str | None = None
    """Playlist shown when nothing is scheduled and while the clock is unknown."""
    filler_sound: str | None = None
    origin_order: tuple[UnitId, ...] = ()
