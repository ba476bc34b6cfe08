"""A feed by HTTPS: connected to by its checked address, believed by its name."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

import certifi
import pytest

from controller.broker.certificates import make_certificates
from controller.feeds.fetch import Newness, fetch
from protocol.errors import Unavailable
from tests.controller.feeds.site import RSS

NAME = "tin.example"


@pytest.fixture
def port(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A site that is ``tin.example`` by its certificate; every name leads to it."""
    make_certificates(tmp_path, [NAME])
    monkeypatch.setattr(certifi, "where", lambda: str(tmp_path / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "server.pem", tmp_path / "server.key")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=answer_once, args=(listener, context))
        thread.start()
        here = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", listener.getsockname())]
        monkeypatch.setattr("controller.feeds.reach.socket.getaddrinfo", lambda *_asked, **_how: here)
        yield int(listener.getsockname()[1])
        thread.join()


def answer_once(listener: socket.socket, context: ssl.SSLContext) -> None:
    line, _ = listener.accept()
    try:
        with context.wrap_socket(line, server_side=True) as secure:
            secure.recv(4096)
            secure.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + RSS.encode())
    except (ssl.SSLError, ConnectionError):
        line.close()


def test_a_site_that_proves_its_name_is_believed(port: int) -> None:
    assert fetch(f"https://{NAME}:{port}/rss", Newness(), private_too=True).body == RSS.encode()


def test_a_site_that_is_another_is_not(port: int) -> None:
    with pytest.raises(Unavailable, match=r"khac\.example"):
        fetch(f"https://khac.example:{port}/rss", Newness(), private_too=True)
