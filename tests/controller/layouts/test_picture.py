"""What the editor shows is, to the pixel, the frame that a board draws of its manifest."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from PIL import ImageChops

from controller.bulletins.boards import geometry_of, name_of
from controller.db import session_scope
from controller.layouts.drawing import picture
from controller.library.workshop import Workshop
from controller.people.actor import THE_SYSTEM
from controller.publishing.jobs import republish
from media.board import Look, Sketch, SketchZone
from media.frame import Painter, Setting, frame_of
from protocol.ids import EpochMs, Sha256
from protocol.programme import programme
from protocol.programme_types import Alerts, Board
from tests.controller.layouts.test_layouts import PACE, draw, have, manifest, publish
from tests.controller.places import NORTH

SPECIMEN = """Lịch tiêm chủng tháng này

Trạm y tế tiêm chủng sáng thứ Năm, từ 7 giờ 30.

- Mang theo sổ tiêm chủng
"""
SKETCH: Sketch = (
    SketchZone(kind="main", left=0, top=0, width=650, height=1000),
    SketchZone(kind="header", left=650, top=0, width=350, height=260),
    SketchZone(kind="clock", left=650, top=260, width=350, height=740),
)
AT = datetime(2026, 11, 23, 17, 5, tzinfo=ZoneInfo(PACE.time_zone))


def test_it_is_what_a_board_draws_of_its_manifest(workshop: Workshop, tmp_path: Path) -> None:
    publish(workshop, tmp_path, SPECIMEN)
    have(workshop, "led-1", draw(workshop, sketch=SKETCH))
    republish(workshop, PACE)
    told, geometry = manifest(workshop, "led-1"), geometry_of("led-p5-640x384")
    assert geometry is not None
    look, at_ms = Look.of(geometry), EpochMs(int(AT.timestamp() * 1000))
    on = programme(told, Alerts(), at_ms, Board(width_px=look.size[0], height_px=look.size[1], has_sound=False))
    painter = Painter(look, lambda sha256: workshop.store.path_of(Sha256(sha256)))
    frame = frame_of(painter, on, Setting(told.unit_name, PACE.time_zone), at_ms)
    with session_scope(workshop.engine, writes=False) as session:
        shown = picture(session, THE_SYSTEM, NORTH, SKETCH, name_of(geometry))
    assert shown.size == frame.size == look.size
    assert ImageChops.difference(frame, shown).getbbox() is None
