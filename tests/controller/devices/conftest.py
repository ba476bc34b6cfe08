from __future__ import annotations

import pytest
from sqlalchemy import Engine


@pytest.fixture
def engine(any_engine: Engine) -> Engine:
    """These tests hold on both databases."""
    return any_engine
