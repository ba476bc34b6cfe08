"""The MQTT topics of DESIGN.md, written once. A device id or unit id is one topic level."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from protocol.ids import ID_PATTERN, DeviceId, UnitId

ROOT = "rao/v1"
CONTROLLER_STATE = f"{ROOT}/ctl/state"
CONTROLLER_TRUST = f"{ROOT}/ctl/trust"

Down = Literal["desired", "alerts", "cmd"]
Up = Literal["status", "report", "ack", "log"]

CONTROLLER_READS = f"{ROOT}/dev/+/up/+"
"""The controller's one subscription. Retained messages read through it may be cut, so it asks for fresh ones."""


def area_alerts(unit: UnitId) -> str:
    """Where the signed set of alerts active in ``unit`` stands."""
    return f"{ROOT}/area/{unit}/alerts"


def down(device: DeviceId, leaf: Down) -> str:
    """A topic the controller writes and one device reads."""
    return f"{ROOT}/dev/{device}/down/{leaf}"


def up(device: DeviceId, leaf: Up) -> str:
    """A topic one device writes and the controller reads."""
    return f"{ROOT}/dev/{device}/up/{leaf}"


@dataclass(frozen=True, slots=True)
class Uplink:
    """An uplink topic taken apart."""

    device: DeviceId
    leaf: Up


def parse_uplink(topic: str) -> Uplink | None:
    """The device and leaf of an uplink topic; None for any other topic."""
    levels = topic.split("/")
    if len(levels) != 6 or levels[:3] != [*ROOT.split("/"), "dev"] or levels[4] != "up":
        return None
    if not ID_PATTERN.fullmatch(levels[3]) or levels[5] not in get_args(Up):
        return None
    return Uplink(DeviceId(levels[3]), levels[5])  # type: ignore[arg-type]
