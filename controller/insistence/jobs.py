"""Insisting, by the clock."""

from __future__ import annotations

import logging

from sqlalchemy import Engine

from controller.clock import wall_ms
from controller.db import session_scope
from controller.insistence.service import insist

log = logging.getLogger(__name__)


def repeat_unconfirmed(engine: Engine) -> int:
    """One look; answers how many documents are handed over again."""
    with session_scope(engine) as session:
        repeated = insist(session, wall_ms())
    if repeated:
        log.warning("%d documents were not confirmed and are said again", repeated)
    return repeated
