"""Enrolment and the device's own HTTP interface, on the real application."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO

import httpx
import msgspec
import pytest
from PIL import Image
from sqlalchemy import Engine

from controller.broker.passwd import fits, read_passwd
from controller.broker.service import apply_logins, issue_login
from controller.clock import wall_ms
from controller.db import session_scope
from controller.documents.outbox import sign_pending
from controller.documents.service import put
from controller.enrolment.service import create_claim
from controller.keys.ring import Keyring, load_keys
from controller.keys.service import put_trust
from controller.settings import Settings
from controller.snapshots.loudspeaker import SIZE_PX
from controller.snapshots.service import latest_snapshots
from media.board import draw_now_saying
from media.picture import encode_webp
from protocol.device_proof import FRESH_MS, prove
from protocol.documents import AlertSet, Desired
from protocol.enrolment import EnrolAnswer, enrol_request
from protocol.ids import DeviceId, EpochMs, UnitId
from protocol.jws import Signer
from protocol.limits import LIMITS
from protocol.uplink import NowSaying
from tests.controller.documents.handing import hand_over
from tests.controller.web.running import COMMUNE, Running, form_of, furnished, served

PROFILE = "bulletin-1080p"


@dataclass(frozen=True)
class Board:
    """An enrolled device and a connection to the controller."""

    http: httpx.Client
    signer: Signer
    answer: EnrolAnswer

    def ask(
        self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None, at_ms: int = 0
    ) -> httpx.Response:
        """A request with the board's own proof."""
        device = DeviceId(self.answer.device_id)
        proof = prove(self.signer, device, method, path, body, EpochMs(at_ms or wall_ms()))
        return self.http.request(method, path, content=body, headers={"Authorization": proof, **(headers or {})})


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    app = furnished(tmp_path_factory.mktemp("controller"))
    keyring = load_keys(app.state.settings)
    with session_scope(app.state.engine) as session:
        put_trust(session, keyring, wall_ms())
        sign_pending(session, keyring, wall_ms())
    with served(app) as running:
        yield running


@pytest.fixture
def engine(here: Running) -> Engine:
    engine: Engine = here.app.state.engine
    return engine


@pytest.fixture
def settings(here: Running) -> Settings:
    settings: Settings = here.app.state.settings
    return settings


@pytest.fixture
def keyring(settings: Settings) -> Keyring:
    return load_keys(settings)


@pytest.fixture
def http(here: Running) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=here.url) as client:
        yield client


@pytest.fixture
def board(http: httpx.Client, engine: Engine) -> Board:
    with session_scope(engine) as session:
        claim = create_claim(session, COMMUNE, PROFILE, "Bảng tin")
    signer = Signer.generate()
    request = msgspec.json.encode(enrol_request(signer, claim, PROFILE))
    answer = http.post("/api/v1/enrol", content=request)
    assert answer.status_code == 200, answer.text
    return Board(http, signer, msgspec.json.decode(answer.content, type=EnrolAnswer))


def picture(kind: str = "WEBP", size: tuple[int, int] = (64, 32), *, noisy: bool = False) -> bytes:
    out = BytesIO()
    image = Image.effect_noise(size, 60).convert("RGB") if noisy else Image.new("RGB", size, (10, 120, 200))
    image.save(out, kind)
    return out.getvalue()


def test_once_it_is_told_of_its_login_the_broker_knows_it(board: Board, settings: Settings) -> None:
    logins = read_passwd(settings.broker.passwd_file.read_text("utf-8"))
    assert fits(board.answer.broker.password, logins[board.answer.device_id])
    assert settings.broker.username in logins


@pytest.mark.parametrize("body", [b"", b"{}", b"\xff", b'{"claim": 1}'])
def test_what_is_no_request_is_refused(http: httpx.Client, body: bytes) -> None:
    answer = http.post("/api/v1/enrol", content=body, headers={"accept-language": "en"})
    assert answer.status_code == 422
    assert set(answer.json()) == {"problem", "remedy"}


def test_a_request_that_never_ends_is_cut(http: httpx.Client) -> None:
    assert http.post("/api/v1/enrol", content=b" " * 20_000).status_code == 413


def test_a_wrong_claim_is_refused_in_the_language_of_the_one_who_asks(http: httpx.Client) -> None:
    request = msgspec.json.encode(enrol_request(Signer.generate(), "k3m9q-7rtyw-aaaaa", PROFILE))
    vi = http.post("/api/v1/enrol", content=request, headers={"accept-language": "vi"})
    assert (vi.status_code, vi.json()["problem"]) == (403, "Mã đăng ký không đúng.")


def test_a_technician_gets_a_claim_and_an_editor_does_not(here: Running) -> None:
    wanted = {"unit_id": COMMUNE, "profile": PROFILE, "name": "Bảng tin"}
    for login, status in (("technician", 201), ("editor", 403)):
        with here.signed_in(login) as browser:
            answer = browser.post("/api/v1/claims", json=wanted, headers=form_header(browser))
            assert answer.status_code == status, answer.text
            assert browser.post("/api/v1/claims", json=wanted).status_code == 403
    with here.visitor() as stranger:
        assert stranger.post("/api/v1/claims", json=wanted).status_code == 401


