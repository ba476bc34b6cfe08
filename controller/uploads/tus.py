"""What tus 1.0.0 says in headers (https://tus.io/protocols/resumable-upload). Pure."""

from __future__ import annotations

import binascii
import hashlib
from base64 import b64decode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import formatdate
from typing import Any

from protocol.errors import InvalidInput
from protocol.ids import EpochMs
from protocol.limits import LIMITS
from protocol.words import Words

VERSION = "1.0.0"
SPOKEN = {"Tus-Resumable": VERSION, "Tus-Version": VERSION}
PIECE = "application/offset+octet-stream"
DIGESTS: Mapping[str, Callable[[], Any]] = {"sha1": hashlib.sha1, "sha256": hashlib.sha256}
"""SHA-1 since the protocol asks for it; it guards against a bad line, not against anybody."""
OFFERED = {
    **SPOKEN,
    "Tus-Extension": "creation,termination,expiration,checksum",
    "Tus-Max-Size": str(LIMITS.media_bytes),
    "Tus-Checksum-Algorithm": ",".join(DIGESTS),
}
CHECKSUM_MISMATCH = 460
MOST_NAME_BYTES = 1000


@dataclass(frozen=True, slots=True)
class Checksum:
    """What a piece must sum up to."""

    algorithm: str
    digest: bytes


def number_of(header: str, value: str) -> int:
    """A length or an offset; raises :class:`InvalidInput`."""
    if not value.isascii() or not value.isdecimal() or len(value) > len(str(LIMITS.media_bytes)) + 3:
        raise _malformed(header)
    return int(value)


def name_in(metadata: str) -> str:
    """The file's name in ``Upload-Metadata``; empty when none is told. Raises :class:`InvalidInput`."""
    pairs = dict((pair.strip() + " ").split(" ", 1) for pair in metadata.split(",") if pair.strip())
    told = pairs.get("filename", "").strip()
    if len(told) > MOST_NAME_BYTES:
        raise _malformed("Upload-Metadata")
    return _decoded(told, "Upload-Metadata").decode("utf-8", "replace")


def checksum_in(value: str) -> Checksum | None:
    """What ``Upload-Checksum`` says; raises :class:`InvalidInput` for what is not offered."""
    if not value:
        return None
    algorithm, _, digest = value.partition(" ")
    if algorithm not in DIGESTS:
        raise _malformed("Upload-Checksum")
    return Checksum(algorithm, _decoded(digest, "Upload-Checksum"))


def expires(at_ms: EpochMs) -> dict[str, str]:
    """When it is given up unless it goes on."""
    return {"Upload-Expires": formatdate(at_ms / 1000, usegmt=True)}


def _decoded(told: str, header: str) -> bytes:
    try:
        return b64decode(told, validate=True)
    except binascii.Error as wrong:
        raise _malformed(header) from wrong


def _malformed(header: str) -> InvalidInput:
    return InvalidInput(
        Words(f"Tiêu đề {header} không hợp lệ.", f"The header {header} is not valid."),
        Words("Dùng một chương trình theo tus 1.0.0.", "Use a program that follows tus 1.0.0."),
    )
