"""Playlists, slots and campaigns as units write them, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import Session, func, select

from controller.schedules.campaigns import (
    page_of_campaigns,
    remove_campaign,
    save_campaign,
    shift_campaign,
)
from controller.schedules.draft import CampaignDraft, DayDraft, PlaylistDraft, SlotDraft
from controller.schedules.models import PlaylistEntry, SlotDay, SlotRow, SlotTarget, SlotUnit
from controller.schedules.notices import notices
from controller.schedules.plan import Entry
from controller.schedules.playlists import (
    entries_of,
    find_playlist,
    page_of_playlists,
    remove_playlist,
    save_playlist,
)
from controller.schedules.reading import plans_in_force
from controller.schedules.service import drafts_of, find_slot, page_of_slots, remove_slot, save_slot
from controller.schedules.targets import Standing, Targets
from protocol.errors import Conflict, InvalidInput, NotAllowed, NotFound
from protocol.ids import EpochMs
from tests.controller.places import CITY, NORTH, SOUTH, person

NOW = EpochMs(1_795_000_000_000)
TODAY = date(2026, 11, 20)
ZONE = "Asia/Ho_Chi_Minh"
CITY_LEADER, LEADER, EDITOR = person("approver"), person("approver", NORTH), person("editor", NORTH)


def slot(content_id: str | None = None, **changes: object) -> SlotDraft:
    usual = SlotDraft(NORTH, "Buổi chiều", date(2026, 11, 1), "17:00", 30, content_id=content_id, outputs="sound")
    return replace(usual, **changes)  # type: ignore[arg-type]


def made_list(session: Session, *content_ids: str, unit_id: str = NORTH) -> str:
    entries = tuple(Entry(one) for one in content_ids)
    return save_playlist(session, CITY_LEADER, PlaylistDraft(unit_id, "Danh sách", entries), NOW).id


def test_a_playlist_is_written_changed_and_taken_out(session: Session, notice: str, news: str) -> None:
    draft = PlaylistDraft(NORTH, " Buổi   sáng ", (Entry(notice, 3, 5_000, "restart"), Entry(news), Entry(notice)))
    made = save_playlist(session, LEADER, draft, NOW)
    assert made.title == "Buổi sáng"
    again = replace(draft, title="Chiều", entries=(Entry(news),), order="shuffle", seed=4)
    save_playlist(session, LEADER, again, NOW, made.id)
    assert [(one.place, one.content_id) for one in entries_of(session, made.id)] == [(0, news)]
    assert find_playlist(session, LEADER, made.id).play_order == "shuffle"
    remove_playlist(session, LEADER, made.id)
    assert session.exec(select(PlaylistEntry)).all() == []


def test_a_playlist_takes_from_its_unit_and_from_above_only(session: Session, notice: str, news: str) -> None:
    made_list(session, notice, news)
    for unit_id in (CITY, SOUTH):
        with pytest.raises(InvalidInput, match=notice):
            made_list(session, notice, unit_id=unit_id)
    with pytest.raises(InvalidInput, match="nothing-1"):
        made_list(session, "nothing-1")


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "  "},
        {"title": "x" * 201},
        {"entries": (Entry("x", weight=11),)},
        {"entries": (Entry("x", weight=0),)},
        {"entries": (Entry("x", duration_ms=2_000),)},
        {"entries": (Entry("x"),) * 201},
        {"gap_ms": -1},
        {"seed": -1},
    ],
)
def test_playlists_that_are_refused(session: Session, changes: dict[str, object]) -> None:
    with pytest.raises(InvalidInput):
        save_playlist(session, LEADER, replace(PlaylistDraft(NORTH, "Tên", ()), **changes), NOW)  # type: ignore[arg-type]


@pytest.mark.parametrize(("last", "is_taken"), [(9, True), (10, False)])
def test_weights_that_make_a_round_too_long_are_refused(
    session: Session, notice: str, last: int, is_taken: bool
) -> None:
    entries = (*(Entry(notice, weight=10),) * 59, Entry(notice, weight=1), Entry(notice, weight=last))
    draft = PlaylistDraft(NORTH, "Tên", entries, order="weighted")
    if is_taken:
        assert save_playlist(session, LEADER, draft, NOW).play_order == "weighted"
        return
    with pytest.raises(InvalidInput, match="601 turns, 600 at most"):
        save_playlist(session, LEADER, draft, NOW)
    as_many_by_less = tuple(replace(one, weight=10) for one in entries)
    assert save_playlist(session, LEADER, replace(draft, entries=as_many_by_less), NOW), "61 turns"


def test_only_who_publishes_there_changes_schedules(session: Session, notice: str) -> None:
    mine = save_slot(session, LEADER, slot(notice), NOW)
    stranger = person("administrator", SOUTH)
    for actor in (EDITOR, stranger):
        with pytest.raises(NotAllowed):
            save_slot(session, actor, slot(notice), NOW)
        with pytest.raises(NotAllowed):
            save_slot(session, actor, slot(notice), NOW, mine.id)
        with pytest.raises((NotAllowed, NotFound)):
            remove_slot(session, actor, mine.id)
        with pytest.raises(NotAllowed):
            save_playlist(session, actor, PlaylistDraft(NORTH, "x", ()), NOW)
        with pytest.raises(NotAllowed):
            save_campaign(session, actor, CampaignDraft(NORTH, "x"), NOW)
    with pytest.raises(NotFound):
        find_slot(session, stranger, mine.id)
    assert list(page_of_slots(session, stranger, "", "", 9)) == []
    with pytest.raises(Conflict):
        save_slot(session, CITY_LEADER, slot(None, unit_id=CITY), NOW, mine.id)


def test_a_slot_keeps_all_that_was_said_of_it(session: Session, notice: str) -> None:
    list_id, campaign = made_list(session, notice), save_campaign(session, LEADER, CampaignDraft(NORTH, "Đợt"), NOW)
    said = slot(
        None,
        playlist_id=list_id,
        slot_class="priority",
        rrule="FREQ=WEEKLY;BYDAY=MO,FR",
        last=date(2026, 12, 31),
        over="duck",
        outputs="both",
        layout="clock",
        resume="restart",
        campaign_id=campaign.id,
        targets=Targets(
            frozenset({NORTH}), frozenset({"loa-1"}), frozenset({"speaker"}), frozenset({"speaker-cluster"})
        ),
        days=(DayDraft(date(2026, 11, 6)), DayDraft(date(2026, 11, 9), "18:00", 15, list_id)),
    )
    row = save_slot(session, LEADER, said, NOW)
    assert drafts_of(session, [row]) == [said]
    less = slot(notice)
    assert drafts_of(session, [save_slot(session, LEADER, less, NOW, row.id)]) == [less]
    remove_slot(session, LEADER, row.id)
    left = [session.exec(select(table)).all() for table in (SlotUnit, SlotTarget, SlotDay)]
    assert left == [[], [], []]


@pytest.mark.parametrize(
    "changes",
    [
        {"title": ""},
        {"start": "25:00"},
        {"duration_min": 0},
        {"duration_min": 1441},
        {"last": date(2026, 10, 31)},
        {"rrule": "FREQ=HOURLY"},
        {"content_id": None},
        {"playlist_id": "list-1"},
        {"content_id": None, "playlist_id": "list-1"},
        {"campaign_id": "camp-1"},
        {"over": "duck", "outputs": "screen"},
        {"slot_class": "live", "outputs": "both"},
        {"targets": Targets(units=frozenset({SOUTH}))},
        {"targets": Targets(devices=frozenset({"loa-south"}))},
        {"targets": Targets(kinds=frozenset({"radio"}))},
        {"targets": Targets(profiles=frozenset({"toaster"}))},
        {"days": (DayDraft(date(2026, 10, 31)),)},
        {"days": (DayDraft(TODAY), DayDraft(TODAY))},
        {"days": (DayDraft(TODAY, "17:00", 0),)},
        {"days": (DayDraft(TODAY, "17:00", 30, "list-1"),)},
        {"days": tuple(DayDraft(date(2026, 11, 1) + timedelta(days=one)) for one in range(401))},
    ],
)
def test_slots_that_are_refused(session: Session, notice: str, changes: dict[str, object]) -> None:
    with pytest.raises(InvalidInput):
        save_slot(session, LEADER, replace(slot(notice), **changes), NOW)  # type: ignore[arg-type]


def test_lists_come_in_pages(session: Session, notice: str) -> None:
    starts = ("17:00", "05:30", "11:00", "05:30", "19:00")
    made = [save_slot(session, LEADER, slot(notice, start=start), NOW) for start in starts]
    whole = [one.id for one in page_of_slots(session, CITY_LEADER, NORTH, "", 99)]
    assert whole == [one.id for one in sorted(made, key=lambda one: (one.start, one.id))]
    pages, after = list[str](), ""
    while page := page_of_slots(session, CITY_LEADER, "", after, 2):
        pages, after = [*pages, *(one.id for one in page)], page[-1].id
    assert pages == whole
    lists = [made_list(session) for _ in range(3)]
    assert len(page_of_playlists(session, LEADER, NORTH, sorted(lists)[0], 9)) == 2
    assert list(page_of_campaigns(session, LEADER, "", "", 9)) == []


def test_a_playlist_in_use_stays(session: Session, notice: str) -> None:
    usual, odd = made_list(session, notice), made_list(session, notice)
    row = save_slot(session, LEADER, slot(None, playlist_id=usual, days=(DayDraft(TODAY, "18:00", 9, odd),)), NOW)
    for one in (usual, odd):
        with pytest.raises(Conflict, match="Buổi chiều"):
            remove_playlist(session, LEADER, one)
    remove_slot(session, LEADER, row.id)
    remove_playlist(session, LEADER, odd)


def test_a_campaign_is_off_and_moves_as_one(session: Session, notice: str) -> None:
    campaign = save_campaign(session, LEADER, CampaignDraft(NORTH, "Tiêm chủng"), NOW)
    days = (DayDraft(TODAY), DayDraft(TODAY + timedelta(days=1), "08:00", 10))
    draft = slot(notice, campaign_id=campaign.id, last=date(2026, 11, 30), days=days)
    row = save_slot(session, LEADER, draft, NOW)
    assert list(plans_in_force(session, TODAY).by_id) == [row.id]
    save_campaign(session, LEADER, CampaignDraft(NORTH, "Tiêm chủng", active=False), NOW, campaign.id)
    assert plans_in_force(session, TODAY).by_id == {}
    [moved] = drafts_of(session, shift_campaign(session, LEADER, campaign.id, 7, NOW))
    assert (moved.first, moved.last) == (date(2026, 11, 8), date(2026, 12, 7))
    assert [one.day for one in moved.days] == [date(2026, 11, 27), date(2026, 11, 28)]
    for wrong in (0, 5_000):
        with pytest.raises(InvalidInput):
            shift_campaign(session, LEADER, campaign.id, wrong, NOW)
    with pytest.raises(Conflict):
        remove_campaign(session, LEADER, campaign.id)
    remove_slot(session, LEADER, row.id)
    remove_campaign(session, LEADER, campaign.id)


def test_what_is_over_or_off_is_not_in_force(session: Session, notice: str) -> None:
    save_slot(session, LEADER, slot(notice, active=False), NOW)
    ended = save_slot(session, LEADER, slot(notice, last=TODAY), NOW)
    found = [set(plans_in_force(session, TODAY + timedelta(days=ahead)).by_id) for ahead in (0, 1, 2)]
    assert found == [{ended.id}, {ended.id}, set()]


def test_whom_slots_are_for(session: Session, notice: str) -> None:
    targets = {
        "all": Targets(),
        "one": Targets(devices=frozenset({"loa-1"})),
        "boards": Targets(kinds=frozenset({"board"})),
        "tagged": Targets(tags=frozenset({"chợ"})),
        "unit and kind": Targets(units=frozenset({NORTH}), kinds=frozenset({"speaker"})),
    }
    ids = {save_slot(session, LEADER, slot(notice, targets=one), NOW).id: name for name, one in targets.items()}
    plans = plans_in_force(session, TODAY)
    loa = Standing("loa-1", "speaker", "speaker-cluster", (NORTH, CITY))
    assert {ids[one] for one in plans.ids_for(loa)} == {"all", "one", "unit and kind"}
    other = replace(loa, id="loa-2", kind="board", tags=("chợ",))
    assert {ids[one] for one in plans.ids_for(other)} == {"all", "boards", "tagged"}
    assert plans.ids_for(replace(loa, units=(SOUTH, CITY))) == ()


def told(session: Session, draft: SlotDraft) -> list[str]:
    """Each is made a millisecond after the one before."""
    later = EpochMs(NOW + session.exec(select(func.count()).select_from(SlotRow)).one())
    return [one.en for one in notices(session, save_slot(session, LEADER, draft, later), TODAY, ZONE)]


def test_whoever_saves_is_told_what_will_not_be_heard(session: Session, notice: str) -> None:
    assert told(session, slot(notice)) == []
    [clash] = told(session, slot(notice, title="Sau", start="17:20"))
    assert clash.startswith("At the same time as 'Buổi chiều' (17:20–17:30 20/11/2026): 'Buổi chiều' is on")
    assert told(session, slot(notice, start="17:20", slot_class="priority")) == []
    assert told(session, slot(notice, start="17:20", over="duck")) == []
    assert told(session, slot(notice, start="17:20", active=False)) == []
    [outside] = told(session, slot(notice, start="19:00"))
    assert outside == "Loudspeakers are open 05:30–06:30, 17:00–18:00 only: what is outside is not heard."
    assert told(session, slot(notice, start="05:30", outputs="screen")) == []
    empty, *_ = told(session, slot(None, playlist_id=made_list(session), start="17:00"))
    assert empty.startswith("Nothing of it is on the air")


def test_slots_on_other_days_do_not_clash(session: Session, notice: str) -> None:
    told(session, slot(notice, rrule="FREQ=WEEKLY;BYDAY=MO", start="05:30"))
    assert told(session, slot(notice, rrule="FREQ=WEEKLY;BYDAY=TU", start="05:30")) == []
    away = DayDraft(date(2026, 11, 24), "05:40", 10)
    clash = told(session, slot(notice, rrule="FREQ=WEEKLY;BYDAY=SU", start="17:00", days=(away,)))
    assert any("05:40–05:50 24/11/2026" in one for one in clash)
