"""What is being made right now: told to whoever looks, and never begun twice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from protocol.errors import Conflict
from protocol.words import Words

_lock = Lock()
_in_hand: set[tuple[str, str]] = set()


@contextmanager
def making(content_id: str, language: str) -> Iterator[None]:
    """While it lasts, that content is being made in that language; raises :class:`Conflict` where it is already."""
    one = (content_id, language)
    with _lock:
        if one in _in_hand:
            raise _already()
        _in_hand.add(one)
    try:
        yield
    finally:
        with _lock:
            _in_hand.discard(one)


def is_being_made(content_id: str, language: str) -> bool:
    """Whether somebody's recording of it is worked on."""
    with _lock:
        return (content_id, language) in _in_hand


def _already() -> Conflict:
    return Conflict(
        Words("Một bản thu của thứ tiếng này đang được xử lý.", "A recording in this language is being worked on."),
        Words("Chờ xong rồi gửi lại nếu vẫn cần.", "Wait for it, then send yours if it is still wanted."),
    )
