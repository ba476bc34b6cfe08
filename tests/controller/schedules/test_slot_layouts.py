"""From a layout that a slot names to boards that have it for its time, all of it real."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import ImageChops
from PIL.Image import Image
from sqlmodel import Session, select

from controller.bulletins.models import Content, Rendition
from controller.clock import wall_ms
from controller.db import session_scope
from controller.layouts import service as layouts
from controller.layouts.service import users_of
from controller.library.store import FolderStore
from controller.library.workshop import Workshop
from controller.people.actor import THE_SYSTEM
from controller.previews.drawing import draw
from controller.previews.scene import scene_of
from controller.publishing.jobs import republish
from controller.publishing.setting import BoardSetting
from controller.publishing.slot_rooms import missing_in_slots
from controller.publishing.tuning import set_board
from controller.schedules.draft import SlotDraft
from controller.schedules.models import SlotRow
from controller.schedules.notices import notices
from controller.schedules.service import remove_slot, save_slot
from controller.schedules.targets import Targets
from controller.timeline import service as timeline
from controller.timeline.schemas import programme_out
from controller.timeline.telling_steps import Teller
from controller.timeline.view import rows_of
from controller.units import events
from controller.units.order import NewUnit, Order
from firmware_profiles import load
from media.board import TEMPLATES, Look, Sketch, SketchZone, sketched
from media.frame import Painter, Setting, frame_of
from media.speech.espeak import Espeak
from media.text import Geometry
from protocol.errors import Conflict, InvalidInput
from protocol.ids import EpochMs, Sha256
from protocol.layouts import Arrangement
from protocol.programme import programme
from protocol.programme_types import Alerts, Board, Programme, ShowItem
from protocol.spans import Span
from tests.controller.places import CITY, NORTH, SOUTH, person, settle, stand
from tests.controller.schedules.furnishing import PACE, publish
from tests.controller.schedules.test_through_to_boards import HEIR, TODAY, manifest, own, soon, stated

LED = Geometry(640, 384, 5.0, 12.0, read_at_night=True)
CLOCKED: Sketch = (
    SketchZone(kind="main", left=0, top=0, width=700, height=850),
    SketchZone(kind="clock", left=700, top=0, width=300, height=850),
    SketchZone(kind="ticker", left=0, top=850, width=1000, height=150),
)
WIDER: Sketch = (
    SketchZone(kind="main", left=0, top=0, width=600, height=1000),
    SketchZone(kind="clock", left=600, top=0, width=400, height=1000),
)
BIG_ONLY: Sketch = (
    SketchZone(kind="main", left=0, top=0, width=850, height=1000),
    SketchZone(kind="clock", left=850, top=0, width=150, height=200),
)


@pytest.fixture
def workshop(engine: object, tmp_path: Path) -> Workshop:
    """Two equal boards and a loudspeaker in the north, a larger board in the south."""
    with session_scope(engine) as session:  # type: ignore[arg-type]
        settle(session)
        stand(session, "led-1", NORTH, "led-p5-640x384")
        stand(session, "led-2", NORTH, "led-p5-640x384")
        stand(session, "loa", NORTH, "speaker-cluster")
        stand(session, "board", SOUTH, "bulletin-1080p")
    return Workshop(engine, FolderStore(tmp_path / "media"), (Espeak(),), ("vi",))  # type: ignore[arg-type]


@pytest.fixture
def round_(workshop: Workshop, tmp_path: Path) -> str:
    """What the north plays all day."""
    return publish(workshop, tmp_path, NORTH, "Xoay vòng")


def drawn(workshop: Workshop, sketch: Sketch = CLOCKED, unit_id: str = NORTH) -> str:
    with session_scope(workshop.engine) as session:
        return layouts.add(session, THE_SYSTEM, unit_id, "Phiên chợ", sketch, wall_ms()).id


def slot(content_id: str, layout: str | None, **changes: object) -> SlotDraft:
    usual = SlotDraft(NORTH, "Họp chợ", TODAY, "17:00", 30, content_id=content_id, layout=layout)
    return replace(usual, **changes)  # type: ignore[arg-type]


def on(workshop: Workshop, device: str, minute: int) -> Programme:
    size = (1920, 1080) if device == "board" else (640, 384)
    now_ms = EpochMs(int(soon(minute).timestamp() * 1000))
    return programme(manifest(workshop, device), Alerts(), now_ms, Board(*size, has_sound=False))


def arrangement(workshop: Workshop, device: str, minute: int) -> Arrangement | None:
    screen = on(workshop, device, minute).screen
    assert isinstance(screen, ShowItem), screen
    return screen.arrangement


def frame(workshop: Workshop, minute: int) -> Image:
    """As the board draws it, at the same time of the clock."""
    told, look = manifest(workshop, "led-1"), Look.of(LED)
    painter = Painter(look, lambda sha256: workshop.store.path_of(Sha256(sha256)))
    at_ms = EpochMs(int(soon(0).timestamp() * 1000))
    return frame_of(painter, on(workshop, "led-1", minute), Setting(told.unit_name, PACE.time_zone), at_ms)


def laid_out(session: Session) -> set[tuple[str, str]]:
    return set(session.exec(select(Rendition.content_id, Rendition.geometry)).all())


def test_a_board_has_the_layout_for_the_time_of_the_slot_and_goes_back(
    workshop: Workshop, round_: str, notice: str
) -> None:
    republish(workshop, PACE)
    own(workshop, slot(notice, drawn(workshop)))
    assert (republish(workshop, PACE), republish(workshop, PACE)) == (3, 0)
    there = sketched(Look.of(LED), CLOCKED)
    seen = [arrangement(workshop, "led-1", minute) for minute in (-1, 0, 29, 30)]
    assert seen == [None, there, there, None]
    assert stated(workshop.engine, "led-1").manifest == stated(workshop.engine, "led-2").manifest
    before, meanwhile, after = (frame(workshop, minute) for minute in (-1, 5, 31))
    assert ImageChops.difference(before, after).getbbox() is None
    clock = next(zone for zone in there.zones if zone.name == "clock")
    box = (clock.x_px, clock.y_px, clock.x_px + clock.width_px, clock.y_px + clock.height_px)
    assert ImageChops.difference(before.crop(box), meanwhile.crop(box)).getbbox() is not None


def test_only_what_the_slot_plays_is_laid_out_for_it_and_once(workshop: Workshop, round_: str, notice: str) -> None:
    republish(workshop, PACE)
    with session_scope(workshop.engine, writes=False) as session:
        before = laid_out(session)
    own(workshop, slot(notice, drawn(workshop)))
    republish(workshop, PACE)
    room = sketched(Look.of(LED), CLOCKED).main.room
    with session_scope(workshop.engine, writes=False) as session:
        [(content_id, geometry)] = laid_out(session) - before
        assert missing_in_slots(session, TODAY) == []
    assert content_id == notice
    assert geometry.endswith(f" in {room[0]}x{room[1]}")


def test_a_side_zone_of_a_slot_is_filled_by_what_fills(workshop: Workshop, round_: str, notice: str) -> None:
    slot_id = own(workshop, slot(notice, "side", outputs="screen"))
    republish(workshop, PACE)
    assert (arrangement(workshop, "led-1", 0), on(workshop, "led-1", 0).sides) == (None, ())
    assert "Cột bên chưa có gì để chiếu" in told(workshop, slot_id)[0]
    with session_scope(workshop.engine) as session:
        session.get_one(Content, round_).slot_class = "filler"
    republish(workshop, PACE)
    assert [one.show.item.id for one in on(workshop, "led-1", 0).sides] == [round_]
    assert on(workshop, "led-1", 30).sides == ()
    assert told(workshop, slot_id) == []


def told(workshop: Workshop, slot_id: str) -> list[str]:
    with session_scope(workshop.engine, writes=False) as session:
        row = session.get_one(SlotRow, slot_id)
        return [one.vi for one in notices(session, row, TODAY, PACE.time_zone) if "Loa chỉ mở" not in one.vi]


def test_a_change_of_the_drawing_reaches_the_boards_of_the_slot_alone(
    workshop: Workshop, round_: str, notice: str
) -> None:
    layout = drawn(workshop)
    own(workshop, slot(notice, layout, outputs="screen"))
    republish(workshop, PACE)
    with session_scope(workshop.engine) as session:
        layouts.change(session, THE_SYSTEM, layout, "Phiên chợ", WIDER, wall_ms())
    assert (republish(workshop, PACE), republish(workshop, PACE)) == (2, 0)
    assert arrangement(workshop, "led-1", 0) == sketched(Look.of(LED), WIDER)


def test_boards_that_refuse_it_keep_their_own_and_whoever_saves_is_told(
    workshop: Workshop, notice: str, news: str, tmp_path: Path
) -> None:
    publish(workshop, tmp_path, CITY, "Xoay vòng")
    layout = drawn(workshop, BIG_ONLY, CITY)
    with session_scope(workshop.engine) as session:
        set_board(session, THE_SYSTEM, "led-1", BoardSetting(layout="clock"))
    slot_id = own(workshop, slot(news, layout, unit_id=CITY))
    republish(workshop, PACE)
    assert arrangement(workshop, "board", 0) is not None
    assert arrangement(workshop, "board", 30) is None
    assert arrangement(workshop, "led-1", 0) == arrangement(workshop, "led-1", 30) is not None
    assert arrangement(workshop, "led-2", 0) is None
    [why] = told(workshop, slot_id)
    assert why.startswith("Bảng 640×384 vẫn giữ bố cục thường ngày trong khung giờ này. Trên bảng 640×384, ô đồng hồ")
    only = slot(news, layout, unit_id=CITY, targets=Targets(units=frozenset({SOUTH})))
    own(workshop, only, slot_id)
    assert told(workshop, slot_id) == []


def test_a_board_that_is_tuned_has_its_own_code_in_the_slots_zone(workshop: Workshop, round_: str, notice: str) -> None:
    slot_id = own(workshop, slot(notice, "notice-qr", outputs="screen"))
    assert "Mã QR chưa có nội dung. Nhập địa chỉ" in told(workshop, slot_id)[0]
    with session_scope(workshop.engine) as session:
        set_board(session, THE_SYSTEM, "led-1", BoardSetting(qr_payload="https://dongnai.gov.vn"))
    republish(workshop, PACE)
    assert arrangement(workshop, "led-2", 0) is None
    found = arrangement(workshop, "led-1", 0)
    assert found is not None
    assert [zone.name for zone in found.zones] == ["header", "main", "qr", "ticker"]


def test_a_merger_leaves_slot_and_layout_as_they_were(workshop: Workshop, round_: str, notice: str) -> None:
    layout = drawn(workshop)
    slot_id = own(workshop, slot(notice, layout))
    republish(workshop, PACE)
    before = arrangement(workshop, "led-1", 0)
    order = Order("merge", TODAY, (NewUnit("25195", "Phường Chung"),), {NORTH: HEIR, SOUTH: HEIR})
    with session_scope(workshop.engine) as session:
        events.order_event(session, THE_SYSTEM, order, wall_ms(), PACE.time_zone)
    republish(workshop, PACE)
    assert before == arrangement(workshop, "led-1", 0) == sketched(Look.of(LED), CLOCKED)
    assert on(workshop, "board", 0).screen == on(workshop, "board", 30).screen, "what the south never had"
    with session_scope(workshop.engine) as session:
        save_slot(session, person("approver", HEIR), slot(notice, layout, title="Khác"), wall_ms(), slot_id)
        with pytest.raises(Conflict, match="Khác"):
            layouts.remove(session, person("technician", HEIR), layout)


def test_what_a_slot_has_is_not_removed_and_says_where(workshop: Workshop, notice: str) -> None:
    layout = drawn(workshop)
    with session_scope(workshop.engine) as session:
        set_board(session, THE_SYSTEM, "led-1", BoardSetting(layout=layout))
    slot_id = own(workshop, slot(notice, layout, active=False))
    with session_scope(workshop.engine) as session:
        assert users_of(session, [layout]) == {layout: ("led-1", "“Họp chợ” (Phường Bình Phước)")}
        with pytest.raises(Conflict) as refused:
            layouts.remove(session, THE_SYSTEM, layout)
        assert refused.value.problem.vi.endswith("đang được dùng: led-1, “Họp chợ” (Phường Bình Phước).")
        set_board(session, THE_SYSTEM, "led-1", BoardSetting())
        remove_slot(session, THE_SYSTEM, slot_id)
        layouts.remove(session, THE_SYSTEM, layout)


def test_a_layout_is_of_screens_and_of_what_is_offered_to_the_unit(workshop: Workshop, notice: str) -> None:
    elsewhere, above = drawn(workshop, unit_id=SOUTH), drawn(workshop, unit_id=CITY)
    with pytest.raises(InvalidInput, match="for screens"):
        own(workshop, slot(notice, "clock", outputs="sound"))
    for layout in (elsewhere, "drawn-none", ""):
        with pytest.raises(InvalidInput) as refused:
            own(workshop, slot(notice, layout))
        assert f"Đơn vị này không có bố cục “{layout}”." in refused.value.problem.vi
        assert f"{above} (Phiên chợ)" in refused.value.remedy.vi
    for layout in (above, *TEMPLATES):
        own(workshop, slot(notice, layout, outputs="screen"))


def test_the_programme_to_come_and_its_picture_have_the_layout_of_the_time(
    workshop: Workshop, round_: str, notice: str
) -> None:
    layout = drawn(workshop)
    own(workshop, slot(notice, layout))
    republish(workshop, PACE)
    edges = (EpochMs(int(soon(minute, 0).timestamp() * 1000)) for minute in (-1, 31))
    at_ms = EpochMs(int(soon(5).timestamp() * 1000))
    with session_scope(workshop.engine, writes=False) as session:
        seen = timeline.programmed(session, workshop.store, person("auditor"), "led-1", wall_ms())
        found = timeline.stretch(session, seen, Span(*edges))
        scene = scene_of(session, workshop.store, "led-1", load("led-p5-640x384"), at_ms)
    told_then = programme_out(seen, found, "vi").steps
    by_slot = {(one.screen.layout_id, one.screen.item_id) for one in told_then if one.screen}
    assert by_slot == {("", round_), (layout, notice)}
    assert [one.layout_id for row in rows_of(found, Teller(seen.stated.plan)) if (one := row.screen)] == [
        "",
        layout,
        "",
    ]
    painter = Painter(Look.of(LED), lambda sha256: workshop.store.path_of(Sha256(sha256)))
    on_board = frame_of(painter, on(workshop, "led-1", 5), Setting(scene.unit_name, PACE.time_zone), at_ms)
    assert ImageChops.difference(draw(workshop.store, scene, LED, at_ms), on_board).getbbox() is None
