"""amqtt with our logins and access list: what it can do of what Mosquitto does."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Engine

from controller.broker.amqtt_child import broker_config
from controller.broker.service import apply_logins, controller_password, issue_login
from controller.db import session_scope
from controller.settings import Settings, parse_settings
from protocol.errors import InvalidInput
from tests.controller.broker.clients import Guest, Open, guests
from tests.servers.child import serving
from tests.servers.ports import accepts, free_port
from tests.servers.waiting import wait_for


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return parse_settings({"broker": {"pid_file": "amqtt.pid"}}, tmp_path)


@pytest.fixture
def passwords(engine: Engine, settings: Settings) -> dict[str, str]:
    with session_scope(engine) as session:
        issued = {device: issue_login(session, device) for device in ("d-aaa", "d-bbb")}
    apply_logins(engine, settings)
    return {**issued, "rao-controller": controller_password(settings)}


@pytest.fixture
def port(settings: Settings, passwords: dict[str, str], tmp_path: Path) -> Iterator[int]:
    port = free_port()
    pid_file = settings.broker.pid_file
    assert pid_file is not None
    files = ("--passwd", settings.broker.passwd_file, "--pid-file", pid_file)
    argv: list[str | Path] = [sys.executable, "-m", "controller.broker.amqtt_child", "--port", str(port), *files]

    def ready() -> bool:
        return pid_file.exists() and accepts(port)

    with serving(argv, tmp_path / "amqtt.log", partial(ready), stop_by=signal.SIGTERM) as child:
        yield port
        assert child.stop() == 0
    assert not pid_file.exists()


@pytest.fixture
def join(port: int) -> Iterator[Open]:
    with guests(port) as open_guest:
        yield open_guest


def test_a_device_cannot_write_anothers_topics(join: Open, passwords: dict[str, str]) -> None:
    controller = join("rao-controller", passwords["rao-controller"]).hear("rao/v1/dev/+/up/+")
    forger = join("d-bbb", passwords["d-bbb"])
    forger.say("rao/v1/dev/d-aaa/up/status", "forged")
    forger.say("rao/v1/dev/d-bbb/up/status", "the last")
    wait_for(lambda: controller.heard, "what the forger may say")
    assert controller.heard == {"rao/v1/dev/d-bbb/up/status": b"the last"}


def test_a_device_cannot_read_anothers_topics(join: Open, passwords: dict[str, str]) -> None:
    spy = join("d-bbb", passwords["d-bbb"])
    spy.hear("rao/v1/dev/d-aaa/down/desired", "rao/v1/dev/d-bbb/down/desired")
    controller = join("rao-controller", passwords["rao-controller"])
    controller.say("rao/v1/dev/d-aaa/down/desired", "secret")
    controller.say("rao/v1/dev/d-bbb/down/desired", "the last")
    wait_for(lambda: spy.heard, "its own document")
    assert set(spy.heard) == {"rao/v1/dev/d-bbb/down/desired"}


@pytest.mark.parametrize(("username", "password"), [("d-aaa", "wrong"), ("nobody", "x")])
def test_a_wrong_password_is_refused(join: Open, username: str, password: str) -> None:
    assert not join(username, password).connected


def test_nobody_logs_in_under_anothers_client_id(join: Open, passwords: dict[str, str]) -> None:
    assert not join("d-bbb", passwords["d-bbb"], "d-zzz").connected


def test_a_will_on_anothers_topic_is_refused(port: int, passwords: dict[str, str]) -> None:
    forger = Guest(port, "d-bbb", passwords["d-bbb"]).will("rao/v1/dev/d-aaa/up/status", "dead").join()
    assert not forger.connected
    forger.leave()


def test_a_killed_device_leaves_its_will(port: int, join: Open, passwords: dict[str, str]) -> None:
    controller = join("rao-controller", passwords["rao-controller"]).hear("rao/v1/dev/+/up/+")
    device = Guest(port, "d-bbb", passwords["d-bbb"]).will("rao/v1/dev/d-bbb/up/status", "gone").join()
    device.drop()
    wait_for(lambda: controller.heard == {"rao/v1/dev/d-bbb/up/status": b"gone"}, "the will")


def test_a_new_device_logs_in_without_a_restart(
    join: Open, passwords: dict[str, str], engine: Engine, settings: Settings
) -> None:
    with session_scope(engine) as session:
        password = issue_login(session, "d-new")
    apply_logins(engine, settings)
    assert join("d-new", password).connected


@pytest.mark.parametrize("bind", ["0.0.0.0", "192.0.2.1", "::", "example.org"])  # noqa: S104
def test_it_never_listens_beyond_this_machine(bind: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="install Mosquitto"):
        broker_config(bind, 1883, tmp_path / "passwd", "rao-controller")
