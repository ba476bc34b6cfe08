"""The database works out the same state as the rule."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from controller.devices.models import Device
from controller.status.column import RANKS, rank_column, state_column
from controller.status.models import DeviceStatus
from controller.status.state import LATE_AFTER_MS, OFFLINE_AFTER_MS, state_of
from tests.controller.places import NORTH, settle, stand

NOW = 1_800_000_000_000
EDGES = [0, 1, LATE_AFTER_MS, LATE_AFTER_MS + 1, OFFLINE_AFTER_MS, OFFLINE_AFTER_MS + 1, 10 * OFFLINE_AFTER_MS]
spans = st.sampled_from(EDGES) | st.integers(0, 3 * OFFLINE_AFTER_MS)


@pytest.fixture
def engine(any_engine):
    return any_engine


@pytest.fixture
def place(session):
    settle(session)
    stand(session, "one", NORTH, "bulletin-1080p")
    session.add(DeviceStatus(device_id="one"))
    session.flush()
    return session


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(silent_ms=st.none() | spans, online=st.booleans(), listened_ms=st.none() | spans)
def test_it_is_the_rule(place, silent_ms, online, listened_ms):
    status = place.get_one(DeviceStatus, "one")
    status.last_seen_ms, status.online = None if silent_ms is None else NOW - silent_ms, online
    place.flush()
    since = None if listened_ms is None else NOW - listened_ms
    told = place.exec(select(state_column(NOW, since), rank_column(NOW, since)).select_from(DeviceStatus)).one()
    rule = state_of(status.last_seen_ms, online, NOW, since)
    assert tuple(told) == (rule, RANKS[rule])


def test_a_device_that_was_never_heard_has_no_row(place):
    stand(place, "two", NORTH, "bulletin-1080p")
    joined = select(Device.id, state_column(NOW, 1)).outerjoin(DeviceStatus, DeviceStatus.device_id == Device.id)
    assert ("two", "never") in place.exec(joined).all()
