"""Rows as they leave, with all that hangs on them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session

from controller.schedules.models import PlaylistRow, SlotRow
from controller.schedules.reading import listings_of
from controller.schedules.schemas import PlaylistOut, SlotOut, playlist_out, slot_out
from controller.schedules.service import drafts_of


def playlists_out(session: Session, rows: Sequence[PlaylistRow]) -> list[PlaylistOut]:
    """Playlists with their entries."""
    listings = listings_of(session, [row.id for row in rows])
    return [playlist_out(row, listings[row.id].entries) for row in rows]


def slots_out(session: Session, rows: Sequence[SlotRow]) -> list[SlotOut]:
    """Slots with their targets and odd days."""
    return [slot_out(row, draft) for row, draft in zip(rows, drafts_of(session, rows), strict=True)]
