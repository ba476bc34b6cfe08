"""All that anybody writes of what bulletins say and of who hears them, one act after the other."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import timedelta
from random import Random
from typing import TypeVar

from sqlmodel import Session, select

from controller.bulletins.models import Content, ContentRecording, ContentSpeech, ContentTranslation
from controller.devices.models import Device
from controller.offers.models import ContentTarget
from controller.status.models import DeviceStatus
from tests.controller.places import NORTH, SOUTH
from tests.controller.unspoken.province import (
    LANGUAGES,
    SHAS,
    TODAY,
    UNITS,
    content,
    recorded,
    said,
    speakers,
    translated,
)

MADE = (ContentSpeech, ContentRecording, ContentTranslation)
T = TypeVar("T")
Act = Callable[[Session, Random], None]


def empty(session: Session) -> None:
    """As before the first act."""
    for table in (*MADE, ContentTarget, Content, DeviceStatus, Device):
        for row in session.exec(select(table)).all():
            session.delete(row)
        session.flush()


def act(session: Session, seed: int) -> None:
    """One of them."""
    chance = Random(seed)
    chance.choice(ACTS)(session, chance)
    session.flush()


def _write(session: Session, chance: Random) -> None:
    number = chance.randrange(6)
    if session.get(Content, f"bulletin-{number:05}") is None:
        session.add(Content(**content(number, chance)))  # type: ignore[arg-type]


def _change(session: Session, chance: Random) -> None:
    for one in _some(session, Content, chance):
        changes = (
            ("state", ("published", "withdrawn")),
            ("kind", ("bulletin", "picture")),
            ("unit_id", UNITS),
            ("language", LANGUAGES),
            ("original_sha256", SHAS),
            ("last_date", (None, TODAY, TODAY - timedelta(1))),
            ("first_date", (TODAY, TODAY - timedelta(3))),
            ("title", ("Khác",)),
        )
        name, values = chance.choice(changes)
        setattr(one, name, chance.choice(values))


def _say(session: Session, chance: Random) -> None:
    for one in _some(session, Content, chance):
        session.merge(chance.choice((said, recorded, translated))(one.id, chance.choice(LANGUAGES), chance))


def _unsay(session: Session, chance: Random) -> None:
    for one in _some(session, chance.choice(MADE), chance):
        session.delete(one)


def _approve(session: Session, chance: Random) -> None:
    for one in _some(session, ContentTranslation, chance):
        one.approved_at_ms, one.speech_sha256 = chance.choice((None, 1)), chance.choice((None, SHAS[2]))


def _aim(session: Session, chance: Random) -> None:
    for one in _some(session, Content, chance):
        session.merge(ContentTarget(content_id=one.id, unit_id=chance.choice((NORTH, SOUTH))))


def _aim_no_more(session: Session, chance: Random) -> None:
    for one in _some(session, ContentTarget, chance):
        session.delete(one)


def _enrol(session: Session, chance: Random) -> None:
    if session.exec(select(Device)).first() is None:
        speakers(session, 4, chance)


def _listen(session: Session, chance: Random) -> None:
    for one in _some(session, DeviceStatus, chance):
        one.languages = json.dumps(chance.sample(LANGUAGES, chance.randrange(4)))


def _move(session: Session, chance: Random) -> None:
    for one in _some(session, Device, chance):
        one.unit_id, one.retired_at_ms = chance.choice(UNITS), chance.choice((None, None, 1))


def _some(session: Session, table: type[T], chance: Random) -> Sequence[T]:
    rows = session.exec(select(table)).all()
    return [chance.choice(rows)] if rows else []


ACTS: Sequence[Act] = (
    *(_write, _write, _change, _say, _say, _enrol),
    *(_unsay, _approve, _aim, _aim_no_more, _listen, _move),
)
