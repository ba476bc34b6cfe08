"""TLS to a real Mosquitto with a certificate of our own: the pinned authority alone is believed, sessions resume."""

from __future__ import annotations

import datetime
import ipaddress
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
from agent.link.tls import ResumingContext
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


def test_a_session_is_offered_again(tmp_path: Path) -> None:
    """Against a plain TLS server of OpenSSL: what counts here is that the second handshake is a resumption."""
    import socket
    import threading

    certificate, key = self_signed(tmp_path, "server")
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(certificate, key)
    listener = socket.create_server((LOOPBACK, 0))

    def serve() -> None:
        for _ in range(2):
            plain, _ = listener.accept()
            with serving.wrap_socket(plain, server_side=True) as talk:
                talk.sendall(b"CONNACK")
                talk.recv(16)

    server = threading.Thread(target=serve)
    server.start()
    context = ResumingContext.trusting(certificate.read_text())
    reused = []
    for _ in range(2):
        with context.wrap_socket(socket.create_connection(listener.getsockname()), server_hostname=LOOPBACK) as talk:
            assert talk.recv(16) == b"CONNACK"
            context.remember(talk)
            reused.append(talk.session_reused)
            talk.sendall(b"bye")
    server.join()
    listener.close()
    assert reused == [False, True]
