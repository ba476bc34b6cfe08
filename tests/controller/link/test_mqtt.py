from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion
from sqlalchemy import Engine

from controller.clock import wall_ms
from controller.db import session_scope
from controller.documents.service import find_signed, put
from controller.keys.ring import Keyring
from controller.link.courier import Courier
from controller.link.inbox import Inbox
from controller.link.mqtt import BrokerLink, Login
from controller.status.service import listening_since
from protocol.documents import AlertSet, ControllerState, Desired
from protocol.ids import DeviceId, UnitId
from protocol.jws import Signer
from protocol.topics import CONTROLLER_STATE, area_alerts, down, up
from protocol.uplink import Status
from tests.servers.mosquitto import mosquitto, open_config
from tests.servers.ports import free_port
from tests.servers.waiting import wait_for

ROOT = Signer.generate()
RING = Keyring(root_public_key=ROOT.public_key, root=ROOT, working=Signer.generate())
UNIT = UnitId("25195-20250701")
ME = DeviceId("d-abc123")


class Ear:
    """Another client of the broker: what it hears, newest by topic."""

    def __init__(self, port: int, *topics: str) -> None:
        self.heard: dict[str, bytes] = {}
        self.client = Client(CallbackAPIVersion.VERSION2, client_id="d-abc123")
        self.client.on_message = self._keep
        self.client.on_connect = lambda client, *_: client.subscribe([(topic, 0) for topic in topics])
        self.client.connect("127.0.0.1", port)
        self.client.loop_start()

    def _keep(self, _client: Client, _user: object, message: MQTTMessage) -> None:
        self.heard[message.topic] = bytes(message.payload)

    def close(self) -> None:
        self.client.disconnect()
        self.client.loop_stop()

    def state(self) -> ControllerState | None:
        payload = self.heard.get(CONTROLLER_STATE)
        return msgspec.json.decode(payload, type=ControllerState) if payload else None


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


def connected(port: int, inbox: Inbox) -> BrokerLink:
    link = BrokerLink(Login("127.0.0.1", port, "rao-controller", "x"), inbox.put, wall_ms)
    link.start()
    wait_for(lambda: link.listening_since_ms, "the link is up")
    return link


@pytest.fixture
def link(mosquitto_port: int, inbox: Inbox) -> Iterator[BrokerLink]:
    link = connected(mosquitto_port, inbox)
    yield link
    link.stop()


@pytest.fixture
def ear(mosquitto_port: int) -> Iterator[Ear]:
    ear = Ear(mosquitto_port, CONTROLLER_STATE, area_alerts(UNIT), down(ME, "desired"))
    yield ear
    ear.close()


def test_it_says_that_it_is_here_and_what_time_it_is(link: BrokerLink, ear: Ear) -> None:
    first = wait_for(ear.state, "the controller's state")
    assert first is not None
    assert first.online
    assert first.boot_id == link.boot_id
    assert abs(first.wall_ms - wall_ms()) < 10_000
    link.tell_time()
    wait_for(lambda: (ear.state() or first).wall_ms > first.wall_ms, "a newer time")


def test_it_says_that_it_goes(mosquitto_port: int, inbox: Inbox, ear: Ear) -> None:
    link = connected(mosquitto_port, inbox)
    wait_for(lambda: (state := ear.state()) is not None and state.online, "online")
    link.stop()
    wait_for(lambda: (state := ear.state()) is not None and not state.online, "offline")


def test_what_devices_say_comes_into_the_inbox(link: BrokerLink, inbox: Inbox, ear: Ear) -> None:
    ear.client.publish(up(ME, "status"), msgspec.json.encode(Status(sid="session-a", online=True)), qos=1)
    batch = wait_for(inbox.take, "a batch")
    assert batch.heartbeats[ME].status.sid == "session-a"


def test_what_is_stated_reaches_the_broker_signed(link: BrokerLink, ear: Ear, engine: Engine) -> None:
    courier = Courier(engine, RING, link)
    with session_scope(engine) as session:
        put(session, "alerts", UNIT, AlertSet())
        put(session, "desired", ME, Desired(unit_name="x", areas=(UNIT,)))
    assert courier.deliver() == 2
    assert courier.deliver() == 0
    wait_for(lambda: len(ear.heard) == 3, "both documents and the state")
    with session_scope(engine, writes=False) as session:
        row = find_signed(session, "alerts", UNIT)
        assert row is not None
        assert ear.heard[area_alerts(UNIT)] == row.token
        assert listening_since(session) == link.listening_since_ms


def test_a_broker_that_forgot_everything_is_told_everything_again(tmp_path: Path, inbox: Inbox, engine: Engine) -> None:
    port = free_port()
    with session_scope(engine) as session:
        put(session, "alerts", UNIT, AlertSet())
    link = BrokerLink(Login("127.0.0.1", port, "rao-controller", "x"), inbox.put, wall_ms)
    courier = Courier(engine, RING, link)
    link.start()
    assert courier.deliver() == 0
    with mosquitto(open_config(tmp_path, port), port) as broker:
        wait_for(courier.deliver, "handed over")
        broker.kill()
    wait_for(lambda: link.listening_since_ms is None, "the link is down")
    assert courier.deliver() == 0
    with session_scope(engine, writes=False) as session:
        assert listening_since(session) is None
    with mosquitto(open_config(tmp_path, port), port):
        wait_for(courier.deliver, "handed over again", within_s=20)
        ear = Ear(port, area_alerts(UNIT))
        wait_for(lambda: ear.heard, "the retained set")
        ear.close()
        link.stop()


def test_a_broker_that_refuses_the_controller_is_told_in_the_log(
    tmp_path: Path, inbox: Inbox, caplog: pytest.LogCaptureFixture
) -> None:
    port, config = free_port(), tmp_path / "mosquitto.conf"
    config.write_text(f"listener {port} 127.0.0.1\nallow_anonymous false\nuser root\n", "utf-8")
    with mosquitto(config, port):
        link = BrokerLink(Login("127.0.0.1", port, "rao-controller", "wrong"), inbox.put, wall_ms)
        link.start()
        wait_for(lambda: "refuses the controller" in caplog.text, "the refusal")
        assert link.listening_since_ms is None
        assert not link.publish("rao/v1/ctl/trust", b"x", True)
        link.stop()
