"""Layouts that people drew: written, found, offered, taken out. Never commits."""

from __future__ import annotations

import secrets
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from sqlmodel import Session, col, select

from controller.devices.models import Device
from controller.layouts.models import BoardLayout
from controller.layouts.sketches import encoded
from controller.people.actor import Actor
from controller.people.rights import Right
from controller.people.scope import demand, visible_units
from controller.publishing.models import Tuning
from controller.schedules.models import SlotRow
from controller.units.models import Unit
from controller.units.service import ancestors, get_open_unit, lineage, plain, tree
from media.board import TEMPLATES, Sketch, check_sketch
from protocol.errors import Conflict, InvalidInput, NotFound
from protocol.ids import EpochMs
from protocol.words import Words

LONGEST_NAME = 60
MOST_IN_A_UNIT = 50
MOST_TOLD = 5


def list_layouts(session: Session, actor: Actor, unit_id: str = "") -> Sequence[BoardLayout]:
    """Those of the units the actor sees and of those above, by name; with a ``unit_id`` those offered there.

    Raises :class:`NotAllowed` for a unit the actor does not see.
    """
    if unit_id:
        demand(session, actor, "see", unit_id)
        return offered(session, unit_id)
    return _of(session, _seen(session, actor))


def offered(session: Session, unit_id: str) -> Sequence[BoardLayout]:
    """Those that boards of the unit may have: its own, those of the units above, and what ended units left them."""
    return _of(session, lineage(session).domain(frozenset(unit.id for unit in ancestors(session, unit_id))))


def called(drawn: Sequence[BoardLayout]) -> Mapping[str, Words]:
    """What each layout is called, by its name in settings and slots: templates, then those of ``drawn``."""
    return {name: one.title for name, one in TEMPLATES.items()} | {one.id: Words(one.name, one.name) for one in drawn}


def called_by(session: Session, layout_ids: Collection[str]) -> Mapping[str, Words]:
    """What these layouts are called, drawn or templates, wherever they are of."""
    return called(session.exec(select(BoardLayout).where(col(BoardLayout.id).in_(layout_ids))).all())


def find(session: Session, actor: Actor, layout_id: str, right: Right = "see") -> BoardLayout:
    """A layout that is offered somewhere the actor sees, in whose unit the actor has ``right``.

    Raises :class:`NotFound` and :class:`NotAllowed`.
    """
    row = session.get(BoardLayout, layout_id)
    if row is None or row.unit_id not in _seen(session, actor):
        raise NotFound(
            Words(f"Không có bố cục “{layout_id[:40]}”.", f"There is no layout {layout_id[:40]!r}."),
            Words("Mở lại trang Bố cục.", "See the list: GET /api/v1/layouts."),
        )
    if right != "see":
        demand(session, actor, right, row.unit_id)
    return row


def add(session: Session, actor: Actor, unit_id: str, name: str, sketch: Sketch, now_ms: EpochMs) -> BoardLayout:
    """A new layout of the unit.

    Raises :class:`NotFound`, :class:`NotAllowed`, :class:`InvalidInput` for what no board could be, and
    :class:`Conflict` for a name that the unit has given already.
    """
    demand(session, actor, "devices", get_open_unit(session, unit_id).id)
    row = BoardLayout(id=f"drawn-{secrets.token_hex(6)}", unit_id=unit_id, name="", zones="", changed_at_ms=0)
    _check_room(session, unit_id)
    return _write(session, row, name, sketch, now_ms)


def change(session: Session, actor: Actor, layout_id: str, name: str, sketch: Sketch, now_ms: EpochMs) -> BoardLayout:
    """Another name, other zones: boards that have it follow. Raises what :func:`find` and :func:`add` raise."""
    return _write(session, find(session, actor, layout_id, "devices"), name, sketch, now_ms)


