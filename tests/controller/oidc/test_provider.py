"""What a provider says of itself: kept, bounded, and never taken for another's."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from controller.oidc.asking import MOST_BYTES, ProviderFails
from controller.oidc.provider import KEPT_S, REST_S, Provider
from controller.settings import Oidc, parse_settings
from protocol.errors import InvalidInput
from tests.servers.openid import CLIENT, OpenId
from tests.servers.ports import LOOPBACK, free_port

PUBLIC = "https://rao.example"


@pytest.fixture
def as_if_just_started(provider: OpenId) -> None:
    provider.behave()


class Clock:
    now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


def beside(issuer: str, clock: Clock | None = None) -> Provider:
    return Provider(Oidc(issuer=issuer, client_id=CLIENT, name="Cổng chung"), PUBLIC, clock or Clock())


def test_it_is_asked_once_an_hour(provider: OpenId) -> None:
    clock = Clock()
    known = beside(provider.issuer, clock)
    path = "/.well-known/openid-configuration"
    before = provider.asked().get(path, 0)
    for clock.now_s in (0.0, 1.0, KEPT_S):
        assert known.metadata.issuer == provider.issuer
    assert provider.asked()[path] == before + 1
    clock.now_s = KEPT_S + 1
    assert known.metadata.issuer == provider.issuer
    assert provider.asked()[path] == before + 2


def test_one_that_calls_itself_something_else_is_not_it(provider: OpenId) -> None:
    """OpenID Connect Discovery 1.0, 4.3."""
    provider.behave(calls_itself="https://elsewhere.example")
    with pytest.raises(ProviderFails):
        _ = beside(provider.issuer).metadata


def test_one_that_is_down_is_left_alone_for_a_while() -> None:
    clock = Clock()
    known = beside(f"http://{LOOPBACK}:{free_port()}", clock)
    details = []
    for clock.now_s in (0.0, REST_S - 1, REST_S):
        with pytest.raises(ProviderFails) as failure:
            _ = known.metadata
        details.append(failure.value.detail)
    assert all("ConnectError" in detail for detail in details)


@contextmanager
def answering(status: int, body: bytes, **headers: str) -> Iterator[str]:
    """A server that answers everything so."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: Any) -> None:
            return

    with http.server.ThreadingHTTPServer((LOOPBACK, 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://{LOOPBACK}:{server.server_address[1]}"
        server.shutdown()


@pytest.mark.parametrize(
    ("status", "body", "headers"),
    [
        (200, b"<html>", {}),
        (200, b"[]", {}),
        (200, b"{}", {}),
        (200, b"\xff", {}),
        (500, b"{}", {}),
        (200, b" " * (MOST_BYTES + 1), {}),
        (302, b"", {"location": "https://elsewhere.example/"}),
    ],
)
def test_answers_that_are_none(status: int, body: bytes, headers: dict[str, str]) -> None:
    with answering(status, body, **headers) as issuer, pytest.raises(ProviderFails):
        _ = beside(issuer).metadata


def test_a_provider_of_the_net_is_asked_by_https_alone() -> None:
    """Also when it names an address itself."""
    known = beside("https://id.example")
    with pytest.raises(ProviderFails, match="does not answer"):
        known._asking.get("http://id.example/jwks")


@pytest.mark.parametrize(
    "section",
    [
        {"issuer": "http://id.example", "client_id": "rao", "name": "x"},
        {"issuer": "id.example", "client_id": "rao", "name": "x"},
        {"issuer": "https://id.example?x=1", "client_id": "rao", "name": "x"},
        {"issuer": "https://id.example", "client_id": "", "name": "x"},
        {"issuer": "https://id.example", "client_id": "rao"},
        {"issuer": "https://id.example", "client_id": "rao", "name": "x", "scopes": ["profile"]},
    ],
)
def test_settings_that_can_not_be(section: dict[str, object], tmp_path: Any) -> None:
    with pytest.raises(InvalidInput):
        parse_settings({"oidc": section}, tmp_path)


def test_the_secret_comes_from_a_file_or_the_environment(tmp_path: Any) -> None:
    section = {"issuer": "https://id.example", "client_id": "rao", "name": "x"}
    (tmp_path / "secret").write_text("from a file\n", "utf-8")
    filed = parse_settings({"oidc": {**section, "client_secret_file": "secret"}}, tmp_path)
    given = parse_settings({"oidc": section}, tmp_path, {"RAO_CONTROLLER_OIDC__CLIENT_SECRET": "from outside"})
    assert filed.oidc is not None
    assert given.oidc is not None
    assert (filed.oidc.secret, given.oidc.secret) == ("from a file", "from outside")
    assert parse_settings({}, tmp_path).oidc is None
