"""A configuration of Mosquitto 2: ``rao controller broker-config``."""

from __future__ import annotations

import getpass
import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from controller.broker.acl import acl_text
from controller.broker.certificates import make_certificates
from controller.broker.files import write_private
from controller.broker.service import apply_logins
from controller.settings import Settings
from protocol.errors import InvalidInput
from protocol.limits import LIMITS
from protocol.words import Words

ROOM_FOR_TOPIC_BYTES = 4 * 1024
MOST_CLIENTS = 20_000
MOST_QUEUED = 1_000
"""Messages kept for one client that reads slowly. State is re-published, so what is dropped comes again."""


@dataclass(frozen=True, slots=True)
class Listener:
    """Where the broker listens. ``names`` are what devices call it, for its certificate; first the main one."""

    bind: str
    port: int
    tls: bool
    names: Sequence[str] = ()


def write_config(engine: Engine, settings: Settings, folder: Path, listener: Listener) -> Path:
    """Everything Mosquitto needs, in ``folder``; the path of ``mosquitto.conf``.

    Logins come from the database. Raises :class:`InvalidInput` for a listener without TLS beyond this machine.
    """
    if not listener.tls and not is_loopback(listener.bind):
        raise _needs_tls(listener.bind)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if listener.tls:
        make_certificates(folder, listener.names or (listener.bind,))
    write_private(folder / "acl", acl_text(settings.broker.username))
    apply_logins(engine, settings)
    config = folder / "mosquitto.conf"
    write_private(config, _config_text(settings, folder, listener))
    return config


def is_loopback(address: str) -> bool:
    """Whether nobody but this machine reaches ``address``."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"


def _config_text(settings: Settings, folder: Path, listener: Listener) -> str:
    most_bytes = max(LIMITS.document_bytes, LIMITS.uplink_bytes) + ROOM_FOR_TOPIC_BYTES
    lines = [
        "# Written by `rao controller broker-config`; run it again instead of editing.",
        "# The broker runs as the controller's user, who writes its logins.",
        f"user {getpass.getuser()}",
        f"pid_file {settings.broker.pid_file or folder / 'mosquitto.pid'}",
        "persistence false",
        "allow_anonymous false",
        f"password_file {settings.broker.passwd_file}",
        f"acl_file {folder / 'acl'}",
        f"max_packet_size {most_bytes}",
        f"max_queued_messages {MOST_QUEUED}",
        "sys_interval 0",
        "set_tcp_nodelay true",
        "log_dest stderr",
        "connection_messages false",
        f"listener {listener.port} {listener.bind}",
        "# Of this listener (it must stand below it): a login is its own client id, so nobody can take another's.",
        "use_username_as_clientid true",
        f"max_connections {MOST_CLIENTS}",
        *(_tls_lines(folder) if listener.tls else ()),
    ]
    return "\n".join(lines) + "\n"


def _tls_lines(folder: Path) -> tuple[str, ...]:
    return (f"certfile {folder / 'server.pem'}", f"keyfile {folder / 'server.key'}", "tls_version tlsv1.2")


def _needs_tls(bind: str) -> InvalidInput:
    return InvalidInput(
        Words(f"Địa chỉ {bind} không chỉ thuộc máy này mà lại không có TLS.", f"{bind} is not loopback and lacks TLS."),
        Words("Bật TLS hoặc chỉ nghe ở 127.0.0.1.", "Turn TLS on, or listen on 127.0.0.1 only."),
    )
