"""Making a signed document, on the controller's side; the mirror of :mod:`protocol.intake`."""

from __future__ import annotations

from typing import NamedTuple

import msgspec
from msgspec import Struct

from protocol.documents import Envelope, Kind
from protocol.errors import InvalidInput
from protocol.ids import EpochMs
from protocol.jws import Signer, token_bytes, typ_of
from protocol.limits import LIMITS
from protocol.words import Words


class TooLarge(InvalidInput):
    """A document that no device would accept."""


def compose(
    kind: Kind,
    body: Struct,
    *,
    aud: str,
    epoch: int,
    rev: int,
    now_ms: EpochMs,
    signer: Signer,
    expires_at_ms: EpochMs | None = None,
) -> bytes:
    """``body`` in its envelope, signed. Raises :class:`TooLarge` for what devices would refuse."""
    stamp = Stamp(aud, epoch, rev, now_ms, expires_at_ms)
    encoded = encode_body(body)
    demand_fitting(kind, encoded, aud)
    return compose_encoded(kind, encoded, stamp, signer)


class Stamp(NamedTuple):
    """What stands beside the body in an envelope."""

    aud: str
    epoch: int
    rev: int
    issued_at_ms: EpochMs
    expires_at_ms: EpochMs | None = None


LONGEST = Stamp("", 2**53, 2**53, EpochMs(2**42), EpochMs(2**42))
"""No number in an envelope has more digits."""


def compose_encoded(kind: Kind, encoded: bytes, stamp: Stamp, signer: Signer) -> bytes:
    """A body that :func:`encode_body` encoded and :func:`demand_fitting` let pass, in its envelope, signed."""
    return signer.sign(_enveloped(encoded, stamp), typ_of(kind))


def demand_fitting(kind: Kind, encoded: bytes, aud: str) -> None:
    """Raises :class:`TooLarge` for a body that devices would refuse, whatever it is stamped with; signs nothing."""
    if kind == "desired" and len(encoded) > LIMITS.desired_bytes:
        raise _too_large(len(encoded), LIMITS.desired_bytes)
    size = token_bytes(len(_enveloped(encoded, LONGEST._replace(aud=aud))), typ_of(kind))
    if size > LIMITS.document_bytes:
        raise _too_large(size, LIMITS.document_bytes)


def _enveloped(encoded: bytes, stamp: Stamp) -> bytes:
    return msgspec.json.encode(Envelope(**stamp._asdict(), body=msgspec.Raw(encoded)))


def encode_body(body: Struct) -> bytes:
    """The canonical bytes of a document's body: equal bodies give equal bytes, so "unchanged" can be told by hash."""
    return msgspec.json.encode(body, order="deterministic")


def _too_large(size: int, most: int) -> TooLarge:
    return TooLarge(
        Words(f"Văn bản {size} byte vượt giới hạn {most} byte.", f"The document has {size} bytes, {most} at most."),
        Words("Rút gọn nội dung hoặc bớt số khu vực.", "Shorten the text or name fewer areas."),
    )
