"""A technician draws a layout by mouse and by keyboard: in a real Chromium."""

from io import BytesIO
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import expect
from sqlmodel import select

from controller.bulletins.boards import geometry_of
from controller.db import session_scope
from controller.layouts.form import from_address
from controller.layouts.models import BoardLayout
from controller.layouts.sketches import decoded
from controller.publishing.setting import BoardSetting
from controller.publishing.specimen import specimen_frame, whole
from controller.publishing.staging import arrangement_for
from controller.units.service import get_unit
from media.board import Look, sketched
from tests.controller.web.running import COMMUNE, PASSWORD

PHONE = {"width": 390, "height": 800}


def zone(page, slot):
    return page.locator(f"[data-frame='{slot}']")


def numbers(page, slot):
    return [
        float(page.locator(f"[data-zone='{slot}'] [name='{side}']").input_value())
        for side in ("left", "top", "width", "height")
    ]


def drag(page, locator, across, down, corner=""):
    """Press in the middle of it (or of its corner), go there in steps, let go."""
    box = (locator.locator(f"[data-corner='{corner}']") if corner else locator).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + across / 2, y + down / 2)
    page.mouse.move(x + across, y + down)
    page.mouse.up()


def draw_clock(page, panel, name):
    """A layout that begins as the template with a clock, on the LED screen."""
    page.goto(f"{panel.url}/layouts/new?unit_id={COMMUNE}&start=clock&board=640x384 5mm 12m night")
    page.get_by_label("Tên bố cục").fill(name)
    expect(zone(page, "clock")).to_be_visible()


def test_zones_are_dragged_and_moved_by_keyboard_and_boards_get_them_so(enter, panel):
    page = enter("technician")
    draw_clock(page, panel, "Chợ Bình Phước")
    main, clock = numbers(page, "main"), numbers(page, "clock")
    across = page.locator("#layout-canvas").bounding_box()["width"]
    drag(page, zone(page, "main"), -across * 0.1, 0, corner="se")
    assert numbers(page, "main")[2] == pytest.approx(main[2] - 10, abs=1)
    zone(page, "clock").focus()
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    page.keyboard.press("Shift+ArrowUp")
    left, top, width, height = numbers(page, "clock")
    assert (left, top, width, height) == pytest.approx((clock[0] - 3, clock[1], clock[2], clock[3] - 1))
    expect(page.locator("#layout-status")).to_contain_text(f"trái {left:g} %")
    expect(zone(page, "clock")).to_have_attribute(
        "aria-label", f"ô đồng hồ: trái {left:g} %, trên {top:g} %, rộng {width:g} %, cao {height:g} %"
    )
    expect(page.locator("[data-board='640x384 5mm 12m night']")).to_have_attribute("data-stands", "yes")
    drawn = {slot: numbers(page, slot) for slot in ("main", "clock", "ticker")}
    page.get_by_role("button", name="Lưu bố cục").click()
    expect(page.get_by_role("status").first).to_contain_text("Đã lưu bố cục.")
    with session_scope(panel.app.state.engine, writes=False) as session:
        row = session.exec(select(BoardLayout).where(BoardLayout.name == "Chợ Bình Phước")).one()
        sketch = decoded(row.zones)
    assert {one.kind: [one.left / 10, one.top / 10, one.width / 10, one.height / 10] for one in sketch} == drawn
    geometry = geometry_of("led-p5-640x384")
    arrangement = arrangement_for(BoardSetting(layout=row.id, sketch=sketch), geometry, with_side=True)
    assert arrangement == sketched(Look.of(geometry), sketch)
    [shown] = [one for one in arrangement.zones if one.name == "clock"]
    assert shown.x_px == pytest.approx(640 * left / 100, abs=2)


