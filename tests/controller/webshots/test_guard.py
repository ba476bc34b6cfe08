"""The browser's one way out, spoken to as a browser does."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from controller.feeds.reach import host_of
from controller.webshots import guard
from controller.webshots.guard import Budget, guarded, wanted
from protocol.errors import InvalidInput
from tests.controller.feeds.site import Answer, Site


def asked(port: int, url: str) -> httpx.Response:
    with httpx.Client(proxy=f"http://127.0.0.1:{port}", trust_env=False, timeout=5) as client:
        return client.get(url)


def told(port: int, words: bytes) -> bytes:
    with closing(socket.create_connection(("127.0.0.1", port), 5)) as line:
        line.sendall(words)
        line.shutdown(socket.SHUT_WR)
        parts = iter(lambda: line.recv(4096), b"")
        return b"".join(parts)


@contextmanager
def echoing() -> Iterator[int]:
    """A host that says back what it is told, once."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def once() -> None:
            with listener.accept()[0] as line:
                line.sendall(line.recv(100))

        thread = threading.Thread(target=once)
        thread.start()
        yield listener.getsockname()[1]
        thread.join()


def test_a_page_is_passed_on_whole(site: Site) -> None:
    site.pages["/a?b=1"] = Answer(b"x" * 100_000, headers={"X-Of": "site"})
    with guarded(private_too=True) as port:
        answer = asked(port, site.url + "/a?b=1")
    assert (answer.status_code, answer.content, answer.headers["x-of"]) == (200, b"x" * 100_000, "site")
    [(path, headers)] = site.asked
    assert (path, headers["Connection"], headers["Host"]) == ("/a?b=1", "close", site.url.removeprefix("http://"))


def test_a_tunnel_joins_both_ends() -> None:
    with (
        echoing() as there,
        guarded(private_too=True) as port,
        closing(socket.create_connection(("127.0.0.1", port))) as line,
    ):
        line.settimeout(5)
        line.sendall(b"CONNECT 127.0.0.1:%d HTTP/1.1\r\nHost: x\r\n\r\n" % there)
        assert line.recv(100) == b"HTTP/1.1 200 Connection Established\r\n\r\n"
        line.sendall("Chào".encode())
        assert line.recv(100) == "Chào".encode()


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "169.254.169.254", "10.0.0.1", "[::ffff:10.0.0.1]"]
)
def test_private_networks_can_not_be_reached(site: Site, host: str) -> None:
    port_there = site.url.rpartition(":")[2].encode()
    name = host.encode()
    with guarded(private_too=False) as port:
        for words in (
            b"GET http://%b:%b/ HTTP/1.1\r\n\r\n" % (name, port_there),
            b"CONNECT %b:%b HTTP/1.1\r\n\r\n" % (name, port_there),
        ):
            assert told(port, words).startswith(b"HTTP/1.1 403 ")
    assert site.asked == []


@pytest.mark.parametrize(
    "words",
    [
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET file:///etc/passwd HTTP/1.1\r\n\r\n",
        b"GET ftp://example.org/ HTTP/1.1\r\n\r\n",
        b"GET http://an:x@example.org/ HTTP/1.1\r\n\r\n",
        b"CONNECT :0 HTTP/1.1\r\n\r\n",
        b"\x00\xff\r\n\r\n",
        b"\r\n\r\n",
    ],
)
def test_what_is_no_request_is_refused(words: bytes) -> None:
    with guarded(private_too=True) as port:
        assert told(port, words).startswith(b"HTTP/1.1 403 ")


def test_a_head_without_end_is_hung_up_on() -> None:
    with guarded(private_too=True) as port:
        assert told(port, b"GET http://example.org/ HTTP/1.1\r\nX: y") == b""


def test_a_host_that_is_not_there_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        free = taken.getsockname()[1]
    with guarded(private_too=True) as port:
        assert asked(port, f"http://127.0.0.1:{free}/").status_code == 502
        assert asked(port, "http://khong-co.invalid/").status_code == 502


def test_a_page_gets_no_more_than_its_share(site: Site) -> None:
    site.pages["/"] = Answer(b"x" * 1_000_000)
    with guarded(private_too=True, budget=Budget(300_000)) as port, pytest.raises(httpx.HTTPError):
        asked(port, site.url + "/")


def test_a_silent_line_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "IDLE_S", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as listener, guarded(private_too=True) as port:
        assert told(port, b"CONNECT 127.0.0.1:%d HTTP/1.1\r\n\r\n" % listener.getsockname()[1]).endswith(b"\r\n\r\n")


LABEL = st.from_regex(r"[a-z][a-z0-9]{0,10}", fullmatch=True)


@given(host=LABEL, port=st.integers(1, 65_535), path=LABEL, other=LABEL)
def test_a_request_goes_where_it_says_and_nothing_in_its_head_changes_that(
    host: str, port: int, path: str, other: str
) -> None:
    head = f"GET http://{host}:{port}/{path} HTTP/1.1\r\nHost: {other}\r\nProxy-Connection: keep-alive\r\n\r\n".encode()
    found = wanted(head)
    assert (found.host, found.port) == (host, port)
    assert found.head.startswith(f"GET /{path} HTTP/1.1\r\nConnection: close\r\n".encode())
    assert b"Proxy-" not in found.head
    assert found.head.endswith(b"\r\n\r\n")


@given(head=st.binary(max_size=200))
def test_any_bytes_are_a_request_or_refused(head: bytes) -> None:
    try:
        found = wanted(head)
    except InvalidInput:
        return
    assert found.host
    assert 0 < found.port < 65_536
    assert host_of(httpx.URL(scheme="http", host=found.host))
