"""What units above send down, and what is answered to it. Never commits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlmodel import Session, col, select

from controller.bulletins.models import Content
from controller.bulletins.service import older_than
from controller.offers.flow import Decision, Flows, mark_of
from controller.offers.known import flows
from controller.offers.models import ContentAnswer
from controller.offers.standpoint import comes_from_above, standpoint
from controller.people.actor import Actor
from controller.people.scope import demand
from controller.units.models import Unit
from controller.units.service import ancestors, get_open_unit, get_unit
from protocol.errors import Conflict, InvalidInput, NotFound
from protocol.ids import EpochMs
from protocol.words import Words

Standing = Literal["direct", "waiting", "changed", "accepted", "declined"]
"""``direct``: nobody is asked; ``changed``: what was answered to is not what it says now, so it waits anew."""
REASON_LETTERS = 500
AT_LEAST = 50
"""Contents looked at together while those that wait are looked for."""


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as it was given; ``mark`` is of what was seen."""

    accepted: bool
    mark: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class FromAbove:
    """A content of a unit above, as one unit sees it."""

    content: Content
    owner: Unit
    standing: Standing
    decided_by: Unit | None
    """The unit whose answer holds: itself, one above, or one of the past that it carries on."""
    answer: ContentAnswer | None
    """That answer, or the unit's own to something else."""

    @property
    def id(self) -> str:
        """The content's."""
        return self.content.id

    @property
    def mark(self) -> str:
        """Of what an answer is about."""
        return mark_of(self.content)


def answer(
    session: Session, actor: Actor, content_id: str, unit_id: str, given: Given, now_ms: EpochMs, today: date
) -> ContentAnswer:
    """Writes what a unit answers, in the place of what it answered before.

    Raises :class:`NotAllowed` for another unit than the actor's, :class:`NotFound` for what is not offered to this one,
    :class:`Conflict` when it says something else by now, and :class:`InvalidInput` for a refusal without a reason.
    """
    content = _offered(session, actor, content_id, unit_id, today)
    if given.mark != mark_of(content):
        raise _changed(content)
    reason = "" if given.accepted else given.reason.strip()
    if not given.accepted and not 0 < len(reason) <= REASON_LETTERS:
        raise _no_reason()
    row = session.get(ContentAnswer, (content_id, unit_id))
    if row is not None and (row.accepted, row.mark, row.reason) == (given.accepted, given.mark, reason):
        return row
    row = ContentAnswer(
        content_id=content_id,
        unit_id=unit_id,
        accepted=given.accepted,
        mark=given.mark,
        reason=reason,
        answered_by=actor.user_id,
        answered_at_ms=now_ms,
    )
    row = session.merge(row)
    session.flush()
    return row


def take_back(session: Session, actor: Actor, content_id: str, unit_id: str, today: date) -> None:
    """Has a unit say nothing any more; once more changes nothing. Raises as :func:`answer` does."""
    _offered(session, actor, content_id, unit_id, today)
    row = session.get(ContentAnswer, (content_id, unit_id))
    if row is not None:
        session.delete(row)
        session.flush()


def from_above(
    session: Session, actor: Actor, unit_id: str, after: str, most: int, today: date, *, waiting: bool = False
) -> list[FromAbove]:
    """At most ``most`` contents that units above this one have for it, the newest first, those that follow ``after``.

    ``waiting``: only those that wait for an answer. Raises :class:`NotAllowed` and :class:`NotFound`.
    """
    demand(session, actor, "see", get_unit(session, unit_id).id)
    query = select(Content).where(*comes_from_above(standpoint(session, [unit_id]), today))
    newest = query.order_by(col(Content.created_at_ms).desc(), Content.id)
    last = _last(session, after) if after else None
    found: list[FromAbove] = []
    at_once = max(most, AT_LEAST) if waiting else most
    while len(found) < most:
        batch = session.exec((older_than(newest, last) if last else newest).limit(at_once)).all()
        seen = as_seen(session, batch, ancestors(session, unit_id, today))
        found += [one for one in seen if not waiting or one.standing in ("waiting", "changed")]
        if len(batch) < at_once:
            break
        last = batch[-1]
    return found[:most]


def as_seen(session: Session, contents: Sequence[Content], chain: Sequence[Unit]) -> list[FromAbove]:
    """How these stand with the first of ``chain``."""
    known = flows(session, [content.id for content in contents])
    return [_seen(session, known, content, chain) for content in contents]


def standing_of(
    flowing: Flows, content: Content, chain: Sequence[Unit], *, answered: bool
) -> tuple[Standing, Decision | None]:
    """What holds for the first of ``chain``; ``answered``: it did so once, to whatever the content said then."""
    if content.flow == "direct":
        return "direct", None
    decision = flowing.decided(content, flowing.line(content.unit_id, chain))
    if decision is not None:
        return "accepted" if decision.accepted else "declined", decision
    return "changed" if answered else "waiting", None


def _seen(session: Session, known: Flows, content: Content, chain: Sequence[Unit]) -> FromAbove:
    own = session.get(ContentAnswer, (content.id, chain[0].id))
    standing, decision = standing_of(known, content, chain, answered=own is not None)
    row = session.get(ContentAnswer, (content.id, decision.unit_id)) if decision else own
    decided_by = get_unit(session, decision.unit_id) if decision else None
    return FromAbove(content, get_unit(session, content.unit_id), standing, decided_by, row)


def _offered(session: Session, actor: Actor, content_id: str, unit_id: str, today: date) -> Content:
    demand(session, actor, "publish", get_open_unit(session, unit_id).id)
    offered = select(Content).where(Content.id == content_id, Content.flow == "offered")
    content = session.exec(offered.where(*comes_from_above(standpoint(session, [unit_id]), today))).first()
    if content is None:
        raise _nothing(content_id)
    return content


def _last(session: Session, after: str) -> Content:
    last = session.get(Content, after)
    if last is None:
        raise _nothing(after)
    return last


def _nothing(content_id: str) -> NotFound:
    return NotFound(
        Words(f"Cấp trên không gửi xuống nội dung “{content_id}”.", f"No unit above offers {content_id!r}."),
        Words("Xem danh sách từ cấp trên gửi xuống; có thể nó đã được gỡ.", "Look at the list; it may be withdrawn."),
    )


def _changed(content: Content) -> Conflict:
    return Conflict(
        Words(f"“{content.title}” vừa được cấp trên sửa.", f"{content.title!r} has just been changed."),
        Words("Xem lại nội dung mới rồi trả lời.", "Look at what it says now, then answer."),
    )


def _no_reason() -> InvalidInput:
    return InvalidInput(
        Words("Từ chối thì phải ghi lý do.", "It takes a reason to decline."),
        Words(f"Ghi lý do, không quá {REASON_LETTERS} ký tự.", f"Give one of at most {REASON_LETTERS} letters."),
    )
