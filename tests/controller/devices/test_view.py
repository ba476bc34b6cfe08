"""The overview: counted over all, the worst first, found by words."""

import pytest

from controller.devices.service import list_devices
from controller.devices.view import cards, flips_of, overview
from controller.people.actor import THE_SYSTEM
from controller.snapshots.service import keep
from controller.status.flips import record_flips
from controller.status.service import Heard, note_listening, record_heartbeats, record_wills
from protocol.ids import DeviceId
from protocol.uplink import Status
from tests.controller.places import NORTH, SOUTH, settle, stand

NOW = 1_800_000_000_000
PROFILE = "bulletin-1080p"


@pytest.fixture
def province(session):
    settle(session)
    note_listening(session, 1)
    for device_id, unit_id in (("ok-1", NORTH), ("gone-1", NORTH), ("ok-2", SOUTH), ("new-1", SOUTH)):
        stand(session, device_id, unit_id, PROFILE)
    for device_id in ("ok-1", "gone-1", "ok-2"):
        record_heartbeats(session, [(DeviceId(device_id), Heard(Status(sid="sid-00001", online=True), NOW))])
    record_flips(session, NOW)
    record_wills(session, [(DeviceId("gone-1"), "sid-00001")])
    record_flips(session, NOW + 5)
    return session


def shown(session, words="", state=""):
    return overview(session, list_devices(session, THE_SYSTEM, NOW), words, state)


def test_all_are_counted_and_the_worst_come_first(province):
    seen = shown(province)
    assert seen.counts == {"offline": 1, "late": 0, "online": 2, "never": 1}
    assert (seen.total, seen.left_out) == (4, 0)
    assert [card.device.id for card in seen.cards] == ["gone-1", "ok-1", "ok-2", "new-1"]


def test_words_and_state_choose_cards_and_leave_the_counts(province):
    assert [card.device.id for card in shown(province, "DONG xoai").cards] == ["ok-2", "new-1"]
    assert [card.device.id for card in shown(province, "binh phuoc", "offline").cards] == ["gone-1"]
    assert shown(province, "nowhere").counts["online"] == 2


def test_a_card_knows_since_when(province):
    since = {card.device.id: card.since_ms for card in shown(province).cards}
    assert since == {"gone-1": NOW + 5, "ok-1": NOW, "ok-2": NOW, "new-1": 0}
    assert [flip.became for flip in flips_of(province, "gone-1")] == ["offline", "online"]


def test_a_card_has_the_newest_picture(province, tmp_path):
    keep(province, tmp_path, "ok-1", b"picture", "image/webp", "bulletin", NOW)
    (card,) = cards(province, [one for one in list_devices(province, THE_SYSTEM, NOW) if one.id == "ok-1"])
    assert (card.snapshot.path.read_bytes(), card.snapshot.taken_at_ms) == (b"picture", NOW)


def test_more_than_a_screenful_is_left_out_and_said(province):
    for number in range(60):
        stand(province, f"extra-{number}", NORTH, PROFILE)
    seen = shown(province)
    assert (len(seen.cards), seen.left_out, seen.total) == (60, 4, 64)
