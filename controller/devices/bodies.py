"""Request bodies with a bound: more is refused while it arrives, not after it filled the memory."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from fastapi import Request

from protocol.errors import InvalidInput
from protocol.words import Words


def body_of_at_most(most_bytes: int) -> Callable[[Request], Awaitable[bytes]]:
    """A dependency: the whole body; raises :class:`InvalidInput` as soon as it is longer."""

    async def body(request: Request) -> bytes:
        read = bytearray()
        async for part in request.stream():
            read += part
            if len(read) > most_bytes:
                raise _too_long(most_bytes)
        return bytes(read)

    return body


def _too_long(most_bytes: int) -> InvalidInput:
    return InvalidInput(
        Words(f"Nội dung gửi lên dài quá {most_bytes} byte.", f"What was sent has more than {most_bytes} bytes."),
        Words("Gửi ít hơn.", "Send less."),
    )
