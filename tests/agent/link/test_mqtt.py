"""The link against a real Mosquitto: documents in, words out, the will, coming back, TLS."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import msgspec
import pytest

from agent.link.arrivals import Arrival, Arrived, Delivered, Dropped, Hint, Offline, Online
from agent.link.mqtt import MqttLink
from protocol.documents import ControllerState
from protocol.enrolment import BrokerLogin
from protocol.ids import DeviceId, UnitId
from protocol.topics import CONTROLLER_STATE, CONTROLLER_TRUST, area_alerts, down, up
from protocol.uplink import Status
from tests.agent.bus import Bus, bus_on
from tests.agent.province import DEVICE, UNIT, now_ms
from tests.servers.mosquitto import mosquitto, open_config
from tests.servers.ports import LOOPBACK, free_port

ME, AREA, OTHER = DeviceId(DEVICE), UnitId(UNIT), UnitId("25198-20250701")
T = TypeVar("T")


class Inbox:
    """What a link posted."""

    def __init__(self) -> None:
        self._queue: queue.SimpleQueue[Arrival] = queue.SimpleQueue()
        self.post = self._queue.put

    def next(self, kind: type[T], good: Callable[[T], bool] = lambda _: True) -> T:
        while True:
            arrival = self._queue.get(timeout=20)
            if isinstance(arrival, kind) and good(arrival):
                return arrival


def login(port: int, ca_pem: str | None = None, *, tls: bool = False) -> BrokerLogin:
    return BrokerLogin(host=LOOPBACK, port=port, tls=tls, ca_pem=ca_pem, username=DEVICE, password="x" * 20)


@contextmanager
def linked(port: int, *areas: UnitId) -> Iterator[tuple[MqttLink, Inbox]]:
    inbox = Inbox()
    link = MqttLink(ME, login(port), areas or (AREA,), inbox.post)
    link.start()
    try:
        yield link, inbox
    finally:
        link.stop()


@pytest.fixture
def bus(mosquitto_port: int) -> Iterator[Bus]:
    with bus_on(mosquitto_port) as bus:
        yield bus


def test_retained_documents_wait_for_the_device(bus: Bus, mosquitto_port: int) -> None:
    sent = {down(ME, "desired"): b"desired", area_alerts(AREA): b"alerts", CONTROLLER_TRUST: b"trust"}
    for topic, token in sent.items():
        bus.publish(topic, token)
    with linked(mosquitto_port) as (_, inbox):
        got = {inbox.next(Arrived).token for _ in sent}
    assert got == set(sent.values())


def test_a_long_retained_document_comes_whole(bus: Bus, mosquitto_port: int) -> None:
    bus.publish(down(ME, "desired"), b"d" * 40_000)
    with linked(mosquitto_port) as (_, inbox):
        assert inbox.next(Arrived).token == b"d" * 40_000


def test_a_command_that_was_retained_is_dropped_a_live_one_arrives(bus: Bus, mosquitto_port: int) -> None:
    bus.publish(down(ME, "cmd"), b"old")
    with linked(mosquitto_port) as (_, inbox):
        assert "retained" in inbox.next(Dropped).why
        bus.publish(down(ME, "cmd"), b"now", retain=False)
        assert inbox.next(Arrived) == Arrived("command", DEVICE, b"now", "mqtt")


def test_what_is_published_arrives_and_is_receipted(bus: Bus, mosquitto_port: int) -> None:
    with linked(mosquitto_port) as (link, inbox):
        sid = inbox.next(Online).sid
        status = Status(sid=sid, online=True, seq=1)
        receipt = link.publish("status", msgspec.json.encode(status), retain=True)
        assert receipt is not None
        assert inbox.next(Delivered).receipt == receipt
        assert bus.wait_for("status", Status, lambda one: one.online) == status


def test_without_a_connection_nothing_is_published() -> None:
    inbox = Inbox()
    link = MqttLink(ME, login(free_port()), (), inbox.post)
    assert link.publish("ack", b"{}") is None
    link.start()
    assert inbox.next(Offline).why
    assert link.publish("ack", b"{}") is None
    link.stop()


def test_areas_can_change_and_trust_can_be_asked_for_again(bus: Bus, mosquitto_port: int) -> None:
    bus.publish(area_alerts(OTHER), b"other")
    bus.publish(area_alerts(AREA), b"first")
    with linked(mosquitto_port) as (link, inbox):
        assert inbox.next(Arrived).token == b"first"
        link.listen([OTHER])
        assert inbox.next(Arrived) == Arrived("alerts", OTHER, b"other", "mqtt")
        bus.publish(area_alerts(AREA), b"gone")
        link.ask_again()
        assert inbox.next(Arrived).token == b"other"


def test_a_clean_end_says_farewell_and_no_will(bus: Bus, mosquitto_port: int) -> None:
    with linked(mosquitto_port) as (link, inbox):
        sid = inbox.next(Online).sid
        link.stop(msgspec.json.encode(Status(sid=sid, online=False, seq=9)))
        assert bus.wait_for("status", Status, lambda one: not one.online).seq == 9
    assert [topic for topic, _, _ in bus.messages] == [up(ME, "status")]


def test_the_controllers_hint_comes_first_of_all(bus: Bus, mosquitto_port: int) -> None:
    state = ControllerState(online=True, boot_id="boot-1", wall_ms=now_ms())
    bus.publish(CONTROLLER_STATE, msgspec.json.encode(state))
    with linked(mosquitto_port) as (_, inbox):
        assert inbox.next(Hint).state == state


def test_a_broker_that_comes_back_is_found_again_with_a_new_session(tmp_path: Path) -> None:
    port = free_port()
    config = open_config(tmp_path, port)
    inbox = Inbox()
    link = MqttLink(ME, login(port), (AREA,), inbox.post)
    with mosquitto(config, port):
        link.start()
        first = inbox.next(Online).sid
    assert inbox.next(Offline).why
    with mosquitto(config, port), bus_on(port) as bus:
        assert inbox.next(Online).sid != first
        bus.publish(down(ME, "desired"), b"after")
        assert inbox.next(Arrived).token == b"after"
        link.stop()


def test_a_frozen_device_is_declared_dead_by_its_will(tmp_path: Path, bus: Bus, mosquitto_port: int) -> None:
    """The broker's part: a socket that is cut without DISCONNECT publishes the will of that session."""
    inbox = Inbox()
    link = MqttLink(ME, login(mosquitto_port), (AREA,), inbox.post)
    link.start()
    sid = inbox.next(Online).sid
    session = link._session
    assert session is not None
    socket = session._client.socket()
    assert socket is not None
    socket.shutdown(2)
    will = bus.wait_for("status", Status, lambda one: not one.online)
    assert will.sid == sid
    assert inbox.next(Online).sid != sid
    link.stop()
