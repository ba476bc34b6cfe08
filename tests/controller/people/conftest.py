import pytest

from controller.people.actor import THE_SYSTEM
from controller.people.service import create_user
from controller.units.service import import_units

PASSWORD = "mot cau that dai"


@pytest.fixture
def engine(any_engine):
    """Every test of this folder that asks a database runs on both."""
    return any_engine


@pytest.fixture
def units(session):
    import_units(session)
    return session


@pytest.fixture
def lan(units):
    return create_user(
        units, THE_SYSTEM, login="lan", full_name="Lan", password=PASSWORD, role="operator", unit_id="25195-20250701"
    )
