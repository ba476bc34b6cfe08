"""The parts of a running controller and how they know each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from sqlalchemy import Engine

from controller.alerts.receipts import record_acks
from controller.broker.service import apply_logins, controller_password
from controller.clock import wall_ms
from controller.db import engine_of, prepare, session_scope
from controller.devices.outbox_rows import record_command_acks
from controller.documents.outbox import sign_pending
from controller.keys.ring import load_keys
from controller.keys.service import put_trust
from controller.library.workshop import Workshop, workshop_of
from controller.link.courier import Courier
from controller.link.inbox import Inbox
from controller.link.ingest import Ingest
from controller.link.mqtt import BrokerLink, Login
from controller.settings import Settings
from controller.web.bus import Bus
from protocol.errors import Unavailable
from protocol.words import Words


@dataclass(frozen=True, slots=True)
class House:
    """Everything that lives as long as the process."""

    settings: Settings
    engine: Engine
    bus: Bus
    link: BrokerLink
    ingest: Ingest
    courier: Courier
    workshop: Workshop
    closing: Event = field(default_factory=Event)
    """Set when the process is to end: work that takes minutes breaks off, and is begun again by the next one."""


def build(settings: Settings) -> House:
    """A house that is ready to open: schema, keys, trust list and the broker's logins are in place."""
    engine = engine_of(settings.database)
    prepare(engine)
    keyring = load_keys(settings)
    with session_scope(engine) as session:
        put_trust(session, keyring, wall_ms())
        sign_pending(session, keyring, wall_ms())
    apply_logins(engine, settings)
    bus, inbox = Bus(), Inbox()
    link = BrokerLink(login_of(settings), inbox.put, wall_ms)
    ingest = Ingest(engine, inbox, {"alert": record_acks, "command": record_command_acks}, bus.publish)
    courier = Courier(engine, keyring, link)
    return House(settings, engine, bus, link, ingest, courier, workshop_of(settings, engine).with_worker())


def login_of(settings: Settings) -> Login:
    """The controller's own login at its broker."""
    broker = settings.broker
    if broker.tls and broker.ca_file is not None and not broker.ca_file.exists():
        raise _no_broker_yet(broker.ca_file)
    return Login(broker.host, broker.port, broker.username, controller_password(settings), broker.tls, broker.ca_file)


def _no_broker_yet(ca_file: Path) -> Unavailable:
    return Unavailable(
        Words(f"Chưa có {ca_file}, chứng thực của máy chủ MQTT.", f"{ca_file}, the broker's authority, is not there."),
        Words("Chạy trước: rao controller broker-config.", "Run first: rao controller broker-config."),
    )
