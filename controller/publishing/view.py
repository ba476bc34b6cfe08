"""What the panel shows of how boards are to be."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace
from PIL.Image import Image
from sqlmodel import Session

from controller.layouts.service import called, offered
from controller.layouts.sketches import all_sketches
from controller.people.actor import Actor
from controller.people.scope import visible_units
from controller.publishing.schemas import BoardIO, board_io
from controller.publishing.setting import BoardSetting, merged
from controller.publishing.specimen import specimen
from controller.publishing.tuning import Owner, own_setting, screens_of, setting_above
from controller.units.models import Unit
from controller.units.service import ancestors
from protocol.documents import Desired
from protocol.errors import NotFound
from protocol.words import Words

PICTURE_WIDTH_PX = 320
HOUSE = Desired(unit_name="", areas=())
"""What holds where nobody says anything."""
NO_SCREEN = NotFound(
    Words("Ở đây không có màn hình nào.", "There is no screen here."),
    Words("Ghi danh một bảng có màn hình trước.", "Enrol a board with a screen first."),
)


def layouts(session: Session, owner: Owner) -> Mapping[str, Words]:
    """What each layout that the owner may have is called, by its name in settings: templates, then what was drawn."""
    return called(offered(session, owner.unit.id))


def units_over(session: Session, actor: Actor, owner: Owner) -> tuple[Unit, ...]:
    """The units whose screens hold for the owner too, nearest first, as far as the actor may set them."""
    within = visible_units(session, actor, "devices")
    return tuple(one for one in ancestors(session, owner.unit.id) if one.id in within and one.id != owner.id)


def told_above(session: Session, owner: Owner) -> BoardIO:
    """What holds where the owner itself says nothing; of layouts, light and sound always something."""
    house = BoardSetting(
        volume_percent=HOUSE.volume_percent,
        emergency_volume_percent=HOUSE.emergency_volume_percent,
        sound_delay_ms=HOUSE.sound_delay_ms,
        brightness_percent=HOUSE.brightness_percent,
        emergency_brightness_percent=HOUSE.emergency_brightness_percent,
        layout="standard",
        transition="cut",
        ticker_speed_px_s=60,
    )
    return board_io(merged([setting_above(session, owner), house]))


def layout_picture(session: Session, owner: Owner, layout: str) -> Image:
    """The layout on the owner's widest screen; raises :class:`NotFound` for no such layout and without a screen."""
    screens = screens_of(session, owner)
    if not screens or (layout and layout not in layouts(session, owner)):
        raise NO_SCREEN
    above = setting_above(session, owner)
    in_force = merged([own_setting(session, owner), above])
    named = layout or above.layout
    setting = replace(in_force, layout=named, sketch=all_sketches(session).get(named or ""))
    return specimen(screens[0], setting, owner.unit.name, PICTURE_WIDTH_PX)
