from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import Engine

from controller.bulletins.draft import Options, Upload
from controller.bulletins.jobs import publish_files
from controller.bulletins.models import Content
from controller.db import session_scope
from controller.library.store import FolderStore
from controller.library.workshop import Workshop
from tests.controller.places import NORTH, SOUTH, person, settle, stand

Publish = Callable[..., Content]


@pytest.fixture
def engine(any_engine: Engine) -> Engine:
    return any_engine


@pytest.fixture
def workshop(engine: Engine, tmp_path: Path) -> Workshop:
    """Without voices: what is said is not looked at here."""
    with session_scope(engine) as session:
        settle(session)
        stand(session, "led", NORTH, "led-p10-320x160")
        stand(session, "small", SOUTH, "led-p10-320x160")
    return Workshop(engine, FolderStore(tmp_path / "media"), (), ())


@pytest.fixture
def publish(workshop: Workshop, tmp_path: Path) -> Publish:
    """Publishes a small picture of that colour, or a file."""

    def publish(name: str, unit_id: str = NORTH, path: Path | None = None) -> Content:
        if path is None:
            path = tmp_path / "picture"
            Image.new("RGB", (64, 36), (len(name) * 9, sum(name.encode()) % 256, 40)).save(path, "PNG")
        options = Options(date(2026, 11, 22), title=name)
        return publish_files(workshop, person("approver"), [Upload(path, path.name)], unit_id, options)[0]

    return publish
