"""The units that a content goes to, chosen and written down with its publication. Never commits."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlmodel import Session, col, delete, select

from controller.offers.models import ContentTarget
from controller.units.service import get_open_unit, get_unit, tree
from protocol.errors import InvalidInput
from protocol.words import Words

MOST_TARGETS = 500


def aim(session: Session, content_id: str, owner_id: str, chosen: Sequence[str]) -> None:
    """Has the content of ``owner_id`` go to these units and all below each, to all below its own without any.

    Raises what :func:`outermost` raises.
    """
    wanted = set(outermost(session, owner_id, chosen))
    held = set(session.exec(select(ContentTarget.unit_id).where(ContentTarget.content_id == content_id)).all())
    if held - wanted:
        gone = col(ContentTarget.content_id) == content_id, col(ContentTarget.unit_id).in_(held - wanted)
        session.exec(delete(ContentTarget).where(*gone))
    session.add_all(ContentTarget(content_id=content_id, unit_id=one) for one in sorted(wanted - held))
    session.flush()


def outermost(session: Session, owner_id: str, chosen: Sequence[str]) -> tuple[str, ...]:
    """The chosen units without those that lie below another of them; none, when the content's own is among them.

    Raises :class:`NotFound` for an unknown unit, :class:`Conflict` for one whose place another took, and
    :class:`InvalidInput` for one that is not below ``owner_id``.
    """
    units, within = tree(session), tree(session).subtree(owner_id)
    wanted = {get_open_unit(session, one).id for one in dict.fromkeys(chosen)}
    outside = sorted(wanted - within)
    if outside:
        raise _outside(session, outside[0], owner_id)
    if len(wanted) > MOST_TARGETS:
        raise _too_many()
    if owner_id in wanted:
        return ()
    return tuple(sorted(one for one in wanted if not wanted.intersection(u.id for u in units.ancestors(one)[1:])))


def all_targets(session: Session, content_ids: Collection[str]) -> dict[str, list[str]]:
    """The units that each of these contents was sent to, by content, in order; without any: all below its own."""
    columns = select(ContentTarget.content_id, ContentTarget.unit_id)
    query = columns.where(col(ContentTarget.content_id).in_(content_ids)).order_by(col(ContentTarget.unit_id))
    found: dict[str, list[str]] = {}
    for content_id, unit_id in session.exec(query).all():
        found.setdefault(content_id, []).append(unit_id)
    return found


def _outside(session: Session, unit_id: str, owner_id: str) -> InvalidInput:
    unit, owner = get_unit(session, unit_id).name, get_unit(session, owner_id).name
    return InvalidInput(
        Words(f"{unit} không thuộc {owner}.", f"{unit} is not a part of {owner}."),
        Words("Chỉ chọn đơn vị cấp dưới của đơn vị phát hành.", "Choose units below the one that publishes."),
    )


def _too_many() -> InvalidInput:
    return InvalidInput(
        Words(f"Nhiều hơn {MOST_TARGETS} đơn vị nhận.", f"There are over {MOST_TARGETS} units."),
        Words("Chọn đơn vị cấp trên của chúng.", "Choose the unit above them."),
    )
