"""One bulletin changed for a whole province: from its row to the last signed document at the broker."""

from __future__ import annotations

import hashlib
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import uvicorn
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from httpx import Client
from sqlalchemy import Engine
from sqlmodel import Session, col, select, update

from bench import unspoken
from bench.ingest import databases
from bench.measuring import Goal, Row, Section, medians
from bench.screen.pace import PACE, THOROUGH
from controller.bulletins.boards import distinct_geometries, name_of
from controller.bulletins.models import Content, Rendition
from controller.clock import wall_ms
from controller.db import all_tables, engine_of, insert_into, run_many, session_scope
from controller.devices.kinds import kind_of
from controller.devices.models import Device
from controller.documents.models import SignedDocument
from controller.keys.ring import Keyring
from controller.library.models import MediaObject
from controller.library.store import FolderStore
from controller.library.workshop import Workshop
from controller.link.courier import Courier
from controller.link.mqtt import BrokerLink, Login
from controller.people.actor import THE_SYSTEM
from controller.people.service import create_api_token, create_user
from controller.publishing.jobs import republish
from controller.publishing.survey import Pace
from controller.settings import parse_settings
from controller.units.service import import_units, units_on
from controller.web.app import create_app
from controller.web.bus import Bus
from firmware_profiles import load, names
from media.text import Geometry
from protocol.ids import DeviceId
from protocol.jws import Signer
from protocol.topics import down, up
from tests.servers.mosquitto import mosquitto, open_config
from tests.servers.ports import LOOPBACK, free_port
from tests.servers.waiting import wait_for

DEVICES = 5_000
PROVINCE = "75-20260430"
OF_PROVINCE, OF_UNIT = 12, 3
DAY = date(2026, 5, 1)
HOUSE = Pace(heartbeat_s=60.0, snapshot_s=30.0, time_zone="Asia/Ho_Chi_Minh")
ROUNDS = 7 if PACE == THOROUGH else 2
MARK = up(DeviceId("bench"), "status")
CHANGED = "bulletin-00000"
ITEMS, KEPT, ON_A_PAGE = 100_000, 10_000, 100
UNREAD: Mapping[str, object] = {"size_bytes": 9, "media_type": "x/y", "kept_at_ms": 0}
ADMINISTRATOR: Mapping[str, Any] = {
    "login": "bench",
    "full_name": "Bench",
    "password": "mot cau that dai",
    "role": "administrator",
    "unit_id": PROVINCE,
}
ABOUT = (
    f"A province with {DEVICES:,} devices in all its communes, of every hardware model in turn; {OF_PROVINCE} "
    f"bulletins of the province and {OF_UNIT} of each commune. *Changed*: one bulletin of the province gets another "
    "title; measured until Mosquitto has taken the last desired state, signed. Floor: the driver writing as many "
    "bodies and tokens by bare `executemany`, `cryptography` signing them, and the same client publishing them. "
    "*Nothing changed*: the same look, when there is nothing to do. *A page*: "
    f"{ON_A_PAGE} from the middle of the list as JSON, with everything a request costs the server. {unspoken.ABOUT}"
)


def measure() -> Section:
    """On SQLite, and on PostgreSQL where its programs are."""
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder, broker(Path(folder)) as port:
        for name, database in databases():
            with database() as url, province(url, Path(folder) / name, port) as stood:
                rows += measured_on(name, stood)
    return Section("A bulletin to five thousand devices", ABOUT, rows)


@dataclass(slots=True)
class Province:
    """What the benchmark works on."""

    workshop: Workshop
    courier: Courier
    link: BrokerLink
    echoed: threading.Event
    folder: Path
    told: list[int] = field(default_factory=list)
    """How many documents each round wrote."""

    @property
    def engine(self) -> Engine:
        """Its database."""
        return self.workshop.engine

    def publish(self) -> None:
        """Changes a bulletin and waits until the broker has all that follows."""
        with session_scope(self.engine) as session:
            title = f"Thông báo lịch cắt nước, lần {len(self.told)}"
            session.exec(update(Content).where(col(Content.id) == CHANGED).values(title=title))
        self.look()

    def look(self) -> None:
        """Brings devices in line with what is published."""
        self.told.append(republish(self.workshop, HOUSE))
        self.courier.deliver()
        self.settle()

    def settle(self) -> None:
        """Until the broker has taken everything that was published: it works a client's messages off in order."""
        self.echoed.clear()
        self.link.publish(MARK, b"{}", False)
        assert self.echoed.wait(60)