def test_people_get_the_list_of_devices_as_json(here: Running, board: Board) -> None:
    with here.signed_in("auditor") as browser:
        rows = browser.get("/api/v1/devices").json()
    (row,) = [one for one in rows if one["id"] == board.answer.device_id]
    assert (row["name"], row["unit_id"], row["state"], row["kind"]) == ("Bảng tin", COMMUNE, "never", "board")


def test_documents_are_served_with_their_digest(board: Board, engine: Engine, keyring: Keyring) -> None:
    assert board.ask("GET", "/api/v1/device/desired").status_code == 404
    with session_scope(engine) as session:
        put(session, "desired", board.answer.device_id, Desired(unit_name="x", areas=(UnitId(COMMUNE),)))
        put(session, "alerts", COMMUNE, AlertSet())
        sign_pending(session, keyring, wall_ms())
    for path in ("/api/v1/device/desired", f"/api/v1/device/alerts/{COMMUNE}", "/api/v1/device/trust"):
        first = board.ask("GET", path)
        assert (first.status_code, first.content.count(b".")) == (200, 2)
        again = board.ask("GET", path, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
    assert board.ask("GET", "/api/v1/device/trust").text == board.answer.trust


def test_a_device_gets_no_document_of_another(board: Board, engine: Engine, keyring: Keyring) -> None:
    with session_scope(engine) as session:
        put(session, "alerts", "d-other", AlertSet())
        put(session, "alerts", board.answer.device_id, AlertSet())
        sign_pending(session, keyring, wall_ms())
    assert board.ask("GET", "/api/v1/device/alerts/d-other").status_code == 404
    assert board.ask("GET", f"/api/v1/device/alerts/{board.answer.device_id}").status_code == 200
    assert board.ask("GET", "/api/v1/device/alerts/NOT-AN-ID").status_code == 422


def test_without_a_proof_for_this_very_request_nothing_is_served(board: Board) -> None:
    path = "/api/v1/device/trust"
    assert board.http.get(path).status_code == 401
    assert board.http.get(path, headers={"Authorization": "Rao a.b.c"}).status_code == 401
    assert board.http.get(path, headers={"Authorization": "Bearer x"}).status_code == 401
    proof = prove(board.signer, DeviceId(board.answer.device_id), "GET", "/other", b"", wall_ms())
    assert board.http.get(path, headers={"Authorization": proof}).status_code == 401
    stranger = prove(board.signer, DeviceId("d-stranger"), "GET", path, b"", wall_ms())
    assert board.http.get(path, headers={"Authorization": stranger}).status_code == 401


def test_a_device_with_a_wrong_clock_is_told_the_time(board: Board) -> None:
    answer = board.ask("GET", "/api/v1/device/trust", at_ms=wall_ms() - 2 * FRESH_MS)
    assert answer.status_code == 401
    assert "Date" in answer.headers


@pytest.mark.parametrize(("kind", "media_type"), [("WEBP", "image/webp"), ("JPEG", "image/jpeg")])
def test_a_picture_is_kept_as_the_newest(board: Board, engine: Engine, kind: str, media_type: str) -> None:
    body = picture(kind)
    headers = {"Content-Type": media_type, "X-Rao-Showing": "bulletin plan-2023 2/5"}
    assert board.ask("PUT", "/api/v1/device/snapshot", body, headers).status_code == 204
    with session_scope(engine, writes=False) as session:
        kept = latest_snapshots(session, [board.answer.device_id])[board.answer.device_id]
    assert (kept.path.read_bytes(), kept.media_type, kept.showing) == (body, media_type, "bulletin plan-2023 2/5")
    assert abs(kept.taken_at_ms - wall_ms()) < 60_000


def test_what_a_loudspeaker_says_is_drawn_here(board: Board, engine: Engine) -> None:
    saying = NowSaying(title="Thông báo lịch cắt điện", levels_dbfs=(-12.0,) * 40)
    headers = {"Content-Type": "application/json", "X-Rao-Showing": "bulletin b-1"}
    assert board.ask("PUT", "/api/v1/device/snapshot", msgspec.json.encode(saying), headers).status_code == 204
    with session_scope(engine, writes=False) as session:
        kept = latest_snapshots(session, [board.answer.device_id])[board.answer.device_id]
    drawn = encode_webp(draw_now_saying(*SIZE_PX, saying.title, saying.levels_dbfs))
    assert (kept.path.read_bytes(), kept.media_type, kept.showing) == (drawn, "image/webp", "bulletin b-1")


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        (picture("WEBP")[:-10], "image/webp"),
        (picture("JPEG", (400, 400))[:-200], "image/jpeg"),
        (picture("GIF"), "image/webp"),
        (picture("WEBP"), "image/jpeg"),
        (picture("GIF"), "image/gif"),
        (b"<svg/>", "image/svg+xml"),
        (b"", "image/webp"),
        (b"{", "application/json"),
        (b'{"title": 5}', "application/json"),
        (b'{"levels_dbfs": [%s]}' % b",".join([b"-3"] * 121), "application/json"),
        (b"x" * (LIMITS.snapshot_bytes + 1), "image/webp"),
    ],
)
def test_what_is_no_whole_picture_is_refused(board: Board, engine: Engine, body: bytes, media_type: str) -> None:
    answer = board.ask("PUT", "/api/v1/device/snapshot", body, {"Content-Type": media_type})
    assert answer.status_code == (422 if len(body) <= LIMITS.snapshot_bytes else 413)
    with session_scope(engine, writes=False) as session:
        assert latest_snapshots(session, [board.answer.device_id]) == {}


