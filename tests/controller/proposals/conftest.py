"""Two communes on both databases, with an editor and two leaders of the north who have accounts."""

from __future__ import annotations

import pytest

from controller.db import session_scope
from controller.library.workshop import Workshop
from controller.people.actor import Actor
from tests.controller.approval.conftest import account
from tests.controller.places import NORTH
from tests.controller.schedules.conftest import engine, news, notice, workshop

__all__ = ["engine", "news", "notice", "workshop"]


@pytest.fixture
def people(workshop: Workshop) -> dict[str, Actor]:
    """``editor``, ``second`` (another editor), ``leader``, ``deputy`` and ``technician``."""
    roles = {"editor": "editor", "second": "editor", "leader": "approver", "deputy": "approver"}
    with session_scope(workshop.engine) as session:
        return {
            login: account(session, login, role, NORTH)  # type: ignore[arg-type]
            for login, role in {**roles, "technician": "technician"}.items()
        }
