"""The controller as a process, with a real Mosquitto beside it, as `rao controller run` starts it."""

from __future__ import annotations

import signal
import socket
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import msgspec
import pytest

from controller.broker.config import Listener, write_config
from controller.clock import wall_ms
from controller.db import engine_of, prepare, session_scope
from controller.enrolment.service import create_claim
from controller.people.actor import THE_SYSTEM
from controller.people.service import create_api_token, create_user
from controller.run.serve import run
from controller.settings import load_settings
from controller.units.service import import_units
from protocol.documents import ControllerState
from protocol.enrolment import EnrolAnswer, enrol_request
from protocol.errors import Unavailable
from protocol.ids import DeviceId
from protocol.jws import Signer
from protocol.topics import CONTROLLER_STATE, down, up
from protocol.uplink import Status
from tests.controller.broker.clients import Guest
from tests.controller.web.running import CITY, COMMUNE
from tests.servers.child import Child, serving, start
from tests.servers.mosquitto import mosquitto
from tests.servers.ports import LOOPBACK, accepts, free_port
from tests.servers.waiting import wait_for

PROFILE = "bulletin-1080p"
PROGRAM = (
    "import sys; from pathlib import Path; from controller.run.serve import run; "
    "from controller.settings import load_settings; run(load_settings(Path(sys.argv[1])))"
)


@dataclass(frozen=True)
class Province:
    """A controller that serves, a board's way in, and a person's."""

    config: Path
    child: Child
    http: httpx.Client
    broker_port: int
    claim: str


def settings_text(panel: int, broker: int, database_url: str) -> str:
    return f"""
database_url = "{database_url}"
[http]
port = {panel}
public_url = "http://{LOOPBACK}:{panel}"
[broker]
port = {broker}
tls = true
ca_file = "broker/ca.pem"
pid_file = "broker/mosquitto.pid"
[speech]
online = false
[cadence]
flush_s = 0.05
flips_s = 0.1
outbox_s = 0.05
republish_s = 0.2
"""


def argv(config: Path) -> list[str]:
    return [sys.executable, "-W", "error", "-c", PROGRAM, str(config)]


@pytest.fixture
def province(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Province]:
    """On SQLite, or on the database whose fixture the test's parameter names."""
    fixture = getattr(request, "param", "")
    database_url = request.getfixturevalue(fixture) if fixture else ""
    panel, broker = free_port(), free_port()
    config = tmp_path / "controller.toml"
    config.write_text(settings_text(panel, broker, database_url), "utf-8")
    settings = load_settings(config, {})
    engine = engine_of(settings.database)
    prepare(engine)
    with session_scope(engine) as session:
        import_units(session)
        user = create_user(
            session,
            THE_SYSTEM,
            login="quan-tri",
            full_name="A",
            password="mot cau that dai",
            role="administrator",
            unit_id=CITY,
        )
        token = create_api_token(session, user, "test", wall_ms())
        claim = create_claim(session, COMMUNE, PROFILE, "Bảng tin")
    conf = write_config(engine, settings, settings.data_dir / "broker", Listener(LOOPBACK, broker, tls=True))
    engine.dispose()
    with (
        mosquitto(conf, broker),
        serving(argv(config), tmp_path / "controller.log", lambda: accepts(panel)) as child,
        httpx.Client(base_url=f"http://{LOOPBACK}:{panel}", headers={"Authorization": f"Bearer {token}"}) as http,
    ):
        wait_for(lambda: http.get("/healthz").is_success, "the controller serves")
        yield Province(config, child, http, broker, claim)


def enrolled(province: Province) -> EnrolAnswer:
    request = msgspec.json.encode(enrol_request(Signer.generate(), province.claim, PROFILE))
    answer = httpx.post(str(province.http.base_url) + "/api/v1/enrol", content=request)
    assert answer.status_code == 200, answer.text
    return msgspec.json.decode(answer.content, type=EnrolAnswer)


def state_of(province: Province, device: str) -> str:
    (row,) = [one for one in province.http.get("/api/v1/devices").json() if one["id"] == device]
    return str(row["state"])


