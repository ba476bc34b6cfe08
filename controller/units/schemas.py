"""Units and their events as they come and leave by HTTP."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from controller.units.dated import FURTHEST, UNRECORDED
from controller.units.events import done_of
from controller.units.importing import Reading
from controller.units.models import Unit, UnitEvent
from controller.units.order import EventKind, NewUnit, Order
from controller.units.placing import Undecided
from controller.units.review import Review

MOST_UNITS = 2_000
MOST_PLACED = 20_000
CSV_LETTERS = 1_000_000
UnitKey = Annotated[str, Field(min_length=3, max_length=32)]
PlaceKey = Annotated[str, Field(min_length=3, max_length=100)]
Day = Annotated[date, Field(gt=UNRECORDED, lt=FURTHEST)]
Degrees = Annotated[float, Field(ge=-180, le=180)]


class UnitOut(BaseModel):
    """One unit as it is on the day that was asked for."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    id: str
    code: str
    name: str
    kind: str
    tier: str
    parent_id: str | None
    """The parent's id on that day."""
    valid_from: date
    valid_to: date | None
    lat: float | None
    lon: float | None


class UnitRef(BaseModel):
    """A unit by name."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    id: str
    name: str
    kind: str


class ImportIn(BaseModel):
    """A list of units: the text of a CSV file."""

    model_config = ConfigDict(extra="forbid")

    csv: str = Field(max_length=CSV_LETTERS)
    dry_run: bool = False


class ImportOut(BaseModel):
    """What a list changed, or would change."""

    added: list[UnitRef]
    changed: list[UnitRef]
    same: int
    done: bool
    stranded: list[UnitRef]
    """Units that have ended and in which boards or people still are: an event must say where they go."""

    @classmethod
    def of(cls, reading: Reading, stranded: Sequence[Unit], *, done: bool) -> ImportOut:
        """The answer to an import."""
        return cls(
            added=refs(reading.added),
            changed=refs(reading.changed),
            same=reading.same,
            done=done,
            stranded=refs(stranded),
        )


class NewUnitIn(BaseModel):
    """A unit that begins; what is left out is as in the unit it comes from."""

    model_config = ConfigDict(extra="forbid")

    code: str = Field(pattern=r"^[a-z0-9]{1,16}$")
    name: str = Field(min_length=1, max_length=200)
    kind: str = Field(default="", max_length=50)
    tier: str = Field(default="", max_length=50)
    parent_id: UnitKey | None = None
    lat: float | None = Field(default=None, ge=-90, le=90)
    lon: float | None = Field(default=None, ge=-180, le=180)


class Ordering(BaseModel):
    """What every way of ordering an event has."""

    model_config = ConfigDict(extra="forbid")

    basis: str = Field(default="", max_length=500)
    """The resolution it rests on."""
    placed: dict[PlaceKey, str] = Field(default={}, max_length=MOST_PLACED)
    """Where things go that the event can't know: ``device led-1``, ``user lan``, ``unit <id>``, ``tuning <id>``."""
    dry_run: bool = False
    """Only the review; nothing is kept."""


class EventIn(Ordering):
    """One event. ``into``: which unit follows each unit that ends; ``parts``: into which units a split one falls."""

    kind: EventKind
    effective: Day
    begins: list[NewUnitIn] = Field(default=[], max_length=MOST_UNITS)
    into: dict[UnitKey, UnitKey] = Field(default={}, max_length=MOST_UNITS)
    parts: dict[UnitKey, list[UnitKey]] = Field(default={}, max_length=MOST_UNITS)
    located: dict[PlaceKey, tuple[Degrees, Degrees]] = Field(default={}, max_length=MOST_PLACED)
    """Where things stand, degrees north and east: each goes to the part whose point is nearest."""

    def order(self) -> Order:
        """As services want it."""
        return Order(
            kind=self.kind,
            effective=self.effective,
            begins=tuple(NewUnit(**new.model_dump()) for new in self.begins),
            into=self.into,
            parts={one: tuple(parts) for one, parts in self.parts.items()},
            placed=self.placed,
            located=self.located,
            basis=self.basis,
        )


class MergersIn(Ordering):
    """A list of mergers: the text of a CSV file. ``also``: what becomes of units that the list leaves out."""

    csv: str = Field(max_length=CSV_LETTERS)
    also: dict[UnitKey, UnitKey] = Field(default={}, max_length=MOST_UNITS)


class RenewalsIn(Ordering):
    """The changes of name that the list of units tells of on a day."""

    effective: Day


class PassageOut(BaseModel):
    """One unit that ends: what follows it and how much hangs on it."""

    unit: UnitRef
    into: list[UnitRef]
    counts: dict[str, int]


class UndecidedOut(BaseModel):
    """A question to a person; answer it in ``placed`` under ``key`` with one of ``choices``."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    key: str
    name: str
    unit_id: str
    choices: list[str]


class ReviewOut(BaseModel):
    """What an event does. ``totals`` hang on the units that end; ``arriving`` goes to each of the others.

    ``content`` stays with its unit of origin and plays on where it played; ``alert`` stays in force there; ``play``
    stays with the unit of then.
    """

    event_id: int | None
    state: Literal["review", "waiting", "applied"]
    kind: EventKind
    effective: date
    basis: str
    ends: list[PassageOut]
    begins: list[UnitRef]
    totals: dict[str, int]
    arriving: dict[str, dict[str, int]]
    undecided: list[UndecidedOut]

    @classmethod
    def of(cls, review: Review, event: UnitEvent | None = None) -> ReviewOut:
        """The answer to an order, or to a dry run."""
        return cls(
            event_id=event.id if event else None,
            state="review" if event is None else "applied" if event.state == "applied" else "waiting",
            kind=review.order.kind,
            effective=review.order.effective,
            basis=review.order.basis,
            ends=[
                PassageOut(unit=ref(one.unit), into=refs(one.into), counts=dict(one.counts)) for one in review.passages
            ],
            begins=refs(review.step.begins),
            totals=dict(review.totals),
            arriving={one: dict(counts) for one, counts in review.arriving.items()},
            undecided=[_asked(one) for one in review.undecided],
        )


class EventOut(BaseModel):
    """One event that was ordered."""

    id: int
    kind: str
    effective: date
    basis: str
    state: str
    written_at_ms: int
    applied_at_ms: int | None
    hindrance: str
    """Why it could not be applied on its day; empty when nothing is in its way."""
    passages: Mapping[str, list[str]]
    """The heirs of each unit that ended, by id."""
    moved: Mapping[str, int]

    @classmethod
    def of(cls, event: UnitEvent, *, vietnamese: bool) -> EventOut:
        """In the language of the answer."""
        done = done_of(event)
        return cls(
            id=event.id or 0,
            kind=event.kind,
            effective=event.effective,
            basis=event.basis,
            state=event.state,
            written_at_ms=event.written_at_ms,
            applied_at_ms=event.applied_at_ms,
            hindrance=event.hindrance_vi if vietnamese else event.hindrance_en,
            passages={one: list(heirs) for one, heirs in done.passages.items()},
            moved=done.moved,
        )


def ref(unit: Unit) -> UnitRef:
    """The unit by name."""
    return UnitRef.model_validate(unit)


def refs(units: Sequence[Unit]) -> list[UnitRef]:
    """The units by name."""
    return [ref(unit) for unit in units]


def _asked(one: Undecided) -> UndecidedOut:
    return UndecidedOut(key=one.key, name=one.name, unit_id=one.unit_id, choices=list(one.choices))
