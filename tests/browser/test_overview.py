"""Signing in and watching the boards."""

from playwright.sync_api import expect

from controller.clock import wall_ms
from controller.db import session_scope
from controller.status.flips import record_flips
from controller.status.service import record_wills
from protocol.ids import DeviceId
from tests.browser.boards import BOARDS, SID, hear


def test_a_wrong_password_is_told_and_lets_nobody_in(page, panel):
    page.goto(f"{panel.url}/")
    assert page.url == f"{panel.url}/login"
    page.fill("#login", "editor")
    page.fill("#password", "wrong")
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("alert")).to_have_text("Tên đăng nhập hoặc mật khẩu không đúng.")
    expect(page.locator("#login")).to_have_value("editor")


def test_the_overview_shows_every_device_with_its_state(enter):
    page = enter("operator")
    expect(page.locator("[data-device]")).to_have_count(len(BOARDS))
    expect(page.locator("[data-state=online]")).to_have_count(len(BOARDS))
    expect(page.locator("[data-count=online]")).to_have_text("3")
    expect(page.locator("[data-device=board-01] [data-showing]")).to_contain_text("Lịch tiêm chủng")


def test_a_board_that_goes_and_comes_is_shown_without_reloading(enter, panel):
    page = enter("operator")
    page.evaluate("window.neverReloaded = true")
    board = page.locator("[data-device=board-01]")
    with session_scope(panel.app.state.engine) as session:
        record_wills(session, [(DeviceId("board-01"), SID)])
        record_flips(session, wall_ms())
    panel.app.state.bus.publish("devices")
    expect(board.locator("[data-state=offline]")).to_have_text("Mất kết nối")
    expect(page.locator("[data-count=offline]")).to_have_text("1")
    with session_scope(panel.app.state.engine) as session:
        hear(session, "board-01", "Hội xuân")
    panel.app.state.bus.publish("devices")
    expect(board.locator("[data-showing]")).to_contain_text("Hội xuân")
    assert page.evaluate("window.neverReloaded")


def test_focus_stays_where_it_was_when_the_page_follows(enter, panel):
    page = enter("operator")
    page.focus("#device-led-01")
    with session_scope(panel.app.state.engine) as session:
        hear(session, "led-01", "Tin mới")
    panel.app.state.bus.publish("devices")
    expect(page.locator("[data-device=led-01] [data-showing]")).to_contain_text("Tin mới")
    assert page.evaluate("document.activeElement.id") == "device-led-01"


def test_searching_ignores_accents(enter):
    page = enter("auditor")
    page.fill("#q", "bang tin")
    page.press("#q", "Enter")
    expect(page.locator("[data-device]")).to_have_count(1)
    expect(page.locator("[data-device=board-01]")).to_be_visible()


def test_a_device_has_its_own_page(enter):
    page = enter("technician")
    page.locator("#device-led-01").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Màn hình LED ngã tư")
    expect(page.get_by_text("led-p5-640x384")).to_be_visible()


def test_a_board_that_shows_an_alert_stands_out(enter, panel):
    page = enter("operator")
    with session_scope(panel.app.state.engine) as session:
        hear(session, "led-01", "Lũ quét", screen="alert a-0123456789ab")
    panel.app.state.bus.publish("devices")
    expect(page.locator("[data-device=led-01] [data-showing]")).to_contain_text("Cảnh báo: Lũ quét")


def test_a_screen_that_is_off_is_told_so(enter, panel):
    page = enter("operator")
    with session_scope(panel.app.state.engine) as session:
        hear(session, "led-01", "", screen="off")
    panel.app.state.bus.publish("devices")
    expect(page.locator("[data-device=led-01] [data-showing]")).to_contain_text("Màn hình đang tắt theo giờ")
    page.goto(f"{panel.url}/devices/led-01")
    expect(page.locator("[data-showing]")).to_contain_text("Màn hình đang tắt theo giờ")


def test_what_a_screen_shows_is_told_with_its_kind_and_page(enter, panel):
    page = enter("operator")
    for screen, told in (
        ("document d-1 2/5", "Tài liệu, 5 trang"),
        ("countdown c-1", "Đếm ngược"),
        ("safe", "đồng hồ"),
    ):
        with session_scope(panel.app.state.engine) as session:
            hear(session, "led-01", "Kế hoạch năm", screen=screen)
        page.goto(f"{panel.url}/devices/led-01")
        expect(page.locator("[data-showing]")).to_contain_text(told)
