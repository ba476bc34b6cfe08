"""An emergency from the button to the last board, by keyboard alone."""

import re

from playwright.sync_api import expect

from controller.alerts.receipts import record_acks
from controller.clock import wall_ms
from controller.db import session_scope
from controller.link.inbox import AckHeard
from protocol.ids import DeviceId
from protocol.uplink import Ack, Evidence
from tests.browser.boards import BOARDS, SID
from tests.browser.pictures import expect_all_drawn

FRAME = "ab" * 32


def test_only_who_may_warn_sees_the_button(enter):
    page = enter("editor")
    expect(page.get_by_role("link", name="Cảnh báo khẩn cấp")).to_have_count(0)


def test_a_warning_is_written_confirmed_watched_and_ended_by_keyboard(enter, panel):
    page = enter("operator")
    reach(page, "a.rao-emergency")
    page.keyboard.press("Enter")
    page.wait_for_url("**/alerts/new")
    write_by_keyboard(page)
    page.wait_for_url(re.compile(r"/alerts/a-\w+$"), timeout=30_000)
    expect(page.locator("[data-boards]")).to_have_text("3")
    expect_all_drawn(page, at_least=2)
    assert page.evaluate(
        "fetch(document.querySelector('audio').currentSrc).then(r => r.headers.get('content-type'))"
    ) == ("audio/ogg")
    reach(page, "#confirm")
    page.keyboard.press("Enter")
    expect(page.locator("[data-rendered]")).to_have_text("Đã phát trên 0/3 thiết bị")
    alert_id = page.url.rsplit("/", 1)[1]
    say(panel, alert_id, "led-01", "received")
    expect(page.locator("[data-count=received]")).to_have_text("1")
    for device_id in BOARDS:
        say(panel, alert_id, device_id, "rendered")
    expect(page.locator("[data-rendered]")).to_have_text("Đã phát trên 3/3 thiết bị")
    expect(page.locator("[data-device=led-01]")).to_contain_text(FRAME[:10])
    expect(page.locator("[data-device=speaker-01]")).to_contain_text("-18.5 dBFS")
    expect(page.locator("#active-alerts")).to_contain_text("Lũ quét")
    reach(page, ".rao-lift summary")
    page.keyboard.press("Enter")
    reach(page, ".rao-lift button")
    page.keyboard.press("Enter")
    expect(page.locator("#alert")).to_contain_text("đã kết thúc lúc")
    expect(page.locator("#active-alerts")).not_to_contain_text("Lũ quét")


def test_an_incomplete_warning_comes_back_with_what_was_typed(enter, panel):
    page = enter("operator")
    page.goto(f"{panel.url}/alerts/new")
    page.fill("#event", "Bão")
    page.fill("#instruction", "Ở trong nhà.")
    page.get_by_role("button", name="Xem trước và xác nhận").click()
    expect(page.get_by_role("alert")).to_contain_text("chưa chọn địa bàn nào")
    expect(page.locator("#instruction")).to_have_value("Ở trong nhà.")


def test_a_draft_can_be_changed_and_says_when_it_is_a_drill(enter, panel):
    page = enter("operator")
    page.goto(f"{panel.url}/alerts/new")
    page.fill("#event", "Diễn tập bão")
    page.check("[value='25195-20250701']")
    page.check("[name=drill]")
    page.get_by_role("button", name="Xem trước và xác nhận").click()
    expect(page.locator(".rao-actions .rao-drill")).to_have_text("DIỄN TẬP", timeout=30_000)
    page.get_by_role("link", name="Sửa lại").click()
    expect(page.locator("#event")).to_have_value("Diễn tập bão")
    expect(page.locator("[name=drill]")).to_be_checked()
    expect(page.locator("[value='25195-20250701']")).to_be_checked()


def write_by_keyboard(page):
    """Level 4, what and where, with the keyboard alone."""
    expect(page.locator("#event")).to_be_focused()
    page.keyboard.type("Lũ quét")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowRight")
    expect(page.locator("[name=level][value='4']")).to_be_checked()
    reach(page, "#headline")
    page.keyboard.type("Lũ quét trên suối Rạt")
    reach(page, "#instruction")
    page.keyboard.type("Lên chỗ cao ngay. Không qua ngầm tràn.")
    reach(page, "#unit-search")
    page.keyboard.type("binh phuoc")
    expect(page.locator(".rao-unit:visible")).to_have_count(2)
    reach(page, "[value='25195-20250701']")
    page.keyboard.press("Space")
    expect(page.locator("#chosen")).to_have_text("Phường Bình Phước")
    reach(page, "#alert-form button[type=submit]")
    page.keyboard.press("Enter")


def reach(page, selector):
    """Goes there with Tab, as somebody without a mouse does."""
    page.wait_for_selector(selector)
    for _ in range(60):
        if page.evaluate("selector => document.activeElement?.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reaches {selector}")


def say(panel, alert_id, device_id, stage):
    """One acknowledgement, as the link takes it in."""
    now_ms = wall_ms()
    evidence = Evidence(rms_dbfs=-18.5) if device_id.startswith("speaker") else Evidence(frame_sha256=FRAME)
    ack = Ack(
        sid=SID,
        subject="alert",
        id=alert_id,
        stage=stage,
        at_ms=now_ms,
        clock="trusted",
        evidence=evidence if stage == "rendered" else None,
    )
    with session_scope(panel.app.state.engine) as session:
        assert record_acks(session, [AckHeard(DeviceId(device_id), ack, now_ms)]) == 1
    panel.app.state.bus.publish("alerts")
