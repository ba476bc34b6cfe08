"""Steps of contents: taken, counted, read. Never commits.

Every change of a content's state goes through :func:`take`. It holds the content's row (SQLite: the one turn to write),
compares what the actor saw with what stands, asks the table, and adds one step under the next number: of two that take
one at once, the second finds what the first has made.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from sqlmodel import Session, col, func, select

from controller.approval import refusals
from controller.approval.authors import authors, whose
from controller.approval.judged import Judged, differing, digest_of, encoded, judged
from controller.approval.models import ApprovalStep
from controller.approval.rule import rule_for
from controller.approval.table import ACTS, MOVES, NEEDS, ON_AIR, Act, Needs, State, Upto, Whose, refusal, state_named
from controller.bulletins.models import Content
from controller.people.actor import Actor
from controller.people.scope import visible_units
from protocol.ids import EpochMs

BY_HAND: tuple[Act, ...] = ("submit", "take_back", "discard", "approve", "return", "publish", "withdraw")
"""What people do to a content without changing it."""
VERDICTS: tuple[Act, ...] = ("approve", "return", "withdraw")
DIGITS = 16


class Seen(NamedTuple):
    """What somebody looked at: the last step, and what stood then. Forms carry it as text."""

    number: int
    digest: str

    @property
    def text(self) -> str:
        """As forms and programs hand it back."""
        return f"{self.number}-{self.digest[:DIGITS]}"


class Taken(NamedTuple):
    """An act that was let, and what it found."""

    act: Act
    was: str
    values: Judged
    reason: str = ""
    own: str = ""


def seen(session: Session, content: Content) -> str:
    """What one sees who looks now."""
    return Seen(_last_number(session, content.id), digest_of(judged(session, content))).text


def take(
    session: Session,
    actor: Actor,
    content: Content,
    act: Act,
    now_ms: EpochMs,
    *,
    looked_at: str | None = None,
    reason: str = "",
) -> None:
    """One act on a content. ``looked_at`` is what the actor saw; None: what stands, seen in this transaction.

    Raises :class:`NotAllowed` and :class:`Conflict` as the table has it, :class:`Conflict` when it changed since, and
    :class:`InvalidInput` for a return without a reason.
    """
    hold(session, content)
    number, values = _last_number(session, content.id), judged(session, content)
    rule = _rule(session, actor, content) if act == "approve" else ""
    work_of = _whose(session, actor, content, rule) if act == "approve" else "anothers"
    refused = refusal(state_named(content.state), act, rights_of(session, actor, content.unit_id), work_of)
    if refused:
        raise refused
    if looked_at not in (None, Seen(number, digest_of(values)).text):
        raise refusals.changed_since()
    why = refusals.demand_reason(reason) if act == "return" else ""
    was = _move(session, content, act, now_ms)
    by_rule = rule if work_of == "own_by_rule" else ""
    _write(session, actor, content, Taken(act, was, values, why, by_rule), number, now_ms)


def begun(session: Session, actor: Actor, content: Content, now_ms: EpochMs) -> None:
    """The first step of a content that was just put into the database as a draft."""
    _write(session, actor, content, Taken("write", "", judged(session, content)), 0, now_ms)


def changed(session: Session, actor: Actor, content: Content, before: Judged, now_ms: EpochMs) -> None:
    """A content that :func:`hold` holds was changed; ``before`` is how it was. What counts has it judged anew."""
    values = judged(session, content)
    names = differing(before, values)
    if not names:
        return
    act: Act = "edit" if digest_of(before) != digest_of(values) else "touch"
    refused = refusal(state_named(content.state), act, rights_of(session, actor, content.unit_id), "anothers")
    if refused:
        raise refused
    was = _move(session, content, act, now_ms)
    _write(session, actor, content, Taken(act, was, values), _last_number(session, content.id), now_ms)


def carry(session: Session, actor: Actor, content: Content, upto: Upto, now_ms: EpochMs) -> None:
    """Takes what was just written as far as it is to go and its writer may take it; what they may not waits."""
    if upto == "draft":
        return
    if content.state in MOVES["submit"]:
        take(session, actor, content, "submit", now_ms)
    if upto == "submitted" or "publish" not in rights_of(session, actor, content.unit_id):
        return
    if content.state == "submitted" and may(session, actor, content, "approve"):
        take(session, actor, content, "approve", now_ms)
    if content.state in MOVES["publish"]:
        take(session, actor, content, "publish", now_ms)


def mended(session: Session, actor: Actor, content: Content, before: Judged, now_ms: EpochMs) -> None:
    """The same for a part of it, such as a recording: what was on the air goes back there if its mender may let it."""
    was_on_air, began_ms = content.state in ON_AIR, content.published_at_ms
    changed(session, actor, content, before, now_ms)
    if was_on_air and content.state == "submitted":
        carry(session, actor, content, "published", now_ms)
        content.published_at_ms = began_ms
        session.add(content)


def left_air(session: Session, content: Content) -> bool:
    """Whether its last step took it off the air."""
    last = next(iter(steps_of(session, content.id)), None)
    return last is not None and last.from_state in ON_AIR and last.to_state not in ON_AIR


def hold(session: Session, content: Content) -> None:
    """Has nobody else change it until the end of this transaction, and reads it as the last one left it."""
    session.flush()
    session.refresh(content, with_for_update=True)


def demand_seen(session: Session, content: Content, looked_at: str) -> None:
    """Raises :class:`Conflict` when the content, which :func:`hold` holds, is not what somebody looked at."""
    if looked_at != seen(session, content):
        raise refusals.changed_since()


def may(session: Session, actor: Actor, content: Content, act: Act) -> bool:
    """Whether the actor may do that now."""
    work_of: Whose = "anothers"
    if act == "approve":
        work_of = _whose(session, actor, content, _rule(session, actor, content))
    return refusal(state_named(content.state), act, rights_of(session, actor, content.unit_id), work_of) is None


def own_rule(session: Session, actor: Actor, content: Content) -> str:
    """By which rule the actor would approve their own work now; empty for another's, and where nothing lets them."""
    rule = _rule(session, actor, content)
    return rule if _whose(session, actor, content, rule) == "own_by_rule" else ""


