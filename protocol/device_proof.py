"""The device's identity over HTTP: each request carries ``Authorization: Rao <JWS>`` signed by the device's own key.

The proof names the method, the path and the hash of the body (as DPoP, RFC 9449, does), and is good for five minutes.
A device whose clock is wrong gets 401 with a ``Date``, takes the time from it and asks once more.
"""

from __future__ import annotations

import hashlib

import msgspec
from msgspec import Struct

from protocol import jws
from protocol.errors import NotAllowed
from protocol.ids import DeviceId, EpochMs
from protocol.jws import Signer
from protocol.wire import Undecodable, decode
from protocol.words import Words

TYP = "rao-proof"
SCHEME = "Rao"
FRESH_MS = 5 * 60 * 1000


class Proof(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is signed for one request."""

    device: str
    method: str
    path: str
    body_sha256: str
    at_ms: EpochMs


class ProofRefused(NotAllowed):
    """The request does not come, now, from the device it names."""


def prove(signer: Signer, device: DeviceId, method: str, path: str, body: bytes, at_ms: EpochMs) -> str:
    """The value of the ``Authorization`` header for one request; ``path`` without the query."""
    proof = Proof(device=device, method=method, path=path, body_sha256=_hash(body), at_ms=at_ms)
    return f"{SCHEME} {signer.sign(msgspec.json.encode(proof), TYP).decode()}"


def claimed_device(authorization: str) -> tuple[str, str]:
    """(device id, token) of an ``Authorization`` value, *unverified*: good only for finding the device's key."""
    scheme, _, token = authorization.partition(" ")
    if scheme != SCHEME:
        raise _refused("scheme")
    _, _, rest = token.partition(".")
    payload, _, _ = rest.partition(".")
    return _decode(jws.decode_base64url(payload)).device, token


def check_proof(
    token: str, public_key: str, device: DeviceId, method: str, path: str, body: bytes, now_ms: EpochMs
) -> None:
    """Raises :class:`ProofRefused` unless ``token`` proves this request, by this device, within five minutes."""
    try:
        proof = _decode(jws.verify(token.encode(), public_key, TYP))
    except (jws.Malformed, jws.BadSignature) as error:
        raise _refused("signature") from error
    if abs(now_ms - proof.at_ms) > FRESH_MS:
        raise _refused("time")
    if (proof.device, proof.method, proof.path, proof.body_sha256) != (device, method, path, _hash(body)):
        raise _refused("request")


def _decode(payload: bytes) -> Proof:
    try:
        return decode(payload, Proof)
    except Undecodable as error:
        raise _refused("payload") from error


def _hash(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def _refused(what: str) -> ProofRefused:
    return ProofRefused(
        Words(f"Thiết bị chưa chứng minh được danh tính ({what}).", f"The device's proof does not hold ({what})."),
        Words("Kiểm tra giờ của thiết bị hoặc đăng ký lại.", "Check the device's clock, or enrol it again."),
    )
