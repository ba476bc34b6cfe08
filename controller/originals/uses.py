"""Where files are used: contents made of them, and relays that play them when they have lost their station."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlmodel import Session, col, select

from controller.bulletins.models import Content
from controller.originals.models import Original
from controller.originals.noting import original_id_of

UseKind = Literal["content", "fallback"]
RELAYED = ("station", "line-in")


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a file."""

    kind: UseKind
    content_id: str
    title: str
    unit_id: str
    is_on_air: bool


def uses_of(session: Session, originals: Sequence[Original], today: date) -> Mapping[str, Sequence[Use]]:
    """All uses of these files, the newest first, by the files' ids."""
    known = {original.id for original in originals}
    found: dict[str, list[Use]] = defaultdict(list)
    sounds: dict[str, set[str]] = defaultdict(set)
    for content in _contents_of(session, {original.sha256 for original in originals}):
        original_id = original_id_of(content.unit_id, content.original_sha256)
        if original_id in known:
            found[original_id].append(_use("content", content, today))
            if content.sound_sha256:
                sounds[content.sound_sha256].add(original_id)
    for content in _relays_with(session, sounds):
        for original_id in sounds[content.sound_sha256 or ""]:
            found[original_id].append(_use("fallback", content, today))
    return {original_id: tuple(found[original_id]) for original_id in known}


def _contents_of(session: Session, sha256s: Iterable[str]) -> Sequence[Content]:
    query = select(Content).where(col(Content.original_sha256).in_(set(sha256s)))
    return session.exec(query.order_by(col(Content.created_at_ms).desc(), Content.id)).all()


def _relays_with(session: Session, sha256s: Iterable[str]) -> Sequence[Content]:
    relays = col(Content.kind).in_(RELAYED)
    query = select(Content).where(relays, col(Content.sound_sha256).in_(set(sha256s)))
    return session.exec(query.order_by(col(Content.created_at_ms).desc(), Content.id)).all()


def _use(kind: UseKind, content: Content, today: date) -> Use:
    lasts = content.last_day is None or content.last_day >= today
    return Use(kind, content.id, content.title, content.unit_id, content.state == "published" and lasts)