@contextmanager
def broker(folder: Path) -> Iterator[int]:
    """The port of a Mosquitto of our own."""
    port = free_port()
    with mosquitto(open_config(folder, port), port):
        yield port


@contextmanager
def province(url: str, folder: Path, port: int) -> Iterator[Province]:
    """A province in this database, told everything once, its controller connected."""
    engine, echoed = engine_of(url), threading.Event()
    furnish(engine)
    link = BrokerLink(Login(LOOPBACK, port, f"controller-{folder.name}", "x"), lambda *_: echoed.set(), wall_ms)
    root = Signer.generate()
    courier = Courier(engine, Keyring(root.public_key, root, Signer.generate()), link)
    workshop = Workshop(engine, FolderStore(folder / "media"), (), ("vi",))
    link.start()
    wait_for(lambda: link.listening_since_ms, "the link is up")
    stood = Province(workshop, courier, link, echoed, folder)
    stood.look()
    assert stood.told == [DEVICES]
    yield stood
    link.stop()
    engine.dispose()


def measured_on(name: str, stood: Province) -> list[Row]:
    """The rows of one database."""
    floor = Floor(stood)
    ours_s, floor_s = medians(stood.publish, floor.run, rounds=ROUNDS)
    assert set(stood.told[1:]) == {DEVICES}
    stood.told.clear()
    [looked_s] = medians(stood.look, rounds=ROUNDS)
    return [
        *listed_on(name, stood),
        Row(f"{name}: changed", ours_s, "s", floor_s, Goal(3.0)),
        Row(f"{name}: nothing changed, documents written", sum(stood.told), "documents", goal=Goal(0.0)),
        Row(f"{name}: nothing changed, the look", looked_s, "s"),
    ]


def listed_on(name: str, stood: Province) -> list[Row]:
    """A page of a long list as JSON over HTTP, from its middle, and the whole request with sign-in by token."""
    with session_scope(stood.engine) as session:
        past = [{**_content(number, PROVINCE), "state": "withdrawn"} for number in range(KEPT, KEPT + ITEMS)]
        known = [{"sha256": one["original_sha256"], **UNREAD} for one in past]
        run_many(session, insert_into(session, MediaObject), known)
        run_many(session, insert_into(session, Content), past)
        administrator = create_user(session, THE_SYSTEM, **ADMINISTRATOR)
        token = create_api_token(session, administrator, "bench", wall_ms())
    with (
        served(stood.engine, stood.folder) as url,
        Client(base_url=url, headers={"Authorization": f"Bearer {token}"}) as client,
    ):
        paths = (f"devices?after=d-{DEVICES // 2:05}", f"contents?after=bulletin-{KEPT + ITEMS // 2:05}")
        pages = (lambda path=path: _page(client, path) for path in paths)
        taken = medians(*pages, lambda: _overview(client), rounds=ROUNDS)
        unsaid = list(unspoken.rows(name, stood.engine, client, ROUNDS))
    whats = (f"a page of {DEVICES:,} devices", f"a page of {ITEMS:,} contents", f"the overview of {DEVICES:,} devices")
    listed = [Row(f"{name}: {what}", s * 1000, "ms", goal=Goal(100.0)) for what, s in zip(whats, taken, strict=True)]
    return [*listed, *unsaid]


@contextmanager
def served(engine: Engine, folder: Path) -> Iterator[str]:
    """Where the API answers, in a thread."""
    port = free_port()
    app = create_app(parse_settings({}, folder), engine, Bus())
    server = uvicorn.Server(uvicorn.Config(app, host=LOOPBACK, port=port, log_config=None, access_log=False))
    thread = threading.Thread(target=server.run)
    thread.start()
    wait_for(lambda: server.started, "the API answers")
    yield f"http://{LOOPBACK}:{port}"
    server.should_exit = True
    thread.join()


def _page(client: Client, path: str) -> None:
    answer = client.get(f"/api/v1/{path}&most={ON_A_PAGE}")
    assert len(answer.json()) == ON_A_PAGE, answer.text


def _overview(client: Client) -> None:
    answer = client.get("/", headers={"accept": "text/html"})
    assert f'data-count="all">{DEVICES}<' in answer.text, answer.text[:300]


