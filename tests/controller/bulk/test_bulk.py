"""A change to many devices: as one after the other, all or none, where one may."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from controller.bulk.change import Change
from controller.bulk.models import BulkChange
from controller.bulk.service import carry_out, mark_of, plan, progress
from controller.bulk.words import FIELDS, told
from controller.clock import wall_ms
from controller.db import session_scope
from controller.db.models import AuditEntry
from controller.devices.finding import Wanted
from controller.devices.models import Device
from controller.devices.moving import open_for
from controller.devices.service import tag_device
from controller.devices.tags import after, tag, tags_of
from controller.documents import service as documents
from controller.layouts import service as layouts
from controller.people.actor import THE_SYSTEM
from controller.publishing.chain import all_tunings
from controller.publishing.setting import SAID, BoardSetting, setting_of
from controller.publishing.tuning import own_setting, owner_of, set_board
from controller.status.models import DeviceStatus
from controller.units.homes import homes_at
from media.board import SketchZone
from protocol.documents import Desired
from protocol.errors import Conflict, InvalidInput, NotAllowed, NotFound, RaoError
from protocol.ids import EpochMs
from tests.controller.places import CITY, NORTH, SOUTH, person, settle, stand
from tests.controller.publishing.screens import LATE, NIGHT, settings

ALL = Wanted()
DEVICES = ("led-1", "led-2", "loa", "board")
some_fields = st.sets(st.sampled_from(SAID), min_size=1, max_size=4)
labels = st.lists(st.sampled_from(["Chợ", "chợ", "Trường học", "Mới"]), max_size=3).map(tuple)


def held(session: Session) -> dict[str, tuple[BoardSetting, tuple[str, ...]]]:
    """What each device says itself, and its labels."""
    session.expire_all()
    rows, tags = all_tunings(session), tags_of(session, None)
    ids = session.exec(select(Device.id).order_by(col(Device.id))).all()
    return {one: (setting_of(rows[one]) if one in rows else BoardSetting(), tags.get(one, ())) for one in ids}


def one_by_one(session: Session, change: Change) -> None:
    for device_id in DEVICES:
        if change.setting:
            own = own_setting(session, owner_of(session, THE_SYSTEM, device_id))
            set_board(session, THE_SYSTEM, device_id, change.of(own))
        tags = tags_of(session, [device_id]).get(device_id, ())
        tag_device(session, THE_SYSTEM, device_id, after(tags, change.add_tags, change.take_tags))


def outcome(session: Session, work: Any) -> Mapping[str, Any] | str:
    """What devices say afterwards, or that it was refused; nothing of it stays."""
    nested = session.begin_nested()
    try:
        work()
        session.flush()
        return held(session)
    except RaoError:
        return "refused"
    finally:
        nested.rollback()
        session.expire_all()


@how(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(unit=settings, own=settings, wanted=settings, fields=some_fields, add=labels, take=labels)
def test_it_is_the_same_as_one_after_the_other(
    province: Session,
    unit: BoardSetting,
    own: BoardSetting,
    wanted: BoardSetting,
    fields: set[str],
    add: tuple[str, ...],
    take: tuple[str, ...],
) -> None:
    change = Change({name: getattr(wanted, name) for name in fields}, add, take)
    outer = province.begin_nested()
    for owner, setting in ((NORTH, unit), ("led-2", own)):
        outcome_free(province, owner, setting)
    tag(province, "led-1", ["Chợ"])
    many = outcome(province, lambda: carry_out(province, THE_SYSTEM, planned(province, change), wall_ms()))
    assert many == outcome(province, lambda: one_by_one(province, change))
    outer.rollback()
    province.expire_all()


def outcome_free(session: Session, owner: str, setting: BoardSetting) -> None:
    """Sets it if it can be."""
    try:
        with session.begin_nested():
            set_board(session, THE_SYSTEM, owner, setting)
    except InvalidInput:
        session.expire_all()


def planned(session: Session, change: Change, wanted: Wanted = ALL, ids: Any = None, actor: Any = THE_SYSTEM) -> Any:
    return plan(session, actor, wanted, ids, change, wall_ms())


def test_it_tells_old_and_new_and_writes_nothing(province: Session) -> None:
    set_board(province, THE_SYSTEM, "led-1", BoardSetting(volume_percent=30, layout="clock"))
    set_board(province, THE_SYSTEM, "board", BoardSetting(volume_percent=80))
    before = held(province)
    found = planned(province, Change({"volume_percent": 80, "layout": None}, ("Chợ",)))
    changes = {line.device.id: line.changes for line in found.changed}
    assert changes["led-1"] == (("volume_percent", 30, 80), ("layout", "clock", None), ("tags", (), ("Chợ",)))
    assert changes["board"] == (("tags", (), ("Chợ",)),)
    assert held(province) == before


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        ({"unit": NORTH}, {"led-1", "led-2", "loa"}),
        ({"kind": "speaker"}, {"loa"}),
        ({"profile": "bulletin-1080p"}, {"board"}),
        ({"q": "LED"}, {"led-1", "led-2"}),
        ({"tag": "chợ"}, {"led-2"}),
        ({"state": "never"}, set(DEVICES)),
    ],
)
def test_devices_are_chosen_by_what_they_are(province: Session, wanted: Any, ids: set[str]) -> None:
    tag(province, "led-2", ["Chợ"])
    found = planned(province, Change({"volume_percent": 40}), Wanted(**wanted))
    assert {line.device.id for line in found.lines} == ids


def test_all_is_where_one_may_and_a_device_elsewhere_is_refused(province: Session) -> None:
    change, north = Change({"volume_percent": 40}), person("technician", NORTH)
    found = planned(province, change, actor=north)
    assert {line.device.id for line in found.lines} == {"led-1", "led-2", "loa"}
    for actor, ids, refusal in (
        (north, ["led-1", "board"], NotFound),
        (north, ["nobody"], NotFound),
        (person("editor", CITY), ["led-1"], NotAllowed),
    ):
        with pytest.raises(refusal):
            planned(province, change, ids=ids, actor=actor)
    with pytest.raises(InvalidInput):
        planned(province, change, actor=person("auditor", CITY))


def test_nothing_and_nowhere_are_refused(province: Session) -> None:
    for change, wanted in ((Change(), ALL), (Change({"volume_percent": 1}), Wanted(tag="none"))):
        with pytest.raises(InvalidInput):
            planned(province, change, wanted)


def test_one_that_can_not_be_so_keeps_all_as_they_are(province: Session) -> None:
    small = (
        SketchZone(kind="main", left=0, top=0, width=850, height=1000),
        SketchZone(kind="clock", left=850, top=0, width=150, height=200),
    )
    layout = layouts.add(province, THE_SYSTEM, CITY, "Đồng hồ nhỏ", small, wall_ms()).id
    before = held(province)
    found = planned(province, Change({"layout": layout}))
    assert {line.device.id for line in found.refused} == {"led-1", "led-2"}
    with pytest.raises(Conflict) as refused:
        carry_out(province, THE_SYSTEM, found, wall_ms())
    assert "led-1, led-2" in refused.value.problem.vi
    assert "640×384" in refused.value.problem.vi
    assert held(province) == before


def test_the_trail_tells_of_each_device_and_who_it_was(engine: Engine) -> None:
    with session_scope(engine) as session:
        settle(session)
        for device_id in ("a-1", "a-2"):
            stand(session, device_id, NORTH, "bulletin-1080p")
    with session_scope(engine) as session:
        carry_out(session, THE_SYSTEM, planned(session, Change({"volume_percent": 40}, ("Chợ",))), wall_ms())
    with session_scope(engine, writes=False) as session:
        told_of = session.exec(select(AuditEntry.kind, AuditEntry.key)).all()
    assert {("tuning", "a-1"), ("tuning", "a-2"), ("device_tag", "a-1/chợ")} <= set(told_of)
    assert sum(kind == "bulk_change" for kind, _ in told_of) == 1


def test_devices_move_and_reports_know_where_they_stood(province: Session) -> None:
    change = Change({"volume_percent": 40}, unit=open_for(province, THE_SYSTEM, SOUTH))
    found = planned(province, change, Wanted(unit=NORTH))
    assert found.changed[0].changes[0] == ("unit", "Phường Bình Phước", "Phường Đồng Xoài")
    carry_out(province, THE_SYSTEM, found, EpochMs(5_000))
    assert {device.unit_id for device in province.exec(select(Device)).all()} == {SOUTH}
    assert homes_at(province, EpochMs(4_999)) == {"led-1": NORTH, "led-2": NORTH, "loa": NORTH, "board": SOUTH}
    assert set(homes_at(province, EpochMs(5_000)).values()) == {SOUTH}
    back = Change(unit=open_for(province, THE_SYSTEM, NORTH))
    carry_out(province, THE_SYSTEM, planned(province, back, ids=["led-1"]), EpochMs(9_000))
    stood = [homes_at(province, EpochMs(at))["led-1"] for at in (0, 5_000, 8_999, 9_000)]
    assert stood == [NORTH, SOUTH, SOUTH, NORTH]


def test_a_device_goes_only_where_one_may_and_what_it_says_of_itself_holds(province: Session) -> None:
    for actor, unit_id, refusal in (
        (person("technician", NORTH), SOUTH, NotAllowed),
        (THE_SYSTEM, "none", NotFound),
        (person("editor", CITY), SOUTH, NotAllowed),
    ):
        with pytest.raises(refusal):
            open_for(province, actor, unit_id)
    whole = (SketchZone(kind="main", left=0, top=0, width=1000, height=1000),)
    layout = layouts.add(province, THE_SYSTEM, NORTH, "Của phường", whole, wall_ms()).id
    set_board(province, THE_SYSTEM, "led-1", BoardSetting(layout=layout))
    found = planned(province, Change(unit=open_for(province, THE_SYSTEM, SOUTH)), ids=["led-1", "led-2"])
    assert [line.device.id for line in found.refused] == ["led-1"], "a layout of the north is not offered in the south"


def test_what_was_reviewed_has_another_mark_when_anything_changed(province: Session) -> None:
    change = Change({"volume_percent": 40})
    first = mark_of(planned(province, change))
    assert mark_of(planned(province, change)) == first
    tag(province, "loa", ["Mới"])
    assert mark_of(planned(province, change)) != first


def test_it_is_watched_until_all_have_it_by_those_who_see_them(province: Session) -> None:
    made = carry_out(province, THE_SYSTEM, planned(province, Change({"volume_percent": 40})), wall_ms())
    for device_id in DEVICES:
        documents.put(province, "desired", device_id, Desired(unit_name="x", areas=()))
    province.add(DeviceStatus(device_id="led-1", applied_rev=1))
    province.flush()
    seen = progress(province, THE_SYSTEM, made.id)
    assert (seen.devices, {one for one, *_ in seen.waiting}) == (4, {"led-2", "loa", "board"})
    assert progress(province, person("editor", SOUTH), made.id).devices == 1
    with pytest.raises(NotFound):
        progress(province, person("editor", SOUTH), "c-none")
    lone = BulkChange(id="c-north", made_at_ms=0, devices='["led-1"]')
    province.add(lone)
    province.flush()
    with pytest.raises(NotFound):
        progress(province, person("editor", SOUTH), lone.id)


def test_every_field_has_a_name_and_values_are_told() -> None:
    assert set(FIELDS) == {"tags", "unit", *SAID}
    for name, value, words in (
        ("volume_percent", 40, "40 %"),
        ("volume_percent", None, "theo đơn vị cấp trên"),
        ("brightness_windows", (NIGHT,), "19:00–05:00: 40 %"),
        ("screen_off_windows", (LATE,), "22:30–04:30"),
        ("screen_off_windows", (), "không có"),
        ("transition", "fade", "mờ dần"),
        ("layout", "drawn-1", "drawn-1"),
        ("sound_delay_ms", 500, "500 ms"),
        ("tags", ("Chợ", "Mới"), "Chợ, Mới"),
    ):
        assert told(name, value, {}).vi == words
