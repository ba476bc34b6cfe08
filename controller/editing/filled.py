"""The form of a content's kind, filled with what stands, or with what stood at an earlier step."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from controller.approval.judged import STANDING_STILL, Judged, judged
from controller.approval.service import seen
from controller.bulletins.desk import FormKind
from controller.bulletins.form import BulletinForm
from controller.bulletins.kind_forms import CardsForm, CountdownForm, FeedForm, LineInForm, QrForm, StationForm, WebForm
from controller.bulletins.models import Content
from controller.bulletins.originals import standing_upload
from controller.bulletins.reading import read_written
from controller.bulletins.sniffing import text_of
from controller.editing.saving import AnyForm
from controller.library.workshop import Workshop
from media.bulletin import Cards, QrCode
from protocol.ids import Sha256

MINUTE_MS = 60_000


def filled(session: Session, workshop: Workshop, content: Content) -> tuple[FormKind, AnyForm]:
    """Which form it is, and what stands in it."""
    is_its_own = content.form in ("written", "countdown") and content.kind != "feed"
    title = content.title if is_its_own else content.given_title
    kind, form = filled_with(session, workshop, content, {**judged(session, content), "title": title})
    if isinstance(form, BulletinForm) and content.form == "text":
        form.text = text_of(standing_upload(workshop, content).path)
    return kind, form


def filled_with(session: Session, workshop: Workshop, content: Content, values: Judged) -> tuple[FormKind, AnyForm]:
    """Which form it is, with these values in it; the text of a file's is not among them."""
    how = _how(values) | {"edits": content.id, "seen": seen(session, content)}
    match content.kind:
        case "countdown":
            at = datetime.fromtimestamp((values["target_ms"] or 0) / 1000, ZoneInfo(workshop.time_zone))
            moment = at.replace(tzinfo=None).isoformat(timespec="minutes")
            return "countdown", CountdownForm(**how, at=moment, after=values["after"])
        case "feed":
            url, _every_s, most = values["address"]
            return "feed", FeedForm(**how, url=url, most=most)
        case "web":
            url, every_s, _most = values["address"]
            return "web", WebForm(**how, url=url, every_min=every_s // 60)
        case "station":
            return "station", StationForm(**how, url=values["station_url"], **_relay(content, values))
        case "line-in":
            return "line-in", LineInForm(**how, input=values["input_name"], **_relay(content, values))
        case "bulletin" if content.form == "written":
            return _written(workshop, Sha256(values["original"]), how)
    return "text", BulletinForm(**how)


def _how(values: Judged) -> dict[str, Any]:
    stands_ms = values["stands_ms"] if values["kind"] in STANDING_STILL else 0
    return {
        "title": values["title"],
        "unit_id": values["unit_id"],
        "source": values["source"],
        "category": values["category"] or "",
        "slot_class": values["slot_class"],
        "first_date": values["first_date"],
        "last_date": values["last_date"],
        "stand_s": str(stands_ms // 1000) if stands_ms else "",
        "language": values["language"],
        "spoken": bool(values["spoken"]),
        "full_screen": values["full_screen"],
        "gain_db": values["gain_db"],
        "over_others": values["over"] == "duck",
        "resume": values["resume"],
        "only_slots": values["placement"] == "slots",
        "target_ids": values["targets"],
        "offered": values["flow"] == "offered",
    }


def _relay(content: Content, values: Judged) -> Mapping[str, Any]:
    return {"minutes": values["relayed_ms"] // MINUTE_MS, "fallback_content": content.id if values["sound"] else ""}


def _written(workshop: Workshop, original: Sha256, how: dict[str, Any]) -> tuple[FormKind, AnyForm]:
    bulletin = read_written(workshop.store.path_of(original))
    [block] = bulletin.blocks
    match block:
        case Cards(cards=cards):
            rows = {name: [getattr(card, name) for card in cards] for name in ("label", "value", "note")}
            return "cards", CardsForm(**{**how, **rows})
        case QrCode(payload=payload, caption=caption):
            return "qr", QrForm(**how, payload=payload, caption=caption)
    raise TypeError(type(block))
