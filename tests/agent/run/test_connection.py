from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest

from agent.link.arrivals import Delivered, Hint, Offline, Online
from agent.run.connection import RETURN_JITTER_S, RETURNED, Connection
from protocol.documents import ControllerState
from protocol.uplink import Ack
from protocol.wire import decode
from tests.agent.run.parts import Parts
from tests.protocol.makers import T0


class Told:
    """Stands where the poll and the fetcher stand, and notes what they are asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __getattr__(self, name: str):  # type: ignore[no-untyped-def]
        return lambda *_: self.asked.append(name)


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def connection(parts: Parts, told: Told) -> Connection:
    connection = Connection(
        parts.courier,
        parts.herald,
        told,
        told,
        parts.timeline,
        parts.agenda,
        Random(1),  # type: ignore[arg-type]
    )
    parts.agenda.on(RETURNED, connection.returned)
    return connection


def state(boot_id: str, *, online: bool = True) -> Hint:
    return Hint(ControllerState(online=online, boot_id=boot_id, wall_ms=T0))


def leaves(parts: Parts) -> Sequence[str]:
    return [leaf for _, leaf, _ in parts.broker.sent]


def test_a_connection_brings_birth_report_and_what_waited(connection: Connection, parts: Parts, told: Told) -> None:
    parts.journal.ack("alert", "a-1", "rendered")
    connection.online(Online("session-1"))
    assert leaves(parts) == ["status", "report", "ack"]
    assert told.asked == ["pause", "retry_now"]


def test_without_it_documents_are_polled(connection: Connection, parts: Parts, told: Told) -> None:
    connection.online(Online("session-1"))
    connection.offline(Offline("cut"))
    assert told.asked[-1] == "resume"
    assert parts.courier.sid is None


def test_a_delivered_ack_is_struck_off(connection: Connection, parts: Parts) -> None:
    parts.journal.ack("alert", "a-1", "rendered")
    connection.online(Online("session-1"))
    connection.delivered(Delivered(parts.broker.sent[-1][0]))
    assert parts.acks() == {}


def test_the_outbox_waits_for_a_controller_that_is_away(connection: Connection, parts: Parts) -> None:
    connection.online(Online("session-1"))
    connection.hint(state("boot-1", online=False))
    parts.broker.sent.clear()
    parts.journal.ack("alert", "a-1", "rendered")
    parts.courier.flush()
    assert leaves(parts) == []
    connection.hint(state("boot-1"))
    assert leaves(parts) == ["ack"]


def test_a_new_controller_is_told_within_seconds_the_old_one_nothing(connection: Connection, parts: Parts) -> None:
    parts.journal.ack("alert", "a-1", "rendered")
    connection.online(Online("session-1"))
    connection.delivered(Delivered(parts.broker.sent[-1][0]))
    connection.hint(state("boot-1"))
    connection.hint(state("boot-1"))
    parts.broker.sent.clear()
    connection.hint(state("boot-2"))
    parts.watch.now_s += RETURN_JITTER_S
    parts.agenda.run_due()
    assert leaves(parts) == ["status", "report", "ack"]
    assert decode(parts.broker.sent[-1][2], Ack).id == "a-1"
