"""What a link tells the rest of the device: plain values on a queue."""

from __future__ import annotations

from dataclasses import dataclass

from protocol.documents import ControllerState, Kind


@dataclass(frozen=True, slots=True)
class Arrived:
    """A document, unverified, as it came for ``aud``. ``way`` is ``mqtt`` or ``https``."""

    kind: Kind
    aud: str
    token: bytes
    way: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """A message that is no document at all, and why."""

    topic: str
    why: str


@dataclass(frozen=True, slots=True)
class Hint:
    """The controller's unsigned state."""

    state: ControllerState


@dataclass(frozen=True, slots=True)
class Online:
    """Connected and subscribed; ``sid`` names this session."""

    sid: str


@dataclass(frozen=True, slots=True)
class Offline:
    """Not connected; ``why`` in words of the transport."""

    why: str


@dataclass(frozen=True, slots=True)
class Delivered:
    """The broker took the message that was published with this receipt."""

    receipt: str


Arrival = Arrived | Dropped | Hint | Online | Offline | Delivered
