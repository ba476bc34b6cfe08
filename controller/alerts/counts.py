"""How many boards an alert reached, always with the denominator: “heard by 93 of 111; 11 offline; 7 not yet”."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from sqlmodel import Session, col, select

from controller.alerts.models import Receipt
from controller.devices.models import Device
from controller.status.flips import seen_state
from controller.status.models import DeviceStatus
from controller.status.service import listening_since
from controller.status.state import State
from controller.units.models import Unit
from protocol.ids import EpochMs
from protocol.stages import HEARD

Outcome = Literal["rendered", "refused", "offline", "not_yet"]
REFUSED = frozenset({"rejected", "expired", "cancelled"})


@dataclass(frozen=True, slots=True)
class Counts:
    """``of`` is the number of devices that stood in the area when the alert was sent; the four others add up to it."""

    of: int = 0
    rendered: int = 0
    offline: int = 0
    not_yet: int = 0
    refused: int = 0
    """Devices that said they would not: rejected, too late, or cancelled before they could."""
    by_stage: dict[str, int] = field(default_factory=dict)
    """The newest stage of each device that said anything."""

    @property
    def all_rendered(self) -> bool:
        """Whether every one of them has shown or said it; an alert that reaches no board at all was not heard."""
        return 0 < self.of == self.rendered


@dataclass(frozen=True, slots=True)
class Reached:
    """One device and how far it is with an alert."""

    device: Device
    unit_name: str
    receipt: Receipt
    state: State

    @property
    def outcome(self) -> Outcome:
        """In which of the four counts it stands: ``rendered``, ``refused``, ``offline`` or ``not_yet``."""
        if self.receipt.stage in HEARD:
            return "rendered"
        if self.receipt.stage in REFUSED:
            return "refused"
        return "offline" if self.state in ("offline", "never") else "not_yet"


def reached_by(session: Session, alert_id: str, now_ms: EpochMs) -> list[Reached]:
    """Every device of the alert with its state now, by unit and name; those counted on and those that came later."""
    since = listening_since(session)
    query = (
        select(Receipt, Device, Unit.name, DeviceStatus)
        .join(Device, col(Device.id) == Receipt.device_id)
        .join(Unit, col(Unit.id) == Device.unit_id)
        .outerjoin(DeviceStatus, col(DeviceStatus.device_id) == Device.id)
        .where(col(Receipt.alert_id) == alert_id)
        .order_by(Unit.name, Device.name, Device.id)
    )
    rows = session.exec(query).all()
    return [
        Reached(device, unit_name, receipt, seen_state(status, now_ms, since))
        for receipt, device, unit_name, status in rows
    ]


def counted(reached: Sequence[Reached]) -> Counts:
    """The counts of those devices that were counted on."""
    expected = [one for one in reached if one.receipt.expected]
    outcomes = Counter(one.outcome for one in expected)
    stages = Counter(one.receipt.stage for one in expected if one.receipt.stage)
    return Counts(
        of=len(expected),
        rendered=outcomes["rendered"],
        offline=outcomes["offline"],
        not_yet=outcomes["not_yet"],
        refused=outcomes["refused"],
        by_stage=dict(sorted(stages.items())),
    )
