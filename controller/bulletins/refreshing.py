"""Asking the addresses that contents are made from again and again; the asking itself is the caller's."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from controller.bulletins import service, sources
from controller.bulletins.boards import Boards, boards_in_use
from controller.bulletins.draft import Asked, Prepared
from controller.bulletins.kinds import Kind
from controller.bulletins.models import Content, Source
from controller.clock import wall_ms
from controller.db import session_scope
from controller.library.workshop import Workshop
from protocol.errors import RaoError

log = logging.getLogger(__name__)


class Renewed(NamedTuple):
    """What an address answered; ``prepared`` None says that boards have it already."""

    asked: Asked
    prepared: Prepared | None


Look = Callable[[Workshop, Content, Source, Boards], Renewed]
"""Asks one address; raises :class:`RaoError` when it does not answer as it should."""


def refresh(workshop: Workshop, kind: Kind, look: Look, at_once: int = 1) -> int:
    """Asks all addresses of this kind that are due; answers how many contents changed, so that devices are told.

    ``at_once`` of them together, so that sites that are down keep no others waiting. Between looks it holds no
    transaction. What was interrupted is due again at the next run.
    """
    with session_scope(workshop.engine, writes=False) as session:
        due, boards = sources.due(session, kind, wall_ms()), boards_in_use(session)
    with ThreadPoolExecutor(at_once) as pool:
        changed = sum(pool.map(lambda one: _tried(workshop, one[0], one[1], boards, look), due))
    with session_scope(workshop.engine) as session:
        return changed + sources.retire_stale(session, wall_ms())


def asked_again(workshop: Workshop, source: Source) -> Asked:
    """The address of a content, about to be asked anew."""
    return Asked(
        url=source.url,
        every_s=source.every_s,
        stale_date=sources.stale_date_of(wall_ms(), workshop.time_zone),
        most=source.most,
        etag=source.etag,
        last_modified=source.last_modified,
    )


def _tried(workshop: Workshop, content: Content, source: Source, boards: Boards, look: Look) -> bool:
    try:
        renewed = look(workshop, content, source, boards)
    except RaoError as fault:
        log.warning("%s from %s stays as it was: %s", content.id, source.url, fault)
        with session_scope(workshop.engine) as session:
            sources.failed(session, content.id, fault, wall_ms())
        return False
    return _kept(workshop, content, renewed)


def _kept(workshop: Workshop, content: Content, renewed: Renewed) -> bool:
    with session_scope(workshop.engine) as session:
        if renewed.prepared:
            service.renew(session, content.id, renewed.prepared, wall_ms())
        sources.answered(session, content.id, renewed.asked, wall_ms())
    return renewed.prepared is not None or content.state == "waiting"
