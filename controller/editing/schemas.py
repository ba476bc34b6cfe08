"""An edit over HTTP: what is to be otherwise; all else stays."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from controller.approval.table import Upto
from controller.bulletins.kind_forms import MOST_STATION_MIN
from controller.bulletins.schemas import CardIn, Gain, Short
from controller.feeds.reach import URL_LETTERS
from controller.schedules.kinds import Placement
from protocol.manifest import Over, ResumeRule, SlotClass

TEXT_LETTERS = 200_000
MOST_STEPS = 2**31 - 1
"""What the database can number."""


class EditIn(BaseModel):
    """What is not given stays as it is; a day is taken away by an empty text.

    The last fields are of one kind each: ``text`` of a text; ``at`` and ``after`` of a countdown; ``cards``;
    ``payload`` and ``caption`` of a QR code; ``url`` of a feed, a web page or a station; ``most`` of a feed;
    ``every_min`` of a web page; ``minutes`` of a station or an input; ``input``.
    """

    model_config = ConfigDict(extra="forbid")

    seen: Annotated[str, Field(max_length=64)]
    """What ``seen`` said when one looked: when it changed since, the edit is refused with 409."""
    upto: Upto = "submitted"
    unit_id: str | None = None
    title: Short | None = None
    source: Short | None = None
    slot_class: SlotClass | None = None
    first_date: date | None = None
    last_date: date | Annotated[str, Field(max_length=0)] | None = None
    picture_s: Annotated[int, Field(ge=3, le=600)] | None = None
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$")] | None = None
    spoken: bool | None = None
    full_screen: bool | None = None
    gain_db: Gain | None = None
    over: Over | None = None
    resume: ResumeRule | None = None
    placement: Placement | None = None
    text: Annotated[str, Field(max_length=TEXT_LETTERS)] | None = None
    at: Annotated[str, Field(max_length=40)] | None = None
    after: Short | None = None
    cards: Annotated[list[CardIn], Field(min_length=1, max_length=100)] | None = None
    payload: Annotated[str, Field(max_length=500)] | None = None
    caption: Short | None = None
    url: Annotated[str, Field(max_length=URL_LETTERS)] | None = None
    most: Annotated[int, Field(ge=1, le=20)] | None = None
    every_min: Annotated[int, Field(ge=1, le=1440)] | None = None
    minutes: Annotated[int, Field(ge=1, le=MOST_STATION_MIN)] | None = None
    input: Annotated[str, Field(max_length=40)] | None = None

    def changes(self) -> Mapping[str, Any]:
        """As forms have them, by the names of their fields."""
        changes = self.model_dump(exclude={"cards", "over", "picture_s", "placement"}, exclude_none=True)
        for day in ("first_date", "last_date"):
            if day in changes:
                changes[day] = str(changes[day])
        if self.over is not None:
            changes["over_others"] = self.over == "duck"
        if self.placement is not None:
            changes["only_slots"] = self.placement == "slots"
        if self.picture_s is not None:
            changes["stand_s"] = str(self.picture_s)
        if self.cards is not None:
            changes |= {name: [getattr(card, name) for card in self.cards] for name in ("label", "value", "note")}
        return changes


class RollBackIn(BaseModel):
    """Which of its steps a content is to stand at again."""

    model_config = ConfigDict(extra="forbid")

    seen: Annotated[str, Field(max_length=64)]
    """What ``seen`` said when one looked: when it changed since, it is refused with 409."""
    number: Annotated[int, Field(ge=1, le=MOST_STEPS)] | None = None
    """None: as it was published before, when it said something else."""
    upto: Upto = "published"
    """What was approved before and never returned or withdrawn since needs nobody else; anything else waits."""
