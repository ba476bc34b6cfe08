"""A technician changes many devices in two steps and watches it arrive: in a real Chromium."""

from playwright.sync_api import expect

from controller.db import session_scope
from controller.publishing.models import Tuning
from controller.status.models import DeviceStatus
from tests.browser.boards import BOARDS


def test_many_are_labelled_and_dimmed_in_two_steps(enter, panel):
    page = enter("technician")
    page.get_by_role("link", name="Thay đổi nhiều thiết bị").click()
    page.get_by_role("checkbox", name="Nhãn").check()
    page.get_by_label("Thêm nhãn").fill("Trung tâm")
    page.get_by_role("checkbox", name="Độ sáng ban ngày").check()
    page.get_by_role("spinbutton", name="Độ sáng ban ngày").fill("55")
    page.get_by_role("radio", name="Chỉ thiết bị được đánh dấu").check()
    picks = page.locator("[name='ids']")
    assert picks.count() == len(BOARDS)
    for device_id in ("board-01", "led-01"):
        page.locator(f"[name='ids'][value='{device_id}']").check()
    page.get_by_role("button", name="Xem trước").click()
    expect(page.locator("[data-sum='changed']")).to_have_text("2")
    expect(page.locator("[data-line='led-01']")).to_contain_text("Độ sáng ban ngày: theo đơn vị cấp trên → 55 %")
    with session_scope(panel.app.state.engine, writes=False) as session:
        assert session.get(Tuning, "led-01") is None, "looking changes nothing"
    page.get_by_role("button", name="Đổi 2 thiết bị").click()
    expect(page.locator("[data-devices]")).to_have_text("2")
    expect(page.locator(".rao-waiting").get_by_role("link", name="Màn hình LED ngã tư")).to_be_visible()
    with session_scope(panel.app.state.engine) as session:
        assert session.get_one(Tuning, "led-01").brightness_percent == 55
        assert session.get(Tuning, "speaker-01") is None
        session.get_one(DeviceStatus, "led-01").applied_rev = 1000
    panel.app.state.bus.publish("devices")
    expect(page.locator("[data-applied]")).to_have_text("1")
    page.goto(f"{panel.url}/?tag=trung tâm")
    expect(page.locator("[data-device]")).to_have_count(2)
    page.locator("#device-led-01").click()
    expect(page.get_by_label("Nhãn, cách nhau bằng dấu phẩy")).to_have_value("Trung tâm")


def test_what_changed_meanwhile_is_looked_at_again(enter, panel):
    page = enter("technician")
    page.goto(f"{panel.url}/devices/bulk?kind=speaker")
    page.get_by_role("checkbox", name="Âm lượng thường ngày").check()
    page.get_by_role("spinbutton", name="Âm lượng thường ngày").fill("30")
    page.get_by_role("button", name="Xem trước").click()
    expect(page.locator("[data-sum='changed']")).to_have_text("1")
    with session_scope(panel.app.state.engine) as session:
        session.add(Tuning(owner="speaker-01", volume_percent=90))
    page.get_by_role("button", name="Đổi 1 thiết bị").click()
    expect(page.get_by_role("alert")).to_contain_text("vừa được thay đổi sau khi bạn xem lại")
    expect(page.locator("[data-line='speaker-01']")).to_contain_text("90 % → 30 %")
    page.get_by_role("button", name="Đổi 1 thiết bị").click()
    expect(page.locator("[data-devices]")).to_have_text("1")


def test_what_can_not_be_is_told_and_stays_in_the_form(enter, panel):
    page = enter("technician")
    page.goto(f"{panel.url}/devices/bulk")
    page.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_role("alert")).to_contain_text("Chưa chọn điều gì để thay đổi.")
    page.get_by_role("checkbox", name="Bố cục", exact=True).check()
    page.get_by_role("combobox", name="Bố cục", exact=True).select_option("notice-qr")
    page.get_by_role("button", name="Xem trước").click()
    expect(page.locator("[data-line='led-01']")).to_contain_text("Mã QR chưa có nội dung.")
    expect(page.locator("[data-sum='refused']")).to_be_visible()
    expect(page.get_by_role("button", name="Đổi")).to_have_count(0)
