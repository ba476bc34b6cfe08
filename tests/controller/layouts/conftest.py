from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine

from controller.db import session_scope
from controller.library.store import FolderStore
from controller.library.workshop import Workshop
from media.speech.espeak import Espeak
from tests.controller.places import NORTH, SOUTH, settle, stand


@pytest.fixture
def engine(any_engine: Engine) -> Engine:
    """These tests hold on both databases."""
    return any_engine


@pytest.fixture
def workshop(engine: Engine, tmp_path: Path) -> Workshop:
    """A workshop, a board in each of two communes and a loudspeaker."""
    with session_scope(engine) as session:
        settle(session)
        stand(session, "led-1", NORTH, "led-p5-640x384")
        stand(session, "loa", NORTH, "speaker-cluster")
        stand(session, "board", SOUTH, "bulletin-1080p")
    return Workshop(engine, FolderStore(tmp_path / "media"), (Espeak(),), ("vi",))
