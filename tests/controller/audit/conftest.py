import pytest


@pytest.fixture
def engine(any_engine):
    """Every test of this folder runs on both databases."""
    return any_engine
