"""What is planned for real devices: stated by the controller, asked here, and held against the boards' own function."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from controller.alerts.jobs import write_draft
from controller.alerts.service import confirm
from controller.bulletins.draft import Options, Upload
from controller.bulletins.jobs import publish_files
from controller.clock import day_of, wall_ms
from controller.db import session_scope
from controller.library.workshop import Workshop
from controller.publishing.jobs import republish
from controller.publishing.survey import Pace
from controller.status.service import Heard, record_heartbeats
from controller.timeline import service
from controller.timeline.days import monday_of
from controller.timeline.telling import why_words
from protocol.errors import Conflict, InvalidInput, NotAllowed, NotFound
from protocol.ids import DeviceId, EpochMs
from protocol.manifest import SlotClass
from protocol.programme import programme
from protocol.programme_types import Alerts, PlayItem, ShowAlert, ShowItem
from protocol.spans import Span
from protocol.uplink import Status
from tests.controller.alerts.flood import FLOOD
from tests.controller.places import CITY, NORTH, SOUTH, person, stand
from tests.protocol.test_programme import at

PACE = Pace(heartbeat_s=60.0, snapshot_s=30.0, time_zone="Asia/Ho_Chi_Minh")


def next_sunday() -> date:
    """Of next week: what is published as priority begins now, and has whole days from tomorrow on."""
    today = day_of(wall_ms(), "Asia/Ho_Chi_Minh")
    return monday_of(today) + timedelta(days=13)


SEER = person("auditor")


def say(workshop: Workshop, tmp_path: Path, title: str, unit_id: str, slot_class: SlotClass = "scheduled") -> str:
    path = tmp_path / f"{title}.txt"
    path.write_text(f"{title}\n\nTối thứ Sáu, 19 giờ, tại nhà văn hóa.", "utf-8")
    options = Options(first_date=date(2026, 11, 1), slot_class=slot_class)
    [content] = publish_files(workshop, person("approver"), [Upload(path, path.name)], unit_id, options)
    republish(workshop, PACE)
    return content.id


def test_steps_are_what_the_board_does_at_each_moment(workshop: Workshop, tmp_path: Path) -> None:
    """“What will board X show on Sunday 21:58-22:05”."""
    say(workshop, tmp_path, "Họp tổ dân phố", NORTH)
    span = Span(at("2026-11-22T21:58:00"), at("2026-11-22T22:05:00"))
    with session_scope(workshop.engine, writes=False) as session:
        seen = service.programmed(session, workshop.store, SEER, "led-1", wall_ms())
        found = service.stretch(session, seen, span)
    assert [found.steps[0].span.begin_ms, found.steps[-1].span.end_ms] == list(span)
    assert found.next_ms is None
    assert all(isinstance(one.on.screen, ShowItem) for one in found.steps)
    for one, after in pairwise(found.steps):
        assert one.span.end_ms == after.span.begin_ms
        assert (one.on.screen, one.on.sound) != (after.on.screen, after.on.sound)
    for one in found.steps:
        for now_ms in (one.span.begin_ms, one.span.end_ms - 1):
            on = programme(seen.stated.manifest, Alerts(), EpochMs(now_ms), seen.stated.board)
            assert (on.screen, on.sound) == (one.on.screen, one.on.sound)


def test_a_loudspeaker_says_it_in_its_hours(workshop: Workshop, tmp_path: Path) -> None:
    say(workshop, tmp_path, "Họp tổ dân phố", NORTH)
    with session_scope(workshop.engine, writes=False) as session:
        seen = service.programmed(session, workshop.store, SEER, "loa", wall_ms())
        found = service.stretch(session, seen, Span(at("2026-11-22T16:59:00"), at("2026-11-22T17:01:00")))
    assert not isinstance(found.steps[0].on.sound, PlayItem)
    assert isinstance(found.steps[1].on.sound, PlayItem)
    assert found.steps[1].span.begin_ms == at("2026-11-22T17:00:00")


def test_an_alert_in_force_is_in_the_steps_until_its_sender_said_it_ends(workshop: Workshop) -> None:
    republish(workshop, PACE)
    row = write_draft(workshop, person("operator"), FLOOD)
    with session_scope(workshop.engine) as session:
        sent = confirm(session, person("operator"), row.id, wall_ms())
        ends_ms = EpochMs(sent.expires_at_ms)
    with session_scope(workshop.engine, writes=False) as session:
        seen = service.programmed(session, workshop.store, SEER, "led-1", wall_ms())
        found = service.stretch(session, seen, Span(EpochMs(ends_ms - 60_000), EpochMs(ends_ms + 60_000)))
    last_alert = [one for one in found.steps if isinstance(one.on.screen, ShowAlert)][-1]
    assert last_alert.span.end_ms == ends_ms
    assert not isinstance(found.steps[-1].on.screen, ShowAlert)


def test_what_the_citys_priority_bulletin_takes_is_told(workshop: Workshop, tmp_path: Path) -> None:
    say(workshop, tmp_path, "Văn nghệ", NORTH)
    say(workshop, tmp_path, "Phòng chống lũ", CITY, "priority")
    with session_scope(workshop.engine, writes=False) as session:
        seen = service.programmed(session, workshop.store, SEER, "loa", wall_ms())
        [lost] = [one for one in service.week(seen, next_sunday()).conflicts if one.why == "beaten"]
    told = why_words(lost, seen.names).vi
    assert told.startswith("Không nghe được 05:30–06:")
    assert told.endswith("bản tin ưu tiên “Phòng chống lũ” của Thành phố Đồng Nai phát lúc đó.")
    monday = next_sunday() - timedelta(days=6)
    assert f"thứ Hai {monday:%d/%m} đến Chủ nhật {next_sunday():%d/%m}" in told


def test_equal_boards_of_a_unit_are_told_of_once(workshop: Workshop, tmp_path: Path) -> None:
    say(workshop, tmp_path, "Văn nghệ", NORTH)
    say(workshop, tmp_path, "Phòng chống lũ", CITY, "priority")
    with session_scope(workshop.engine, writes=False) as session:
        found = service.unit_week(session, workshop.store, SEER, CITY, next_sunday())
        north = service.unit_week(session, workshop.store, SEER, NORTH, next_sunday())
    assert (found.monday, found.boards, found.kinds, found.left_out) == (next_sunday() - timedelta(days=6), 4, 3, 0)
    assert (north.boards, north.kinds) == (3, 2)
    on_screen = [one for one in found.lost if one.conflict.output == "screen"]
    assert [[board.id for board in one.boards] for one in on_screen] == [["led-1", "led-2"]]


def test_a_loudspeaker_speaks_the_languages_it_said_it_does(workshop: Workshop, tmp_path: Path) -> None:
    """The one that speaks S'tiêng only has nothing to say of a text in Vietnamese, and is another kind of board."""
    say(workshop, tmp_path, "Văn nghệ", NORTH)
    with session_scope(workshop.engine) as session:
        stand(session, "loa-2", NORTH, "speaker-cluster")
        beat = Heard(Status(sid="session-1", online=True, languages=("sti",)), wall_ms())
        record_heartbeats(session, [(DeviceId("loa-2"), beat)])
    republish(workshop, PACE)
    with session_scope(workshop.engine, writes=False) as session:
        seen = service.programmed(session, workshop.store, SEER, "loa-2", wall_ms())
        [lost] = service.week(seen, next_sunday()).conflicts
        unit = service.unit_week(session, workshop.store, SEER, NORTH, next_sunday())
    assert (seen.stated.board.languages, lost.why) == (("sti",), "not-made")
    assert why_words(lost, seen.names).vi == "Chưa có giọng đọc bằng ngôn ngữ của loa này."
    assert (unit.kinds, [[board.id for board in one.boards] for one in unit.lost]) == (3, [["loa-2"]])


