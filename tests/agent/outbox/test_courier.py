from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.outbox import AckBox, LogBox
from agent.outbox.courier import Courier
from agent.store import State, open_state
from protocol.ids import EpochMs
from protocol.stages import later
from protocol.topics import Up
from protocol.uplink import Ack, Fault, LogBatch
from protocol.wire import decode

NOW = EpochMs(10_000_000)


class Broker:
    """Takes what is published; a test decides what is receipted and what is lost."""

    def __init__(self) -> None:
        self.up = True
        self.sent: list[tuple[str, Up, bytes]] = []
        self._numbers = count(1)

    def publish(self, leaf: Up, payload: bytes, *, retain: bool = False) -> str | None:
        if not self.up:
            return None
        receipt = f"r{next(self._numbers)}"
        self.sent.append((receipt, leaf, payload))
        return receipt

    def acks(self) -> list[Ack]:
        return [decode(payload, Ack) for _, leaf, payload in self.sent if leaf == "ack"]


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    state = open_state(tmp_path)
    yield state
    state.close()


@pytest.fixture
def broker() -> Broker:
    return Broker()


@pytest.fixture
def courier(state: State, broker: Broker) -> Courier:
    return Courier(broker, AckBox(state), LogBox(state))


def noted(courier: Courier, name: str = "a-1") -> None:
    courier.acks.note(Ack(sid="", subject="alert", id=name, stage="rendered", at_ms=NOW, clock="trusted"))


def test_nothing_goes_before_a_session_and_then_it_bears_its_name(courier: Courier, broker: Broker) -> None:
    noted(courier)
    courier.flush()
    assert broker.sent == []
    courier.online("session-1", NOW)
    courier.flush()
    courier.flush()
    assert [ack.sid for ack in broker.acks()] == ["session-1"]


def test_what_was_not_receipted_goes_again_in_the_next_session(courier: Courier, broker: Broker) -> None:
    noted(courier)
    courier.online("session-1", NOW)
    courier.flush()
    courier.offline()
    courier.online("session-2", NOW)
    courier.flush()
    assert [ack.sid for ack in broker.acks()] == ["session-1", "session-2"]


def test_a_controller_that_is_away_is_waited_for(courier: Courier, broker: Broker) -> None:
    courier.online("session-1", NOW)
    courier.controller_online = False
    noted(courier)
    courier.flush()
    assert broker.sent == []


def test_a_controller_that_returned_is_told_the_day(courier: Courier, broker: Broker) -> None:
    noted(courier)
    courier.online("session-1", NOW)
    courier.flush()
    courier.delivered(broker.sent[0][0])
    courier.flush()
    assert len(broker.sent) == 1
    courier.controller_returned(NOW)
    courier.flush()
    assert len(broker.acks()) == 2


def test_the_log_goes_one_batch_at_a_time(courier: Courier, broker: Broker) -> None:
    courier.online("session-1", NOW)
    courier.log.add(Fault(code="a", detail="1", at_ms=NOW))
    courier.flush()
    courier.log.add(Fault(code="a", detail="2", at_ms=NOW))
    courier.flush()
    assert len(broker.sent) == 1
    courier.delivered(broker.sent[0][0])
    courier.flush()
    assert [decode(payload, LogBatch).first_seq for _, _, payload in broker.sent] == [1, 2]


def test_a_receipt_of_something_else_is_no_matter(courier: Courier) -> None:
    courier.delivered("a-status-perhaps")
    assert courier.acks.unsent() == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(["ack", "log", "flush", "deliver", "lose", "drop-link", "return"]), max_size=30))
def test_whatever_is_lost_everything_arrives_in_the_end(
    tmp_path_factory: pytest.TempPathFactory, events: list[str]
) -> None:
    state, broker = open_state(tmp_path_factory.mktemp("outbox")), Broker()
    courier = Courier(broker, AckBox(state), LogBox(state))
    arrived, numbers = Arrived(), count(1)
    for event in [*events, "drop-link", *["flush", "deliver"] * 40]:
        number = next(numbers)
        if event == "ack":
            noted(courier, f"a-{number}")
            arrived.expected_acks.add(f"a-{number}")
        elif event == "log":
            courier.log.add(Fault(code="x", detail=str(number), at_ms=NOW))
            arrived.expected_rows.append(str(number))
        elif event == "drop-link":
            broker.sent.clear()
            courier.offline()
            courier.online(f"session-{number}", NOW)
        elif event == "return":
            courier.controller_returned(NOW)
        elif event == "lose" and broker.sent:
            broker.sent.pop(0)
        elif event == "deliver" and broker.sent:
            receipt, leaf, payload = broker.sent.pop(0)
            arrived.take(leaf, payload)
            courier.delivered(receipt)
        courier.flush()
    state.close()
    assert arrived.acks == arrived.expected_acks
    assert [arrived.rows[seq] for seq in sorted(arrived.rows)] == arrived.expected_rows


class Arrived:
    """The controller's view: acks by id, rows by number."""

    def __init__(self) -> None:
        self.acks: set[str] = set()
        self.rows: dict[int, str] = {}
        self.expected_acks: set[str] = set()
        self.expected_rows: list[str] = []

    def take(self, leaf: Up, payload: bytes) -> None:
        if leaf == "ack":
            ack = decode(payload, Ack)
            assert later(None, ack.stage) == "rendered"
            self.acks.add(ack.id)
            return
        batch = decode(payload, LogBatch)
        for place, row in enumerate(batch.rows):
            assert isinstance(row, Fault)
            assert self.rows.setdefault(batch.first_seq + place, row.detail) == row.detail