def test_the_picture_is_what_boards_draw(enter, panel):
    page = enter("technician")
    draw_clock(page, panel, "Xem")
    with page.expect_response(lambda answer: "/layouts/picture" in answer.url) as answered:
        zone(page, "clock").focus()
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("Shift+ArrowLeft")
        page.locator("[data-zone='main'] [name='width']").fill("60")
        page.locator("[data-zone='main'] [name='width']").press("Tab")
    asked = parse_qs(urlsplit(answered.value.url).query)
    shown = Image.open(BytesIO(answered.value.body()))
    setting = BoardSetting(layout="drawn", sketch=from_address(asked["zones"][0]))
    with session_scope(panel.app.state.engine, writes=False) as session:
        frame = specimen_frame(geometry_of("led-p5-640x384"), whole(setting), get_unit(session, COMMUNE).name)
    assert shown.size == frame.size == (640, 384)
    assert ImageChops.difference(shown.convert("RGB"), frame).getbbox() is None


def test_what_went_wrong_is_undone_and_what_can_not_be_is_told(enter, panel):
    page = enter("technician")
    draw_clock(page, panel, "Hoàn tác")
    before = numbers(page, "main")
    expect(page.get_by_role("button", name="Hoàn tác")).to_be_disabled()
    across = page.locator("#layout-canvas").bounding_box()["width"]
    drag(page, zone(page, "main"), across * 0.15, 0, corner="se")
    expect(page.locator("[data-fault]")).to_contain_text("chồng lên nhau")
    page.get_by_role("button", name="Lưu bố cục").click()
    expect(page.get_by_role("alert")).to_contain_text("Ô nội dung chính và ô đồng hồ chồng lên nhau.")
    expect(page.get_by_label("Tên bố cục")).to_have_value("Hoàn tác")
    zone(page, "clock").focus()
    page.keyboard.press("Delete")
    expect(zone(page, "clock")).to_be_hidden()
    page.keyboard.press("Control+z")
    expect(zone(page, "clock")).to_be_visible()
    draw_clock(page, panel, "Hoàn tác")
    drag(page, zone(page, "main"), across * 0.15, 0, corner="se")
    page.get_by_role("button", name="Hoàn tác").click()
    assert numbers(page, "main") == before
    expect(page.locator("[data-fault]")).to_have_count(0)


def test_a_finger_moves_a_zone_on_a_phone(browser, panel, enter):
    page = enter("technician")
    page.set_viewport_size(PHONE)
    draw_clock(page, panel, "Điện thoại")
    touch = page.context.new_cdp_session(page)
    zone(page, "clock").scroll_into_view_if_needed()
    box, room = zone(page, "clock").bounding_box(), page.locator("#layout-canvas").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    left = numbers(page, "clock")[0]
    for kind, at in (
        ("touchStart", x),
        ("touchMove", x - 20),
        ("touchMove", x - room["width"] * 0.2),
        ("touchEnd", None),
    ):
        points = [] if at is None else [{"x": at, "y": y}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    assert numbers(page, "clock")[0] == pytest.approx(left - 20, abs=2)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_without_javascript_the_numbers_do(browser, panel):
    context = browser.new_context(java_script_enabled=False, locale="vi-VN")
    page = context.new_page()
    page.goto(f"{panel.url}/login")
    page.fill("#login", "technician")
    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")
    page.goto(f"{panel.url}/layouts/new?unit_id={COMMUNE}&start=bare&board=640x384 5mm 12m night")
    page.get_by_label("Tên bố cục").fill("Bằng số")
    page.locator("[data-zone='main'] [name='width']").fill("70")
    page.get_by_role("button", name="Xem thử").click()
    expect(page.get_by_label("Tên bố cục")).to_have_value("Bằng số")
    assert ".0.0.700." in page.locator("#layout-picture").get_attribute("src").replace("main", "")
    page.get_by_role("button", name="Lưu bố cục").click()
    expect(page.get_by_role("status").first).to_contain_text("Đã lưu bố cục.")
    page.get_by_role("link", name="Bằng số").click()
    page.get_by_text("Xóa bố cục này").click()
    page.get_by_role("button", name="Xóa hẳn").click()
    expect(page.get_by_role("status").first).to_contain_text("Đã xóa bố cục.")
    context.close()
