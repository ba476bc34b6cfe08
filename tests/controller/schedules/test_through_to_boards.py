"""From a slot that a unit writes to what its boards say at a minute, all of it real."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import Engine
from sqlmodel import Session

from controller.bulletins.service import withdraw
from controller.clock import day_of, wall_ms
from controller.db import session_scope
from controller.devices.tags import tag
from controller.documents import service as documents
from controller.library.workshop import Workshop
from controller.people.actor import THE_SYSTEM, Actor
from controller.publishing.jobs import republish
from controller.schedules.campaigns import save_campaign
from controller.schedules.draft import CampaignDraft, DayDraft, PlaylistDraft, SlotDraft
from controller.schedules.plan import Entry
from controller.schedules.playlists import save_playlist
from controller.schedules.service import page_of_slots, save_slot
from controller.schedules.targets import Targets
from controller.units import events
from controller.units.order import NewUnit, Order
from protocol.documents import Desired
from protocol.ids import EpochMs, Sha256
from protocol.manifest import Manifest
from protocol.manifest_check import read_manifest
from protocol.programme import programme
from protocol.programme_types import Alerts, Board, PlayItem
from tests.controller.places import CITY, NORTH, SOUTH, stand
from tests.controller.schedules.furnishing import PACE, publish

ZONE = ZoneInfo(PACE.time_zone)
TODAY = day_of(wall_ms(), PACE.time_zone)
HEIR = f"25195-{TODAY:%Y%m%d}"
FIVE = datetime.combine(TODAY + timedelta(days=1), datetime.min.time(), ZONE) + timedelta(hours=17)
"""Five in the afternoon of tomorrow."""


def slot(content_id: str | None = None, **changes: object) -> SlotDraft:
    usual = SlotDraft(NORTH, "Buổi chiều", TODAY, "17:00", 30, content_id=content_id, outputs="sound")
    return replace(usual, **changes)  # type: ignore[arg-type]


def stated(engine: Engine, device: str) -> Desired:
    with session_scope(engine, writes=False) as session:
        row = documents.find(session, "desired", device)
        assert row is not None
        return msgspec.json.decode(row.body, type=Desired)


def manifest(workshop: Workshop, device: str) -> Manifest:
    blob = stated(workshop.engine, device).manifest
    assert blob is not None
    return read_manifest(workshop.store.path_of(Sha256(blob.sha256)).read_bytes())


def heard(workshop: Workshop, device: str, moment: datetime) -> str:
    windows = stated(workshop.engine, device).sound_windows
    board = Board(0, 0, has_sound=True, sound_windows=windows)
    now_ms = EpochMs(int(moment.timestamp() * 1000))
    sound = programme(manifest(workshop, device), Alerts(), now_ms, board).sound
    return sound.item.id.removesuffix("-around") if isinstance(sound, PlayItem) else ""


def own(workshop: Workshop, draft: SlotDraft, slot_id: str = "") -> str:
    with session_scope(workshop.engine) as session:
        return save_slot(session, THE_SYSTEM, draft, wall_ms(), slot_id).id


def soon(minute: int, second: int = 1) -> datetime:
    """Just after the chime that goes before the words."""
    return FIVE + timedelta(minutes=minute, seconds=second)


def says(workshop: Workshop, device: str, minute: int) -> str:
    """What is heard in one of the first ten seconds of that minute, tunes aside."""
    heard_then = {heard(workshop, device, soon(minute, second)) for second in range(10)}
    return next((one for one in sorted(heard_then) if one.startswith("bulletin-")), "")


def test_a_slot_is_heard_in_its_minutes_and_by_those_it_is_for(workshop: Workshop, notice: str) -> None:
    assert republish(workshop, PACE) == 3
    quiet = stated(workshop.engine, "loa-2")
    slot_id = own(workshop, slot(notice))
    assert (republish(workshop, PACE), republish(workshop, PACE)) == (2, 0)
    assert [says(workshop, "loa-1", minute) for minute in (-1, 0, 29, 30)] == ["", notice, notice, ""]
    assert stated(workshop.engine, "loa-1").manifest == stated(workshop.engine, "loa-2").manifest
    assert says(workshop, "loa-south", 0) == ""
    own(workshop, slot(notice, targets=Targets(devices=frozenset({"loa-1"}))), slot_id)
    assert republish(workshop, PACE) == 1
    assert (says(workshop, "loa-1", 0), stated(workshop.engine, "loa-2")) == (notice, quiet)


def test_a_slot_for_a_label_is_heard_where_the_label_is(workshop: Workshop, notice: str) -> None:
    own(workshop, slot(notice, targets=Targets(tags=frozenset({" Chợ "}))))
    assert republish(workshop, PACE) == 3
    with session_scope(workshop.engine) as session:
        tag(session, "loa-2", ["chợ", "gần sông"])
    assert (republish(workshop, PACE), republish(workshop, PACE)) == (1, 0)
    assert [says(workshop, one, 0) for one in ("loa-1", "loa-2")] == ["", notice]


def test_a_withdrawn_content_leaves_its_slot_and_the_round_goes_on(
    workshop: Workshop, notice: str, tmp_path: Path
) -> None:
    loop = publish(workshop, tmp_path, NORTH, "Xoay vòng")
    own(workshop, slot(notice))
    republish(workshop, PACE)
    assert [says(workshop, "loa-1", minute) for minute in (-1, 0, 30)] == ["", notice, loop]
    with session_scope(workshop.engine) as session:
        withdraw(session, THE_SYSTEM, notice, wall_ms())
    republish(workshop, PACE)
    assert says(workshop, "loa-1", 0) == loop


def test_exceptions_overrides_and_a_campaign_switched_off(workshop: Workshop, notice: str, news: str) -> None:
    with session_scope(workshop.engine) as session:
        save_campaign(session, THE_SYSTEM, CampaignDraft(NORTH, "Đợt"), wall_ms(), "camp-1")
        save_playlist(session, THE_SYSTEM, PlaylistDraft(NORTH, "Khác", (Entry(news),)), wall_ms(), "list-1")
    day = FIVE.date()
    off, other = DayDraft(day), DayDraft(day, "17:40", 10, "list-1")
    slot_id = own(workshop, slot(notice, campaign_id="camp-1", days=(off,)))
    republish(workshop, PACE)
    assert [says(workshop, "loa-1", minute) for minute in (0, 24 * 60)] == ["", notice]
    own(workshop, slot(notice, campaign_id="camp-1", days=(other,)), slot_id)
    republish(workshop, PACE)
    assert [says(workshop, "loa-1", minute) for minute in (0, 40, 50, 24 * 60)] == ["", news, "", notice]
    with session_scope(workshop.engine) as session:
        save_campaign(session, THE_SYSTEM, CampaignDraft(NORTH, "Đợt", active=False), wall_ms(), "camp-1")
    republish(workshop, PACE)
    assert [says(workshop, "loa-1", minute) for minute in (40, 24 * 60)] == ["", ""]


def test_a_merger_in_the_middle_of_a_campaign(workshop: Workshop, notice: str, news: str) -> None:
    """What was set plays on where it played and nowhere else, and the heir looks after it."""
    own(workshop, slot(notice, campaign_id=None))
    own(workshop, slot(news, unit_id=CITY, start="17:30", duration_min=10, targets=Targets(units=frozenset({SOUTH}))))
    republish(workshop, PACE)
    before = {one: [says(workshop, one, minute) for minute in (0, 30)] for one in ("loa-1", "loa-south")}
    assert before == {"loa-1": [notice, ""], "loa-south": ["", news]}
    order = Order("merge", TODAY, (NewUnit("25195", "Phường Chung"),), {NORTH: HEIR, SOUTH: HEIR})
    with session_scope(workshop.engine) as session:
        events.order_event(session, THE_SYSTEM, order, wall_ms(), PACE.time_zone)
        stand(session, "new", HEIR, "speaker-cluster")
    assert (republish(workshop, PACE), republish(workshop, PACE)) == (4, 0)
    after = {one: [says(workshop, one, minute) for minute in (0, 30)] for one in ("loa-1", "loa-south", "new")}
    assert after == {**before, "new": ["", ""]}
    with session_scope(workshop.engine) as session:
        leader = Actor(None, "approver", HEIR)
        [kept] = page_of_slots(session, leader, "", "", 9)
        save_slot(session, leader, slot(notice, start="17:10", duration_min=10), wall_ms(), kept.id)
    republish(workshop, PACE)
    assert [says(workshop, "loa-1", minute) for minute in (0, 10)] == ["", notice]


def last_days(session: Session) -> list[date | None]:
    return [one.last_date for one in page_of_slots(session, THE_SYSTEM, "", "", 9)]


def test_what_is_over_leaves_the_manifests(workshop: Workshop, notice: str) -> None:
    own(workshop, slot(notice, first=date(2026, 1, 1), last=date(2026, 1, 2)))
    republish(workshop, PACE)
    assert manifest(workshop, "loa-1").slots == ()
    with session_scope(workshop.engine, writes=False) as session:
        assert last_days(session) == [date(2026, 1, 2)]
