"""A small land: a province with a group of communes, communes of its own and hamlets; a board in each unit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import msgspec
from sqlalchemy import Engine
from sqlmodel import Session, select

from controller.bulletins.draft import Draft, Options, Prepared
from controller.bulletins.models import Content
from controller.bulletins.service import write
from controller.db import session_scope
from controller.devices.models import Device
from controller.documents.models import SignedDocument
from controller.library.models import MediaObject
from controller.library.sounds import Sound
from controller.library.store import FolderStore
from controller.people.actor import THE_SYSTEM, Actor
from controller.people.models import User
from controller.people.rights import Role
from controller.publishing import service
from controller.publishing.survey import Pace, look
from controller.units.models import Unit
from protocol.documents import Desired
from protocol.ids import EpochMs, Sha256
from protocol.manifest import Blob, Manifest
from protocol.manifest_check import read_manifest
from tests.controller.places import stand

ZONE = "Asia/Ho_Chi_Minh"
PACE = Pace(heartbeat_s=60.0, snapshot_s=30.0, time_zone=ZONE)
BEGUN, TODAY = date(2020, 1, 1), date(2026, 12, 1)
NOW_MS = EpochMs(1_796_094_000_000)
"""Midday of that day."""
TREE: Mapping[str, str | None] = {
    "pp": None,
    "gg": "pp",
    "aa": "gg",
    "bb": "gg",
    "cc": "pp",
    "dd": "pp",
    "a1": "aa",
    "c1": "cc",
}
"""Code -> code above: ``gg`` is a group, ``a1`` and ``c1`` are hamlets."""
HASHES = [f"{number:064x}" for number in range(8)]
CHIME = Sound(Blob(sha256=Sha256("e" * 64), size_bytes=1, media_type="audio/ogg", url="/media/x"), 1_000)


def unit(code: str) -> str:
    """The id of the unit of that code as it was laid out."""
    return f"{code}-20200101"


def lay_out(session: Session) -> None:
    """The units, a board in each, and something to be an original."""
    for code, above in TREE.items():
        parent_id = None if above is None else unit(above)
        session.add(Unit(id=unit(code), code=code, name=code, kind="", tier="", parent_id=parent_id, valid_from=BEGUN))
        session.flush()
        stand(session, f"board-{code}", unit(code), "led-p5-640x384")
    known = {"size_bytes": 1, "media_type": "text/plain", "kept_at_ms": 0}
    session.add_all(MediaObject(sha256=one, **known) for one in HASHES)
    session.flush()


def staff(session: Session, code: str, role: Role = "approver") -> None:
    """Somebody works there."""
    name = f"{role}-{code}"
    session.add(User(login=name, full_name=name, password_hash="", role=role, unit_id=unit(code)))
    session.flush()


def approver(code: str) -> Actor:
    """Who publishes and answers there."""
    return Actor(None, "approver", unit(code))


def put(
    session: Session, code: str, name: str, options: Options, original: str = HASHES[0], kind: str = "countdown"
) -> Content:
    """A content of that unit under that name, on the air; again with another original it is the same content."""
    blob = Blob(sha256=Sha256(original), size_bytes=1, media_type="text/plain", url=f"/media/{original}")
    draft = Draft(kind, kind if kind == "countdown" else "text", Path(), name, "", options.last_date)  # type: ignore[arg-type]
    prepared = Prepared(
        draft=draft, title=name, original=blob, renditions=(), identity=name, duration_ms=1_000, target_ms=NOW_MS
    )
    return write(session, THE_SYSTEM, prepared, unit(code), options, NOW_MS)


def to(*codes: str, offered: bool = False, **more: object) -> Options:
    """Options with these targets."""
    targets = tuple(unit(code) for code in codes)
    return Options(BEGUN, targets=targets, flow="offered" if offered else "direct", **more)  # type: ignore[arg-type]


def state(engine: Engine, store: FolderStore, today_ms: EpochMs = NOW_MS) -> int:
    """States what every board should be; answers how many documents are new."""
    with session_scope(engine) as session:
        return service.state(session, look(session, store, PACE, CHIME, today_ms).due, today_ms)


def manifests(engine: Engine, store: FolderStore) -> dict[str, Manifest]:
    """The manifest of each board, by its id."""
    with session_scope(engine, writes=False) as session:
        rows = session.exec(select(SignedDocument).where(SignedDocument.kind == "desired")).all()
        told = {row.aud: msgspec.json.decode(row.body, type=Desired) for row in rows}
        assert told.keys() == set(session.exec(select(Device.id)).all())
    blobs = {one: desired.manifest for one, desired in told.items() if desired.manifest}
    return {one: read_manifest(store.path_of(Sha256(blob.sha256)).read_bytes()) for one, blob in blobs.items()}


def heard(engine: Engine, store: FolderStore, name: str, today_ms: EpochMs = NOW_MS) -> set[str]:
    """The codes in the names of the boards that play what is called so, once all is stated."""
    state(engine, store, today_ms)
    found = manifests(engine, store)
    return {one.removeprefix("board-") for one, told in found.items() if name in {item.title for item in told.items}}
