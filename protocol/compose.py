"""Making a signed document, on the controller's side; the mirror of :mod:`protocol.intake`."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from protocol.documents import Envelope, Kind
from protocol.errors import InvalidInput
from protocol.ids import EpochMs
from protocol.jws import Signer, typ_of
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
    encoded = encode_body(body)
    if kind == "desired" and len(encoded) > LIMITS.desired_bytes:
        raise _too_large(len(encoded), LIMITS.desired_bytes)
    envelope = Envelope(
        aud=aud,
        epoch=epoch,
        rev=rev,
        issued_at_ms=now_ms,
        expires_at_ms=expires_at_ms,
        body=msgspec.Raw(encoded),
    )
    token = signer.sign(msgspec.json.encode(envelope), typ_of(kind))
    if len(token) > LIMITS.document_bytes:
        raise _too_large(len(token), LIMITS.document_bytes)
    return token


def encode_body(body: Struct) -> bytes:
    """The canonical bytes of a document's body: equal bodies give equal bytes, so "unchanged" can be told by hash."""
    return msgspec.json.encode(body, order="deterministic")


def _too_large(size: int, most: int) -> TooLarge:
    return TooLarge(
        Words(f"Văn bản {size} byte vượt giới hạn {most} byte.", f"The document has {size} bytes, {most} at most."),
        Words("Rút gọn nội dung hoặc bớt số khu vực.", "Shorten the text or name fewer areas."),
    )
