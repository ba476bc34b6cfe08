"""What hangs on a unit: every column that names one, and what an event does with it.

A column that is not in here fails a test, so that nobody forgets to say what becomes of a new kind of thing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, func
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col, select

from controller.alerts.models import AlertRow, AlertTarget
from controller.bulletins.models import Content
from controller.devices.models import Device, PlayRow
from controller.enrolment.models import ClaimToken
from controller.people.models import User

Fate = Literal["moves", "stays", "copies", "tree"]
"""``moves`` to the new unit; ``stays`` where it came from and is looked after by the heirs; ``copies``: holds for both;
``tree``: the records themselves."""
FATES: Mapping[str, Fate] = {
    "alert_target.unit_id": "stays",
    "api_token.unit_id": "moves",
    "board_layout.unit_id": "stays",
    "campaign.unit_id": "stays",
    "claim_token.unit_id": "moves",
    "content.unit_id": "stays",
    "content_answer.unit_id": "stays",
    "content_share.unit_id": "stays",
    "content_target.unit_id": "stays",
    "device.unit_id": "moves",
    "device_move.from_id": "tree",
    "device_move.into_id": "tree",
    "lexicon_entry.unit_id": "copies",
    "original.unit_id": "stays",
    "self_approval.unit_id": "stays",
    "playlist.unit_id": "stays",
    "proposal.unit_id": "stays",
    "slot.unit_id": "stays",
    "slot_unit.unit_id": "stays",
    "unit.parent_id": "tree",
    "unit_merger.from_id": "tree",
    "unit_merger.into_id": "tree",
    "unit_order.unit_id": "stays",
    "unit_rehoming.from_id": "tree",
    "unit_rehoming.into_id": "tree",
    "user_account.unit_id": "moves",
    "user_grant.unit_id": "copies",
}


@dataclass(frozen=True, slots=True)
class Belonging:
    """Rows of one table that move: which column names the row, its unit, what people call it, and which still count."""

    what: str
    table: Any
    key: Mapped[str]
    unit: Mapped[str]
    name: Mapped[str]
    counts: ColumnElement[bool]


MOVING: tuple[Belonging, ...] = (
    Belonging(
        "device", Device, col(Device.id), col(Device.unit_id), col(Device.name), col(Device.retired_at_ms).is_(None)
    ),
    Belonging("user", User, col(User.login), col(User.unit_id), col(User.full_name), col(User.id).is_not(None)),
    Belonging(
        "claim",
        ClaimToken,
        col(ClaimToken.token_sha256),
        col(ClaimToken.unit_id),
        col(ClaimToken.name),
        col(ClaimToken.device_id).is_(None),
    ),
)


@dataclass(frozen=True, slots=True)
class Thing:
    """One row that hangs on a unit."""

    what: str
    id: str
    name: str
    unit_id: str


def things_in(session: Session, unit_ids: frozenset[str]) -> list[Thing]:
    """All that moves with these units."""
    found: list[Thing] = []
    for one in MOVING:
        query = select(one.key, one.name, one.unit).where(one.unit.in_(unit_ids), one.counts).order_by(one.key)
        found.extend(Thing(one.what, str(key), name, unit) for key, name, unit in session.exec(query).all())
    return found


def counts_in(session: Session, unit_ids: frozenset[str]) -> dict[str, dict[str, int]]:
    """How much hangs on each of these units, by what it is: ``device``, ``user``, ``claim``, ``content``, ...

    ``content`` is on the air, ``alert`` in force; ``play`` are records of what the unit's devices played.
    """
    counted: dict[str, dict[str, int]] = {one: {} for one in unit_ids}
    for moving in MOVING:
        _count(session, counted, moving.what, select(moving.unit, func.count()).where(moving.counts), moving.unit)
    on_air = select(col(Content.unit_id), func.count()).where(col(Content.state) != "withdrawn")
    _count(session, counted, "content", on_air, col(Content.unit_id))
    in_force = select(col(AlertTarget.unit_id), func.count()).join(AlertRow, col(AlertRow.id) == AlertTarget.alert_id)
    _count(session, counted, "alert", in_force.where(col(AlertRow.state) == "active"), col(AlertTarget.unit_id))
    plays = select(col(Device.unit_id), func.count()).join(PlayRow, col(PlayRow.device_id) == Device.id)
    _count(session, counted, "play", plays, col(Device.unit_id))
    return counted


def _count(session: Session, counted: dict[str, dict[str, int]], what: str, query: Any, unit: Mapped[str]) -> None:
    for unit_id, number in session.exec(query.where(unit.in_(list(counted))).group_by(unit)).all():
        counted[unit_id][what] = number
