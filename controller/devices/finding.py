"""Which devices are asked for: by words, state, unit, label, kind and model; the worst first. Never commits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import ColumnElement, literal, tuple_
from sqlmodel import Session, col, select

from controller.devices.models import Device, DeviceTag
from controller.devices.tags import key_of
from controller.people.actor import Actor
from controller.people.rights import Right
from controller.people.scope import visible_units
from controller.status.column import rank_column, state_column
from controller.status.models import DeviceStatus
from controller.status.service import listening_since
from controller.status.state import State
from controller.units.models import Unit
from controller.units.service import domain_ids, plain
from protocol.ids import EpochMs

Short = Annotated[str, Field(max_length=100)]
Id = Annotated[str, Field(max_length=64)]


class Wanted(BaseModel):
    """What devices must be to be listed; empty fields ask nothing."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    q: Short = ""
    """Every word stands in the device's name or its unit's, whatever the accents."""
    state: State | Literal[""] = ""
    unit: Id = ""
    """In this unit or below it."""
    tag: Short = ""
    kind: Literal["screen", "board", "speaker", ""] = ""
    profile: Id = ""

    def said(self) -> dict[str, str]:
        """The fields that ask something, for an address."""
        return {name: value for name, value in self.model_dump().items() if value}


class Asked(Wanted):
    """The same, and after which device the page begins; what else stands in an address is nothing."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    after: Annotated[str, Field(max_length=32)] = ""
    """The id of the last one seen; empty: from the beginning."""
    most: Annotated[int, Field(ge=1, le=500)] = 500
    """How many at once."""

    def wanted(self) -> Wanted:
        """The devices alone."""
        return Wanted(**self.model_dump(exclude={"after", "most"}))


def conditions(
    session: Session, actor: Actor, wanted: Wanted, now_ms: EpochMs, right: Right = "see"
) -> Iterator[ColumnElement[bool]]:
    """SQL: devices in force that are as ``wanted`` where the actor has ``right``.

    They are about :class:`Device`, :class:`Unit` and, outer joined, :class:`DeviceStatus`.
    """
    units = visible_units(session, actor, right)
    units = units & domain_ids(session, wanted.unit) if wanted.unit else units
    yield col(Device.retired_at_ms).is_(None)
    yield col(Device.unit_id).in_(units)
    if wanted.state:
        yield state_column(now_ms, listening_since(session)) == wanted.state
    if wanted.kind:
        yield col(Device.kind) == wanted.kind
    if wanted.profile:
        yield col(Device.profile) == wanted.profile
    if wanted.tag:
        yield col(Device.id).in_(select(DeviceTag.device_id).where(DeviceTag.key == key_of(wanted.tag)))
    if wanted.q:
        yield col(Device.id).in_(_named(session, units, plain(wanted.q).split()))


def worst_first(session: Session, now_ms: EpochMs) -> tuple[Any, ...]:
    """SQL: by how bad their state is, then by unit and name."""
    return rank_column(now_ms, listening_since(session)), col(Unit.name), col(Device.name), col(Device.id)


def follows(session: Session, order: tuple[Any, ...], device_id: str) -> ColumnElement[bool]:
    """SQL: comes after that device in this order, as things are now."""
    last = select(*order).select_from(Device).join(Unit, col(Unit.id) == Device.unit_id)
    last = last.outerjoin(DeviceStatus, col(DeviceStatus.device_id) == Device.id).where(col(Device.id) == device_id)
    return tuple_(*order) > tuple_(*(literal(one) for one in session.exec(last).one()))


def _named(session: Session, units: frozenset[str], words: list[str]) -> list[str]:
    """The ids of devices in whose name, or whose unit's, all of the words stand: what no database here can say."""
    query = select(Device.id, Device.name, Unit.name).join(Unit, col(Unit.id) == Device.unit_id)
    rows = session.exec(query.where(col(Device.unit_id).in_(units))).all()
    return [one for one, name, unit in rows if all(word in plain(f"{name} {unit}") for word in words)]
