"""On which boards slots with a layout of their own are shown, and what is to be laid out for their zones there.

Only what such a slot may play is laid out for its main zone, and for its side only what may fill it: a layout that one
commune has for an hour asks nothing of the contents of the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from sqlmodel import Session, col, or_, select

from controller.approval.table import ALIVE
from controller.bulletins.boards import geometry_of
from controller.bulletins.jobs import Missing, render_all
from controller.bulletins.kinds import form_named
from controller.bulletins.models import Content, Rendition
from controller.bulletins.render import PAGED
from controller.db import session_scope
from controller.devices.models import Device
from controller.layouts.sketches import all_sketches
from controller.library.workshop import Workshop
from controller.publishing.chain import all_tunings, settings_for
from controller.publishing.setting import BoardSetting
from controller.publishing.stages import setting_in
from controller.publishing.staging import side_rooms, worked_out
from controller.publishing.standing import Ground
from controller.schedules.models import SlotRow
from controller.schedules.reading import Plans, plans_in_force
from controller.units.audience import inheritance
from controller.units.service import tree
from media.text import Geometry
from protocol.layouts import Room


class OnBoard(NamedTuple):
    """A slot on a kind of board: ``setting`` is the board's own with the layout of the slot."""

    slot_id: str
    geometry: Geometry
    setting: BoardSetting


class Zone(NamedTuple):
    """A size of zone on boards of one geometry."""

    geometry: Geometry
    room: Room


def render_for_slots(workshop: Workshop, today: date) -> int:
    """Lays out what zones of slots lack; answers how many were made. Costs one question where no slot has a layout."""
    with session_scope(workshop.engine, writes=False) as session:
        named = session.exec(select(SlotRow.id).where(col(SlotRow.layout).is_not(None)).limit(1)).first()
        missing = missing_in_slots(session, today) if named is not None else []
    return render_all(workshop, missing)


def boards_meant(session: Session, plans: Plans, today: date) -> Mapping[OnBoard, set[str]]:
    """The kinds of board on which slots have a layout other than the board's own, each with the units whose contents
    play on some of them. ``plans`` all name one.
    """
    found = defaultdict[OnBoard, set[str]](set)
    tunings, sketches = all_tunings(session), all_sketches(session)
    ground = Ground(tree(session), inheritance(session, today), plans.tags, today)
    in_force = select(Device.id, Device.unit_id, Device.profile, Device.kind).where(col(Device.retired_at_ms).is_(None))
    for device in session.exec(in_force).all():
        geometry = geometry_of(device[2])
        if geometry is None:
            continue
        chain, _, standing = ground.placed(*device)
        theirs = plans.named(plans.ids_for(standing))
        usual = settings_for(tunings, sketches, device[0], chain) if theirs else BoardSetting()
        for planned in theirs:
            setting = setting_in(planned, usual, sketches)
            if setting is not None:
                found[OnBoard(planned.id, geometry, setting)].update(standing.units)
    return found


def missing_in_slots(session: Session, today: date) -> list[Missing]:
    """The texts that a zone of some slot can't show yet."""
    plans = plans_in_force(session, today).that_arrange()
    in_main, beside = _zones(plans, boards_meant(session, plans, today))
    texts = _texts(session, frozenset[str]().union(*in_main.values()), frozenset[str]().union(*beside.values()))
    there = _there(session, texts)
    wanted = (
        Missing(one, *zone)
        for zone in sorted({*in_main, *beside}, key=repr)
        for one in texts
        if one.id in in_main[zone] or (fills(one) and one.unit_id in beside[zone])
    )
    return [one for one in wanted if one.key not in there]


def fills(content: Content) -> bool:
    """Whether it is meant to fill a screen, and so may stand beside the main zone."""
    return content.slot_class == "filler" and content.placement == "loop"


def _zones(plans: Plans, boards: Mapping[OnBoard, set[str]]) -> tuple[Mapping[Zone, set[str]], Mapping[Zone, set[str]]]:
    """The main zones with the ids of what they may show, and those beside them with the units that may fill them."""
    in_main, beside = defaultdict[Zone, set[str]](set), defaultdict[Zone, set[str]](set)
    for (slot_id, geometry, setting), units in boards.items():
        for with_side in (False, True):
            arrangement = worked_out(setting, geometry, with_side=with_side)
            if arrangement is not None:
                in_main[Zone(geometry, arrangement.main.room)] |= plans.by_id[slot_id].content_ids
                for room in side_rooms([arrangement]):
                    beside[Zone(geometry, room)] |= units
    return in_main, beside


def _texts(session: Session, ids: frozenset[str], units: frozenset[str]) -> list[Content]:
    """What is not over of these contents and of what fills screens in these units, as far as it is laid out."""
    may_fill = (col(Content.slot_class) == "filler") & col(Content.unit_id).in_(units)
    query = select(Content).where(col(Content.state).in_(ALIVE), or_(col(Content.id).in_(ids), may_fill))
    found = session.exec(query.order_by(Content.id)).all()
    return [one for one in found if form_named(one.form) in PAGED and not one.full_screen]


def _there(session: Session, texts: list[Content]) -> set[tuple[str, str]]:
    query = select(Rendition.content_id, Rendition.geometry)
    return set(session.exec(query.where(col(Rendition.content_id).in_([one.id for one in texts]))).all())