def test_what_may_not_be_seen_is_not_stated_or_not_to_be_worked_out_is_refused(workshop: Workshop) -> None:
    with session_scope(workshop.engine, writes=False) as session, pytest.raises(Conflict):
        service.programmed(session, workshop.store, SEER, "led-1", wall_ms())
    republish(workshop, PACE)
    now_ms = wall_ms()
    with session_scope(workshop.engine, writes=False) as session:
        with pytest.raises(NotFound):
            service.programmed(session, workshop.store, person("auditor", SOUTH), "led-1", now_ms)
        with pytest.raises(NotAllowed):
            service.unit_week(session, workshop.store, person("auditor", SOUTH), NORTH, next_sunday())
        seen = service.programmed(session, workshop.store, SEER, "led-1", now_ms)
        for span in (Span(now_ms, now_ms), Span(now_ms, EpochMs(now_ms + 86_400_001))):
            with pytest.raises(InvalidInput):
                service.stretch(session, seen, span)
        far = at("1999-01-01T00:00:00")
        with pytest.raises(InvalidInput):
            service.stretch(session, seen, Span(far, EpochMs(far + 1000)))
        with pytest.raises(InvalidInput):
            service.week(seen, date(2200, 1, 1))
        with pytest.raises(InvalidInput):
            service.unit_week(session, workshop.store, SEER, NORTH, date(1, 1, 1))
