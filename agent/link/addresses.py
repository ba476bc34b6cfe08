"""Which topics a device reads, and which kind of document for whom each one carries."""

from __future__ import annotations

from collections.abc import Iterable

from protocol.documents import AUDIENCE_ALL, Kind
from protocol.ids import DeviceId, UnitId
from protocol.topics import CONTROLLER_STATE, CONTROLLER_TRUST, area_alerts, down

Address = tuple[Kind, str]
"""A kind of document and its audience."""


def addresses(device: DeviceId, areas: Iterable[UnitId]) -> dict[str, Address]:
    """Topic -> what it carries, for every document topic of ``device``. Exact names, no wildcard."""
    own: dict[str, Address] = {
        CONTROLLER_TRUST: ("trust", AUDIENCE_ALL),
        down(device, "desired"): ("desired", device),
        down(device, "alerts"): ("alerts", device),
        down(device, "cmd"): ("command", device),
    }
    return own | {area_alerts(unit): ("alerts", unit) for unit in areas}


def subscriptions(device: DeviceId, areas: Iterable[UnitId]) -> list[str]:
    """Every topic to subscribe to: the controller's state first, then the documents."""
    return [CONTROLLER_STATE, *addresses(device, areas)]
