"""Publishing to a whole corner of the province, with something that may happen before every step of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine, event
from sqlmodel import select, update

from controller.bulletins.models import Content
from controller.db import session_scope
from controller.library.workshop import Workshop
from controller.link.courier import Courier
from controller.publishing.jobs import republish
from controller.publishing.survey import Pace
from protocol.ids import EpochMs

PACE = Pace(heartbeat_s=60.0, snapshot_s=30.0, time_zone="Asia/Ho_Chi_Minh")
PORTION = 2
"""Documents signed and handed over at once: four devices make two portions."""


@dataclass(slots=True)
class Steps:
    """Counts every statement, every commit and every message; calls ``end`` instead of number ``last``."""

    end: Callable[[], None]
    last: int = -1
    taken: int = 0

    def take(self, *_: Any) -> None:
        if self.taken == self.last:
            self.end()
        self.taken += 1


@contextmanager
def counted(engine: Engine, steps: Steps) -> Iterator[None]:
    """Each step of this engine is one of ``steps`` while the block runs."""
    for name in ("before_cursor_execute", "commit"):
        event.listen(engine, name, steps.take)
    try:
        yield
    finally:
        for name in ("before_cursor_execute", "commit"):
            event.remove(engine, name, steps.take)


@dataclass(slots=True)
class Broker:
    """A link whose other end keeps the newest payload of each topic."""

    steps: Steps
    keep: Callable[[str, bytes], object]
    listening_since_ms: EpochMs | None = field(default=EpochMs(1))

    def publish(self, topic: str, payload: bytes, retain: bool) -> bool:
        self.steps.take()
        if retain:
            self.keep(topic, payload)
        return True


def change(workshop: Workshop, title: str) -> None:
    """Everything on the air is called that from now on."""
    with session_scope(workshop.engine) as session:
        assert session.exec(select(Content)).all()
        session.exec(update(Content).values(title=title))


def publish(workshop: Workshop, courier: Courier) -> None:
    """From what is published to what the broker has."""
    republish(workshop, PACE)
    courier.deliver()
