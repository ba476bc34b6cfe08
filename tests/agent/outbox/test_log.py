from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.outbox import LogBox
from agent.outbox import log as log_module
from agent.outbox.faults import MOST_REMEMBERED, PRESENT_S, QUIET_S, FaultDesk
from agent.outbox.log import KEEP_DELIVERED_S, MOST_IN_A_BATCH
from agent.store import State, open_state
from protocol.ids import EpochMs
from protocol.limits import LIMITS
from protocol.uplink import Fault, LogBatch, PlayRecord
from protocol.wire import decode


class Watch:
    now_s = 1_000.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    state = open_state(tmp_path)
    yield state
    state.close()


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def box(state: State, watch: Watch) -> LogBox:
    return LogBox(state, watch)


def fault(detail: str, code: str = "decode") -> Fault:
    return Fault(code=code, detail=detail, at_ms=EpochMs(1))


def filled(box: LogBox, count: int) -> None:
    for number in range(count):
        box.add(fault(str(number)))


def test_rows_are_numbered_from_one_and_sent_in_order(box: LogBox) -> None:
    record = PlayRecord(item_id="p", output="screen", began_ms=EpochMs(5), lasted_ms=7)
    box.add(record)
    box.add(fault("x"))
    batch = box.batch()
    assert batch is not None
    assert decode(batch.as_message("session-1"), LogBatch) == LogBatch(
        sid="session-1", first_seq=1, rows=(record, fault("x"))
    )
    box.sent(batch)
    assert box.batch() is None


def test_a_batch_has_a_bound_in_rows_and_in_bytes(box: LogBox) -> None:
    filled(box, MOST_IN_A_BATCH + 50)
    first = box.batch()
    assert first is not None
    assert len(first.rows) == MOST_IN_A_BATCH
    box.sent(first)
    rest = box.batch()
    assert rest is not None
    assert (rest.first_seq, len(rest.rows)) == (MOST_IN_A_BATCH + 1, 50)
    box.sent(rest)
    for _ in range(MOST_IN_A_BATCH):
        box.add(fault("ư" * 200))
    long = box.batch()
    assert long is not None
    assert len(long.as_message("s" * 16)) <= LIMITS.uplink_bytes


def test_delivered_rows_stay_a_while_and_can_be_told_again(box: LogBox, watch: Watch) -> None:
    filled(box, 3)
    batch = box.batch()
    assert batch is not None
    box.sent(batch)
    box.delivered(batch)
    box.sweep()
    box.tell_again()
    assert box.batch() == batch
    box.sent(batch)
    box.delivered(batch)
    watch.now_s += KEEP_DELIVERED_S
    box.sweep()
    box.tell_again()
    assert box.batch() is None


def test_numbers_go_on_after_rows_went_and_the_device_restarted(box: LogBox, watch: Watch, tmp_path: Path) -> None:
    filled(box, 3)
    batch = box.batch()
    assert batch is not None
    box.sent(batch)
    box.delivered(batch)
    watch.now_s += KEEP_DELIVERED_S
    box.sweep()
    again = open_state(tmp_path)
    restarted = LogBox(again, watch)
    restarted.add(fault("next"))
    after = restarted.batch()
    assert after is not None
    assert after.first_seq == 4
    again.close()


def test_weeks_without_a_network_cost_the_oldest_rows(state: State, watch: Watch, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(log_module, "MOST_KEPT", 100)
    box = LogBox(state, watch)
    filled(box, 300)
    batch = box.batch()
    assert batch is not None
    assert batch.first_seq == 201
    assert len(batch.rows) == 100


def test_a_fault_is_told_once_in_ten_minutes_and_named_for_five(box: LogBox, watch: Watch) -> None:
    desk = FaultDesk(box, watch)
    for _ in range(3):
        desk.note(fault("same"))
    assert desk.present() == ("decode",)
    watch.now_s += PRESENT_S + 1
    assert desk.present() == ()
    watch.now_s += QUIET_S
    desk.note(fault("same"))
    batch = box.batch()
    assert batch is not None
    assert len(batch.rows) == 2


def test_faults_by_the_thousand_are_bounded(box: LogBox, watch: Watch) -> None:
    desk = FaultDesk(box, watch)
    for number in range(MOST_REMEMBERED + 10):
        desk.note(fault(str(number), code=f"code-{number}"))
    assert len(desk.present()) == 16
    assert len(desk._last_told_s) == MOST_REMEMBERED
