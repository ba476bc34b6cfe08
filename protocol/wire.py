"""Reading JSON that came from outside into a typed value, with one error for every way it can be bad.

msgspec raises ``DecodeError`` for a wrong shape, ``UnicodeDecodeError`` for bytes that are no UTF-8 and
``RecursionError`` for a bomb of brackets; a caller that knew only the first would be stopped by the others.
"""

from __future__ import annotations

from typing import TypeVar

import msgspec

from protocol.errors import InvalidInput
from protocol.words import Words

T = TypeVar("T")


class Undecodable(InvalidInput):
    """Not JSON, or not of the expected shape."""


def decode(data: bytes | msgspec.Raw, shape: type[T]) -> T:
    """``data`` as a ``shape``; raises :class:`Undecodable` and nothing else."""
    try:
        return msgspec.json.decode(data, type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _undecodable(str(error)[:200]) from error


def _undecodable(why: str) -> Undecodable:
    return Undecodable(
        Words(f"Dữ liệu sai định dạng: {why}.", f"The data has the wrong shape: {why}."),
        Words("Gửi lại theo docs/protocol.md.", "Send it again as docs/protocol.md describes."),
    )
