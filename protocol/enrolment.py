"""How a new device gets its identity: ``POST /api/v1/enrol`` with a one-time claim token.

The device made its own key; the request proves it holds it. The answer pins the root key and gives the broker login.
"""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from protocol import jws
from protocol.jws import Signer, malformed
from protocol.wire import Undecodable, decode

TYP = "rao-enrol"


class EnrolRequest(Struct, frozen=True, kw_only=True):
    """``proof`` is a JWS by the device's key over :class:`Possession`."""

    claim: Annotated[str, Meta(min_length=16, max_length=128)]
    public_key: Annotated[str, Meta(min_length=43, max_length=43)]
    profile: Annotated[str, Meta(min_length=1, max_length=64)]
    proof: Annotated[str, Meta(max_length=2_000)]


class Possession(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the proof signs: this claim, for this profile."""

    claim: str
    profile: str


class BrokerLogin(Struct, frozen=True, kw_only=True):
    """How to reach the broker. ``ca_pem`` is the only authority to trust for it; None means the system's."""

    host: str
    port: Annotated[int, Meta(ge=1, le=65535)]
    tls: bool
    ca_pem: str | None
    username: str
    password: str


class EnrolAnswer(Struct, frozen=True, kw_only=True):
    """The device's identity. ``root_public_key`` is pinned for good; ``trust`` is the first trust list (JWS text)."""

    device_id: str
    unit_name: str
    root_public_key: str
    trust: str
    broker: BrokerLogin


def enrol_request(signer: Signer, claim: str, profile: str) -> EnrolRequest:
    """The request a device with key ``signer`` makes."""
    payload = msgspec.json.encode(Possession(claim=claim, profile=profile))
    proof = signer.sign(payload, TYP).decode()
    return EnrolRequest(claim=claim, public_key=signer.public_key, profile=profile, proof=proof)


def check_possession(request: EnrolRequest) -> None:
    """Raises :class:`protocol.jws.BadSignature` or :class:`~protocol.jws.Malformed` unless the proof holds."""
    payload = jws.verify(request.proof.encode(), request.public_key, TYP)
    try:
        proved = decode(payload, Possession)
    except Undecodable as error:
        raise malformed("possession") from error
    if proved != Possession(claim=request.claim, profile=request.profile):
        raise jws.bad_signature()
