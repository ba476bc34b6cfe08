"""A stand-in for translate.google.com, reached as gTTS reaches the real one: through the proxy of the environment.

It takes CONNECT, speaks TLS with a certificate of its own (gTTS does not check) and answers ``batchexecute``.
"""

from __future__ import annotations

import base64
import datetime
import json
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

Behave = Callable[["Google", socket.socket, str], None]


@dataclass
class Google:
    """What was asked, and how to behave. ``mp3`` is the sound it gives."""

    certificate: Path
    mp3: bytes
    behave: Behave
    connects: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    texts: list[tuple[str, str]] = field(default_factory=list)
    stopped: threading.Event = field(default_factory=threading.Event)

    def serve(self, listener: socket.socket) -> None:
        """Until the listener closes."""
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=self._meet, args=(client,), daemon=True).start()

    def _meet(self, client: socket.socket) -> None:
        with client:
            self.connects.append(_head(client).splitlines()[0])
            self.behave(self, client, "connect")


def answers(google: Google, client: socket.socket, _when: str) -> None:
    """As the real one does."""
    _with_tls(google, client, lambda text: _found(google.mp3))


def answers_without_sound(google: Google, client: socket.socket, _when: str) -> None:
    """As the real one does for a language it does not have."""
    _with_tls(google, client, lambda text: b'[["wrb.fr","jQ1olc",null,null,null,[3],"generic"]]\n')


def answers_garbage(google: Google, client: socket.socket, _when: str) -> None:
    """Something that is no sound."""
    _with_tls(google, client, lambda text: _found(b"this is no mp3"))


def is_a_black_hole(google: Google, client: socket.socket, _when: str) -> None:
    """The connection stands and nothing ever comes."""
    google.stopped.wait(30)


def drips(google: Google, client: socket.socket, _when: str) -> None:
    """Always one more byte before the socket's own time limit."""
    client.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while not google.stopped.wait(0.1):
        try:
            client.sendall(b"x")
        except OSError:
            return


def hangs_up(google: Google, client: socket.socket, _when: str) -> None:
    """Closes at once."""


def _with_tls(google: Google, client: socket.socket, body_for: Callable[[str], bytes]) -> None:
    client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(google.certificate)
    with context.wrap_socket(client, server_side=True) as secure:
        head = _head(secure)
        google.requests.append(head.splitlines()[0])
        text, language = _asked(_body(secure, head))
        google.texts.append((text, language))
        body = body_for(text)
        secure.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(body) + body)


def _found(sound: bytes) -> bytes:
    spoken = base64.b64encode(sound)
    return b")]}'\n\n" + b'[["wrb.fr","jQ1olc","[\\"' + spoken + b'\\"]",null,null,null,"generic"]]\n'


def _asked(body: bytes) -> tuple[str, str]:
    """Text and language of a ``batchexecute`` form."""
    rpc = json.loads(parse_qs(body.decode())["f.req"][0])
    text, language, *_ = json.loads(rpc[0][0][1])
    return text, language


def _head(client: socket.socket) -> str:
    got = b""
    while not got.endswith(b"\r\n\r\n") and (byte := client.recv(1)):
        got += byte
    return got.decode()


def _body(client: socket.socket, head: str) -> bytes:
    size = next(int(line.split(":")[1]) for line in head.splitlines() if line.lower().startswith("content-length"))
    got = b""
    while len(got) < size:
        got += client.recv(size - len(got))
    return got


def write_certificate(path: Path) -> Path:
    """Key and self-signed certificate in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "translate.google.com")])
    begin = datetime.datetime.fromtimestamp(time.time(), datetime.UTC) - datetime.timedelta(days=1)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    dated = builder.not_valid_before(begin).not_valid_after(begin + datetime.timedelta(days=9))
    signed = dated.serial_number(x509.random_serial_number()).sign(key, hashes.SHA256())
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + signed.public_bytes(serialization.Encoding.PEM))
    return path
