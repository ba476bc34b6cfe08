"""A slot as manifests are compiled from it: everything it needs, and nothing of the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from controller.schedules.kinds import PlayOrder
from controller.schedules.targets import EVERYTHING, Targets
from protocol.manifest import Output, Over, ResumeRule, SlotClass, TransitionKind


@dataclass(frozen=True, slots=True)
class Entry:
    """A turn of a listing; None is: as published (length), by the rule of the slot (resume)."""

    content_id: str
    weight: int = 1
    duration_ms: int | None = None
    resume: ResumeRule | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """What plays, in which order."""

    id: str
    entries: tuple[Entry, ...]
    order: PlayOrder = "fixed"
    seed: int = 0
    gap_ms: int = 2_000
    transition: TransitionKind | None = None


@dataclass(frozen=True, slots=True)
class OddDay:
    """A day on which a slot is not as usual; an empty ``start``: it does not begin. ``listing`` None: as usual."""

    day: date
    start: str = ""
    duration_min: int = 0
    listing: Listing | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """One slot. Days are of the province's time zone; ``first`` is where its rule counts from."""

    id: str
    unit_id: str
    title: str
    slot_class: SlotClass
    outputs: tuple[Output, ...]
    listing: Listing
    rrule: str
    start: str
    duration_min: int
    first: date
    last: date | None = None
    over: Over = "cut"
    resume: ResumeRule = "skip"
    odd: tuple[OddDay, ...] = ()
    targets: Targets = EVERYTHING
    layout: str | None = None
    """How screens are arranged meanwhile: a template or what a unit drew, by name or id; None: as each board is set."""

    @property
    def content_ids(self) -> frozenset[str]:
        """All it may play."""
        listings = (self.listing, *(one.listing for one in self.odd if one.listing))
        return frozenset(entry.content_id for listing in listings for entry in listing.entries)
