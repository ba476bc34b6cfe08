"""What is published of a file is noted as a file that the unit brought. Never commits."""

from __future__ import annotations

import hashlib
import unicodedata

from sqlmodel import Session

from controller.bulletins.models import Content
from controller.library.models import MediaObject
from controller.originals.models import Original
from controller.people.actor import Actor
from protocol.ids import EpochMs

FILES = frozenset(("text", "table", "word", "picture", "document", "recording"))
"""Forms of contents that were files of somebody's."""


def note_original(session: Session, actor: Actor, content: Content, now_ms: EpochMs) -> None:
    """The unit brought it, at the latest now; out of the trash again when it is there."""
    if content.form not in FILES:
        return
    original_id = original_id_of(content.unit_id, content.original_sha256)
    held = session.get(Original, original_id)
    if held is None:
        session.add(_noted(session, actor, content, original_id, now_ms))
    elif held.trashed_at_ms is not None:
        held.trashed_at_ms = held.trashed_by = None
        session.add(held)
    session.flush()


def original_id_of(unit_id: str, sha256: str) -> str:
    """The id of this file in this unit."""
    return f"file-{hashlib.sha256(f'{unit_id} {sha256}'.encode()).hexdigest()[:16]}"


def plain(name: str) -> str:
    """As it is searched: whoever looks for ``Le hoi`` finds ``Lễ hội``."""
    letters = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))[:200]


def _noted(session: Session, actor: Actor, content: Content, original_id: str, now_ms: EpochMs) -> Original:
    return Original(
        id=original_id,
        unit_id=content.unit_id,
        sha256=content.original_sha256,
        name=content.title,
        plain=plain(content.title),
        form=content.form,
        kind=content.kind,
        size_bytes=session.get_one(MediaObject, content.original_sha256).size_bytes,
        duration_ms=content.duration_ms if content.form == "recording" else 0,
        brought_by=actor.user_id,
        brought_at_ms=now_ms,
    )
