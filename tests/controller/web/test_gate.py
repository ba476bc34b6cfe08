"""Bodies at a real server: who may send how much, and that the rest is not even read."""

from __future__ import annotations

import json
import socket

import httpx
import pytest

from controller.clock import wall_ms
from controller.db import session_scope
from controller.people.actor import THE_SYSTEM
from controller.people.rights import GRANTED, ROLES
from controller.people.service import create_api_token, list_users
from controller.web.doors import DOORS, ORDINARY, door_of
from protocol.limits import LIMITS
from tests.controller.web.running import Running

GIB = 1 << 30
UPLOADS = (
    "/bulletins/new",
    "/api/v1/contents",
    "/bulletins/new/station",
    "/bulletins/new/line-in",
    "/api/v1/contents/line-in",
    "/api/v1/contents/station",
    "/bulletins/recordings",
    "/api/v1/recordings",
    "/api/v1/contents/file",
)
PIECES = "/api/v1/uploads/{upload_id}"
CHUNK = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"


@pytest.fixture(scope="module")
def tokens(running: Running) -> dict[str, str]:
    with session_scope(running.app.state.engine) as session:
        users = list_users(session, THE_SYSTEM)
        return {user.login: create_api_token(session, user, "test", wall_ms()) for user in users}


def open_with(running: Running, path: str, *headers: str, method: str = "POST") -> socket.socket:
    """A connection that has sent the head of a request and nothing of its body."""
    host, port = running.url.removeprefix("http://").split(":")
    line = socket.create_connection((host, int(port)), timeout=20)
    head = (f"{method} {path} HTTP/1.1", f"Host: {host}", "Content-Type: multipart/form-data; boundary=b", *headers)
    line.sendall("\r\n".join((*head, "", "")).encode())
    return line


def status_of(line: socket.socket) -> int:
    """What is answered; the server then closes the connection, and this reads to that end."""
    with line:
        answer = line.makefile("rb").read()
    head = answer.partition(b"\r\n\r\n")[0].decode().lower()
    assert "connection: close" in head
    return int(head.split()[1])


@pytest.mark.parametrize("path", UPLOADS)
def test_a_gibibyte_from_nobody_is_refused_before_a_byte_of_it_came(running: Running, path: str) -> None:
    assert status_of(open_with(running, path, f"Content-Length: {GIB}", "Accept: */*")) == 401
    assert status_of(open_with(running, path, "Transfer-Encoding: chunked", "Accept: */*")) == 401


def test_a_piece_of_a_file_is_only_for_who_may_write(running: Running, tokens: dict[str, str]) -> None:
    assert status_of(open_with(running, PIECES, f"Content-Length: {GIB}", "Accept: */*", method="PATCH")) == 401
    who = f"Authorization: Bearer {tokens['auditor']}"
    assert status_of(open_with(running, PIECES, who, f"Content-Length: {GIB}", method="PATCH")) == 403
    who = f"Authorization: Bearer {tokens['editor']}"
    assert status_of(open_with(running, PIECES, who, f"Content-Length: {4 * GIB}", method="PATCH")) == 413


@pytest.mark.parametrize("role", ROLES)
def test_a_big_body_is_only_for_who_may_send_it(running: Running, tokens: dict[str, str], role: str) -> None:
    who = f"Authorization: Bearer {tokens[role]}"
    claimed = LIMITS.media_bytes * 2
    for path in UPLOADS:
        right = door_of("POST", path).right
        wanted = 413 if right in GRANTED[role] else 403
        assert status_of(open_with(running, path, who, f"Content-Length: {claimed}")) == wanted


def test_no_route_takes_much_from_nobody(running: Running) -> None:
    paths = {(method.upper(), path) for path, routes in running.app.openapi()["paths"].items() for method in routes}
    for method, path in sorted(paths - {("POST", one) for one in UPLOADS} - {("PATCH", PIECES)}):
        assert status_of(open_with(running, path, f"Content-Length: {GIB}", method=method)) == 413, (method, path)


def test_a_body_without_end_is_cut_where_it_is_too_long(running: Running) -> None:
    for method, path in (("POST", "/login"), ("POST", "/api/v1/alerts"), *DOORS):
        if path in UPLOADS:
            continue
        line = open_with(running, path, "Transfer-Encoding: chunked", method=method)
        sent = 0
        try:
            while sent < 64 * ORDINARY.most_bytes:
                line.sendall(CHUNK)
                sent += len(CHUNK)
        except (BrokenPipeError, ConnectionResetError):
            line.close()
        assert sent < 64 * ORDINARY.most_bytes, (method, path)


def test_what_is_too_long_is_said_in_words(running: Running) -> None:
    body = b"[" + b" " * ORDINARY.most_bytes + b"]"
    claimed = httpx.post(running.url + "/api/v1/alerts", content=body, headers={"accept-language": "en"})
    assert (claimed.status_code, claimed.json()["problem"]) == (413, "What was sent is too big.")
    exact = httpx.post(running.url + "/api/v1/alerts", content=body[: ORDINARY.most_bytes])
    assert exact.status_code in (401, 422), "as long as it may be"


def test_a_signed_in_person_still_publishes_a_big_file(running: Running, tokens: dict[str, str]) -> None:
    letter = b"{\\rtf1" + b"\0" * (3 * ORDINARY.most_bytes)
    answer = httpx.post(
        running.url + "/api/v1/contents",
        data={"unit_id": "25195-20250701"},
        files={"files": ("don.rtf", letter)},
        headers={"authorization": f"Bearer {tokens['approver']}"},
    )
    assert answer.status_code == 422, "read whole, then judged by what it is"
    assert "don.rtf" in json.dumps(answer.json())
