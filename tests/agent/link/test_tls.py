"""TLS to a real Mosquitto with a certificate of our own: the pinned authority alone is believed, sessions resume."""

from __future__ import annotations

import datetime
import ipaddress
import os
import socket
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from agent.link.arrivals import Offline, Online
from agent.link.mqtt import MqttLink
from tests.agent.link.test_mqtt import ME, Inbox, login
from tests.servers.mosquitto import mosquitto
from tests.servers.ports import LOOPBACK, free_port


def self_signed(folder: Path, name: str) -> tuple[Path, Path]:
    """(certificate, key) of an authority that vouches for itself on loopback."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(LOOPBACK))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / f"{name}.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    (folder / f"{name}.key").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return folder / f"{name}.pem", folder / f"{name}.key"


@pytest.fixture
def tls_port(tmp_path: Path) -> Iterator[int]:
    certificate, key = self_signed(tmp_path, "broker")
    port = free_port()
    config = tmp_path / "tls.conf"
    config.write_text(
        f"listener {port} {LOOPBACK}\nallow_anonymous true\nuser root\ncertfile {certificate}\nkeyfile {key}\n"
    )
    with mosquitto(config, port):
        yield port


def test_the_pinned_authority_is_believed(tls_port: int, tmp_path: Path) -> None:
    inbox = Inbox()
    link = MqttLink(ME, login(tls_port, (tmp_path / "broker.pem").read_text(), tls=True), (), inbox.post)
    link.start()
    assert inbox.next(Online).sid
    link.stop()


def test_another_authority_is_not(tls_port: int, tmp_path: Path) -> None:
    other, _ = self_signed(tmp_path, "other")
    inbox = Inbox()
    link = MqttLink(ME, login(tls_port, other.read_text(), tls=True), (), inbox.post)
    link.start()
    assert "certificate" in inbox.next(Offline).why.lower()
    link.stop()


def test_coming_back_resumes_the_session(tls_port: int, tmp_path: Path) -> None:
    inbox = Inbox()
    link = MqttLink(ME, login(tls_port, (tmp_path / "broker.pem").read_text(), tls=True), (), inbox.post)
    link.start()
    resumed = []
    for _ in range(2):
        inbox.next(Online)
        assert link._session is not None
        connection = link._session._client.socket()
        assert isinstance(connection, ssl.SSLSocket)
        resumed.append(connection.session_reused)
        cut(connection)
        inbox.next(Offline)
    link.stop()
    assert resumed == [False, True]


def cut(connection: ssl.SSLSocket) -> None:
    """As a network does it: the socket's owner finds out by itself."""
    with socket.socket(fileno=os.dup(connection.fileno())) as same:
        same.shutdown(socket.SHUT_RDWR)
