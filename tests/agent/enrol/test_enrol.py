from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import msgspec
import pytest

from agent.config import Config, ControllerAddress
from agent.enrol import AlreadyEnrolled, ClaimRefused, enrol
from agent.enrol.errors import ControllerInTrouble, NotTheController
from agent.identity import own_signer, read_identity
from protocol.enrolment import EnrolAnswer, EnrolRequest
from protocol.errors import InvalidInput, Unavailable
from protocol.jws import Signer
from tests.agent.province import CLAIM, DEVICE, Province
from tests.servers.ports import LOOPBACK


@pytest.fixture
def province() -> Iterator[Province]:
    with Province().serving() as serving:
        yield serving


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config(data_dir=str(tmp_path / "data"), profile="led-p5-640x384")


def test_a_claim_becomes_an_identity_with_the_root_to_pin(province: Province, config: Config) -> None:
    identity = enrol(config, province.url, CLAIM)
    assert read_identity(config.data) == identity
    assert identity.pins.device_id == DEVICE
    assert identity.root_public_key == province.root.public_key
    assert identity.public_key == own_signer(config.data).public_key == province.device_key


def test_a_refused_claim_leaves_nothing(province: Province, config: Config) -> None:
    province.claim = "another-claim-token"
    with pytest.raises(ClaimRefused, match="claim used"):
        enrol(config, province.url, CLAIM)
    assert not (config.data / "identity.json").exists()


def test_an_identity_is_not_overwritten_unasked(province: Province, config: Config) -> None:
    enrol(config, province.url, CLAIM)
    with pytest.raises(AlreadyEnrolled, match=DEVICE):
        enrol(config, province.url, CLAIM)
    assert enrol(config, province.url, CLAIM, again=True).device_id == DEVICE


def test_nobody_there_is_told(config: Config) -> None:
    with pytest.raises(Unavailable, match=r"127\.0\.0\.1:9"):
        enrol(config, "http://127.0.0.1:9", CLAIM)


@pytest.mark.parametrize("url", ["rao.example", "http://[", "http://nowhere.invalid"])
def test_an_address_that_is_none_is_told(config: Config, url: str) -> None:
    with pytest.raises(Unavailable, match="can't be reached"):
        enrol(config, url, CLAIM)


@pytest.mark.parametrize("content", [None, "no certificate"])
def test_an_authority_that_can_not_be_used_is_told(config: Config, tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "ca.pem").write_text(content)
    address = ControllerAddress(url="https://rao", ca_file=str(tmp_path / "ca.pem"))
    with pytest.raises(InvalidInput, match=r"ca\.pem"):
        enrol(msgspec.structs.replace(config, controller=address), "https://rao", CLAIM)


class Impostor(Province):
    """Its trust list is not signed by the root key it hands out."""

    def enrol(self, request: EnrolRequest) -> EnrolAnswer:
        stranger = Signer.generate().public_key
        return msgspec.structs.replace(super().enrol(request), root_public_key=stranger)


def test_a_trust_list_that_does_not_hold_is_not_kept(config: Config) -> None:
    with Impostor().serving() as impostor, pytest.raises(NotTheController):
        enrol(config, impostor.url, CLAIM)
    assert not (config.data / "identity.json").exists()


class Stranger(Province):
    """Answers something else."""

    def enrol(self, request: EnrolRequest) -> EnrolAnswer:
        return {"hello": "there"}  # type: ignore[return-value]


def test_something_else_that_answers_is_told(config: Config) -> None:
    with Stranger().serving() as stranger, pytest.raises(NotTheController):
        enrol(config, stranger.url, CLAIM)


class Refusing(BaseHTTPRequestHandler):
    """Answers every enrolment with one error."""

    status, body = 500, b""

    def log_message(self, *_args: object) -> None:
        """Quiet."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(self.status)
        self.send_header("Content-Length", str(len(self.body)))
        self.end_headers()
        self.wfile.write(self.body)


@contextmanager
def answering(status: int, body: bytes) -> Iterator[str]:
    handler = type("Handler", (Refusing,), {"status": status, "body": body})
    with HTTPServer((LOOPBACK, 0), handler) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        yield f"http://{LOOPBACK}:{server.server_address[1]}"
        thread.join()


WORDS = '{"problem": "Ổ đĩa đã đầy.", "remedy": "Dọn ổ đĩa của máy chủ."}'.encode()


@pytest.mark.parametrize("status", [500, 503])
def test_a_controller_in_trouble_is_told_in_its_own_words(config: Config, status: int) -> None:
    with answering(status, WORDS) as url, pytest.raises(ControllerInTrouble) as raised:
        enrol(config, url, CLAIM)
    assert raised.value.problem.vi == "Bộ điều khiển báo lỗi: Ổ đĩa đã đầy."
    assert raised.value.remedy.vi == raised.value.remedy.en == "Dọn ổ đĩa của máy chủ."


def test_a_refusal_is_told_in_the_words_of_the_controller(config: Config) -> None:
    with answering(409, WORDS) as url, pytest.raises(ClaimRefused) as raised:
        enrol(config, url, CLAIM)
    assert raised.value.problem.en == "The controller refused the claim: Ổ đĩa đã đầy."
    assert raised.value.remedy.en == "Dọn ổ đĩa của máy chủ."


def test_a_controller_without_advice_gets_ours(config: Config) -> None:
    with answering(503, b'{"problem": "busy"}') as url, pytest.raises(ControllerInTrouble, match="busy") as raised:
        enrol(config, url, CLAIM)
    assert raised.value.remedy.en == "Try again in a few minutes."


@pytest.mark.parametrize("body", [b"", b"<h1>Bad gateway</h1>", b"[]", b'{"problem": 5}', b"\xff"])
def test_an_error_without_words_is_not_the_controller(config: Config, body: bytes) -> None:
    with answering(502, body) as url, pytest.raises(NotTheController):
        enrol(config, url, CLAIM)
