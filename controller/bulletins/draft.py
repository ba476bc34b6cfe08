"""What a person gives to be published, and what is made of it before anything is written to the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from controller.bulletins.kinds import Kind
from media.text import Geometry
from protocol.manifest import Blob, SlotClass, Speech


@dataclass(frozen=True, slots=True)
class Upload:
    """A file somewhere on this machine's disk; ``name`` is what its owner calls it."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Options:
    """How something is published. Days are of the province's time zone, both included."""

    first_date: date
    last_date: date | None = None
    title: str | None = None
    """None: the text's own first heading, or the file's name."""
    source: str = ""
    slot_class: SlotClass = "scheduled"
    picture_ms: int = 10_000
    """How long a picture stands."""
    spoken: bool = True
    """Whether loudspeakers say a text."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What is rendered for one geometry after another."""

    kind: Kind
    path: Path
    given_title: str
    """Empty for a text that goes under its own title."""
    source: str
    last_date: date | None


@dataclass(frozen=True, slots=True)
class Made:
    """A draft prepared for one geometry; ``page_durations_ms`` is empty unless it is a text."""

    geometry: Geometry
    blob: Blob
    page_durations_ms: tuple[int, ...] = ()


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
