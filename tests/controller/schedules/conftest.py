from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from controller.db import session_scope
from controller.library.store import FolderStore
from controller.library.workshop import Workshop
from media.speech.espeak import Espeak
from tests.controller.places import CITY, NORTH, SOUTH, settle, stand
from tests.controller.schedules.furnishing import publish


@pytest.fixture
def engine(any_engine: Engine) -> Engine:
    return any_engine


@pytest.fixture
def workshop(engine: Engine, tmp_path: Path) -> Workshop:
    """Two communes with a board and a loudspeaker each; the north has a second, equal loudspeaker."""
    with session_scope(engine) as session:
        settle(session)
        stand(session, "loa-1", NORTH, "speaker-cluster")
        stand(session, "loa-2", NORTH, "speaker-cluster")
        stand(session, "loa-south", SOUTH, "speaker-cluster")
    return Workshop(engine, FolderStore(tmp_path / "media"), (Espeak(),), ("vi",))


@pytest.fixture
def notice(workshop: Workshop, tmp_path: Path) -> str:
    """A text of the north that only slots play."""
    return publish(workshop, tmp_path, NORTH, "Họp tổ dân phố", "slots")


@pytest.fixture
def news(workshop: Workshop, tmp_path: Path) -> str:
    """A text of the city that only slots play."""
    return publish(workshop, tmp_path, CITY, "Tin thành phố", "slots")


@pytest.fixture
def session(workshop: Workshop) -> Iterator[Session]:
    with session_scope(workshop.engine) as session:
        yield session
