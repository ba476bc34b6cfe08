"""Compact JWS (RFC 7515) with Ed25519 (RFC 8037), and nothing else of JOSE.

Invariants: the only ``alg`` is ``EdDSA``; the header holds exactly ``alg``, ``kid`` and ``typ``; the caller says which
``typ`` it expects, so one kind of document can never pass as another; base64url must be canonical, so one document has
one spelling; sizes are checked before anything is decoded.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass
from typing import Literal

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from msgspec import Struct

from protocol.errors import InvalidInput
from protocol.limits import LIMITS
from protocol.wire import Undecodable, decode
from protocol.words import Words

KEY_BYTES = 32
SIGNATURE_BYTES = 64
KID_DIGITS = 32


class Malformed(InvalidInput):
    """Not a compact JWS of the one form this system writes."""


class BadSignature(InvalidInput):
    """Well formed, but not signed by the key it names."""


class Header(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The protected header."""

    alg: Literal["EdDSA"] = "EdDSA"
    kid: str
    typ: str


@dataclass(frozen=True, slots=True)
class Signer:
    """A private key that signs documents."""

    _key: Ed25519PrivateKey

    @classmethod
    def generate(cls) -> Signer:
        """A new key from the system's random source."""
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def from_seed(cls, seed: bytes) -> Signer:
        """The key of a 32-byte seed, as :attr:`seed` gave it."""
        return cls(Ed25519PrivateKey.from_private_bytes(seed))

    @property
    def seed(self) -> bytes:
        """The 32 secret bytes to keep on disk."""
        return self._key.private_bytes_raw()

    @property
    def public_key(self) -> str:
        """The public key, base64url (the ``x`` of RFC 8037)."""
        return encode_base64url(self._key.public_key().public_bytes_raw())

    @property
    def kid(self) -> str:
        """The name of the key; see :func:`kid_of`."""
        return kid_of(self.public_key)

    def sign(self, payload: bytes, typ: str) -> bytes:
        """``payload`` as compact JWS with ``typ`` in its header."""
        signed = _b64(_header(self.kid, typ)) + b"." + _b64(payload)
        return signed + b"." + _b64(self._key.sign(signed))


def kid_of(public_key: str) -> str:
    """The key's name: the first 32 hex digits of the SHA-256 of its 32 bytes."""
    return hashlib.sha256(decode_base64url(public_key)).hexdigest()[:KID_DIGITS]


def token_bytes(payload_bytes: int, typ: str) -> int:
    """How long the token of a payload of that many bytes is, whoever signs it."""
    parts = (len(_header("0" * KID_DIGITS, typ)), payload_bytes, SIGNATURE_BYTES)
    return sum(_b64_bytes(size) for size in parts) + len("..")


def typ_of(kind: str) -> str:
    """The JWS ``typ`` of a document kind: ``desired`` is ``rao-desired``."""
    return f"rao-{kind}"


def read_header(token: bytes) -> Header:
    """The header of ``token``, unverified: good only for finding the key. Raises :class:`Malformed`."""
    encoded, _, _ = _parts(token)
    if len(encoded) > LIMITS.header_bytes:
        raise malformed("header too long")
    try:
        return decode(_unb64(encoded), Header)
    except Undecodable as error:
        raise malformed("header") from error


def verify(token: bytes, public_key: str, typ: str) -> bytes:
    """The payload of ``token`` if ``public_key`` signed it as ``typ``.

    Raises :class:`Malformed` or :class:`BadSignature`.
    """
    header = read_header(token)
    if header.typ != typ or header.kid != kid_of(public_key):
        raise bad_signature()
    encoded_header, payload, signature = _parts(token)
    try:
        _public(public_key).verify(_unb64(signature), encoded_header + b"." + payload)
    except InvalidSignature as error:
        raise bad_signature() from error
    return _unb64(payload)


def malformed(what: str) -> Malformed:
    """The refusal of something that is no document of ours."""
    return Malformed(
        Words(f"Văn bản ký số sai định dạng ({what}).", f"The signed document is malformed ({what})."),
        Words("Lấy lại văn bản từ bộ điều khiển.", "Fetch it again from the controller."),
    )


def bad_signature() -> BadSignature:
    """The refusal of a document whose signature does not hold."""
    return BadSignature(
        Words("Chữ ký số không đúng.", "The signature does not hold."),
        Words("Không dùng văn bản này; kiểm tra khóa đang tin cậy.", "Don't use it; check which keys are trusted."),
    )


def encode_base64url(data: bytes) -> str:
    """Base64url without padding (RFC 7515, section 2)."""
    return _b64(data).decode()


def decode_base64url(text: str) -> bytes:
    """The bytes of canonical base64url without padding; raises :class:`Malformed`."""
    if not text.isascii():
        raise malformed("base64url")
    return _unb64(text.encode())


def _public(public_key: str) -> Ed25519PublicKey:
    raw = decode_base64url(public_key)
    if len(raw) != KEY_BYTES:
        raise malformed("key length")
    return Ed25519PublicKey.from_public_bytes(raw)


def _parts(token: bytes) -> tuple[bytes, bytes, bytes]:
    if len(token) > LIMITS.document_bytes:
        raise malformed("too long")
    parts = token.split(b".")
    if len(parts) != 3:
        raise malformed("not three parts")
    return parts[0], parts[1], parts[2]


def _header(kid: str, typ: str) -> bytes:
    return msgspec.json.encode({"alg": "EdDSA", "kid": kid, "typ": typ})


def _b64_bytes(size: int) -> int:
    return (size * 4 + 2) // 3


def _b64(data: bytes) -> bytes:
    return base64.urlsafe_b64encode(data).rstrip(b"=")


def _unb64(data: bytes) -> bytes:
    try:
        decoded = base64.b64decode(data + b"=" * (-len(data) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise malformed("base64url") from error
    if _b64(decoded) != data:
        raise malformed("base64url")
    return decoded
