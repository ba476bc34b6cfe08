"""What flows down the tree, over HTTP."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from controller.bulletins.models import Content
from controller.clock import utc
from controller.offers.counting import Answers, Asked
from controller.offers.ordering import OriginOrder
from controller.offers.service import REASON_LETTERS, FromAbove, Given, Standing
from controller.offers.sharing import Shared
from controller.units.models import Unit
from protocol.limits import LIMITS
from protocol.manifest import SlotClass


class OfferOut(BaseModel):
    """A content of a unit above. Days are of the province's time zone, both included; times are UTC."""

    id: str
    kind: str
    title: str
    source: str
    slot_class: str
    unit: str
    """The name of the unit it is of; ``unit_id`` is its dated id."""
    unit_id: str
    first_date: date
    last_date: date | None
    standing: Standing
    """``direct``: nobody is asked; ``changed``: it says something else by now, and waits to be answered anew."""
    mark: str
    """Of what it says now: an answer must name it."""
    decided_by: str | None
    """The id of the unit whose answer holds: this one, one above, or one of the past that it carries on."""
    reason: str | None
    """Why it was declined."""
    answered_at: datetime | None


class AnswerIn(BaseModel):
    """What a unit answers to what it has seen."""

    model_config = ConfigDict(extra="forbid")

    accepted: bool
    mark: Annotated[str, Field(min_length=1, max_length=64)]
    """Of what was seen, as the list of offers tells it."""
    reason: Annotated[str, Field(max_length=REASON_LETTERS)] = ""
    """Why not; whoever declines must give one."""

    def given(self) -> Given:
        """As the domain takes it."""
        return Given(self.accepted, self.mark, self.reason)


class ToldOut(BaseModel):
    """How many devices were told something new."""

    devices_told: int


class AskedOut(BaseModel):
    """A unit in which somebody may answer, and what holds for it."""

    unit_id: str
    unit: str
    standing: Standing
    decided_by: str | None
    reason: str | None
    answered_at: datetime | None


class UnitNameOut(BaseModel):
    """A unit by its dated id."""

    unit_id: str
    unit: str


class AnswersOut(BaseModel):
    """Who was asked and how they stand; ``unstaffed`` are units it was sent to in which nobody may answer."""

    asked: int
    accepted: int
    declined: int
    waiting: int
    """Those that answered to something else before are among them."""
    units: list[AskedOut]
    """In pages, by name."""
    unstaffed: list[UnitNameOut]


class OrderedOut(BaseModel):
    """A content in its place."""

    id: str
    title: str
    unit_id: str


class OrderOut(BaseModel):
    """In which order boards of a unit play the contents of each class."""

    unit_id: str
    origin_order: OriginOrder
    """Whose goes first: ``own``, the unit's, or ``above``, the highest unit's."""
    own_origin_order: OriginOrder | None
    """What the unit itself says; null: as the unit above."""
    by_hand: list[str]
    """The classes that the unit itself put in order."""
    contents: dict[SlotClass, list[OrderedOut]]


class OriginOrderIn(BaseModel):
    """Whose goes first; null: as the unit above says."""

    model_config = ConfigDict(extra="forbid")

    origin_order: OriginOrder | None


class ByHandIn(BaseModel):
    """The ids of contents in order; what is not named follows. None at all: the usual order again."""

    model_config = ConfigDict(extra="forbid")

    content_ids: Annotated[list[Annotated[str, Field(max_length=32)]], Field(max_length=LIMITS.items_in_a_manifest)]


class ShareOut(BaseModel):
    """With whom a content is shared, and with whom it may be."""

    shared_with: UnitNameOut | None
    """The unit whose people, and those of all below it, may use it; null: nobody else."""
    units: list[UnitNameOut]
    """Those that it may be shared with, the smallest first: its own and those above."""


class ShareIn(BaseModel):
    """With the people of which unit, and of all below it; null: with nobody any more."""

    model_config = ConfigDict(extra="forbid")

    unit_id: Annotated[str, Field(max_length=32)] | None


class SharedOut(BaseModel):
    """A content that another unit shares."""

    id: str
    kind: str
    title: str
    source: str
    unit: str
    unit_id: str
    shared_with: str
    """The id of the unit whose people, and those of all below it, may use it."""
    last_date: date | None
    shared_at: datetime


class UseIn(BaseModel):
    """For which unit a content of one's own is made of it."""

    model_config = ConfigDict(extra="forbid")

    unit_id: Annotated[str, Field(max_length=32)]


def offer_out(seen: FromAbove) -> OfferOut:
    """As it leaves."""
    content, answer = seen.content, seen.answer
    return OfferOut(
        id=content.id,
        kind=content.kind,
        title=content.title,
        source=content.source,
        slot_class=content.slot_class,
        unit=seen.owner.name,
        unit_id=content.unit_id,
        first_date=content.first_date,
        last_date=content.last_date,
        standing=seen.standing,
        mark=seen.mark,
        decided_by=seen.decided_by.id if seen.decided_by else None,
        reason=answer.reason or None if answer else None,
        answered_at=utc(answer.answered_at_ms) if answer else None,
    )


def answers_out(answers: Answers, units: Sequence[Asked]) -> AnswersOut:
    """All counted, and of the units a page."""
    counts = answers.counts
    return AnswersOut(
        asked=len(answers.asked),
        accepted=counts.get("accepted", 0),
        declined=counts.get("declined", 0),
        waiting=counts.get("waiting", 0) + counts.get("changed", 0),
        units=[_asked_out(one) for one in units],
        unstaffed=[unit_name_out(unit) for unit in answers.unstaffed],
    )


def share_out(within: Unit | None, units: Sequence[Unit]) -> ShareOut:
    """As it leaves."""
    return ShareOut(
        shared_with=unit_name_out(within) if within else None, units=[unit_name_out(unit) for unit in units]
    )


def unit_name_out(unit: Unit) -> UnitNameOut:
    """As it leaves."""
    return UnitNameOut(unit_id=unit.id, unit=unit.name)


def ordered_out(contents: Sequence[Content]) -> list[OrderedOut]:
    """As they leave."""
    return [OrderedOut(id=one.id, title=one.title, unit_id=one.unit_id) for one in contents]


def shared_out(shared: Shared) -> SharedOut:
    """As it leaves."""
    content = shared.content
    return SharedOut(
        id=content.id,
        kind=content.kind,
        title=content.title,
        source=content.source,
        unit=shared.owner.name,
        unit_id=content.unit_id,
        shared_with=shared.within.id,
        last_date=content.last_date,
        shared_at=utc(shared.shared_at_ms),
    )


def _asked_out(one: Asked) -> AskedOut:
    return AskedOut(
        unit_id=one.unit.id,
        unit=one.unit.name,
        standing=one.standing,
        decided_by=one.decided_by,
        reason=one.answer.reason or None if one.answer else None,
        answered_at=utc(one.answer.answered_at_ms) if one.answer else None,
    )