def test_a_picture_that_is_looked_at_while_others_take_its_place_is_whole(here: Running, board: Board) -> None:
    """Of different lengths: half of one and half of the next, or the one's length with the other's bytes, is none."""
    small, large = picture("WEBP", (8, 8)), picture("WEBP", (900, 500), noisy=True)
    headers = {"Content-Type": "image/webp"}
    assert board.ask("PUT", "/api/v1/device/snapshot", small, headers).status_code == 204
    done = threading.Event()

    def send() -> None:
        while not done.is_set():
            for body in (large, small):
                board.ask("PUT", "/api/v1/device/snapshot", body, headers)

    sender = threading.Thread(target=send)
    with here.signed_in("editor") as browser:
        sender.start()
        try:
            seen = [browser.get(f"/devices/{board.answer.device_id}/snapshot") for _ in range(150)]
        finally:
            done.set()
            sender.join()
    assert {(one.status_code, one.content in (small, large)) for one in seen} == {(200, True)}


def test_a_picture_whose_file_is_lost_is_none(here: Running, board: Board, settings: Settings) -> None:
    with here.signed_in("editor") as browser:
        path = f"/devices/{board.answer.device_id}/snapshot"
        assert browser.get(path).status_code == 404
        assert board.ask("PUT", "/api/v1/device/snapshot", picture(), {"Content-Type": "image/webp"}).is_success
        assert browser.get(path).content == picture()
        (settings.data_dir / "snapshots" / f"{board.answer.device_id}.webp").unlink()
        assert browser.get(path).status_code == 404


def test_a_picture_under_anothers_proof_is_refused(board: Board) -> None:
    proof = prove(board.signer, DeviceId(board.answer.device_id), "PUT", "/api/v1/device/snapshot", b"", wall_ms())
    headers = {"Authorization": proof, "Content-Type": "image/webp"}
    assert board.http.put("/api/v1/device/snapshot", content=picture(), headers=headers).status_code == 401


def test_a_retired_device_is_let_in_nowhere(here: Running, board: Board, settings: Settings) -> None:
    path = f"/api/v1/devices/{board.answer.device_id}"
    with here.signed_in("editor") as browser:
        assert browser.delete(path, headers=form_header(browser)).status_code == 403
    assert board.ask("GET", "/api/v1/device/trust").status_code == 200
    with here.signed_in("technician") as browser:
        assert browser.delete(path, headers=form_header(browser)).status_code == 204
        assert browser.delete(path, headers=form_header(browser)).status_code == 404
    assert board.ask("GET", "/api/v1/device/trust").status_code == 401
    assert board.answer.device_id not in read_passwd(settings.broker.passwd_file.read_text("utf-8"))


def test_a_technician_sends_a_command_and_the_next_when_it_has_left(
    here: Running, board: Board, engine: Engine, keyring: Keyring
) -> None:
    path = f"/api/v1/devices/{board.answer.device_id}/commands"
    sent: list[tuple[str, bool]] = []

    def send(topic: str, _token: bytes, retain: bool) -> bool:
        sent.append((topic, retain))
        return True

    with here.signed_in("technician") as browser:
        first = browser.post(path, json={"action": "snapshot"}, headers=form_header(browser))
        assert first.status_code == 202
        assert browser.post(path, json={"action": "restart"}, headers=form_header(browser)).status_code == 409
        with session_scope(engine) as session:
            sign_pending(session, keyring, wall_ms())
            hand_over(session, send, wall_ms())
        assert browser.post(path, json={"action": "report"}, headers=form_header(browser)).status_code == 202
        assert browser.post(path, json={"action": "explode"}, headers=form_header(browser)).status_code == 422
    assert (f"rao/v1/dev/{board.answer.device_id}/down/cmd", False) in sent


def form_header(browser: httpx.Client) -> dict[str, str]:
    return {"x-rao-form": form_of(browser, "/")["form_token"], "accept": "application/json"}


def test_of_many_who_write_the_logins_at_once_none_is_lost(engine: Engine, settings: Settings) -> None:
    def join(number: int) -> None:
        with session_scope(engine) as session:
            issue_login(session, f"d-many-{number}")
        apply_logins(engine, settings)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(join, range(16)))
    logins = read_passwd(settings.broker.passwd_file.read_text("utf-8"))
    assert {f"d-many-{number}" for number in range(16)} <= set(logins)
