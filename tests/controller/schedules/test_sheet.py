"""Schedules out as a file and in again: lossless, tried before, and refusals name their lines."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session

from controller.schedules.campaigns import remove_campaign, save_campaign
from controller.schedules.draft import CampaignDraft, DayDraft, PlaylistDraft, SlotDraft
from controller.schedules.json_lines import lines_of
from controller.schedules.plan import Entry
from controller.schedules.playlists import remove_playlist, save_playlist
from controller.schedules.service import remove_slot, save_slot
from controller.schedules.sheet import SchedulesFile, export, take, tried
from controller.schedules.targets import Targets
from protocol.errors import InvalidInput, NotAllowed
from protocol.ids import EpochMs
from tests.controller.places import NORTH, SOUTH, person

NOW = EpochMs(1_795_000_000_000)
LEADER = person("approver", NORTH)


@pytest.fixture
def file(session: Session, notice: str, news: str) -> SchedulesFile:
    """All of the north's, with everything in it that can be said."""
    save_campaign(session, LEADER, CampaignDraft(NORTH, "Tiêm chủng", active=False), NOW, "camp-1")
    entries = (Entry(notice, 3, 5_000, "restart"), Entry(news))
    save_playlist(session, LEADER, PlaylistDraft(NORTH, "Sáng", entries, "weighted", 4, 500, "fade"), NOW, "list-1")
    slot = SlotDraft(NORTH, "Một", date(2026, 11, 1), "22:00", 240, content_id=notice, outputs="sound")
    save_slot(session, LEADER, slot, NOW, "slot-1")
    rich = replace(
        slot,
        content_id=None,
        playlist_id="list-1",
        slot_class="priority",
        rrule="FREQ=MONTHLY;BYDAY=1MO",
        last=date(2027, 1, 31),
        over="duck",
        resume="resume",
        active=False,
        outputs="both",
        layout="clock",
        campaign_id="camp-1",
        targets=Targets(frozenset({NORTH}), frozenset({"loa-1"}), frozenset({"speaker"}), tags=frozenset({"chợ"})),
        days=(DayDraft(date(2026, 11, 2)), DayDraft(date(2026, 12, 7), "08:00", 1_440, "list-1")),
    )
    save_slot(session, LEADER, rich, NOW, "slot-2")
    return export(session, LEADER, NORTH)


def text_of(file: SchedulesFile) -> str:
    return file.model_dump_json(by_alias=True, indent=1)


def test_out_and_in_again_is_the_same(session: Session, file: SchedulesFile) -> None:
    assert json.loads(text_of(file))["schema"] == "rao.schedules/1"
    assert {one.change for one in take(session, LEADER, text_of(file), NOW)} == {"same"}
    for slot in file.slots:
        remove_slot(session, LEADER, slot.id)
    remove_playlist(session, LEADER, "list-1")
    remove_campaign(session, LEADER, "camp-1")
    assert export(session, LEADER, NORTH).slots == []
    assert {one.change for one in take(session, LEADER, text_of(file), NOW)} == {"added"}
    assert export(session, LEADER, NORTH) == file


def test_a_file_that_knows_nothing_of_layouts_is_taken(session: Session, file: SchedulesFile) -> None:
    """As they were written before slots had any."""
    old = file.model_dump(mode="json", by_alias=True)
    for slot in old["slots"]:
        del slot["layout"]
    [changed] = [one for one in take(session, LEADER, json.dumps(old), NOW) if one.change != "same"]
    assert (changed.id, changed.fields) == ("slot-2", ["layout"])
    assert {one.layout for one in export(session, LEADER, NORTH).slots} == {None}


def test_a_layout_that_is_not_offered_is_refused_by_its_line(session: Session, file: SchedulesFile) -> None:
    file.slots[0].layout, file.slots[1].layout = "drawn-none", "bare"
    lines = [number for number, line in enumerate(text_of(file).splitlines(), 1) if line == "  {"]
    with pytest.raises(InvalidInput) as refused:
        take(session, LEADER, text_of(file), NOW)
    assert refused.value.problem.vi.startswith(f"Dòng {lines[-2]}: ")
    assert export(session, LEADER, NORTH).slots[0].layout is None


def test_a_trial_tells_what_would_change_and_writes_nothing(session: Session, file: SchedulesFile) -> None:
    changed = file.model_copy(deep=True)
    changed.slots[0].title, changed.slots[0].end = "Khác", "23:00"
    told = {one.id: (one.change, one.fields) for one in tried(session, LEADER, text_of(changed), NOW)}
    assert told[changed.slots[0].id] == ("changed", ["end", "title"])
    assert export(session, LEADER, NORTH) == file
    take(session, LEADER, text_of(changed), NOW)
    assert export(session, LEADER, NORTH) == changed


def test_refusals_name_every_line_and_nothing_is_written(session: Session, file: SchedulesFile) -> None:
    bad = file.model_copy(deep=True)
    bad.campaigns[0].name = "Đổi tên"
    bad.slots[0].rrule = "FREQ=HOURLY"
    bad.slots[1].unit_id = SOUTH
    text = text_of(bad)
    lines = [number for number, line in enumerate(text.splitlines(), 1) if line == "  {"]
    first, second = (one for one in lines if text.splitlines()[:one].count(' "slots": ['))
    with pytest.raises(InvalidInput) as refused:
        take(session, LEADER, text, NOW)
    assert f"Line {first}: The rule" in refused.value.problem.en
    assert f"Line {second}: it is of another unit" in refused.value.problem.en


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Line 1: no JSON"),
        ("[]", "Line 1: no JSON object"),
        ("{\n\n,}", "Line 3: no JSON"),
        ("[" * 100_000, "Line 1: "),
        ('{"unit_id": "x",\n"slots": [\n{"id": "slot-1"}]}', "Line 3: slots.0"),
        ('{"schema": "rao.schedules/2", "unit_id": "x"}', "Line 1: schema"),
        ('{"unit_id": "x", "more": 1}', "Line 1: more"),
        ('{"unit_id": "x",\n"campaigns": [{"id": "Ø", "unit_id": "x", "name": "y"}]}', "Line 2: campaigns.0.id"),
    ],
)
def test_files_that_are_none(session: Session, text: str, told: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        take(session, LEADER, text, NOW)
    assert refused.value.problem.en.startswith(told)


def test_a_stranger_takes_nothing_in(session: Session, file: SchedulesFile) -> None:
    changed = file.model_copy(deep=True)
    changed.campaigns[0].name = "Khác"
    stranger = person("administrator", SOUTH)
    assert export(session, stranger, NORTH).slots == []
    with pytest.raises(NotAllowed):
        take(session, stranger, text_of(changed), NOW)


VALUES = st.recursive(st.none() | st.integers() | st.text(max_size=4), lambda inner: st.lists(inner, max_size=3))


@given(
    st.dictionaries(st.text(max_size=3), VALUES | st.lists(VALUES, max_size=4), max_size=4), st.sampled_from([None, 1])
)
def test_lines_are_found_in_any_json(known: dict[str, object], indent: int | None) -> None:
    text = json.dumps(known, indent=indent)
    found = lines_of(text)
    assert set(found) == {
        (key, number) for key, value in known.items() if isinstance(value, list) for number in range(len(value))
    }
    whole = text.splitlines()
    for (key, number), line in found.items():
        value = known[key]
        assert isinstance(value, list)
        assert json.dumps(value[number])[0] in whole[line - 1]
