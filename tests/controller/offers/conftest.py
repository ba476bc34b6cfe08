from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from controller.db import session_scope
from tests.controller.offers.land import lay_out


@pytest.fixture
def engine(any_engine: Engine) -> Iterator[Engine]:
    """The same tests on both databases, in a small land."""
    with session_scope(any_engine) as session:
        lay_out(session)
    yield any_engine
