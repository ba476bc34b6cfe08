"""One message from the broker, judged as far as it can be before its signature is."""

from __future__ import annotations

from agent.link.addresses import Address
from agent.link.arrivals import Arrival, Arrived, Dropped, Hint
from protocol.documents import ControllerState
from protocol.limits import LIMITS
from protocol.topics import CONTROLLER_STATE
from protocol.wire import Undecodable, decode


def read_message(address: Address | None, topic: str, payload: bytes, *, retained: bool) -> Arrival | None:
    """What a message on ``topic`` is; ``address`` says which document it carries, None for a topic without.

    None for an empty message, which is a retained one being cleared, and for a topic nobody asked for: amqtt hands
    every client the retained messages of others.
    """
    if not payload or (address is None and topic != CONTROLLER_STATE):
        return None
    if len(payload) > LIMITS.document_bytes:
        return Dropped(topic, f"{len(payload)} bytes")
    if address is None:
        return _hint(topic, payload)
    kind, aud = address
    if kind == "command" and retained:
        return Dropped(topic, "a retained command is an old one")
    return Arrived(kind, aud, payload, "mqtt")


def _hint(topic: str, payload: bytes) -> Arrival:
    try:
        return Hint(decode(payload, ControllerState))
    except Undecodable as error:
        return Dropped(topic, error.problem.en[:200])
