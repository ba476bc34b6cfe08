from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import Engine

from controller.db import session_scope
from controller.library.store import FolderStore
from controller.library.workshop import Workshop
from controller.settings import Sources
from controller.webshots.browser import NAMES
from media.speech.espeak import Espeak
from tests.controller.feeds.site import site
from tests.controller.places import NORTH, settle, stand

__all__ = ["site"]

HERE = Sources(private_addresses=True, unconfined_browser=True)
"""Tests may run as root, whom Chromium's own sandbox refuses."""
needs_browser = pytest.mark.skipif(not any(map(shutil.which, NAMES)), reason="no Chromium is installed")


@pytest.fixture
def workshop(engine: Engine, tmp_path: Path) -> Workshop:
    with session_scope(engine) as session:
        settle(session)
        stand(session, "led", NORTH, "led-p5-640x384")
    return Workshop(engine, FolderStore(tmp_path / "media"), (Espeak(),), ("vi",), HERE)
