"""The manifest: everything a group of boards may play, content-addressed, so equal programmes are the same bytes.

All sizes in bytes, all lengths in milliseconds, all geometry in pixels of the shown picture (after rotation).
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from protocol.ids import EpochMs, UnitId
from protocol.layouts import Layout, Room, SpeedPxS, Ticker
from protocol.limits import LIMITS

Positive = Annotated[int, Meta(ge=1)]
ShownMs = Annotated[int, Meta(ge=1_000)]
"""How long something stands; never so short that changes would flash (WCAG 2.3.1: three a second at most)."""
Sha256Text = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
HourMinute = Annotated[str, Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
ResumeRule = Literal["resume", "restart", "skip"]
SlotClass = Literal["live", "priority", "scheduled", "filler"]
Over = Literal["cut", "duck"]
Output = Literal["screen", "sound"]
INPUT_NAME = r"^[a-z0-9][a-z0-9-]{0,39}$"
InputName = Annotated[str, Meta(pattern=INPUT_NAME)]
TransitionKind = Literal["cut", "fade", "wipe"]
GainDb = Annotated[float, Meta(ge=LIMITS.gain_db_least, le=LIMITS.gain_db_most)]
"""How much louder or softer than the volume of its board an item sounds, under the ceiling of the board's profile."""


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
    """A bulletin broken into pages for one size of board; ``blob`` holds what stands on them (``media.bulletin``)."""

    width_px: Positive
    height_px: Positive
    blob: Blob
    durations_ms: Annotated[tuple[ShownMs, ...], Meta(min_length=1)]
    room_px: Room | None = None
    """The zone it is laid out for, by its size; None is the main zone of the standard arrangement."""


class PictureSet(Struct, frozen=True, kw_only=True):
    """The pages of a document as pictures, prepared for one size of board."""

    width_px: Positive
    height_px: Positive
    blobs: Annotated[tuple[Blob, ...], Meta(min_length=1)]


class PictureItem(Struct, frozen=True, kw_only=True, tag="picture"):
    """A still picture."""

    id: str
    title: str
    duration_ms: ShownMs
    renditions: tuple[Rendition, ...]
    full_screen: bool = False
    """Without header, ticker and side zones."""


class VideoItem(Struct, frozen=True, kw_only=True, tag="video"):
    """A clip; its own length is how long it is shown."""

    id: str
    title: str
    duration_ms: Positive
    has_sound: bool
    renditions: tuple[Rendition, ...]
    full_screen: bool = False
    gain_db: GainDb = 0.0


class DocumentItem(Struct, frozen=True, kw_only=True, tag="document"):
    """The pages of a document (PDF) as its author laid them out, each ``page_ms`` long."""

    id: str
    title: str
    page_ms: ShownMs
    pages: tuple[PictureSet, ...]
    full_screen: bool = False


class CountdownItem(Struct, frozen=True, kw_only=True, tag="countdown"):
    """How long it is until ``target_ms``; afterwards ``after`` says what has come."""

    id: str
    title: str
    duration_ms: ShownMs
    target_ms: EpochMs
    after: str = ""
    language: str = "vi"
    full_screen: bool = False


class BulletinItem(Struct, frozen=True, kw_only=True, tag="bulletin"):
    """A text for boards (paged per size) and for loudspeakers (speech per language)."""

    id: str
    title: str
    pages: tuple[PageSet, ...] = ()
    speech: tuple[Speech, ...] = ()
    full_screen: bool = False
    gain_db: GainDb = 0.0


class AudioItem(Struct, frozen=True, kw_only=True, tag="audio"):
    """A recording, for loudspeakers only."""

    id: str
    title: str
    duration_ms: Positive
    blob: Blob
    gain_db: GainDb = 0.0


class StreamItem(Struct, frozen=True, kw_only=True, tag="stream"):
    """A radio station relayed by loudspeakers: MP3, AAC or Opus over HTTP (Icecast) or HLS (RFC 8216)."""

    id: str
    title: str
    duration_ms: Positive
    url: str
    """Of the station, not of the controller; :func:`protocol.manifest_check.check_manifest` says which will do."""
    fallback: Blob | None = None
    """The recording heard while the station is not fit to be heard; None is silence."""
    gain_db: GainDb = 0.0