def remove(session: Session, actor: Actor, layout_id: str) -> BoardLayout:
    """Takes it out; raises :class:`Conflict` while somebody has it, naming them, and what :func:`find` raises."""
    row = find(session, actor, layout_id, "devices")
    names = users_of(session, [layout_id]).get(layout_id, ())
    if names:
        told = ", ".join(names[:MOST_TOLD]) + (f" … ({len(names)})" if len(names) > MOST_TOLD else "")
        raise Conflict(
            Words(f"Bố cục “{row.name}” đang được dùng: {told}.", f"Layout {row.name!r} is in use: {told}."),
            Words("Chọn bố cục khác cho các nơi ấy trước.", "Choose another layout there first."),
        )
    session.delete(row)
    session.flush()
    return row


def users_of(session: Session, layout_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """By layout, the units and devices in force whose own setting names it, by name, then slots that do, by title."""
    found = defaultdict[str, tuple[str, ...]](tuple)
    for some in (_owners(session, layout_ids), _slots(session, layout_ids)):
        for layout_id, name in sorted(some, key=lambda one: plain(one[1])):
            found[layout_id] = (*found[layout_id], name)
    return dict(found)


def _owners(session: Session, layout_ids: Sequence[str]) -> Iterator[tuple[str, str]]:
    query = (
        select(Tuning.layout, Unit.name, Device.name)
        .outerjoin(Unit, col(Unit.id) == Tuning.owner)
        .outerjoin(Device, col(Device.id) == Tuning.owner)
        .where(col(Tuning.layout).in_(layout_ids), col(Device.retired_at_ms).is_(None))
    )
    return ((layout_id or "", unit or device or "") for layout_id, unit, device in session.exec(query).all())


def _slots(session: Session, layout_ids: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Whether on, off or over: each may be switched on again or have other days."""
    query = select(SlotRow.layout, SlotRow.title, Unit.name).join(Unit, col(Unit.id) == SlotRow.unit_id)
    rows = session.exec(query.where(col(SlotRow.layout).in_(layout_ids))).all()
    return ((layout_id or "", f"“{title}” ({unit})") for layout_id, title, unit in rows)


def _write(session: Session, row: BoardLayout, name: str, sketch: Sketch, now_ms: EpochMs) -> BoardLayout:
    check_sketch(sketch)
    row.name, row.zones, row.changed_at_ms = _checked_name(name), encoded(sketch), now_ms
    same = [one for one in _of(session, frozenset({row.unit_id})) if one.id != row.id]
    if any(plain(one.name) == plain(row.name) for one in same):
        raise Conflict(
            Words(f"Đơn vị đã có bố cục “{row.name}”.", f"The unit has a layout {row.name!r} already."),
            Words("Đặt tên khác.", "Choose another name."),
        )
    session.add(row)
    session.flush()
    return row


def _checked_name(name: str) -> str:
    clean = " ".join(unicodedata.normalize("NFC", name).split())
    if not 0 < len(clean) <= LONGEST_NAME or not clean.isprintable():
        raise InvalidInput(
            Words(
                "Tên bố cục trống, dài quá hoặc có ký tự lạ.", "The layout's name is empty, too long or unprintable."
            ),
            Words(f"Đặt tên dài nhất {LONGEST_NAME} ký tự.", f"Give it a name of at most {LONGEST_NAME} characters."),
        )
    return clean


def _check_room(session: Session, unit_id: str) -> None:
    if len(_of(session, frozenset({unit_id}))) >= MOST_IN_A_UNIT:
        raise Conflict(
            Words(f"Đơn vị đã có {MOST_IN_A_UNIT} bố cục.", f"The unit has {MOST_IN_A_UNIT} layouts."),
            Words("Xóa bố cục không dùng nữa.", "Remove one that is not in use."),
        )


def _seen(session: Session, actor: Actor) -> frozenset[str]:
    """One's own units, those below, and those above, whose layouts are offered there."""
    return tree(session).sharing(visible_units(session, actor))


def _of(session: Session, unit_ids: frozenset[str]) -> Sequence[BoardLayout]:
    rows = session.exec(select(BoardLayout).where(col(BoardLayout.unit_id).in_(unit_ids))).all()
    return sorted(rows, key=lambda row: (plain(row.name), row.id))
