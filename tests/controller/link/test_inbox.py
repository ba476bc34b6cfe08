from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from controller.link import inbox as inbox_module
from controller.link.inbox import Inbox
from controller.link.reading import read_uplink
from protocol.ids import DeviceId, EpochMs
from protocol.limits import LIMITS
from protocol.topics import up
from protocol.uplink import Ack, Fault, LogBatch, Report, Status

NOW = EpochMs(1_700_000_000_000)
ME = DeviceId("d-abc123")
STATUS = up(ME, "status")


def status(sid: str, online: bool = True, seq: int = 0) -> bytes:
    return msgspec.json.encode(Status(sid=sid, online=online, seq=seq))


def ack(number: int) -> bytes:
    one = Ack(sid="session-a", subject="alert", id=f"a-{number:03}", stage="rendered", at_ms=NOW, clock="trusted")
    return msgspec.json.encode(one)


@pytest.mark.parametrize(
    ("topic", "payload", "why"),
    [
        (STATUS, b"{}", "undecodable"),
        (STATUS, b"\xff\xfe", "undecodable"),
        (STATUS, b"[" * 60_000, "undecodable"),
        (STATUS, b" " * (LIMITS.uplink_bytes + 1), "too long"),
        ("rao/v1/dev/d-abc123/down/desired", b"{}", "topic"),
        ("rao/v1/dev/D..X/up/status", status("session-a"), "topic"),
        ("rao/v1/dev/d-abc123/up/else", b"{}", "topic"),
    ],
)
def test_what_is_no_uplink_is_refused_by_reason(topic: str, payload: bytes, why: str) -> None:
    assert read_uplink(topic, payload) == why
    inbox = Inbox()
    inbox.put(topic, payload, False, NOW)
    assert inbox.dropped[why] == 1
    assert not inbox.take()


@given(st.text(max_size=60), st.binary(max_size=200))
def test_nothing_that_arrives_can_stop_the_link(topic: str, payload: bytes) -> None:
    Inbox().put(topic, payload, False, NOW)
    Inbox().put(STATUS, payload, True, NOW)


def test_of_many_heartbeats_the_newest_is_kept() -> None:
    inbox = Inbox()
    for seq in range(10):
        inbox.put(STATUS, status("session-a", seq=seq), False, EpochMs(NOW + seq))
    batch = inbox.take()
    assert (len(batch.heartbeats), batch.heartbeats[ME].status.seq, batch.heartbeats[ME].at_ms) == (1, 9, NOW + 9)
    assert not inbox.take()


def test_a_retained_heartbeat_says_nothing_of_now_but_a_retained_will_holds() -> None:
    inbox = Inbox()
    inbox.put(STATUS, status("session-a"), True, NOW)
    assert not inbox.take()
    inbox.put(STATUS, status("session-a", online=False), True, NOW)
    assert inbox.take().wills == {(ME, "session-a")}


def test_a_device_that_came_back_in_its_session_is_not_ended_by_its_will() -> None:
    inbox = Inbox()
    inbox.put(STATUS, status("session-a", online=False), False, NOW)
    inbox.put(STATUS, status("session-a"), False, NOW)
    assert inbox.take().wills == set()


def test_every_kind_is_kept() -> None:
    inbox = Inbox()
    inbox.put(up(ME, "report"), msgspec.json.encode(Report(sid="session-a", at_ms=NOW)), False, NOW)
    inbox.put(up(ME, "ack"), ack(1), False, NOW)
    rows = (Fault(code="media", detail="", at_ms=NOW),)
    inbox.put(up(ME, "log"), msgspec.json.encode(LogBatch(sid="session-a", first_seq=1, rows=rows)), False, NOW)
    batch = inbox.take()
    assert (len(batch.reports), len(batch.acks), len(batch.logs), batch.devices()) == (1, 1, 1, {ME})
    assert not batch.only(set())


def test_what_could_not_be_written_comes_back_but_newer_wins() -> None:
    inbox = Inbox()
    inbox.put(STATUS, status("session-a", seq=1), False, NOW)
    inbox.put(STATUS, status("session-b", online=False), False, NOW)
    inbox.put(up(ME, "ack"), ack(1), False, NOW)
    failed = inbox.take()
    inbox.put(STATUS, status("session-b", seq=2), False, NOW)
    inbox.put(up(ME, "ack"), ack(2), False, NOW)
    inbox.put_back(failed)
    batch = inbox.take()
    assert (batch.heartbeats[ME].status.seq, batch.wills) == (2, set())
    assert [one.ack.id for one in batch.acks] == ["a-001", "a-002"]


def test_while_the_database_is_away_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox_module, "MOST_HELD", 3)
    inbox = Inbox()
    for number in range(5):
        inbox.put(up(ME, "ack"), ack(number), False, NOW)
    assert (len(inbox.take().acks), inbox.dropped["full"]) == (3, 2)
