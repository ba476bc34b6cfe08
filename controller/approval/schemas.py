"""How contents stand, step by step, and rules of self-approval, over HTTP."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session

from controller.approval import gone, history, refusals, rule, service
from controller.approval.models import SelfApproval
from controller.approval.table import Act
from controller.bulletins.models import Content
from controller.bulletins.schemas import ContentOut, contents_out
from controller.clock import utc
from controller.library.store import Store
from controller.people.actor import Actor
from controller.people.service import names_of
from protocol.ids import EpochMs
from protocol.words import Language

ByHand = Literal["submit", "take_back", "discard", "approve", "return", "publish"]


class StepIn(BaseModel):
    """An act on a content as one saw it."""

    model_config = ConfigDict(extra="forbid")

    act: ByHand
    seen: Annotated[str, Field(max_length=64)]
    """What ``seen`` said when one looked: when it changed since, the act is refused with 409."""
    reason: Annotated[str, Field(max_length=refusals.REASON_LETTERS)] = ""
    """Why it is returned."""
    publish_too: bool = False
    """With ``approve``: puts it on the air in the same transaction."""

    @property
    def acts(self) -> tuple[Act, ...]:
        """One after the other."""
        return ("approve", "publish") if self.act == "approve" and self.publish_too else (self.act,)


class StepOut(BaseModel):
    """One step. ``by`` is None for the program itself; ``own`` is by which rule somebody approved their own."""

    number: int
    act: str
    from_state: str
    to_state: str
    by: str | None
    at: datetime
    reason: str
    own: str
    digest: str
    changed: list[str]
    """What differs from how it stood at the step before."""


class GoneOut(BaseModel):
    """Of ``of`` devices that had it when it left the air: how many are rid of it, by their own reports."""

    of: int
    gone: int
    offline: int
    not_yet: int


class StillThereOut(BaseModel):
    """A device that had it when it left the air; ``offline`` and ``not_yet`` may have it still."""

    id: str
    name: str
    unit: str
    whether: gone.Whether


class StandingOut(BaseModel):
    """A content, how it came to stand as it does, and what the asker may do now."""

    content: ContentOut
    seen: str
    """To be handed back with an act or an edit."""
    acts: list[str]
    steps: list[StepOut]
    """The newest first."""
    gone: GoneOut | None
    """None while it is on the air or never was."""


class RuleIn(BaseModel):
    """Lets people of a unit and of all below it approve their own."""

    model_config = ConfigDict(extra="forbid")

    unit_id: str
    reason: Annotated[str, Field(min_length=1, max_length=rule.REASON_LETTERS)]


class RuleOut(BaseModel):
    """Such a rule; ``until`` None: nobody ended it."""

    unit_id: str
    """Of the unit as it is now; of one that merged or split, its own."""
    unit: str
    reason: str
    since: datetime
    by: str | None
    until: datetime | None
    holds: bool
    """A rule that nobody ended holds no more when its unit merged or split."""


def standing_out(
    session: Session, store: Store, actor: Actor, content: Content, language: Language, now_ms: EpochMs
) -> StandingOut:
    """A content as it stands for this actor."""
    devices = [] if content.state == "published" else gone.devices_of(session, store, content.id, now_ms)
    return StandingOut(
        content=contents_out(session, [content], language)[0],
        seen=service.seen(session, content),
        acts=list(service.acts_of(session, actor, content)),
        steps=list(_steps_out(session, content.id)),
        gone=GoneOut(**gone.counted(devices)._asdict()) if devices else None,
    )


def rules_out(session: Session, rules: Sequence[SelfApproval]) -> list[RuleOut]:
    """Rules as they leave."""
    names = names_of(session, [one.set_by for one in rules])
    return [
        RuleOut(
            unit_id=unit.id,
            unit=unit.name,
            reason=one.reason,
            since=utc(one.set_at_ms),
            by=names.get(one.set_by),
            until=utc(one.ended_at_ms) if one.ended_at_ms else None,
            holds=holds,
        )
        for one, unit, holds in (rule.ruled(session, one) for one in rules)
    ]


def _steps_out(session: Session, content_id: str) -> Iterator[StepOut]:
    steps = service.steps_of(session, content_id)
    names = names_of(session, [step.by for step in steps])
    for step, before in zip(steps, (*steps[1:], None), strict=True):
        yield StepOut(
            number=step.number,
            act=step.act,
            from_state=step.from_state,
            to_state=step.to_state,
            by=names.get(step.by),
            at=utc(step.at_ms),
            reason=step.reason,
            own=step.own,
            digest=step.digest,
            changed=list(history.changed_names(before, step)),
        )
