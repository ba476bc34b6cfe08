"""Contents, devices that speak languages, and what was recorded and translated, as rows."""

from __future__ import annotations

import json
from datetime import date, timedelta
from random import Random

from sqlmodel import Session

from controller.bulletins.models import Content, ContentRecording, ContentSpeech, ContentTranslation
from controller.db import insert_into, run_many
from controller.devices.models import Device
from controller.library.models import MediaObject
from controller.offers.models import ContentTarget
from controller.status.models import DeviceStatus
from tests.controller.places import CITY, NORTH, SOUTH

TODAY = date(2026, 11, 30)
SHAS = tuple(letter * 64 for letter in "abc")
LANGUAGES = ("vi", "km", "sti", "cmo")
UNITS = (CITY, NORTH, SOUTH)


def media(session: Session) -> None:
    rows = [{"sha256": sha, "size_bytes": 1, "media_type": "audio/ogg", "kept_at_ms": 0} for sha in SHAS]
    run_many(session, insert_into(session, MediaObject), rows)


def speakers(session: Session, count: int, chance: Random) -> None:
    """Loudspeakers in the communes; those of the north speak S'tiêng, of the south Khmer, some M'nông."""
    for number in range(count):
        unit = chance.choice((NORTH, SOUTH))
        languages = ["vi", "sti" if unit == NORTH else "km", *(["cmo"] if chance.random() < 0.1 else [])]
        retired = {"retired_at_ms": 1} if chance.random() < 0.1 else {}
        known = {"profile": "speaker-cluster", "kind": "speaker", "public_key": "-", "enrolled_at_ms": 0}
        session.add(Device(id=f"loa-{number:05}", name=f"Loa {number}", unit_id=unit, **known, **retired))
    session.flush()
    for number in range(count):
        device = session.get_one(Device, f"loa-{number:05}")
        languages = ["vi", "sti" if device.unit_id == NORTH else "km", *(["cmo"] if number % 7 == 0 else [])]
        session.add(DeviceStatus(device_id=device.id, languages=json.dumps(languages)))
    session.flush()


def contents(session: Session, count: int, chance: Random, aimed: float = 0.0, done: float = 0.5) -> None:
    """On the air, coming, over or withdrawn; some sent to one commune; some heard in some languages."""
    made = [content(number, chance) for number in range(count)]
    run_many(session, insert_into(session, Content), made)
    targets = [
        {"content_id": one["id"], "unit_id": chance.choice((NORTH, SOUTH))}
        for one in made
        if one["unit_id"] == CITY and chance.random() < aimed
    ]
    if targets:
        run_many(session, insert_into(session, ContentTarget), targets)
    for one in made:
        for language in LANGUAGES:
            if chance.random() < done:
                session.add(chance.choice((said, recorded, translated))(str(one["id"]), language, chance))
    session.flush()


def content(number: int, chance: Random) -> dict[str, object]:
    last = chance.choice((None, TODAY + timedelta(chance.randint(-3, 20))))
    return {
        "id": f"bulletin-{number:05}",
        "kind": chance.choice(("bulletin",) * 9 + ("picture",)),
        "form": "text",
        "title": f"Tin {number}",
        "slot_class": "scheduled",
        "first_date": TODAY + timedelta(chance.randint(-30, 5)),
        "last_date": last,
        "unit_id": chance.choice(UNITS),
        "state": chance.choice(("published",) * 9 + ("withdrawn",)),
        "language": chance.choice(("vi",) * 9 + ("sti",)),
        "original_sha256": SHAS[0],
        "created_at_ms": number,
        "changed_at_ms": 0,
        "published_at_ms": 0,
    }


def said(content_id: str, language: str, _chance: Random) -> ContentSpeech:
    return ContentSpeech(content_id=content_id, language=language, sha256=SHAS[2], duration_ms=1, voice="x")


def recorded(content_id: str, language: str, chance: Random) -> ContentRecording:
    return ContentRecording(
        content_id=content_id,
        language=language,
        original_sha256=chance.choice(SHAS[:2]),
        sha256=SHAS[2],
        duration_ms=1,
        recorded_at_ms=0,
    )


def translated(content_id: str, language: str, chance: Random) -> ContentTranslation:
    is_read = {"speech_sha256": SHAS[2], "speech_ms": 1, "speech_voice": "x"} if chance.random() < 0.5 else {}
    return ContentTranslation(
        content_id=content_id,
        language=language,
        original_sha256=chance.choice(SHAS[:2]),
        text="lời",
        drafted_at_ms=0,
        approved_at_ms=chance.choice((None, 1)),
        **is_read,
    )
