"""A certificate authority for the broker alone, and the broker's certificate: devices trust this one and no other."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from controller.broker.files import write_private
from protocol.errors import InvalidInput
from protocol.words import Words

AUTHORITY_LIFE = timedelta(days=20 * 365)
SERVER_LIFE = timedelta(days=825)
BACKDATED = timedelta(days=1)
"""Boards without a clock may think it is a little earlier than it is."""
Key = ec.EllipticCurvePrivateKey


def make_certificates(folder: Path, names: Sequence[str]) -> None:
    """``ca.pem``, ``ca.key``, ``server.pem``, ``server.key`` in ``folder``; an authority that is there is kept.

    ``names`` are host names and addresses by which devices reach the broker.
    """
    authority, authority_key = _authority(folder)
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = (
        _builder(names[0], authority.subject, key, SERVER_LIFE)
        .add_extension(x509.SubjectAlternativeName([_alternative(name) for name in names]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(_issuer_id(authority_key), critical=False)
        .sign(authority_key, hashes.SHA256())
    )
    _write(folder, "server", certificate, key)


def _authority(folder: Path) -> tuple[x509.Certificate, Key]:
    if not (folder / "ca.key").exists():
        _make_authority(folder)
    key = load_pem_private_key((folder / "ca.key").read_bytes(), password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise _not_ours(folder / "ca.key")
    return x509.load_pem_x509_certificate((folder / "ca.pem").read_bytes()), key


def _not_ours(path: Path) -> InvalidInput:
    return InvalidInput(
        Words(f"{path} không phải là khóa do chương trình này tạo.", f"{path} is not a key this program made."),
        Words("Dùng thư mục khác cho máy chủ MQTT.", "Use another folder for the broker."),
    )


def _make_authority(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name("Rao broker authority")
    certificate = (
        _builder("Rao broker authority", name, key, AUTHORITY_LIFE)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_may_sign_certificates(), critical=True)
        .sign(key, hashes.SHA256())
    )
    _write(folder, "ca", certificate, key)


def _builder(subject: str, issuer: x509.Name, key: Key, life: timedelta) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(_name(subject))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - BACKDATED)
        .not_valid_after(now + life)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _issuer_id(key: Key) -> x509.AuthorityKeyIdentifier:
    return x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key())


def _may_sign_certificates() -> x509.KeyUsage:
    return x509.KeyUsage(
        key_cert_sign=True,
        crl_sign=True,
        digital_signature=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _name(common_name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name[:64])])


def _alternative(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _write(folder: Path, stem: str, certificate: x509.Certificate, key: Key) -> None:
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    write_private(folder / f"{stem}.key", private)
    write_private(folder / f"{stem}.pem", certificate.public_bytes(Encoding.PEM).decode(), mode=0o644)