def controller_state(guest: Guest) -> ControllerState | None:
    payload = guest.heard.get(CONTROLLER_STATE)
    return msgspec.json.decode(payload, type=ControllerState) if payload else None


@pytest.mark.parametrize("province", ["", "postgres_url"], indirect=True, ids=["sqlite", "postgresql"])
def test_a_board_is_enrolled_comes_online_gets_its_desired_state_and_goes(province: Province) -> None:
    answer = enrolled(province)
    ca = province.config.parent / "broker" / "ca.pem"
    assert answer.broker.ca_pem == ca.read_text("ascii")
    device = DeviceId(answer.device_id)
    status, desired = up(device, "status"), down(device, "desired")
    guest = Guest(province.broker_port, answer.broker.username, answer.broker.password, ca=ca)
    guest.will(status, msgspec.json.encode(Status(sid="session-a", online=False)).decode())
    wait_for(lambda: guest.join().connected, "the broker knows the board")
    guest.hear(CONTROLLER_STATE, desired)
    wait_for(lambda: desired in guest.heard, "the desired state")
    assert state_of(province, device) == "never"
    guest.say(status, msgspec.json.encode(Status(sid="session-a", online=True)).decode(), retain=True)
    wait_for(lambda: state_of(province, device) == "online", "online")
    guest.drop()
    wait_for(lambda: state_of(province, device) == "offline", "offline by its will")


def test_what_is_on_the_air_follows_the_lexicon_and_boards_are_told(province: Province) -> None:
    device = enrolled(province).device_id
    notice = {"files": ("hop.txt", "Đồn KPX họp lúc 19 giờ.".encode())}
    sent = province.http.post("/api/v1/contents", data={"unit_id": COMMUNE}, files=notice, timeout=60)
    content_id = sent.json()["contents"][0]["id"]
    before = sound_of(province, content_id), wanted_rev(province, device)
    word = {"unit_id": COMMUNE, "written": "KPX", "spoken": "khu phố mười"}
    assert province.http.put("/api/v1/lexicon", json=word).is_success
    wait_for(lambda: sound_of(province, content_id) != before[0], "the bulletin is spoken anew", 60)
    wait_for(lambda: wanted_rev(province, device) > before[1], "the board is told of the new sound", 60)


def sound_of(province: Province, content_id: str) -> str:
    page = province.http.get(f"/bulletins/{content_id}/languages", headers={"accept": "text/html"}).text
    return page.partition('src="/media/')[2][:64]


def wanted_rev(province: Province, device: str) -> int:
    (row,) = [one for one in province.http.get("/api/v1/devices").json() if one["id"] == device]
    return int(row["wanted_rev"])


def test_it_ends_cleanly_when_told_to_and_says_so(province: Province) -> None:
    answer = enrolled(province)
    ca = province.config.parent / "broker" / "ca.pem"
    guest = Guest(province.broker_port, answer.broker.username, answer.broker.password, ca=ca)
    wait_for(lambda: guest.join().connected, "the broker knows the board")
    guest.hear(CONTROLLER_STATE)
    wait_for(lambda: (state := controller_state(guest)) is not None and state.online, "the controller is there")
    assert province.child.stop(signal.SIGTERM) == 0
    wait_for(lambda: (state := controller_state(guest)) is not None and not state.online, "it said that it goes")
    assert "Traceback" not in province.child.said()
    assert "ERROR" not in province.child.said()
    guest.leave()


def test_a_second_one_on_the_same_data_folder_is_refused(province: Province, tmp_path: Path) -> None:
    second = start(argv(province.config), tmp_path / "second.log")
    assert second.process.wait(20) == 1
    assert "A controller already runs" in second.said()
    assert province.http.get("/healthz").is_success


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    with socket.create_server((LOOPBACK, 0)) as taken:
        port = taken.getsockname()[1]
        (tmp_path / "controller.toml").write_text(f"[http]\nport = {port}\n", "utf-8")
        with pytest.raises(Unavailable, match=str(port)):
            run(load_settings(tmp_path / "controller.toml", {}))
    assert not (tmp_path / "rao.sqlite3").exists()
