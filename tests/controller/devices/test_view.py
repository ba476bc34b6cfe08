"""The overview: counted over all, the worst first, found by words."""

import pytest

from controller.devices.finding import Wanted
from controller.devices.service import list_devices
from controller.devices.tags import tag
from controller.devices.view import cards, flips_of, overview
from controller.people.actor import THE_SYSTEM
from controller.snapshots.service import keep
from controller.status.flips import record_flips
from controller.status.service import Heard, note_listening, record_heartbeats, record_wills
from protocol.errors import NotFound
from protocol.ids import DeviceId
from protocol.uplink import Status
from tests.controller.places import NORTH, SOUTH, person, settle, stand

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


def shown(session, after="", actor=THE_SYSTEM, **wanted):
    return overview(session, actor, Wanted(**wanted), after, NOW + 5)


def ids(seen):
    return [card.device.id for card in seen.cards]


def test_all_are_counted_and_the_worst_come_first(province):
    seen = shown(province)
    assert seen.counts == {"offline": 1, "late": 0, "online": 2, "never": 1}
    assert (seen.total, seen.last) == (4, "")
    assert ids(seen) == ["gone-1", "ok-1", "ok-2", "new-1"]


def test_each_unit_is_counted_the_worst_first(province):
    north, south = shown(province).units
    assert (north.id, north.total, dict(north.counts)) == (NORTH, 2, {"offline": 1, "late": 0, "online": 1, "never": 0})
    assert (south.id, dict(south.counts)) == (SOUTH, {"offline": 0, "late": 0, "online": 1, "never": 1})
    [own] = shown(province, actor=person("editor", SOUTH)).units
    assert own.id == SOUTH


def test_what_is_asked_for_chooses_cards_and_leaves_the_counts(province):
    tag(province, "ok-1", ["Chợ"])
    assert ids(shown(province, q="DONG xoai")) == ["ok-2", "new-1"]
    assert ids(shown(province, q="binh phuoc", state="offline")) == ["gone-1"]
    assert ids(shown(province, unit=SOUTH)) == ["ok-2", "new-1"]
    assert ids(shown(province, tag=" CHỢ ")) == ["ok-1"]
    assert ids(shown(province, kind="speaker")) == ids(shown(province, profile="none")) == []
    assert ids(shown(province, unit="none")) == []
    assert shown(province, q="nowhere").counts["online"] == 2


def test_pages_are_the_whole_list_once_in_order(province):
    for number in range(130):
        stand(province, f"extra-{number:03}", (NORTH, SOUTH)[number % 2], PROFILE)
    found, after, pages = [], "", 0
    while pages == 0 or after:
        seen = shown(province, after)
        found += ids(seen)
        after, pages = seen.last, pages + 1
    assert (pages, len(found), len(set(found)), seen.total) == (3, 134, 134, 134)
    assert found[:3] == ["gone-1", "ok-1", "ok-2"]
    with pytest.raises(NotFound):
        shown(province, "ok-1", person("editor", SOUTH))


def test_a_card_knows_since_when(province):
    since = {card.device.id: card.since_ms for card in shown(province).cards}
    assert since == {"gone-1": NOW + 5, "ok-1": NOW, "ok-2": NOW, "new-1": 0}
    assert [flip.became for flip in flips_of(province, "gone-1")] == ["offline", "online"]


def test_a_card_has_the_newest_picture(province, tmp_path):
    keep(province, tmp_path, "ok-1", b"picture", "image/webp", "bulletin", NOW)
    (card,) = cards(province, [one for one in list_devices(province, THE_SYSTEM, NOW) if one.id == "ok-1"])
    assert (card.snapshot.path.read_bytes(), card.snapshot.taken_at_ms) == (b"picture", NOW)
