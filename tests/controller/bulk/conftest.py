from __future__ import annotations

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from tests.controller.places import NORTH, SOUTH, settle, stand


@pytest.fixture
def engine(any_engine: Engine) -> Engine:
    """These tests hold on both databases."""
    return any_engine


@pytest.fixture
def province(session: Session) -> Session:
    """Two boards and a loudspeaker in the north, a board in the south."""
    settle(session)
    for device_id, unit_id, profile in (
        ("led-1", NORTH, "led-p5-640x384"),
        ("led-2", NORTH, "led-p5-640x384"),
        ("loa", NORTH, "speaker-cluster"),
        ("board", SOUTH, "bulletin-1080p"),
    ):
        stand(session, device_id, unit_id, profile)
    return session