def acts_of(session: Session, actor: Actor, content: Content) -> tuple[Act, ...]:
    """All that the actor may do with it now; ``edit`` among it."""
    return tuple(act for act in ACTS if act in (*BY_HAND, "edit") and may(session, actor, content, act))


def steps_of(session: Session, content_id: str) -> Sequence[ApprovalStep]:
    """Its steps, the newest first."""
    newest = col(ApprovalStep.number).desc()
    return session.exec(select(ApprovalStep).where(ApprovalStep.content_id == content_id).order_by(newest)).all()


def last_step(session: Session, content_id: str, act: Act) -> ApprovalStep | None:
    """The newest step of that kind."""
    return next((step for step in steps_of(session, content_id) if step.act == act), None)


def judged_in(step: ApprovalStep) -> Judged:
    """What was judged in a step."""
    values: Judged = json.loads(step.judged)
    return values


def rights_of(session: Session, actor: Actor, unit_id: str) -> frozenset[Needs]:
    """What of the table's rights the actor has in that unit; the program has all."""
    if actor.user_id is None and actor.unit_id is None:
        return frozenset(NEEDS.values())
    held: list[Needs] = [right for right in ("write", "publish") if unit_id in visible_units(session, actor, right)]
    return frozenset(held)


def _whose(session: Session, actor: Actor, content: Content, rule: str) -> Whose:
    return whose(actor.user_id, authors(content.created_by, steps_of(session, content.id)), rule)


def _rule(session: Session, actor: Actor, content: Content) -> str:
    """By which rule the actor may approve their own here; ``again``: somebody approved just this before."""
    return rule_for(session, actor, content.unit_id) or ("again" if _stood_approved(session, content) else "")


def _stood_approved(session: Session, content: Content) -> bool:
    """Whether the last verdict on what stands now, word for word, was that it may go on the air."""
    digest = digest_of(judged(session, content))
    verdicts = (step.act for step in steps_of(session, content.id) if step.digest == digest and step.act in VERDICTS)
    return next(verdicts, "") == "approve"


def _move(session: Session, content: Content, act: Act, now_ms: EpochMs) -> State:
    """Into the state that the table says; answers in which it was."""
    was = state_named(content.state)
    to = MOVES[act][was]
    if act == "publish":
        content.published_at_ms = now_ms
    if to != was or act == "publish":
        content.state, content.changed_at_ms = to, now_ms
    session.add(content)
    return was


def _write(session: Session, actor: Actor, content: Content, taken: Taken, number: int, now_ms: EpochMs) -> None:
    """Adds the step that follows the one of that number."""
    session.add(
        ApprovalStep(
            content_id=content.id,
            number=number + 1,
            act=taken.act,
            from_state=taken.was,
            to_state=content.state,
            by=actor.user_id,
            at_ms=now_ms,
            reason=taken.reason,
            own=taken.own,
            digest=digest_of(taken.values),
            judged=encoded(taken.values),
        )
    )
    session.flush()


def _last_number(session: Session, content_id: str) -> int:
    query = select(func.max(ApprovalStep.number)).where(ApprovalStep.content_id == content_id)
    return session.exec(query).one() or 0
