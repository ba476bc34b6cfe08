"""Playlists, slots and campaigns over HTTP, and in the files they are taken out and in as.

Days are of the province's time zone, both included; times of day are ``HH:MM``; a slot that ends before it began ends
on the next day, and one that ends when it began lasts a whole day.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from controller.clock import utc
from controller.schedules.draft import CampaignDraft, DayDraft, PlaylistDraft, SlotDraft
from controller.schedules.kinds import MOST_ENTRIES, MOST_WEIGHT, ORDERS, TRANSITIONS, Outputs, PlayOrder, Timed
from controller.schedules.models import Campaign, PlaylistRow, SlotRow
from controller.schedules.plan import Entry
from controller.schedules.recurring import end_of, length_min
from controller.schedules.targets import Targets
from protocol.limits import LIMITS
from protocol.manifest import Over, ResumeRule, TransitionKind

Id = Annotated[str, Field(max_length=32)]
Title = Annotated[str, Field(max_length=200)]
Clock = Annotated[str, Field(max_length=5)]
Tag = Annotated[str, Field(min_length=1, max_length=64)]
Many = Field(max_length=300)


class Strict(BaseModel):
    """Refuses what it does not know."""

    model_config = ConfigDict(extra="forbid")


class EntryIO(Strict):
    """A turn of a playlist."""

    content_id: Id
    weight: Annotated[int, Field(ge=1, le=MOST_WEIGHT)] = 1
    """How often it has its turn, in the order ``weighted``."""
    duration_s: Annotated[int, Field(ge=3, le=600)] | None = None
    """How long a picture, a page of a document or a countdown stands; null: as published."""
    resume: ResumeRule | None = None
    """How it comes back when something interrupted it; null: by the rule of the slot."""

    def entry(self) -> Entry:
        """As the domain takes it."""
        return Entry(self.content_id, self.weight, self.duration_s and self.duration_s * 1000, self.resume)


class PlaylistIn(Strict):
    """A playlist of a unit: contents of its own and of units above."""

    unit_id: Id
    title: Title
    order: PlayOrder = "fixed"
    seed: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    """Another number is another shuffle."""
    gap_ms: Annotated[int, Field(ge=0, le=60_000)] = 2_000
    """Silence between two sounds."""
    transition: TransitionKind | None = None
    """Between two pictures; null: as the board is set."""
    entries: Annotated[list[EntryIO], Field(max_length=MOST_ENTRIES)] = []

    def draft(self) -> PlaylistDraft:
        """As the domain takes it."""
        return PlaylistDraft(
            unit_id=self.unit_id,
            title=self.title,
            entries=tuple(one.entry() for one in self.entries),
            order=self.order,
            seed=self.seed,
            gap_ms=self.gap_ms,
            transition=self.transition,
        )


class PlaylistOut(PlaylistIn):
    """A playlist as it is."""

    id: Id
    changed_at: datetime


class TargetsIO(Strict):
    """For which devices a slot is. Places are joined; kinds, models and tags narrow them. Nothing: all of the unit."""

    units: Annotated[list[Id], Many] = []
    """With all units below them."""
    devices: Annotated[list[Id], Many] = []
    kinds: Annotated[list[Id], Many] = []
    """``screen`` (without sound), ``board`` (screen and sound), ``speaker``."""
    profiles: Annotated[list[Tag], Many] = []
    """Hardware models."""
    tags: Annotated[list[Tag], Many] = []

    def targets(self) -> Targets:
        """As the domain takes them."""
        return Targets(*map(frozenset, (self.units, self.devices, self.kinds, self.profiles, self.tags)))


class DayIO(Strict):
    """A day on which a slot is otherwise. Without ``start`` it does not begin that day, its part after midnight too."""

    day: date
    start: Clock | None = None
    end: Clock | None = None
    playlist_id: Id | None = None
    """What plays then; null: as usual."""

    def draft(self) -> DayDraft:
        """As the domain takes it; raises :class:`~protocol.errors.InvalidInput` for times that are none."""
        if not self.start:
            return DayDraft(self.day)
        return DayDraft(self.day, self.start, length_min(self.start, self.end or ""), self.playlist_id)


class SlotIn(Strict):
    """A slot of a unit: either ``playlist_id`` or ``content_id`` plays in it."""

    unit_id: Id
    title: Title
    playlist_id: Id | None = None
    content_id: Id | None = None
    slot_class: Timed = "scheduled"
    outputs: Outputs = "both"
    rrule: Annotated[str, Field(max_length=300)] = "FREQ=DAILY"
    """RFC 5545, by days, weeks, months or years, without COUNT, UNTIL and times of day."""
    start: Clock
    end: Clock
    first_date: date
    last_date: date | None = None
    over: Over = "cut"
    """``duck``: loudspeakers play it over what is on, which goes on softer meanwhile."""
    resume: ResumeRule = "skip"
    active: bool = True
    campaign_id: Id | None = None
    targets: TargetsIO = TargetsIO()
    days: Annotated[list[DayIO], Field(max_length=LIMITS.exceptions_of_a_slot)] = []
    layout: Annotated[str, Field(min_length=1, max_length=32)] | None = None
    """How screens are arranged meanwhile: a template or what a unit drew, as GET /api/v1/layouts has it; null: as each
    board is set. Not for slots of loudspeakers alone.
    """

    def draft(self) -> SlotDraft:
        """As the domain takes it; raises :class:`~protocol.errors.InvalidInput` for times that are none."""
        return SlotDraft(
            unit_id=self.unit_id,
            title=self.title,
            first=self.first_date,
            start=self.start,
            duration_min=length_min(self.start, self.end),
            playlist_id=self.playlist_id,
            content_id=self.content_id,
            slot_class=self.slot_class,
            outputs=self.outputs,
            rrule=self.rrule,
            last=self.last_date,
            over=self.over,
            resume=self.resume,
            active=self.active,
            campaign_id=self.campaign_id,
            targets=self.targets.targets(),
            days=tuple(one.draft() for one in self.days),
            layout=self.layout,
        )


class SlotOut(SlotIn):
    """A slot as it is."""

    id: Id
    changed_at: datetime


class SlotSavedOut(BaseModel):
    """A slot that was saved, and what of it will not be heard."""

    slot: SlotOut
    notices: list[str]
    devices_told: int


class CampaignIn(Strict):
    """A name that holds slots of a unit together; off, none of them is on."""

    unit_id: Id
    name: Title
    active: bool = True

    def draft(self) -> CampaignDraft:
        """As the domain takes it."""
        return CampaignDraft(self.unit_id, self.name, self.active)


class CampaignOut(CampaignIn):
    """A campaign as it is."""

    id: Id
    changed_at: datetime


class ShiftIn(Strict):
    """By how many days a campaign is moved; negative: earlier."""

    days: Annotated[int, Field(ge=-3_660, le=3_660)]


class ToldOut(BaseModel):
    """How many devices were told something new."""

    devices_told: int


def entry_io(entry: Entry) -> EntryIO:
    """As it leaves."""
    seconds = entry.duration_ms // 1000 if entry.duration_ms else None
    return EntryIO(content_id=entry.content_id, weight=entry.weight, duration_s=seconds, resume=entry.resume)


def playlist_out(row: PlaylistRow, entries: Sequence[Entry]) -> PlaylistOut:
    """As it leaves."""
    return PlaylistOut(
        id=row.id,
        unit_id=row.unit_id,
        title=row.title,
        order=ORDERS[row.play_order],
        seed=row.seed,
        gap_ms=row.gap_ms,
        transition=TRANSITIONS[row.transition] if row.transition else None,
        entries=[entry_io(one) for one in entries],
        changed_at=utc(row.changed_at_ms),
    )


def slot_out(row: SlotRow, draft: SlotDraft) -> SlotOut:
    """As it leaves."""
    return SlotOut(
        id=row.id,
        unit_id=draft.unit_id,
        title=draft.title,
        playlist_id=draft.playlist_id,
        content_id=draft.content_id,
        slot_class=draft.slot_class,
        outputs=draft.outputs,
        rrule=draft.rrule,
        start=draft.start,
        end=end_of(draft.start, draft.duration_min),
        first_date=draft.first,
        last_date=draft.last,
        over=draft.over,
        resume=draft.resume,
        active=draft.active,
        campaign_id=draft.campaign_id,
        targets=targets_io(draft.targets),
        days=[day_io(one) for one in draft.days],
        layout=draft.layout,
        changed_at=utc(row.changed_at_ms),
    )


def targets_io(targets: Targets) -> TargetsIO:
    """As they leave."""
    return TargetsIO(
        units=sorted(targets.units),
        devices=sorted(targets.devices),
        kinds=sorted(targets.kinds),
        profiles=sorted(targets.profiles),
        tags=sorted(targets.tags),
    )


def day_io(draft: DayDraft) -> DayIO:
    """As it leaves."""
    end = end_of(draft.start, draft.duration_min) if draft.start else None
    return DayIO(day=draft.day, start=draft.start or None, end=end, playlist_id=draft.playlist_id)


def campaign_out(row: Campaign) -> CampaignOut:
    """As it leaves."""
    return CampaignOut(
        id=row.id, unit_id=row.unit_id, name=row.name, active=row.active, changed_at=utc(row.changed_at_ms)
    )
