from __future__ import annotations

import pytest
from sqlmodel import Session

from tests.controller.places import NORTH, SOUTH, settle, stand


@pytest.fixture
def province(session: Session) -> Session:
    """An LED screen and loudspeakers in the north, a bulletin board in the south."""
    settle(session)
    stand(session, "led-1", NORTH, "led-p5-640x384")
    stand(session, "loa", NORTH, "speaker-cluster")
    stand(session, "board", SOUTH, "bulletin-1080p")
    return session