def furnish(engine: Engine) -> None:
    """Tables, the shipped units, devices, and bulletins that are rendered for all boards."""
    all_tables().create_all(engine)
    profiles = sorted(names())
    with session_scope(engine) as session:
        import_units(session)
        places = [unit.id for unit in units_on(session, DAY) if unit.parent_id == PROVINCE]
        rows = [_device(number, places[number % len(places)], profiles) for number in range(DEVICES)]
        run_many(session, insert_into(session, Device), rows)
        owners = [PROVINCE] * OF_PROVINCE + places * OF_UNIT
        _bulletins(session, owners, distinct_geometries(profiles))


def _device(number: int, unit_id: str, profiles: Sequence[str]) -> dict[str, object]:
    profile = profiles[number // 100 % len(profiles)]
    about = {"profile": profile, "kind": kind_of(load(profile)), "public_key": "k", "enrolled_at_ms": 0}
    return {"id": f"d-{number:05}", "name": f"Bảng {number}", "unit_id": unit_id, **about}


def _bulletins(session: Session, owners: Sequence[str], geometries: Sequence[Geometry]) -> None:
    contents = [_content(number, owner) for number, owner in enumerate(owners)]
    renditions = [_rendition(str(one["id"]), shown) for one in contents for shown in geometries]
    media = {
        str(one[key])
        for one, key in (*((one, "original_sha256") for one in contents), *((one, "sha256") for one in renditions))
    }
    known = [{"sha256": one, **UNREAD} for one in media]
    for table, rows in ((MediaObject, known), (Content, contents), (Rendition, renditions)):
        run_many(session, insert_into(session, table), rows)


def _content(number: int, unit_id: str) -> dict[str, object]:
    return {
        "id": f"bulletin-{number:05}",
        "kind": "bulletin",
        "form": "text",
        "title": f"Thông báo số {number} về lịch tiêm chủng mở rộng",
        "slot_class": "scheduled",
        "first_date": DAY,
        "unit_id": unit_id,
        "state": "published",
        "original_sha256": _hash(f"original {number}"),
        "ticker": "Trạm y tế tiêm chủng mở rộng từ 7 giờ 30 đến 11 giờ các ngày thứ ba, thứ năm.",
        "created_at_ms": number,
        "changed_at_ms": number,
        "published_at_ms": 0,
    }


def _rendition(content_id: str, geometry: Geometry) -> dict[str, object]:
    return {
        "content_id": content_id,
        "geometry": name_of(geometry),
        "width_px": geometry.width_px,
        "height_px": geometry.height_px,
        "sha256": _hash(f"{content_id} {name_of(geometry)}"),
        "page_durations_ms": "[9000, 8000]",
    }


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


class Floor:
    """The same bytes by the driver, `cryptography` and the MQTT client alone."""

    def __init__(self, stood: Province) -> None:
        self._stood, self._key = stood, Ed25519PrivateKey.generate()
        with session_scope(stood.engine, writes=False) as session:
            columns = select(SignedDocument.aud, SignedDocument.body, SignedDocument.token)
            self._rows = session.exec(columns.where(col(SignedDocument.kind) == "desired")).all()
        self._mark = "?" if stood.engine.dialect.name == "sqlite" else "%s"
        binary = "BLOB" if self._mark == "?" else "BYTEA"
        with stood.engine.begin() as connection:
            connection.exec_driver_sql(f"CREATE TABLE bare (aud VARCHAR PRIMARY KEY, body {binary}, token {binary})")
        self._write("INSERT INTO bare (body, aud) VALUES ({0}, {0})", [(body, aud) for aud, body, _ in self._rows])

    def run(self) -> None:
        """Bodies, signatures, tokens, messages."""
        self._write("UPDATE bare SET body = {0} WHERE aud = {0}", [(body, aud) for aud, body, _ in self._rows])
        for _, _, token in self._rows:
            self._key.sign(token)
        self._write("UPDATE bare SET token = {0} WHERE aud = {0}", [(token, aud) for aud, _, token in self._rows])
        for aud, _, token in self._rows:
            self._stood.link.publish(down(DeviceId(aud), "desired"), token, True)
        self._stood.settle()

    def _write(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        connection = self._stood.engine.raw_connection()
        cursor = connection.cursor()
        if self._mark == "?":
            cursor.execute("BEGIN IMMEDIATE")
        cursor.executemany(statement.format(self._mark), rows)
        connection.commit()
        connection.close()
