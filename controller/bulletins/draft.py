"""What a person gives to be published, and what is made of it before anything is written to the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from controller.approval.table import Upto
from controller.bulletins.categories import Category
from controller.bulletins.kinds import Flow, Form, Kind
from controller.schedules.kinds import Placement
from media.text import Geometry
from protocol.ids import EpochMs
from protocol.layouts import Room
from protocol.manifest import Blob, Over, ResumeRule, SlotClass, Speech


@dataclass(frozen=True, slots=True)
class Upload:
    """A file somewhere on this machine's disk; ``name`` is what its owner calls it."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Edited:
    """The content that is changed, instead of a new one, and what its editor saw (:func:`approval.service.seen`)."""

    content_id: str
    looked_at: str


@dataclass(frozen=True, slots=True)
class Options:
    """How something is published. Days are of the province's time zone, both included."""

    first_date: date
    last_date: date | None = None
    title: str | None = None
    """None: the text's own first heading, or the file's name."""
    source: str = ""
    category: Category | None = None
    """Which kind of essential information it is, as far as its publisher says."""
    slot_class: SlotClass = "scheduled"
    picture_ms: int = 10_000
    """How long a picture, a page of a document or a countdown stands."""
    spoken: bool = True
    """Whether loudspeakers say a text."""
    full_screen: bool = False
    """Without header, ticker and side zones."""
    gain_db: float = 0.0
    """How much louder or softer than the volume of a board it sounds, within the bounds of ``protocol.limits``."""
    language: str = "vi"
    """In which it is written, as BCP 47 has it."""
    over: Over = "cut"
    """Whether loudspeakers play it instead of what is on, or say it over that, softer meanwhile."""
    resume: ResumeRule = "skip"
    """How it comes back when something interrupted it."""
    targets: tuple[str, ...] = ()
    """Units below the one that publishes, to which it goes alone; none: to all below."""
    flow: Flow = "direct"
    """Whether boards there play it, or those of units that accept it."""
    upto: Upto = "published"
    """How far it is to go, if its writer may take it so far."""
    edits: Edited | None = None
    placement: Placement = "loop"
    """In the daily round of its class, or only where a slot plays it."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What is rendered for one geometry after another."""

    kind: Kind
    form: Form
    path: Path
    given_title: str
    """Empty for a text that goes under its own title."""
    source: str
    last_date: date | None
    full_screen: bool = False
    page_ms: int = 0
    """How long a page of a document stands."""


@dataclass(frozen=True, slots=True)
class Made:
    """A draft prepared for one zone of one geometry; ``room`` None is the main zone of the standard arrangement.

    ``page_durations_ms`` is empty unless it has pages; ``page_blobs`` are those of a document.
    """

    geometry: Geometry
    room: Room | None
    blob: Blob
    page_durations_ms: tuple[int, ...] = ()
    page_blobs: tuple[Blob, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """An address that a content is made from again and again, and what it said of its own newness."""

    url: str
    every_s: int
    stale_date: date
    """The last day on which what it gave is new enough."""
    most: int = 0
    """How many headlines are taken from it."""
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything of one content, its files kept, nothing of it published yet."""

    draft: Draft
    title: str
    original: Blob
    renditions: tuple[Made, ...]
    speech: tuple[Speech, ...] = ()
    sound: Blob | None = None
    ticker: str = ""
    duration_ms: int = 0
    has_sound: bool = False
    target_ms: EpochMs | None = None
    after: str = ""
    station_url: str = ""
    input_name: str = ""
    asked: Asked | None = None
    copied_from: str | None = None
    """The content of another unit that this one is made of."""
    left_out: int = 0
    """Pictures and the like of its file that a text can't hold."""
    identity: str = ""
    """What makes it the same content when it comes again in other words; empty: its bytes do."""
