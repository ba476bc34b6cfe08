from __future__ import annotations

import pytest

from agent.link.arrivals import Arrived, Dropped
from agent.run.commands import Commands
from agent.run.intake_desk import IntakeDesk
from protocol.documents import Command, Desired, Kind
from protocol.ids import EpochMs, UnitId
from tests.agent.run.parts import Parts
from tests.protocol.makers import AREA, ME, T0, WORKER, alert, alert_set, desired, key, signed, trust


class Desk:
    """An intake desk, and whom it told of what."""

    def __init__(self, parts: Parts) -> None:
        self.told: list[object] = []
        actions = {name: self._tell(name) for name in ("snapshot", "report", "restart")}
        self.desk = IntakeDesk(
            parts.reception,
            parts.journal,
            listen=self.told.append,
            ask_again=self._tell("ask again"),
            changed=self._tell("changed"),
            command=Commands(parts.journal, actions).carry_out,
        )

    def _tell(self, what: str):  # type: ignore[no-untyped-def]
        return lambda: self.told.append(what)

    def arrives(self, kind: Kind, token: bytes, aud: str = ME) -> list[object]:
        self.told.clear()
        self.desk.arrived(Arrived(kind, aud, token, "mqtt"))
        return list(self.told)


@pytest.fixture
def desk(parts: Parts) -> Desk:
    return Desk(parts)


def test_a_desired_state_is_acknowledged_and_its_areas_listened_to(desk: Desk, parts: Parts) -> None:
    assert desk.arrives("desired", signed("desired", desired())) == [(AREA,), "changed"]
    assert parts.acks()[("desired", "1.1")].stage == "verified"
    assert desk.arrives("desired", signed("desired", desired(volume_percent=5), rev=2)) == ["changed"]
    other = (UnitId("25198-20250701"),)
    assert desk.arrives("desired", signed("desired", desired(areas=other), rev=3)) == [other, "changed"]


def test_the_same_again_is_acknowledged_again_and_nothing_else(desk: Desk, parts: Parts) -> None:
    token = signed("desired", desired())
    desk.arrives("desired", token)
    for unsent in parts.journal.acks.unsent():
        parts.journal.acks.delivered(unsent)
    assert desk.arrives("desired", token) == []
    assert ("desired", "1.1") in parts.acks()


def test_alerts_repeated_are_acknowledged_each(desk: Desk, parts: Parts) -> None:
    token = signed("alerts", alert_set(alert("a-1"), alert("a-2")), aud=AREA)
    desk.arrives("alerts", token, AREA)
    parts.journal.ack("alert", "a-1", "rendered")
    for unsent in parts.journal.acks.unsent():
        parts.journal.acks.delivered(unsent)
    assert desk.arrives("alerts", token, AREA) == []
    assert set(parts.acks()) == {("alert", "a-1")}


def test_new_keys_make_it_ask_again(desk: Desk) -> None:
    assert desk.arrives("trust", trust(key(WORKER), rev=2), "all") == ["ask again", "changed"]


def test_what_is_refused_is_a_fault_by_its_reason(desk: Desk, parts: Parts) -> None:
    desk.arrives("desired", signed("desired", desired(), rev=5))
    assert desk.arrives("desired", signed("desired", desired(), rev=4)) == []
    assert desk.arrives("alerts", b"junk") == []
    desk.desk.dropped(Dropped("rao/v1/x", "not ours"))
    assert parts.faults() == ["refused-stale", "refused-unsigned", "dropped"]


def test_a_zone_nobody_knows_is_a_fault(desk: Desk, parts: Parts) -> None:
    desk.arrives("desired", signed("desired", desired(time_zone="Asia/Nowhere")))
    assert parts.faults() == ["time-zone"]


def test_a_command_is_carried_out_once(desk: Desk, parts: Parts) -> None:
    token = signed("command", Command(id="look-1", action="snapshot"), expires_at_ms=EpochMs(T0 + 60_000))
    assert desk.arrives("command", token) == ["snapshot", "changed"]
    assert parts.acks()[("command", "look-1")].stage == "finished"
    assert desk.arrives("command", token) == []
    assert Desk(parts).arrives("command", token) == []


def test_an_expired_command_is_not_carried_out(desk: Desk, parts: Parts) -> None:
    token = signed("command", Command(id="look-1", action="restart"), expires_at_ms=EpochMs(T0))
    assert desk.arrives("command", token) == []
    assert parts.faults() == ["refused-expired"]


def test_defaults_name_the_unit_of_enrolment(parts: Parts) -> None:
    assert parts.reception.desired == Desired(unit_name="Xã Thanh Lương", areas=())
