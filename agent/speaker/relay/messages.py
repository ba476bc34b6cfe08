"""How a listener and its relay talk through pipes.

The relay writes an address a line. The listener answers with messages: a length (``<i``), then that much sound (16 bit
little-endian, mono, ``RATE_HZ``); a length below zero is followed by the reason for which it gave up, in UTF-8.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

HEADER = struct.Struct("<i")
MOST_BYTES = 1 << 20
"""Of a message; more is no message of ours."""


def sound_message(pcm: bytes) -> bytes:
    """Some sound."""
    return HEADER.pack(len(pcm)) + pcm


def end_message(reason: str) -> bytes:
    """It gave up."""
    told = (reason or "?").encode()[:500]
    return HEADER.pack(-len(told)) + told


class Messages:
    """Puts together what came through the pipe in pieces."""

    def __init__(self) -> None:
        self._pending = bytearray()

    def of(self, piece: bytes) -> Iterator[bytes | str]:
        """The messages completed by ``piece``: sound as bytes, reasons as text. ValueError for what is none of ours."""
        self._pending += piece
        while len(self._pending) >= HEADER.size:
            (length,) = HEADER.unpack_from(self._pending)
            if abs(length) > MOST_BYTES:
                raise ValueError(f"a message of {length} bytes")
            end = HEADER.size + abs(length)
            if len(self._pending) < end:
                return
            told = bytes(self._pending[HEADER.size : end])
            del self._pending[:end]
            yield told if length > 0 else told.decode("utf-8", "replace")
