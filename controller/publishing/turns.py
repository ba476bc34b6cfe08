"""Whose turn it is: devices are stated anew, or something leaves the air. In one process, the only one (ADR 14)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from sqlalchemy import Engine
from sqlmodel import Session

from controller.db import session_scope

_one_at_a_time = Lock()


@contextmanager
def undisturbed() -> Iterator[None]:
    """While the block runs nothing else is stated: for what depends on what all devices are told."""
    with _one_at_a_time:
        yield


@contextmanager
def between_statements(engine: Engine) -> Iterator[Session]:
    """A transaction in which something may leave the air.

    An older look can't state it any more afterwards, so those who are told it now are all that will have had it.
    """
    with undisturbed(), session_scope(engine) as session:
        yield session
