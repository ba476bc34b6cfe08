"""One message from the broker, judged as far as it can be before its signature is."""

from __future__ import annotations

from agent.link.addresses import Address
from agent.link.arrivals import Arrival, Arrived, Dropped, Hint
from protocol.documents import ControllerState
from protocol.limits import LIMITS
from protocol.topics import CONTROLLER_STATE
from protocol.wire import Undecodable, decode


def read_message(address: Address | None, topic: str, payload: bytes, *, retained: bool) -> Arrival | None:
    """What a message on ``topic`` is; None for an empty one, which is a retained message being cleared.

    ``address`` says what the topic carries, None for a topic without documents.
    """
    if not payload:
        return None
    if len(payload) > LIMITS.document_bytes:
        return Dropped(topic, f"{len(payload)} bytes")
    if topic == CONTROLLER_STATE:
        return _hint(topic, payload)
    if address is None:
        return Dropped(topic, "not a topic of this device")
    kind, aud = address
    if kind == "command" and retained:
        return Dropped(topic, "a retained command is an old one")
    return Arrived(kind, aud, payload, "mqtt")


def _hint(topic: str, payload: bytes) -> Arrival:
    try:
        return Hint(decode(payload, ControllerState))
    except Undecodable as error:
        return Dropped(topic, error.problem.en[:200])
