"""Files of the library over HTTP."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel
from sqlmodel import Session

from controller.clock import utc
from controller.originals.models import Original
from controller.originals.uses import Use, uses_of
from controller.people.actor import Actor
from controller.people.scope import visible_units
from controller.people.service import names_of
from controller.units.service import get_unit


class UseOut(BaseModel):
    """A content that uses a file: it was made of it, or plays it when it has lost its station."""

    kind: Literal["content", "fallback"]
    content_id: str
    title: str
    unit: str
    is_on_air: bool


class OriginalOut(BaseModel):
    """A file as a unit brought it."""

    id: str
    name: str
    kind: str
    form: str
    unit: str
    unit_id: str
    size_bytes: int
    duration_ms: int
    sha256: str
    thumbnail_url: str | None
    brought_by: str | None
    """The name of the person."""
    brought_at: datetime
    trashed_at: datetime | None
    uses: list[UseOut]


def originals_out(session: Session, actor: Actor, originals: Sequence[Original], today: date) -> list[OriginalOut]:
    """Files as they leave, with those of their uses that the actor may see."""
    visible = visible_units(session, actor)
    everywhere = uses_of(session, originals, today)
    uses = {key: [use for use in some if use.unit_id in visible] for key, some in everywhere.items()}
    names = names_of(session, {one.brought_by for one in originals if one.brought_by is not None})
    units = {unit_id: get_unit(session, unit_id).name for unit_id in _units(originals, uses)}
    return [
        OriginalOut(
            id=one.id,
            name=one.name,
            kind=one.kind,
            form=one.form,
            unit=units[one.unit_id],
            unit_id=one.unit_id,
            size_bytes=one.size_bytes,
            duration_ms=one.duration_ms,
            sha256=one.sha256,
            thumbnail_url=f"/media/{one.thumbnail_sha256}" if one.thumbnail_sha256 else None,
            brought_by=names.get(one.brought_by),
            brought_at=utc(one.brought_at_ms),
            trashed_at=utc(one.trashed_at_ms) if one.trashed_at_ms is not None else None,
            uses=[
                UseOut(
                    kind=use.kind,
                    content_id=use.content_id,
                    title=use.title,
                    unit=units[use.unit_id],
                    is_on_air=use.is_on_air,
                )
                for use in uses[one.id]
            ],
        )
        for one in originals
    ]


def _units(originals: Sequence[Original], uses: Mapping[str, Sequence[Use]]) -> set[str]:
    of_uses = {use.unit_id for some in uses.values() for use in some}
    return {one.unit_id for one in originals} | of_uses
