"""The level-triggered job that clears away what nobody goes on with."""

from __future__ import annotations

from sqlalchemy import Engine

from controller.clock import wall_ms
from controller.db import session_scope
from controller.uploads import service
from controller.uploads.shelter import Shelter


def clear_away(engine: Engine, shelter: Shelter) -> int:
    """Files that ran out, and folders that no row knows; answers how many went.

    A row is there before its folder, so that what is just beginning is never taken for left over.
    """
    folders = list(shelter.held())
    with session_scope(engine, writes=False) as session:
        over, known = service.expired(session, wall_ms()), service.known(session)
    for arrival_id in over:
        shelter.remove(arrival_id)
        with session_scope(engine) as session:
            service.forget(session, arrival_id)
    left_over = [arrival_id for arrival_id in folders if arrival_id not in known]
    for arrival_id in left_over:
        shelter.remove(arrival_id)
    return len(over) + len(left_over)
