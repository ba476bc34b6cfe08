"""The form of a content's kind, filled with what stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from controller.approval.judged import STANDING_STILL
from controller.approval.service import seen
from controller.bulletins.desk import FormKind
from controller.bulletins.form import BulletinForm
from controller.bulletins.kind_forms import CardsForm, CountdownForm, FeedForm, LineInForm, QrForm, StationForm, WebForm
from controller.bulletins.models import Content, ContentSpeech, Source
from controller.bulletins.originals import standing_upload
from controller.bulletins.reading import read_written
from controller.bulletins.shelf import rows_of
from controller.bulletins.sniffing import text_of
from controller.editing.saving import AnyForm
from controller.library.workshop import Workshop
from controller.offers.targets import all_targets
from media.bulletin import Cards, QrCode

MINUTE_MS = 60_000


def filled(session: Session, workshop: Workshop, content: Content) -> tuple[FormKind, AnyForm]:
    """Which form it is, and what stands in it."""
    how = _how(session, content)
    match content.kind:
        case "countdown":
            at = datetime.fromtimestamp((content.target_ms or 0) / 1000, ZoneInfo(workshop.time_zone))
            moment = at.replace(tzinfo=None).isoformat(timespec="minutes")
            return "countdown", CountdownForm(**how, at=moment, after=content.after)
        case "feed":
            source = session.get_one(Source, content.id)
            return "feed", FeedForm(**how, url=source.url, most=source.most)
        case "web":
            source = session.get_one(Source, content.id)
            return "web", WebForm(**how, url=source.url, every_min=source.every_s // 60)
        case "station":
            return "station", StationForm(**how, url=content.station_url, **_relay(content))
        case "line-in":
            return "line-in", LineInForm(**how, input=content.input_name, **_relay(content))
        case "bulletin" if content.form == "written":
            return _written(workshop, content, how)
    text = text_of(standing_upload(workshop, content).path) if content.form == "text" else ""
    return "text", BulletinForm(**how, text=text)


def _how(session: Session, content: Content) -> dict[str, Any]:
    stands = content.kind in STANDING_STILL
    is_its_own = content.form in ("written", "countdown") and content.kind != "feed"
    return {
        "title": content.title if is_its_own else content.given_title,
        "unit_id": content.unit_id,
        "source": content.source,
        "category": content.category or "",
        "slot_class": content.slot_class,
        "first_date": content.first_date.isoformat(),
        "last_date": content.last_date.isoformat() if content.last_date else "",
        "stand_s": str(content.duration_ms // 1000) if stands else "",
        "language": content.language,
        "spoken": bool(rows_of(session, ContentSpeech, content.id)),
        "full_screen": content.full_screen,
        "gain_db": content.gain_db,
        "over_others": content.over == "duck",
        "resume": content.resume,
        "only_slots": content.placement == "slots",
        "target_ids": all_targets(session, [content.id]).get(content.id, []),
        "offered": content.flow == "offered",
        "edits": content.id,
        "seen": seen(session, content),
    }


def _relay(content: Content) -> Mapping[str, Any]:
    return {"minutes": content.duration_ms // MINUTE_MS, "fallback_content": content.id if content.sound_sha256 else ""}


def _written(workshop: Workshop, content: Content, how: dict[str, Any]) -> tuple[FormKind, AnyForm]:
    bulletin = read_written(standing_upload(workshop, content).path)
    [block] = bulletin.blocks
    match block:
        case Cards(cards=cards):
            rows = {name: [getattr(card, name) for card in cards] for name in ("label", "value", "note")}
            return "cards", CardsForm(**{**how, **rows})
        case QrCode(payload=payload, caption=caption):
            return "qr", QrForm(**how, payload=payload, caption=caption)
    raise TypeError(type(block))
