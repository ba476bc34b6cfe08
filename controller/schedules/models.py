"""Tables of playlists and of the slots that play them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import BigInteger
from sqlmodel import Field

from controller.db import Row


class Campaign(Row, table=True):
    """A name that holds slots of a unit together: all of them are on or off, and move to other days, at once."""

    __tablename__ = "campaign"

    id: str = Field(primary_key=True, max_length=32)
    unit_id: str = Field(foreign_key="unit.id", index=True)
    name: str = Field(max_length=200)
    active: bool = True
    changed_by: int | None = Field(default=None, foreign_key="user_account.id")
    changed_at_ms: int = Field(sa_type=BigInteger)


class PlaylistRow(Row, table=True):
    """Contents in an order of a unit's own. ``play_order`` is a :data:`controller.schedules.kinds.PlayOrder`."""

    __tablename__ = "playlist"

    id: str = Field(primary_key=True, max_length=32)
    unit_id: str = Field(foreign_key="unit.id", index=True)
    title: str = Field(max_length=200)
    play_order: str = Field(default="fixed", max_length=16)
    seed: int = 0
    """Another number is another shuffle."""
    gap_ms: int = 2_000
    """Silence between two sounds."""
    transition: str = Field(default="", max_length=8)
    """A :data:`protocol.manifest.TransitionKind`; empty: as the board is set."""
    changed_by: int | None = Field(default=None, foreign_key="user_account.id")
    changed_at_ms: int = Field(sa_type=BigInteger)


class PlaylistEntry(Row, table=True):
    """One turn of a playlist, at its ``place`` (from 0)."""

    __tablename__ = "playlist_entry"

    playlist_id: str = Field(primary_key=True, foreign_key="playlist.id", max_length=32)
    place: int = Field(primary_key=True)
    content_id: str = Field(foreign_key="content.id", index=True, max_length=32)
    weight: int = 1
    duration_ms: int | None = None
    """How long a picture, a page of a document or a countdown stands here; None: as published."""
    resume: str = Field(default="", max_length=8)
    """A :data:`protocol.manifest.ResumeRule`; empty: by the rule of the slot."""


class SlotRow(Row, table=True):
    """When a playlist, or one content, has screens, loudspeakers or both. Days and times are the province's.

    ``last_date`` is the last day on which it may begin, included; what began goes on over midnight.
    """

    __tablename__ = "slot"

    id: str = Field(primary_key=True, max_length=32)
    """Of two slots of one unit and class at one time the one with the smaller id is on: the one that was made first."""
    unit_id: str = Field(foreign_key="unit.id", index=True)
    title: str = Field(max_length=200)
    slot_class: str = Field(max_length=16)
    outputs: str = Field(max_length=8)
    """A :data:`controller.schedules.kinds.Outputs`."""
    playlist_id: str | None = Field(default=None, foreign_key="playlist.id", index=True, max_length=32)
    content_id: str | None = Field(default=None, foreign_key="content.id", index=True, max_length=32)
    """Exactly one of the two is there."""
    rrule: str = Field(max_length=300)
    start: str = Field(max_length=5)
    duration_min: int
    first_date: date
    last_date: date | None = Field(default=None, index=True)
    over: str = Field(default="cut", max_length=8)
    resume: str = Field(default="skip", max_length=8)
    active: bool = True
    layout: str | None = Field(default=None, index=True, max_length=32)
    """How screens are arranged meanwhile, named as a :class:`controller.publishing.models.Tuning` names it; None: as
    each board is set.
    """
    campaign_id: str | None = Field(default=None, foreign_key="campaign.id", index=True, max_length=32)
    changed_by: int | None = Field(default=None, foreign_key="user_account.id")
    changed_at_ms: int = Field(sa_type=BigInteger)


class SlotUnit(Row, table=True):
    """A unit whose devices, and those below it, a slot is for. A slot without any is for all of its own unit's."""

    __tablename__ = "slot_unit"

    slot_id: str = Field(primary_key=True, foreign_key="slot.id", max_length=32)
    unit_id: str = Field(primary_key=True, foreign_key="unit.id", index=True)


class SlotTarget(Row, table=True):
    """What else says which devices a slot is for: a :data:`controller.schedules.targets.Narrow` and its value."""

    __tablename__ = "slot_target"

    slot_id: str = Field(primary_key=True, foreign_key="slot.id", max_length=32)
    kind: str = Field(primary_key=True, max_length=16)
    value: str = Field(primary_key=True, max_length=64)


class SlotDay(Row, table=True):
    """A day on which a slot is not as usual: without ``start`` it does not begin that day, else it is as said here."""

    __tablename__ = "slot_day"

    slot_id: str = Field(primary_key=True, foreign_key="slot.id", max_length=32)
    day: date = Field(primary_key=True)
    start: str = Field(default="", max_length=5)
    duration_min: int = 0
    playlist_id: str | None = Field(default=None, foreign_key="playlist.id", index=True, max_length=32)
    """What plays then; None: as usual."""
