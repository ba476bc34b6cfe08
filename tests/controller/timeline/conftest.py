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
def workshop(engine: Engine, tmp_path: Path) -> Workshop:
    """A workshop, and boards in two communes: two equal ones and a loudspeaker in the north."""
    with session_scope(engine) as session:
        settle(session)
        stand(session, "led-1", NORTH, "led-p5-640x384")
        stand(session, "led-2", NORTH, "led-p5-640x384")
        stand(session, "loa", NORTH, "speaker-cluster")
        stand(session, "board", SOUTH, "bulletin-1080p")
    return Workshop(engine, FolderStore(tmp_path / "media"), (Espeak(),), ("vi",))
