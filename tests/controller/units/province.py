"""Units with people, boards, contents and a record of what was played."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from sqlmodel import Session

from controller.bulletins.models import Content
from controller.devices.models import Device, PlayRow
from controller.library.models import MediaObject
from controller.people.models import User
from controller.units.models import Unit
from protocol.ids import EpochMs

ZONE = "Asia/Ho_Chi_Minh"
SHA = "0" * 64


def at(day: date, hour: int = 12) -> EpochMs:
    """A moment of that day, well within it where the province is."""
    return EpochMs(int(datetime(day.year, day.month, day.day, hour - 7, tzinfo=UTC).timestamp() * 1000))


def fill(session: Session, units: Sequence[Unit], played_ms: EpochMs) -> None:
    """One board, one person, one content on the air and one play record in each unit."""
    session.merge(MediaObject(sha256=SHA, size_bytes=1, media_type="text/plain", kept_at_ms=0))
    session.flush()
    for unit in units:
        add_board(session, f"b-{unit.id}", unit.id)
        add_person(session, f"p-{unit.id}", unit.id)
        add_content(session, f"c-{unit.id}", unit.id)
    session.flush()
    for unit in units:
        add_play(session, f"b-{unit.id}", 1, played_ms)
    session.flush()


def add_board(session: Session, device_id: str, unit_id: str) -> None:
    session.add(
        Device(
            id=device_id,
            name=device_id,
            unit_id=unit_id,
            profile="led-p5-640x384",
            kind="screen",
            public_key="",
            enrolled_at_ms=0,
        )
    )


def add_person(session: Session, login: str, unit_id: str) -> None:
    session.add(User(login=login, full_name=login, password_hash="", role="editor", unit_id=unit_id))


def add_content(session: Session, content_id: str, unit_id: str) -> None:
    session.add(
        Content(
            id=content_id,
            kind="picture",
            form="photo",
            title=content_id,
            slot_class="scheduled",
            first_date=date(2020, 1, 1),
            unit_id=unit_id,
            state="published",
            original_sha256=SHA,
            created_at_ms=0,
            changed_at_ms=0,
            published_at_ms=0,
        )
    )


def add_play(session: Session, device_id: str, seq: int, began_ms: EpochMs) -> None:
    session.add(PlayRow(device_id=device_id, seq=seq, item_id="c", output="screen", began_ms=began_ms, lasted_ms=1_000))
