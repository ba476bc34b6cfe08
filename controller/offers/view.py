"""What the page of a content tells of where it goes, what is answered to it and with whom it is shared."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlmodel import Session

from controller.bulletins.models import Content
from controller.offers.service import FromAbove, as_seen
from controller.offers.sharing import sharable_with, shared_within
from controller.offers.targets import all_targets
from controller.people.actor import Actor
from controller.people.scope import visible_units
from controller.units.models import Unit
from controller.units.service import ancestors, get_unit, lineage


def flow_of(session: Session, actor: Actor, content: Content, today: date) -> dict[str, Any]:
    """For its template."""
    is_ours = content.unit_id in visible_units(session, actor)
    may_share = content.unit_id in visible_units(session, actor, "publish") and content.state == "published"
    return {
        "is_ours": is_ours,
        "targets": _targets(session, content),
        "from_above": None if is_ours else _as_seen_here(session, actor, content, today),
        "here": get_unit(session, actor.unit_id) if actor.unit_id else None,
        "may_answer": actor.unit_id in visible_units(session, actor, "publish"),
        "sharable": sharable_with(session, content) if may_share else (),
        "shared": shared_within(session, content.id) if is_ours else None,
    }


def _targets(session: Session, content: Content) -> list[Unit]:
    chosen = all_targets(session, [content.id]).get(content.id, [])
    return [get_unit(session, one) for one in chosen]


def _as_seen_here(session: Session, actor: Actor, content: Content, today: date) -> FromAbove | None:
    """How it stands with the actor's own unit, when that lies below the one it is of."""
    chain = ancestors(session, actor.unit_id or "", today)
    owners = {content.unit_id, *lineage(session).after(content.unit_id)}
    if not owners.intersection(unit.id for unit in chain[1:]):
        return None
    return as_seen(session, [content], chain)[0]
