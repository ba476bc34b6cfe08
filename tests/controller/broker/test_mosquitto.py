"""The configuration we write, run by the real Mosquitto."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from sqlalchemy import Engine

from controller.broker.config import Listener, write_config
from controller.broker.service import apply_logins, controller_password, issue_login, revoke_login
from controller.db import session_scope
from controller.settings import Settings, parse_settings
from protocol.errors import InvalidInput
from protocol.limits import LIMITS
from tests.controller.broker.clients import Guest, Open, guests
from tests.servers.mosquitto import mosquitto
from tests.servers.ports import free_port
from tests.servers.waiting import wait_for

EVERYWHERE = "0.0.0.0"  # noqa: S104  (only written down here)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return parse_settings({"broker": {"pid_file": "broker/mosquitto.pid"}}, tmp_path)


@dataclass
class House:
    """A running broker, the passwords of two devices, and a way to join."""

    engine: Engine
    settings: Settings
    port: int
    join: Open
    passwords: dict[str, str]

    def guest(self, username: str, client_id: str = "") -> Guest:
        """A device, or the controller, with its own password."""
        return self.join(username, self.passwords[username], client_id)


@pytest.fixture(params=[False, True], ids=["plain", "tls"])
def house(request: pytest.FixtureRequest, engine: Engine, settings: Settings) -> Iterator[House]:
    port, folder = free_port(), settings.data_dir / "broker"
    with session_scope(engine) as session:
        passwords = {device: issue_login(session, device) for device in ("d-aaa", "d-bbb")}
    listener = Listener("127.0.0.1", port, request.param, ("127.0.0.1", "rao.example"))
    config = write_config(engine, settings, folder, listener)
    passwords["rao-controller"] = controller_password(settings)
    ca = folder / "ca.pem" if request.param else None
    with mosquitto(config, port), guests(port, ca) as join:
        yield House(engine, settings, port, join, passwords)


def test_a_device_cannot_read_anothers_topics(house: House) -> None:
    spy = house.guest("d-bbb")
    spy.hear("rao/v1/dev/d-aaa/down/desired", "rao/v1/dev/+/up/#", "#", "rao/v1/dev/d-bbb/down/#")
    controller = house.guest("rao-controller")
    controller.say("rao/v1/dev/d-aaa/down/desired", "secret", retain=True)
    house.guest("d-aaa").say("rao/v1/dev/d-aaa/up/status", "mine")
    controller.say("rao/v1/dev/d-bbb/down/desired", "the last")
    wait_for(lambda: "rao/v1/dev/d-bbb/down/desired" in spy.heard, "its own document")
    assert set(spy.heard) == {"rao/v1/dev/d-bbb/down/desired"}


def test_a_device_cannot_write_anothers_topics(house: House) -> None:
    controller = house.guest("rao-controller").hear("rao/v1/dev/+/up/+")
    reader = house.guest("d-aaa").hear("rao/v1/area/#", "rao/v1/dev/d-aaa/down/#")
    forger = house.guest("d-bbb")
    for topic in ("dev/d-aaa/up/status", "dev/d-aaa/down/desired", "area/25195-20250701/alerts", "ctl/state"):
        forger.say(f"rao/v1/{topic}", "forged", retain=True)
    forger.say("rao/v1/dev/d-bbb/up/status", "the last")
    wait_for(lambda: controller.heard, "what the forger may say")
    assert controller.heard == {"rao/v1/dev/d-bbb/up/status": b"the last"}
    assert reader.heard == {}


def test_every_device_hears_the_areas(house: House) -> None:
    reader = house.guest("d-aaa").hear("rao/v1/area/25195-20250701/alerts")
    controller = house.guest("rao-controller")
    controller.say("rao/v1/area/25195-20250701/alerts", "flood", retain=True)
    wait_for(lambda: reader.heard == {"rao/v1/area/25195-20250701/alerts": b"flood"}, "the alert")


@pytest.mark.parametrize(("username", "password"), [("d-aaa", "wrong"), ("d-aaa", ""), ("nobody", "x"), ("", "")])
def test_a_wrong_password_is_refused(house: House, username: str, password: str) -> None:
    assert not house.join(username, password).connected


def test_nobody_can_take_anothers_client_id(house: House) -> None:
    victim = house.guest("d-aaa").hear("rao/v1/dev/d-aaa/down/desired")
    thief = house.guest("d-bbb", "d-aaa")
    controller = house.guest("rao-controller")
    controller.say("rao/v1/dev/d-aaa/down/desired", "for the victim")
    wait_for(lambda: victim.heard, "the victim's document")
    assert thief.connected
    assert victim.connected


def test_a_new_device_logs_in_without_a_restart_and_a_retired_one_no_more(house: House) -> None:
    resident = house.guest("d-aaa")
    with session_scope(house.engine) as session:
        password = issue_login(session, "d-new")
        revoke_login(session, "d-bbb")
    apply_logins(house.engine, house.settings)
    wait_for(lambda: house.join("d-new", password).connected, "the new device is let in")
    assert not house.guest("d-bbb").connected
    assert resident.connected


def test_what_is_too_big_for_a_document_is_not_passed_on(house: House) -> None:
    controller = house.guest("rao-controller").hear("rao/v1/dev/+/up/+")
    house.guest("d-aaa").say("rao/v1/dev/d-aaa/up/status", "x" * LIMITS.uplink_bytes)
    wait_for(lambda: controller.heard, "what is just small enough")
    flooder = house.guest("d-bbb")
    flooder.say("rao/v1/dev/d-bbb/up/status", "x" * (2 * LIMITS.document_bytes))
    wait_for(lambda: not flooder.connected, "the broker ends it")
    assert set(controller.heard) == {"rao/v1/dev/d-aaa/up/status"}


def test_a_listener_beyond_this_machine_needs_tls(engine: Engine, settings: Settings) -> None:
    with pytest.raises(InvalidInput, match="TLS"):
        write_config(engine, settings, settings.data_dir / "broker", Listener(EVERYWHERE, 1883, tls=False))
    assert not (settings.data_dir / "broker" / "mosquitto.conf").exists()


def test_the_authority_stays_the_same_and_secrets_stay_private(engine: Engine, settings: Settings) -> None:
    folder = settings.data_dir / "broker"
    listener = Listener(EVERYWHERE, 8883, tls=True, names=("broker.example", "192.0.2.7"))
    write_config(engine, settings, folder, listener)
    authority = (folder / "ca.pem").read_bytes()
    write_config(engine, settings, folder, listener)
    assert (folder / "ca.pem").read_bytes() == authority
    for name in ("ca.key", "server.key", "passwd", "controller.password"):
        assert (folder / name).stat().st_mode & 0o077 == 0
    ssl.create_default_context(cafile=str(folder / "ca.pem"))


def test_an_authority_of_somebody_else_is_not_used(engine: Engine, settings: Settings) -> None:
    folder = settings.data_dir / "broker"
    folder.mkdir()
    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "ca.key").write_bytes(pem)
    with pytest.raises(InvalidInput, match=r"ca\.key"):
        write_config(engine, settings, folder, Listener("127.0.0.1", 8883, tls=True))
    assert (folder / "ca.key").read_bytes() == pem
