"""The brightness a device's page tells is the one stated for the hour."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from controller.devices.light import changes_at_ms, light_of
from controller.devices.service import get_device
from controller.documents import service as documents
from controller.people.actor import THE_SYSTEM
from controller.status.service import Heard, record_heartbeats
from protocol.documents import Desired, PercentWindow
from protocol.ids import DeviceId, EpochMs
from protocol.uplink import Showing, Status
from tests.controller.places import NORTH, settle, stand

NIGHT = PercentWindow(start="19:00", minutes=600, percent=40)
STATED = Desired(unit_name="Phường", areas=(), brightness_percent=85, brightness_windows=(NIGHT,))


def at(hour, minute=0):
    moment = datetime(2026, 11, 23, hour, minute, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    return EpochMs(int(moment.timestamp() * 1000))


@pytest.fixture
def province(session):
    settle(session)
    stand(session, "led-1", NORTH, "led-p5-640x384")
    stand(session, "loa", NORTH, "speaker-cluster")
    for device_id in ("led-1", "loa"):
        documents.put(session, "desired", device_id, STATED)
    return session


def device(session, device_id="led-1", clock="trusted", screen=""):
    status = Status(sid="sid-00001", online=True, clock=clock, showing=Showing(screen=screen))
    record_heartbeats(session, [(DeviceId(device_id), Heard(status, at(12)))])
    return get_device(session, THE_SYSTEM, device_id, at(12))


@pytest.mark.parametrize(
    ("now", "percent", "until"), [(at(18, 59), 85, at(19)), (at(19), 40, None), (at(5), 85, at(19))]
)
def test_it_is_that_of_the_hour(province, now, percent, until):
    light = light_of(province, device(province), now)
    assert light.percent == percent
    assert until in (None, changes_at_ms(light))


def test_an_alert_has_its_own_and_keeps_it(province):
    light = light_of(province, device(province, screen="alert a-1"), at(22))
    assert (light.percent, changes_at_ms(light)) == (100, None)


def test_without_a_clock_it_is_that_of_the_day(province):
    light = light_of(province, device(province, clock="unknown"), at(22))
    assert (light.percent, changes_at_ms(light)) == (85, None)


def test_loudspeakers_and_devices_that_are_told_nothing_have_none(province):
    assert light_of(province, device(province, "loa"), at(22)) is None
    stand(province, "led-2", NORTH, "led-p5-640x384")
    assert light_of(province, get_device(province, THE_SYSTEM, "led-2", at(12)), at(22)) is None
