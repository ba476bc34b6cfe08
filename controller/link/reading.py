"""An uplink message as a typed value. Pure."""

from __future__ import annotations

from typing import Literal

from protocol.ids import DeviceId
from protocol.limits import LIMITS
from protocol.topics import Up, parse_uplink
from protocol.uplink import Ack, LogBatch, Report, Status
from protocol.wire import Undecodable, decode

Said = Status | Report | Ack | LogBatch
Refusal = Literal["topic", "too long", "undecodable"]
SHAPES: dict[Up, type[Said]] = {"status": Status, "report": Report, "ack": Ack, "log": LogBatch}


def read_uplink(topic: str, payload: bytes) -> tuple[DeviceId, Said] | Refusal:
    """Who said what, or why it is refused.

    Who said it is told by the topic alone: the broker lets a device write no other. The size is looked at before
    anything is parsed.
    """
    if len(payload) > LIMITS.uplink_bytes:
        return "too long"
    uplink = parse_uplink(topic)
    if uplink is None:
        return "topic"
    try:
        return uplink.device, decode(payload, SHAPES[uplink.leaf])
    except Undecodable:
        return "undecodable"
