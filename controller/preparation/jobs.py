"""The worker that makes clips ready. Level-triggered: what has no rendition is made, however often it was begun."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from controller.bulletins.boards import boards_in_use
from controller.bulletins.jobs import Missing, missing_renditions, render
from controller.clock import wall_ms
from controller.db import session_scope
from controller.library.workshop import Workshop
from controller.preparation import service
from controller.preparation.models import Preparation
from controller.preparation.service import Step
from protocol.errors import InvalidInput, RaoError

log = logging.getLogger(__name__)
TOLD_EVERY_S = 1.0
"""At most; so that a page shows that it goes on, and nothing more is written than that."""
Tell = Callable[[], object]


def _nobody() -> None:
    """Where there are no devices."""


def prepare_clips(workshop: Workshop, tell: Tell, restate: Tell = _nobody) -> int:
    """Makes all that is missing of clips, one after another; answers how many were made.

    ``tell``: something changed; ``restate`` states anew what devices should be: a clip counts as ready once they are
    told of it.

    What can't be made says so and keeps nothing else from being made. What can't be made now (the store is away) is
    tried again in the next turn.
    """
    missing, waiting = _look(workshop)
    made = 0
    for content_id, some in groupby(missing, key=lambda one: one.content.id):
        if content_id not in waiting or not waiting[content_id].fault_vi:
            made += _prepare(workshop, content_id, list(some), tell, restate)
    wanted = {one.content.id for one in missing}
    over = [content_id for content_id in waiting if content_id not in wanted]
    for content_id in over:
        _finish(workshop, content_id, restate)
    if over:
        tell()
    return made


def _look(workshop: Workshop) -> tuple[list[Missing], Mapping[str, Preparation]]:
    with session_scope(workshop.engine, writes=False) as session:
        missing = missing_renditions(session, boards_in_use(session), clips=True)
        return sorted(missing, key=_turn), service.all_of_them(session)


def _turn(missing: Missing) -> tuple[bool, int, str, str]:
    """What is on the air goes before what waits to be approved, and then the oldest first."""
    return missing.content.state != "published", missing.content.changed_at_ms, *missing.key


def _prepare(workshop: Workshop, content_id: str, missing: Sequence[Missing], tell: Tell, restate: Tell) -> int:
    try:
        for number, one in enumerate(missing, start=1):
            progress = _Progress(workshop, one, number, len(missing), tell)
            progress.note(0.0)
            render(workshop, one, progress)
    except InvalidInput as refused:
        with session_scope(workshop.engine) as session:
            service.fail(session, content_id, refused, wall_ms())
        tell()
        return 0
    except RaoError as away:
        log.warning("%s is not prepared yet: %s", content_id, away)
        return 0
    _finish(workshop, content_id, restate)
    tell()
    return len(missing)


def _finish(workshop: Workshop, content_id: str, restate: Tell) -> None:
    with session_scope(workshop.engine) as session:
        service.begin_now(session, content_id, wall_ms())
    restate()
    with session_scope(workshop.engine) as session:
        service.finish(session, content_id)


class _Progress:
    """Writes down now and then how much is done."""

    def __init__(self, workshop: Workshop, missing: Missing, number: int, count: int, tell: Tell) -> None:
        self._engine, self._tell = workshop.engine, tell
        self._content_id = missing.content.id
        self._geometry = f"{missing.geometry.width_px}x{missing.geometry.height_px}"
        self._number, self._count = number, count
        self._told_at_s = time.monotonic()

    def __call__(self, done: float) -> None:
        """``done`` from 0 to 1."""
        if time.monotonic() >= self._told_at_s + TOLD_EVERY_S:
            self.note(done)

    def note(self, done: float) -> None:
        """At once."""
        self._told_at_s = time.monotonic()
        step = Step(self._geometry, self._number, self._count, int(done * 100))
        with session_scope(self._engine) as session:
            service.note(session, self._content_id, step, wall_ms())
        self._tell()
