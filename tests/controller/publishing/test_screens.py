"""A unit's screens, from what a technician sets to what boards are told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest
from sqlmodel import Session

from controller.bulletins.boards import geometry_of
from controller.bulletins.draft import Options, Upload
from controller.bulletins.jobs import publish_files
from controller.db import session_scope
from controller.documents import service as documents
from controller.library.workshop import Workshop
from controller.publishing.jobs import republish
from controller.publishing.layouts import rooms_in_use
from controller.publishing.setting import BoardSetting
from controller.publishing.staging import arrangement_for, rooms_of
from controller.publishing.survey import Pace
from controller.publishing.tuning import (
    own_setting,
    owner_of,
    set_board,
    set_sound_windows,
    setting_above,
    setting_in_force,
)
from controller.publishing.view import layout_picture, screens_of, told_above, units_over
from media.board import TEMPLATES
from media.text import Geometry
from protocol.documents import Desired, Window
from protocol.errors import InvalidInput, NotAllowed, NotFound
from protocol.ids import Sha256
from protocol.manifest import BulletinItem
from protocol.manifest_check import read_manifest
from tests.controller.places import CITY, NORTH, SOUTH, person
from tests.controller.publishing.screens import LATE, NIGHT

PACE = Pace(heartbeat_s=60.0, snapshot_s=30.0, time_zone="Asia/Ho_Chi_Minh")
TECHNICIAN = person("technician")
NIGHTLY = BoardSetting(brightness_windows=(NIGHT,), screen_off_windows=(LATE,), emergency_brightness_percent=90)


def desired(session: Session, device: str) -> Desired:
    row = documents.find(session, "desired", device)
    assert row is not None
    return msgspec.json.decode(row.body, type=Desired)


def led() -> Geometry:
    geometry = geometry_of("led-p5-640x384")
    assert geometry is not None
    return geometry


def test_what_is_set_for_a_unit_reaches_its_boards_and_no_others(workshop: Workshop) -> None:
    with session_scope(workshop.engine) as session:
        set_board(session, TECHNICIAN, NORTH, NIGHTLY)
        set_board(session, TECHNICIAN, "led-2", BoardSetting(brightness_windows=(), brightness_percent=70))
    republish(workshop, PACE)
    with session_scope(workshop.engine, writes=False) as session:
        one, two, south = (desired(session, device) for device in ("led-1", "led-2", "board"))
    assert (one.brightness_windows, one.screen_off_windows, one.emergency_brightness_percent) == ((NIGHT,), (LATE,), 90)
    assert (two.brightness_windows, two.brightness_percent, two.screen_off_windows) == ((), 70, (LATE,))
    assert (south.brightness_windows, south.screen_off_windows) == ((), ())


def test_setting_the_screen_leaves_the_hours_of_sound_alone(workshop: Workshop) -> None:
    hour = Window(start="06:00", minutes=30)
    with session_scope(workshop.engine) as session:
        set_sound_windows(session, person("approver"), NORTH, NORTH, [hour])
        set_board(session, TECHNICIAN, NORTH, NIGHTLY)
    republish(workshop, PACE)
    with session_scope(workshop.engine, writes=False) as session:
        assert desired(session, "led-1").sound_windows == (hour,)


def test_what_holds_is_ones_own_else_what_stands_above(workshop: Workshop) -> None:
    with session_scope(workshop.engine) as session:
        set_board(session, TECHNICIAN, CITY, BoardSetting(layout="side", transition="fade"))
        owner = set_board(session, TECHNICIAN, "led-1", BoardSetting(layout="clock"))
        assert (owner.name, owner.unit.id, owner.is_device) == ("led-1", NORTH, True)
        assert own_setting(session, owner) == BoardSetting(layout="clock")
        assert setting_in_force(session, owner) == BoardSetting(layout="clock", transition="fade")
        assert setting_above(session, owner) == BoardSetting(layout="side", transition="fade")
        assert told_above(session, owner).brightness_percent == 100
        unit = owner_of(session, TECHNICIAN, SOUTH)
        assert (own_setting(session, unit), unit.is_device) == (BoardSetting(), False)


@pytest.mark.parametrize("owner", [NORTH, "led-1"])
def test_only_technicians_of_the_unit_set_its_screens(session: Session, workshop: Workshop, owner: str) -> None:
    for who in (person("approver"), person("editor"), person("technician", SOUTH)):
        with pytest.raises(NotAllowed):
            set_board(session, who, owner, NIGHTLY)
    with pytest.raises(NotAllowed):
        owner_of(session, person("auditor", SOUTH), owner)
    assert owner_of(session, person("auditor"), owner).unit.id == NORTH


def test_what_is_not_there_and_what_cannot_be_is_refused(session: Session, workshop: Workshop) -> None:
    with pytest.raises(NotFound):
        set_board(session, TECHNICIAN, "nowhere-1", NIGHTLY)
    with pytest.raises(InvalidInput):
        set_board(session, TECHNICIAN, NORTH, BoardSetting(brightness_percent=0))
    with pytest.raises(InvalidInput):
        set_board(session, TECHNICIAN, NORTH, BoardSetting(layout="notice-qr"))


def test_a_qr_code_may_come_from_the_unit_above(session: Session, workshop: Workshop) -> None:
    set_board(session, TECHNICIAN, CITY, BoardSetting(qr_payload="https://dongnai.gov.vn"))
    set_board(session, TECHNICIAN, "led-1", BoardSetting(layout="notice-qr"))


def test_the_units_over_a_board_are_those_one_may_set(session: Session, workshop: Workshop) -> None:
    board, north = (owner_of(session, TECHNICIAN, one) for one in ("led-1", NORTH))
    assert [unit.id for unit in units_over(session, TECHNICIAN, board)] == [NORTH, CITY]
    assert [unit.id for unit in units_over(session, TECHNICIAN, north)] == [CITY]
    assert [unit.id for unit in units_over(session, person("technician", NORTH), board)] == [NORTH]


def test_the_rooms_in_use_are_those_of_the_boards_that_have_them(session: Session, workshop: Workshop) -> None:
    board = geometry_of("bulletin-1080p")
    assert board is not None
    assert rooms_in_use(session, led()) == rooms_in_use(session, board) == ()
    set_board(session, TECHNICIAN, NORTH, BoardSetting(layout="side"))
    arrangement = arrangement_for(BoardSetting(layout="side"), led(), with_side=True)
    assert arrangement is not None
    assert rooms_in_use(session, led()) == tuple(sorted(rooms_of(arrangement)))
    assert rooms_in_use(session, board) == ()
    set_board(session, TECHNICIAN, "led-1", BoardSetting(layout="bare"))
    assert len(rooms_in_use(session, led())) == 3
    set_board(session, TECHNICIAN, NORTH, BoardSetting(layout="standard"))
    assert len(rooms_in_use(session, led())) == 1


def test_a_text_is_laid_out_for_the_layout_before_boards_are_told_of_it(workshop: Workshop, tmp_path: Path) -> None:
    path = tmp_path / "cat-dien.txt"
    path.write_text("Thông báo cắt điện\n\nNgày mai cắt điện từ 8 giờ đến 11 giờ.", "utf-8")
    publish_files(workshop, person("approver"), [Upload(path, path.name)], NORTH, Options(date(2026, 1, 1)))
    republish(workshop, PACE)
    with session_scope(workshop.engine) as session:
        set_board(session, TECHNICIAN, NORTH, BoardSetting(layout="clock"))
    assert republish(workshop, PACE) == 2, "the loudspeakers have nothing to arrange"
    with session_scope(workshop.engine, writes=False) as session:
        blob = desired(session, "led-1").manifest
        [room] = rooms_in_use(session, led())
    assert blob is not None
    manifest = read_manifest(workshop.store.path_of(Sha256(blob.sha256)).read_bytes())
    assert manifest.layout_id == "clock"
    [item] = (one for one in manifest.items if isinstance(one, BulletinItem))
    assert [page.room_px for page in item.pages] == [room]


def test_a_layout_is_seen_on_the_owners_own_screen(session: Session, workshop: Workshop) -> None:
    pictures = {}
    for name in ("", *TEMPLATES):
        owner = owner_of(session, TECHNICIAN, "led-1")
        pictures[name] = layout_picture(session, owner, name)
        assert pictures[name].size == (320, 192)
    different = {picture.tobytes() for picture in pictures.values()}
    assert len(different) == len(TEMPLATES)
    assert screens_of(session, owner_of(session, TECHNICIAN, CITY))[0].width_px == 1920
    for owner_id, name in (("loa", "side"), ("led-1", "none-such")):
        with pytest.raises(NotFound):
            layout_picture(session, owner_of(session, TECHNICIAN, owner_id), name)
