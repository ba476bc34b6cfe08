"""Layouts that units drew: who may draw, have and remove them, and what boards get of them."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given

from controller.bulletins.draft import Options, Upload
from controller.bulletins.jobs import publish_files
from controller.clock import day_of, wall_ms
from controller.db import session_scope
from controller.documents.models import SignedDocument
from controller.layouts import service
from controller.layouts.form import form_of, from_address, in_address
from controller.layouts.models import BoardLayout
from controller.layouts.sketches import decoded, encoded
from controller.library.workshop import Workshop
from controller.people.actor import THE_SYSTEM
from controller.publishing.jobs import republish
from controller.publishing.setting import BoardSetting
from controller.publishing.survey import Pace
from controller.publishing.tuning import set_board
from controller.units import events
from controller.units.order import NewUnit, Order
from media.board import Look, Sketch, SketchZone, sketched
from media.text import Geometry
from protocol.documents import Desired
from protocol.errors import Conflict, InvalidInput, NotAllowed, NotFound, RaoError
from protocol.ids import Sha256
from protocol.manifest import Manifest
from protocol.manifest_check import read_manifest
from tests.controller.places import CITY, FIRST_DAY, NORTH, SOUTH, person
from tests.media.board.test_sketch import sketches

PACE = Pace(60.0, 30.0, "Asia/Ho_Chi_Minh")
LED = Geometry(640, 384, 5.0, 12.0, read_at_night=True)
CLOCKED: Sketch = (
    SketchZone(kind="main", left=0, top=0, width=700, height=850),
    SketchZone(kind="clock", left=700, top=0, width=300, height=850),
    SketchZone(kind="ticker", left=0, top=850, width=1000, height=150),
)
LOW_BAR: Sketch = (
    SketchZone(kind="main", left=0, top=0, width=1000, height=950),
    SketchZone(kind="clock", left=0, top=950, width=1000, height=50),
)
HIGH_BAR: Sketch = (
    SketchZone(kind="main", left=0, top=0, width=850, height=1000),
    SketchZone(kind="clock", left=850, top=0, width=150, height=200),
)


def draw(workshop: Workshop, unit_id: str = NORTH, name: str = "Chợ", sketch: Sketch = CLOCKED) -> str:
    with session_scope(workshop.engine) as session:
        return service.add(session, THE_SYSTEM, unit_id, name, sketch, wall_ms()).id


def have(workshop: Workshop, owner: str, layout: str | None) -> None:
    with session_scope(workshop.engine) as session:
        set_board(session, THE_SYSTEM, owner, BoardSetting(layout=layout))


def manifest(workshop: Workshop, device_id: str) -> Manifest:
    with session_scope(workshop.engine, writes=False) as session:
        desired = msgspec.json.decode(session.get_one(SignedDocument, ("desired", device_id)).body, type=Desired)
    assert desired.manifest is not None
    return read_manifest(workshop.store.path_of(Sha256(desired.manifest.sha256)).read_bytes())


def publish(workshop: Workshop, folder: Path, text: str = "Họp dân lúc 19 giờ tại nhà văn hóa.") -> None:
    (folder / "hop.txt").write_text(text, "utf-8")
    publish_files(workshop, THE_SYSTEM, [Upload(folder / "hop.txt", "hop.txt")], NORTH, Options(first_date=FIRST_DAY))
    republish(workshop, PACE)


def test_a_board_gets_the_zones_as_drawn_with_pages_for_their_room(workshop: Workshop, tmp_path: Path) -> None:
    publish(workshop, tmp_path)
    layout = draw(workshop)
    have(workshop, "led-1", layout)
    republish(workshop, PACE)
    told = manifest(workshop, "led-1")
    assert told.layout_id == layout
    [arrangement] = told.layouts[0].arrangements
    assert arrangement == sketched(Look.of(LED), CLOCKED)
    rooms = {page.room_px for item in told.items for page in getattr(item, "pages", ())}
    assert rooms == {arrangement.main.room}


def test_a_change_of_what_is_drawn_reaches_the_boards_that_have_it_and_no_others(
    workshop: Workshop, tmp_path: Path
) -> None:
    publish(workshop, tmp_path)
    layout = draw(workshop, CITY)
    have(workshop, NORTH, layout)
    republish(workshop, PACE)
    wider = (
        SketchZone(kind="main", left=0, top=0, width=600, height=850),
        SketchZone(kind="clock", left=600, top=0, width=400, height=850),
    )
    with session_scope(workshop.engine) as session:
        service.change(session, THE_SYSTEM, layout, "Chợ mới", wider, wall_ms())
    assert republish(workshop, PACE) == 1, "the one board of the north"
    assert manifest(workshop, "led-1").layouts[0].arrangements[0] == sketched(Look.of(LED), wider)
    assert manifest(workshop, "board").layouts == ()


def test_a_board_too_small_for_it_keeps_the_standard_arrangement(workshop: Workshop, tmp_path: Path) -> None:
    publish(workshop, tmp_path)
    big_only = draw(workshop, CITY, sketch=LOW_BAR)
    with pytest.raises(InvalidInput) as refused, session_scope(workshop.engine) as session:
        set_board(session, THE_SYSTEM, "led-1", BoardSetting(layout=big_only))
    assert "Trên bảng 640×384, ô đồng hồ còn 640×20 điểm ảnh: quá nhỏ" in refused.value.problem.vi
    with session_scope(workshop.engine) as session:
        service.change(session, THE_SYSTEM, big_only, "Chợ", HIGH_BAR, wall_ms())
    have(workshop, CITY, big_only)
    republish(workshop, PACE)
    assert manifest(workshop, "led-1").layouts == ()
    assert manifest(workshop, "board").layout_id == big_only


def test_it_is_offered_to_its_unit_and_those_below_alone(workshop: Workshop) -> None:
    own, above, other = draw(workshop), draw(workshop, CITY, "Tỉnh"), draw(workshop, SOUTH, "Nơi khác")
    with session_scope(workshop.engine, writes=False) as session:
        assert [row.id for row in service.list_layouts(session, person("technician", NORTH))] == [own, above]
        assert [row.id for row in service.offered(session, CITY)] == [above]
        assert {row.id for row in service.list_layouts(session, person("auditor"))} == {own, above, other}
        with pytest.raises(NotAllowed):
            service.list_layouts(session, person("technician", NORTH), SOUTH)
        with pytest.raises(NotFound):
            service.find(session, person("technician", NORTH), other)
    for owner, layout in (("led-1", other), (CITY, own), (NORTH, "drawn-none")):
        with pytest.raises(InvalidInput) as refused, session_scope(workshop.engine) as session:
            set_board(session, THE_SYSTEM, owner, BoardSetting(layout=layout))
        assert "two-tickers" in refused.value.remedy.vi
    have(workshop, "led-1", above)


@pytest.mark.parametrize(
    ("who", "unit_id"), [("technician", SOUTH), ("editor", CITY), ("auditor", CITY), ("technician", NORTH)]
)
def test_only_whoever_has_devices_there_draws_changes_and_removes(workshop: Workshop, who: str, unit_id: str) -> None:
    layout = draw(workshop, CITY)
    actor = person(who, unit_id)  # type: ignore[arg-type]
    with session_scope(workshop.engine) as session:
        for work in (
            lambda: service.add(session, actor, CITY, "Mới", CLOCKED, wall_ms()),
            lambda: service.change(session, actor, layout, "Mới", CLOCKED, wall_ms()),
            lambda: service.remove(session, actor, layout),
        ):
            with pytest.raises((NotAllowed, NotFound)):
                work()


def test_after_a_merger_boards_keep_theirs_and_the_heirs_look_after_it(workshop: Workshop, tmp_path: Path) -> None:
    publish(workshop, tmp_path)
    layout = draw(workshop)
    have(workshop, "led-1", layout)
    republish(workshop, PACE)
    today = day_of(wall_ms(), PACE.time_zone)
    heir = f"25195-{today:%Y%m%d}"
    merged = Order("merge", today, (NewUnit("25195", "Phường Chung"),), {NORTH: heir, SOUTH: heir})
    with session_scope(workshop.engine) as session:
        events.order_event(session, THE_SYSTEM, merged, wall_ms(), PACE.time_zone)
    republish(workshop, PACE)
    assert manifest(workshop, "led-1").layout_id == layout
    with session_scope(workshop.engine) as session:
        assert [row.id for row in service.offered(session, heir)] == [layout]
        service.change(session, person("technician", heir), layout, "Chợ chung", CLOCKED, wall_ms())
    have(workshop, "board", layout)


def test_what_is_in_use_is_not_removed_and_says_where(workshop: Workshop) -> None:
    layout = draw(workshop)
    have(workshop, "led-1", layout)
    have(workshop, NORTH, layout)
    with pytest.raises(Conflict) as refused, session_scope(workshop.engine) as session:
        service.remove(session, THE_SYSTEM, layout)
    assert refused.value.problem.vi == "Bố cục “Chợ” đang được dùng: led-1, Phường Bình Phước."
    for owner in ("led-1", NORTH):
        have(workshop, owner, None)
    with session_scope(workshop.engine) as session:
        service.remove(session, THE_SYSTEM, layout)
        assert session.get(BoardLayout, layout) is None


@pytest.mark.parametrize(
    ("name", "sketch", "kind"),
    [
        ("Chợ", CLOCKED, Conflict),
        ("  chợ ", CLOCKED, Conflict),
        (" ", CLOCKED, InvalidInput),
        ("x" * 61, CLOCKED, InvalidInput),
        ("a\x07", CLOCKED, InvalidInput),
        ("Mới", (), InvalidInput),
    ],
)
def test_what_can_not_be_kept_is_refused(workshop: Workshop, name: str, sketch: Sketch, kind: type[RaoError]) -> None:
    draw(workshop)
    with pytest.raises(kind), session_scope(workshop.engine) as session:
        service.add(session, THE_SYSTEM, NORTH, name, sketch, wall_ms())


def test_a_unit_has_no_more_than_fifty(workshop: Workshop) -> None:
    for number in range(service.MOST_IN_A_UNIT):
        draw(workshop, name=f"Bố cục {number}")
    with pytest.raises(Conflict):
        draw(workshop, name="Một nữa")


def test_a_code_that_nobody_gave_is_asked_for(workshop: Workshop) -> None:
    layout = draw(workshop, sketch=(*CLOCKED[:1], SketchZone(kind="qr", left=700, top=0, width=300, height=850)))
    with pytest.raises(InvalidInput) as refused, session_scope(workshop.engine) as session:
        set_board(session, THE_SYSTEM, "led-1", BoardSetting(layout=layout))
    assert "Mã QR chưa có nội dung" in refused.value.problem.vi
    with session_scope(workshop.engine) as session:
        set_board(session, THE_SYSTEM, "led-1", BoardSetting(layout=layout, qr_payload="https://dongnai.gov.vn"))


@given(sketches())
def test_form_address_and_table_hold_what_is_drawn(sketch: Sketch) -> None:
    assert decoded(encoded(sketch)) == sketch
    assert from_address(in_address(sketch)) == sketch
    sent = form_of(sketch, NORTH, "Chợ", "").sketch()
    assert sorted(map(repr, sent)) == sorted(map(repr, sketch))


@pytest.mark.parametrize(
    "text", ["main", "main.0.0.1", "main.0.0.1.1001", "main.0.0.1.x", "lamp.0.0.1.1", "main.0.0.1.-1"]
)
def test_an_address_that_is_no_drawing_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        from_address(text)


@pytest.mark.parametrize("text", ["", "x", "101", "-1", "nan", "inf", "1e9999999"])
def test_what_is_no_percentage_is_refused(text: str) -> None:
    form = form_of(CLOCKED, NORTH, "Chợ", "")
    form.left[1] = text
    with pytest.raises(InvalidInput):
        form.sketch()