class LineInItem(Struct, frozen=True, kw_only=True, tag="line-in"):
    """A sound input of the device itself on its loudspeakers: a studio's mixer. Devices without that input go on with
    the next item.
    """

    id: str
    title: str
    duration_ms: Positive
    input: InputName = "default"
    """As the device's profile names it; ``default`` is its first."""
    fallback: Blob | None = None
    """The recording heard while nothing comes; None is silence."""
    gain_db: GainDb = 0.0


class SequenceItem(Struct, frozen=True, kw_only=True, tag="sequence"):
    """Sounds one right after the other, such as chime, introduction, speech and outro: one item to all others.

    Boards without sound ignore it, and so do those for which one of its parts has nothing to say.
    """

    id: str
    title: str
    part_ids: Annotated[tuple[str, ...], Meta(min_length=1, max_length=LIMITS.parts_in_a_sequence)]
    """Bulletins, recordings and radio stations of the manifest, in order."""


Item = (
    PictureItem
    | VideoItem
    | BulletinItem
    | DocumentItem
    | CountdownItem
    | AudioItem
    | StreamItem
    | LineInItem
    | SequenceItem
)


class Transition(Struct, frozen=True, kw_only=True):
    """How a picture takes the place of the one before. Alerts always cut."""

    kind: TransitionKind = "cut"
    duration_ms: Annotated[int, Meta(ge=350, le=2_000)] = 500
    """Of a fade or a wipe; shorter ones would count as a flash."""


CUT = Transition()


class Playlist(Struct, frozen=True, kw_only=True):
    """Items in order, repeated for as long as their slot lasts; on loudspeakers ``gap_ms`` of silence follows each."""

    id: str
    item_ids: Annotated[tuple[str, ...], Meta(min_length=1)]
    gap_ms: Annotated[int, Meta(ge=0)] = 0
    transition: Transition = CUT
    resume_rules: tuple[ResumeRule, ...] | UnsetType = UNSET
    """How each item comes back, in their order; left out where all do by the rule of their slot."""
    durations_ms: tuple[ShownMs | None, ...] | UnsetType = UNSET
    """How long each picture, page of a document or countdown stands, in their order; null, or left out: as the item
    says. What has a length of its own (texts, clips, sounds) keeps that.
    """


class Slot(Struct, frozen=True, kw_only=True):
    """When a playlist has an output. Recurs by RFC 5545 RRULE in ``time_zone``; end-exclusive; may cross midnight.

    ``last_date`` is the last day on which the slot may *start*, and is included. ``except_dates`` are days on which it
    does not start (RFC 5545 EXDATE): what would begin on such a day is gone, also the part of it after midnight.
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
    over: Over = "cut"
    """``cut``: heard instead of what is on; ``duck``: over it, which goes on softer meanwhile. Of loudspeakers only."""
    origin: UnitId | None = None
    """The unit whose slot it is; ``Manifest.origin_order`` ranks the origins."""
    layout_id: str | None = None
    """How the screen is arranged meanwhile; None is ``Manifest.layout_id``."""
    except_dates: Annotated[tuple[date, ...], Meta(max_length=LIMITS.exceptions_of_a_slot)] = ()


class Manifest(Struct, frozen=True, kw_only=True):
    """All a group of boards may play."""

    schema: Literal["rao.manifest/1"] = "rao.manifest/1"
    unit_name: str
    """Shown in the header and on the safe screen."""
    items: tuple[Item, ...] = ()
    playlists: tuple[Playlist, ...] = ()
    slots: tuple[Slot, ...] = ()
    tickers: tuple[Ticker, ...] = ()
    ticker_speed_px_s: SpeedPxS = 60
    layouts: tuple[Layout, ...] = ()
    layout_id: str | None = None
    """How the screen is arranged unless a slot says otherwise; None is the standard arrangement."""
    filler_screen: str | None = None
    """Playlist shown when nothing is scheduled and while the clock is unknown."""
    filler_sound: str | None = None
    origin_order: tuple[UnitId, ...] = ()
