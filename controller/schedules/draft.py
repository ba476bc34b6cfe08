"""What a person says of a playlist, a slot or a campaign, before it is checked and written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from controller.schedules.kinds import Outputs, PlayOrder, Timed
from controller.schedules.plan import Entry
from controller.schedules.targets import EVERYTHING, Targets
from protocol.manifest import Over, ResumeRule, TransitionKind


@dataclass(frozen=True, slots=True)
class PlaylistDraft:
    """A playlist of a unit."""

    unit_id: str
    title: str
    entries: tuple[Entry, ...]
    order: PlayOrder = "fixed"
    seed: int = 0
    gap_ms: int = 2_000
    transition: TransitionKind | None = None


@dataclass(frozen=True, slots=True)
class DayDraft:
    """A day on which a slot is otherwise; an empty ``start``: it does not begin."""

    day: date
    start: str = ""
    duration_min: int = 0
    playlist_id: str | None = None


@dataclass(frozen=True, slots=True)
class SlotDraft:
    """A slot of a unit that plays either a playlist or one content."""

    unit_id: str
    title: str
    first: date
    start: str
    duration_min: int
    playlist_id: str | None = None
    content_id: str | None = None
    slot_class: Timed = "scheduled"
    outputs: Outputs = "both"
    rrule: str = "FREQ=DAILY"
    last: date | None = None
    over: Over = "cut"
    resume: ResumeRule = "skip"
    active: bool = True
    campaign_id: str | None = None
    targets: Targets = EVERYTHING
    days: tuple[DayDraft, ...] = ()
    layout: str | None = None
    """How screens are arranged meanwhile; None: as each board is set."""


@dataclass(frozen=True, slots=True)
class CampaignDraft:
    """A campaign of a unit."""

    unit_id: str
    name: str
    active: bool = True
