"""Playlists of units: written, listed, taken out. Never commits."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import literal, tuple_
from sqlmodel import Session, col, or_, select

from controller.people.actor import Actor
from controller.people.scope import visible_units
from controller.schedules.common import check_contents, demand_change, demand_new, missing, named, new_id
from controller.schedules.draft import PlaylistDraft
from controller.schedules.kinds import MOST_ENTRIES, MOST_WEIGHT
from controller.schedules.models import PlaylistEntry, PlaylistRow, SlotDay, SlotRow
from controller.schedules.order import MOST_TURNS, turns_by_weight
from controller.schedules.plan import Entry
from protocol.errors import Conflict, InvalidInput
from protocol.ids import EpochMs
from protocol.words import Words

PLAYLIST = Words("danh sách phát", "playlist")
SHORTEST_MS, LONGEST_MS = 3_000, 600_000
LONGEST_GAP_MS = 60_000
MOST_SEED = 1_000_000


def save_playlist(
    session: Session, actor: Actor, draft: PlaylistDraft, now_ms: EpochMs, playlist_id: str = ""
) -> PlaylistRow:
    """Writes a new playlist, or ``playlist_id`` anew. Raises :class:`InvalidInput`, :class:`NotFound`,
    :class:`NotAllowed`, and :class:`Conflict` when it would go to another unit.
    """
    held = session.get(PlaylistRow, playlist_id) if playlist_id else None
    _demand(session, actor, draft.unit_id, held)
    _check(session, draft)
    row = session.merge(
        PlaylistRow(
            id=playlist_id or new_id("list", now_ms),
            unit_id=draft.unit_id,
            title=named(draft.title),
            play_order=draft.order,
            seed=draft.seed,
            gap_ms=draft.gap_ms,
            transition=draft.transition or "",
            changed_by=actor.user_id,
            changed_at_ms=now_ms,
        )
    )
    session.flush()
    _write_entries(session, row.id, draft.entries)
    return row


def remove_playlist(session: Session, actor: Actor, playlist_id: str) -> PlaylistRow:
    """Takes a playlist out; raises :class:`Conflict` while a slot plays it, and what :func:`find_playlist` raises."""
    row = find_playlist(session, actor, playlist_id)
    demand_change(session, actor, row.unit_id)
    users = slots_with(session, playlist_id)
    if users:
        names = ", ".join(f"“{one.title}”" for one in users)
        raise Conflict(
            Words(f"Danh sách này đang dùng ở: {names}.", f"This playlist is in use by: {names}."),
            Words("Đổi hoặc xóa các khung giờ đó trước.", "Change or remove those slots first."),
        )
    for entry in entries_of(session, playlist_id):
        session.delete(entry)
    session.flush()
    session.delete(row)
    session.flush()
    return row


def find_playlist(session: Session, actor: Actor, playlist_id: str) -> PlaylistRow:
    """One playlist of the actor's units; raises :class:`NotFound`."""
    row = session.get(PlaylistRow, playlist_id)
    if row is None or row.unit_id not in visible_units(session, actor):
        raise missing(PLAYLIST, playlist_id)
    return row


def page_of_playlists(session: Session, actor: Actor, unit_id: str, after: str, most: int) -> Sequence[PlaylistRow]:
    """At most ``most`` playlists that follow ``after``, by title; of one unit, unless that is empty."""
    in_order = col(PlaylistRow.title), col(PlaylistRow.id)
    query = select(PlaylistRow).where(col(PlaylistRow.unit_id).in_(visible_units(session, actor)))
    if unit_id:
        query = query.where(PlaylistRow.unit_id == unit_id)
    if after:
        last = find_playlist(session, actor, after)
        query = query.where(tuple_(*in_order) > tuple_(literal(last.title), literal(last.id)))
    return session.exec(query.order_by(*in_order).limit(most)).all()


def entries_of(session: Session, playlist_id: str) -> Sequence[PlaylistEntry]:
    """Its entries in order."""
    query = select(PlaylistEntry).where(PlaylistEntry.playlist_id == playlist_id)
    return session.exec(query.order_by(col(PlaylistEntry.place))).all()


def slots_with(session: Session, playlist_id: str) -> Sequence[SlotRow]:
    """The slots that play it, usually or on some day."""
    odd = select(SlotDay.slot_id).where(SlotDay.playlist_id == playlist_id)
    query = select(SlotRow).where(or_(col(SlotRow.playlist_id) == playlist_id, col(SlotRow.id).in_(odd)))
    return session.exec(query.order_by(SlotRow.id)).all()


def _demand(session: Session, actor: Actor, unit_id: str, held: PlaylistRow | None) -> None:
    if held is None:
        demand_new(session, actor, unit_id)
        return
    demand_change(session, actor, held.unit_id)
    if held.unit_id != unit_id:
        raise another_unit()


def another_unit() -> Conflict:
    """What a unit has stays that unit's."""
    return Conflict(
        Words("Không chuyển được sang đơn vị khác.", "It can't go to another unit."),
        Words("Lập mới ở đơn vị đó.", "Make a new one there."),
    )


def _check(session: Session, draft: PlaylistDraft) -> None:
    if len(draft.entries) > MOST_ENTRIES:
        raise _bad(f"Quá {MOST_ENTRIES} mục.", f"More than {MOST_ENTRIES} entries.")
    if not 0 <= draft.gap_ms <= LONGEST_GAP_MS:
        raise _bad("Khoảng lặng không quá 60 giây.", "The gap is at most 60 s.")
    if not 0 <= draft.seed <= MOST_SEED:
        raise _bad(f"Số xáo trộn từ 0 đến {MOST_SEED}.", f"The seed is 0 to {MOST_SEED}.")
    for place, entry in enumerate(draft.entries, 1):
        if not 1 <= entry.weight <= MOST_WEIGHT:
            raise _bad(f"Mục {place}: hệ số từ 1 đến {MOST_WEIGHT}.", f"Entry {place}: a weight is 1 to {MOST_WEIGHT}.")
        if entry.duration_ms is not None and not SHORTEST_MS <= entry.duration_ms <= LONGEST_MS:
            raise _bad(f"Mục {place}: đứng từ 3 đến 600 giây.", f"Entry {place}: it stands 3 to 600 s.")
    turns = turns_by_weight([entry.weight for entry in draft.entries])
    if draft.order == "weighted" and turns > MOST_TURNS:
        raise InvalidInput(
            Words(
                f"Theo hệ số thì {turns} lượt mới hết một vòng, nhiều nhất là {MOST_TURNS}.",
                f"By these weights a round has {turns} turns, {MOST_TURNS} at most.",
            ),
            Words("Giảm các hệ số lớn hoặc bớt mục.", "Lower the large weights or take entries out."),
        )
    check_contents(session, draft.unit_id, (entry.content_id for entry in draft.entries))


def _bad(vi: str, en: str) -> InvalidInput:
    return InvalidInput(Words(vi, en), Words("Sửa rồi lưu lại.", "Mend it and save again."))


def _write_entries(session: Session, playlist_id: str, entries: Sequence[Entry]) -> None:
    for row in entries_of(session, playlist_id)[len(entries) :]:
        session.delete(row)
    for place, entry in enumerate(entries):
        session.merge(
            PlaylistEntry(
                playlist_id=playlist_id,
                place=place,
                content_id=entry.content_id,
                weight=entry.weight,
                duration_ms=entry.duration_ms,
                resume=entry.resume or "",
            )
        )
    session.flush()
