from __future__ import annotations

import pytest
from sqlmodel import Session, col, select

from controller.devices.models import Device
from controller.status.flips import record_flips, set_state
from controller.status.models import DeviceStatus, Flip
from controller.status.service import (
    Heard,
    listening_since,
    note_listening,
    record_heartbeats,
    record_reports,
    record_wills,
)
from controller.status.state import OFFLINE_AFTER_MS
from controller.units.models import Unit
from protocol.ids import DeviceId, EpochMs
from protocol.uplink import Report, Showing, Status

NOW = EpochMs(1_700_000_000_000)
ME = DeviceId("d-abc123")


@pytest.fixture(autouse=True)
def device(session: Session, unit: Unit) -> Device:
    device = Device(
        id=ME,
        name="Bảng tin",
        unit_id=unit.id,
        profile="bulletin-1080p",
        kind="board",
        public_key="k",
        enrolled_at_ms=0,
    )
    session.add(device)
    note_listening(session, EpochMs(0))
    session.flush()
    return device


def beat(session: Session, sid: str, at_ms: int, seq: int = 0, applied_rev: int = 0) -> None:
    status = Status(sid=sid, online=True, seq=seq, applied_rev=applied_rev, showing=Showing(title="Kế hoạch"))
    record_heartbeats(session, [(ME, Heard(status, EpochMs(at_ms)))])


def held(session: Session) -> DeviceStatus:
    session.expire_all()
    return session.get_one(DeviceStatus, ME)


def flips(session: Session) -> list[tuple[str, str]]:
    return [(flip.was, flip.became) for flip in session.exec(select(Flip).order_by(col(Flip.id))).all()]


def test_each_change_is_one_row_however_often_it_is_looked_at(session: Session) -> None:
    beat(session, "session-a", NOW)
    for seconds in (0, 1, 100, 101, 200, 201):
        record_flips(session, EpochMs(NOW + seconds * 1000))
    assert flips(session) == [("never", "online"), ("online", "late"), ("late", "offline")]


def test_a_will_of_this_session_counts_and_of_another_does_not(session: Session) -> None:
    beat(session, "session-a", NOW)
    record_wills(session, [(ME, "session-b")])
    assert held(session).online
    record_wills(session, [(ME, "session-a")])
    assert not held(session).online
    beat(session, "session-b", NOW + 1)
    record_wills(session, [(ME, "session-a")])
    assert held(session).online


def test_a_heartbeat_that_comes_late_within_its_session_is_ignored(session: Session) -> None:
    beat(session, "session-a", NOW, seq=5, applied_rev=7)
    beat(session, "session-a", NOW + 10, seq=4, applied_rev=6)
    assert (held(session).applied_rev, held(session).last_seen_ms) == (7, NOW)
    beat(session, "session-b", NOW + 20, seq=0, applied_rev=8)
    assert (held(session).applied_rev, held(session).last_seen_ms) == (8, NOW + 20)


def test_a_heartbeat_does_not_undo_what_the_job_wrote(session: Session) -> None:
    beat(session, "session-a", NOW)
    record_flips(session, NOW)
    beat(session, "session-a", NOW + 1, seq=1)
    assert held(session).flipped_to == "online"
    assert record_flips(session, EpochMs(NOW + 1)) == []


def test_two_who_look_at_once_write_one_flip(session: Session) -> None:
    beat(session, "session-a", NOW)
    assert set_state(session, [ME], "late", "offline", NOW) == []
    assert len(record_flips(session, NOW)) == 1
    assert set_state(session, [ME], "never", "online", NOW) == []


def test_a_report_stands_beside_the_heartbeat(session: Session) -> None:
    record_reports(session, [(ME, Report(sid="session-a", at_ms=NOW, pending="fetching", wanted_bytes=9))])
    assert (held(session).last_seen_ms, held(session).pending) == (None, "fetching")
    beat(session, "session-a", NOW, applied_rev=3)
    assert (held(session).pending, held(session).wanted_bytes, held(session).applied_rev) == ("fetching", 9, 3)


def test_while_the_controller_has_no_broker_nobody_goes_offline(session: Session) -> None:
    beat(session, "session-a", NOW)
    note_listening(session, None)
    assert listening_since(session) is None
    later = EpochMs(NOW + 10 * OFFLINE_AFTER_MS)
    record_flips(session, later)
    note_listening(session, later)
    record_flips(session, EpochMs(later + OFFLINE_AFTER_MS))
    assert [became for _, became in flips(session)] == ["late"]
    record_flips(session, EpochMs(later + OFFLINE_AFTER_MS + 1))
    assert [became for _, became in flips(session)] == ["late", "offline"]
