"""By which rule somebody may approve their own. Never commits.

Nobody may, but for the program itself, for the only active account that may publish in that unit, where an
administrator let the people of a unit, and what was approved before, word for word (:mod:`.service` looks at that).
An administrator's rule is about this unit and no other: it goes with a unit that only gets another name or comes below
another, and is over when the unit merges or splits. What such a unit left is judged by the rules of those that have its
land now, all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from sqlmodel import Session, col, select

from controller.approval.models import SelfApproval
from controller.people.actor import Actor
from controller.people.models import User, UserGrant, grant_of
from controller.people.rights import GRANTED, Grant
from controller.people.scope import demand, visible_units
from controller.units.models import Unit
from controller.units.service import ancestors, domain_ids, get_open_unit, get_unit, lineage
from protocol.errors import Conflict, InvalidInput, NotFound
from protocol.ids import EpochMs
from protocol.words import Words

ByRule = Literal["", "program", "only", "rule", "again"]
"""``only``: nobody else could; ``rule``: an administrator let them; ``again``: just this was approved before."""
REASON_LETTERS = 200


class Ruled(NamedTuple):
    """A rule of a unit as it is called now; one that nobody ended holds no more when its unit merged or split."""

    rule: SelfApproval
    unit: Unit
    holds: bool


def rule_for(session: Session, actor: Actor, unit_id: str) -> ByRule:
    """What lets this actor approve their own there; empty: nothing."""
    if actor.user_id is None:
        return "program"
    if publishers_of(session, unit_id) == {actor.user_id}:
        return "only"
    return "rule" if _is_let(session, unit_id) else ""


def publishers_of(session: Session, unit_id: str) -> set[int]:
    """The active accounts that may publish in that unit."""
    active = col(User.disabled).is_(False)
    users = session.exec(select(User).where(active)).all()
    more = session.exec(select(UserGrant).join(User, col(User.id) == UserGrant.user_id).where(active)).all()
    held = [(user.id, grant_of(user)) for user in users] + [(row.user_id, grant_of(row)) for row in more]
    grants = {grant for _, grant in held if "publish" in GRANTED[grant.role]}
    reaching = {grant for grant in grants if _reaches(session, grant, unit_id)}
    return {user_id for user_id, grant in held if user_id is not None and grant in reaching}


def rules_of(session: Session, actor: Actor) -> Sequence[SelfApproval]:
    """Every rule of units in which the actor looks after people, those in force first, then the newest."""
    theirs = col(SelfApproval.unit_id).in_(visible_units(session, actor, "people"))
    in_force_first = col(SelfApproval.ended_at_ms).is_not(None), col(SelfApproval.set_at_ms).desc()
    return session.exec(select(SelfApproval).where(theirs).order_by(*in_force_first, SelfApproval.unit_id)).all()


def ruled(session: Session, rule: SelfApproval) -> Ruled:
    """Of which unit it is now, and whether it holds."""
    known = lineage(session)
    now = next((one for one in known.heirs(rule.unit_id) if rule.unit_id in known.same(one)), rule.unit_id)
    return Ruled(rule, get_unit(session, now), rule.ended_at_ms is None and not known.has_heirs(now))


def let(session: Session, actor: Actor, unit_id: str, reason: str, now_ms: EpochMs) -> SelfApproval:
    """From now on people of the unit may approve their own, and it is written down who let them and why.

    Raises :class:`NotAllowed`, :class:`InvalidInput` without a reason, :class:`Conflict` where they may already.
    """
    demand(session, actor, "people", get_open_unit(session, unit_id).id)
    why = " ".join(reason.split())
    if not 0 < len(why) <= REASON_LETTERS:
        raise _no_reason()
    if _in_force(session, lineage(session).same(unit_id)):
        raise Conflict(
            Words("Đơn vị này đã được tự duyệt.", "The unit may approve its own already."),
            Words("Tải lại trang để xem.", "Load the page again to see it."),
        )
    row = SelfApproval(unit_id=unit_id, set_at_ms=now_ms, set_by=actor.user_id, reason=why)
    session.add(row)
    session.flush()
    return row


def end(session: Session, actor: Actor, unit_id: str, now_ms: EpochMs) -> SelfApproval:
    """Nobody there may any more. Raises :class:`NotAllowed` and :class:`NotFound`."""
    demand(session, actor, "people", unit_id)
    for row in _in_force(session, lineage(session).same(unit_id)):
        row.ended_at_ms, row.ended_by = now_ms, actor.user_id
        session.add(row)
        session.flush()
        return row
    raise NotFound(
        Words("Đơn vị này không có quy định tự duyệt.", "The unit has no such rule."),
        Words("Tải lại trang để xem.", "Load the page again to see it."),
    )


def _reaches(session: Session, grant: Grant, unit_id: str) -> bool:
    return grant.unit_id is None or unit_id in domain_ids(session, grant.unit_id)


def _is_let(session: Session, unit_id: str) -> bool:
    heirs = lineage(session).heirs(unit_id)
    return all(_in_force(session, _line(session, heir)) for heir in heirs)


def _line(session: Session, unit_id: str) -> list[str]:
    """The unit and those above it, each also under the names it had before."""
    return [one for unit in ancestors(session, unit_id) for one in lineage(session).same(unit.id)]


def _in_force(session: Session, unit_ids: Sequence[str]) -> Sequence[SelfApproval]:
    standing = col(SelfApproval.ended_at_ms).is_(None)
    return session.exec(select(SelfApproval).where(col(SelfApproval.unit_id).in_(unit_ids), standing)).all()


def _no_reason() -> InvalidInput:
    return InvalidInput(
        Words("Chưa ghi lý do cho tự duyệt.", "There is no reason for letting them."),
        Words(f"Viết từ 1 đến {REASON_LETTERS} chữ.", f"Write 1 to {REASON_LETTERS} letters."),
    )
