"""A layout tried before it is kept: on which boards it stands, and how it looks there by the boards' own code."""

from __future__ import annotations

from msgspec.structs import replace
from PIL.Image import Image
from sqlmodel import Session

from controller.layouts.boards import Tried, board_named, boards_for, tried_on
from controller.people.actor import Actor
from controller.people.scope import demand
from controller.publishing.setting import BoardSetting
from controller.publishing.specimen import specimen_frame, whole
from controller.publishing.tuning import Owner, setting_in_force
from controller.units.service import get_unit
from media.board import Qr, Sketch, check_sketch
from protocol.errors import InvalidInput
from protocol.words import Words


def tried(session: Session, actor: Actor, unit_id: str, sketch: Sketch) -> tuple[Tried, ...]:
    """The unit's kinds of board and the usual ones, each with what it has no room for.

    Raises :class:`NotFound`, :class:`NotAllowed`, and :class:`InvalidInput` for what no board could be.
    """
    demand(session, actor, "see", get_unit(session, unit_id).id)
    check_sketch(sketch)
    return tried_on(boards_for(session, unit_id), sketch, _qr(_setting(session, unit_id, sketch)))


def picture(session: Session, actor: Actor, unit_id: str, sketch: Sketch, board: str) -> Image:
    """The layout on such a board with specimen words in it, RGB, as large as the board.

    Raises what :func:`tried` raises, and :class:`InvalidInput` where a zone would be too small.
    """
    chosen = board_named(tried(session, actor, unit_id, sketch), board)
    if chosen.problems:
        raise InvalidInput(chosen.problems[0], Words("Làm ô ấy lớn hơn.", "Make it bigger."))
    unit = get_unit(session, unit_id)
    return specimen_frame(chosen.geometry, _setting(session, unit_id, sketch), unit.name)


def _setting(session: Session, unit_id: str, sketch: Sketch) -> BoardSetting:
    unit = get_unit(session, unit_id)
    in_force = setting_in_force(session, Owner(unit.id, unit.name, unit))
    return whole(replace(in_force, layout="drawn", sketch=sketch))


def _qr(setting: BoardSetting) -> Qr | None:
    return (setting.qr_payload, setting.qr_caption or "") if setting.qr_payload else None
