"""Contents over HTTP."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session

from controller.approval.table import Upto
from controller.bulletins.categories import Category
from controller.bulletins.draft import Options
from controller.bulletins.kinds import Flow
from controller.bulletins.models import Content
from controller.bulletins.sources import faults_of
from controller.bulletins.written import CardSheet, Countdown, QrNotice
from controller.clock import day_of, utc, wall_ms
from controller.offers.targets import MOST_TARGETS, all_targets
from controller.preparation.service import of_contents
from controller.schedules.kinds import Placement
from controller.units.service import get_unit
from media.bulletin import Card
from protocol.ids import EpochMs
from protocol.limits import LIMITS
from protocol.manifest import Over, ResumeRule, SlotClass
from protocol.words import Language, Words

Short = Annotated[str, Field(max_length=200)]
Gain = Annotated[float, Field(ge=LIMITS.gain_db_least, le=LIMITS.gain_db_most)]


class HowIn(BaseModel):
    """How anything is published; days are of the province's time zone, both included."""

    model_config = ConfigDict(extra="forbid")

    unit_id: str
    title: Short = ""
    source: Short = ""
    category: Category | None = None
    """Which kind of essential information it is (Decree 49/2024/NĐ-CP, article 6)."""
    slot_class: SlotClass = "scheduled"
    first_date: date | None = None
    last_date: date | None = None
    picture_s: Annotated[int, Field(ge=3, le=600)] = 10
    """How long a picture, a page of a document or a countdown stands."""
    spoken: bool = True
    full_screen: bool = False
    gain_db: Gain = 0.0
    """How much louder or softer than the volume of a board it sounds."""
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$")] = "vi"
    over: Over = "cut"
    """``duck``: loudspeakers say it over what is on, which goes on softer meanwhile."""
    resume: ResumeRule = "skip"
    """When something interrupts it: go on where that was, begin anew, or be where it would be without."""
    target_ids: Annotated[list[str], Field(max_length=MOST_TARGETS)] = []
    """Units below ``unit_id``, to each of which and all below it goes alone; none: to all below ``unit_id``."""
    flow: Flow = "direct"
    """``offered``: boards play it only once their unit, or one between, accepted it; not for priority and live."""
    upto: Upto = "published"
    """How far it is to go. What the sender may not do waits for an approver: then it is ``submitted``."""
    placement: Placement = "loop"
    """``slots``: not in the daily round, only where a slot plays it."""

    def options(self, time_zone: str) -> Options:
        """As the domain takes them; without a first day it is today."""
        today = day_of(wall_ms(), time_zone)
        return Options(
            first_date=self.first_date or today,
            last_date=self.last_date,
            title=self.title or None,
            source=self.source,
            category=self.category,
            slot_class=self.slot_class,
            picture_ms=self.picture_s * 1000,
            spoken=self.spoken,
            full_screen=self.full_screen,
            gain_db=self.gain_db,
            language=self.language,
            over=self.over,
            resume=self.resume,
            targets=tuple(self.target_ids),
            flow=self.flow,
            upto=self.upto,
            placement=self.placement,
        )


class CountdownIn(HowIn):
    """A countdown to ``at``, which is in the province's time zone where it names none."""

    at: datetime
    after: Short = ""

    def written(self, time_zone: str) -> Countdown:
        """As the domain takes it."""
        at = self.at if self.at.tzinfo else self.at.replace(tzinfo=ZoneInfo(time_zone))
        return Countdown(self.title, EpochMs(round(at.timestamp() * 1000)), self.after)


class CardIn(BaseModel):
    """One value to be seen at a glance."""

    model_config = ConfigDict(extra="forbid")

    label: Short
    value: Short
    note: Short = ""


class CardsIn(HowIn):
    """Values side by side; a newer sheet of the same title takes the place of the older."""

    cards: Annotated[list[CardIn], Field(min_length=1, max_length=100)]

    def written(self) -> CardSheet:
        """As the domain takes it."""
        return CardSheet(self.title, tuple(Card(one.label, one.value, one.note) for one in self.cards))


class QrIn(HowIn):
    """A code to be taken along by telephone."""

    payload: Annotated[str, Field(max_length=500)]
    caption: Short = ""

    def written(self) -> QrNotice:
        """As the domain takes it."""
        return QrNotice(self.title, self.payload, self.caption)


class ContentOut(BaseModel):
    """One content. Days are of the province's time zone, both included; times are UTC."""

    id: str
    kind: str
    title: str
    source: str
    category: str | None
    slot_class: str
    unit: str
    """The unit's name; ``unit_id`` is its dated id."""
    unit_id: str
    state: str
    """``draft``, ``submitted``, ``returned``, ``approved``, ``published``, ``waiting`` (for its address) or
    ``withdrawn``; that its last day is over, the days say."""
    first_date: date
    last_date: date | None
    ticker: str
    full_screen: bool
    gain_db: float
    language: str
    over: str
    resume: str
    flow: str
    """``direct`` or ``offered``."""
    target_ids: list[str]
    """The units below that it goes to; none: all."""
    left_out: int
    """How many pictures, charts and notes of its Word file are not shown: a text can't hold them."""
    copied_from: str | None
    """The id of the content of another unit that it was made of."""
    placement: str
    fault: str | None
    """Why the address that it is made from does not answer as it should."""
    is_ready: bool
    """Whether it is prepared for every board; else ``/preparation`` below it tells how far that is."""
    created_at: datetime
    changed_at: datetime


class PublishedOut(BaseModel):
    """What was written (its ``state`` says how far it went), and how many devices were told something new by it."""

    contents: list[ContentOut]
    devices_told: int
    held_back: list[str] = []
    """Why devices of one's units can't be told what is published; they go on as they were told before."""


def contents_out(session: Session, contents: Sequence[Content], language: Language) -> list[ContentOut]:
    """Contents as they leave."""
    ids = [content.id for content in contents]
    faults, aimed, unready = faults_of(session, ids), all_targets(session, ids), of_contents(session, ids)
    return [_content_out(session, content, faults, aimed, content.id not in unready, language) for content in contents]


def _content_out(
    session: Session,
    content: Content,
    faults: Mapping[str, Words],
    aimed: Mapping[str, Sequence[str]],
    is_ready: bool,
    language: Language,
) -> ContentOut:
    fault = faults.get(content.id)
    return ContentOut(
        id=content.id,
        kind=content.kind,
        title=content.title,
        source=content.source,
        category=content.category,
        slot_class=content.slot_class,
        unit=get_unit(session, content.unit_id).name,
        unit_id=content.unit_id,
        state=content.state,
        first_date=content.first_date,
        last_date=content.last_date,
        ticker=content.ticker,
        full_screen=content.full_screen,
        gain_db=content.gain_db,
        language=content.language,
        over=content.over,
        resume=content.resume,
        flow=content.flow,
        target_ids=list(aimed.get(content.id, ())),
        left_out=content.left_out,
        copied_from=content.copied_from,
        placement=content.placement,
        fault=fault.spoken_in(language) if fault else None,
        is_ready=is_ready,
        created_at=utc(content.created_at_ms),
        changed_at=utc(content.changed_at_ms),
    )
