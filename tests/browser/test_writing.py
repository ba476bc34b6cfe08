"""An author who is told in time, and a technician who sets the night: in a real Chromium."""

import re

import msgspec
from PIL import Image
from playwright.sync_api import expect

from controller.db import session_scope
from controller.documents import service as documents
from media.sound import write_wav
from protocol.documents import Desired, PercentWindow, Window
from tests.agent.speaker.material import sine
from tests.browser.pictures import expect_all_drawn
from tests.controller.web.running import COMMUNE

HIEROGLYPH = "\U00013000"
TABLE = (
    "| Khu phố | Ngày | Giờ |\n| --- | --- | --- |\n| Tân Trà | 03/12 | 7 giờ 30 |\n| Suối Đá | 10/12 | 7 giờ 30 |\n"
)
LONG = "Trạm y tế phường tổ chức tiêm chủng cho trẻ dưới năm tuổi vào sáng thứ Năm hằng tuần. " * 20
TEXT = f"# Lịch tiêm chủng\n\n{LONG}{HIEROGLYPH}\n\n{TABLE}"


def test_an_author_sees_the_warnings_mends_and_publishes(enter, panel):
    page = enter("approver")
    page.goto(f"{panel.url}/bulletins/new")
    page.get_by_label("Phát ở đơn vị").select_option(label="Phường Bình Phước")
    page.get_by_label("Nội dung", exact=True).fill(TEXT)
    led = page.locator(".rao-check", has_text="640 × 384")
    expect(led).to_contain_text("U+13000")
    expect(led).to_contain_text("Chưa phát hành được.")
    expect(led).to_contain_text("trang")
    expect(page.locator("#check-told")).to_have_text("Chưa phát hành được, xem lý do bên dưới.")
    page.get_by_role("button", name="Phát hành").click()
    expect(page.get_by_role("alert")).to_contain_text("không có phông")
    expect(page.get_by_label("Nội dung", exact=True)).to_have_value(TEXT)
    page.get_by_label("Nội dung", exact=True).fill(TEXT.replace(HIEROGLYPH, ""))
    expect(page.locator("[data-stop]")).to_have_count(0)
    expect(led.locator("img")).to_be_visible()
    expect_all_drawn(page, at_least=2)
    page.get_by_role("button", name="Phát hành").click()
    page.wait_for_url(re.compile(r"/bulletins/bulletin-\w+$"), timeout=60_000)
    expect(page.locator(".rao-check")).to_have_count(2)


def test_what_is_told_follows_every_change_and_leaves_the_writer_alone(enter, panel):
    page = enter("approver")
    page.goto(f"{panel.url}/bulletins/new")
    expect(page.locator("#check")).to_contain_text("Viết nội dung để xem.")
    text = page.get_by_label("Nội dung", exact=True)
    text.press_sequentially("Họp to dan pho toi nay")
    expect(page.locator(".rao-check")).to_have_count(2)
    expect(text).to_be_focused()
    expect(text).to_have_value("Họp to dan pho toi nay")
    text.fill("")
    expect(page.locator(".rao-check")).to_have_count(0)


def test_an_author_reads_what_loudspeakers_will_say_unless_they_say_nothing(enter, panel):
    page = enter("approver")
    page.goto(f"{panel.url}/bulletins/new")
    page.get_by_label("Nội dung", exact=True).fill("Mưa 100-150mm. Ban XQKZ trực 24/7.")
    aloud = page.locator("[data-aloud]")
    expect(aloud).to_contain_text("“XQKZ” đọc là “ích quy ca dét”")
    aloud.get_by_text("Toàn văn như loa đọc").click()
    expect(aloud.get_by_text("một trăm đến một trăm năm mươi mi li mét")).to_be_visible()
    page.get_by_label("Loa đọc bản tin này").uncheck(force=True)
    expect(aloud).to_have_count(0)


def test_a_writer_without_a_network_can_write_on(enter, panel):
    page = enter("approver")
    page.goto(f"{panel.url}/bulletins/new")
    page.context.set_offline(True)
    text = page.get_by_label("Nội dung", exact=True)
    with page.expect_event("requestfailed"):
        text.fill("Họp tối nay")
    expect(text).to_be_editable()
    page.context.set_offline(False)
    text.press_sequentially("!")
    expect(page.locator(".rao-check")).to_have_count(2)


def test_a_picture_too_small_for_the_board_is_warned_of_where_it_is_shown(enter, panel, tmp_path):
    Image.new("RGB", (160, 90), (30, 110, 60)).save(tmp_path / "le-hoi.png")
    page = enter("approver")
    page.goto(f"{panel.url}/bulletins/new")
    page.get_by_label("Hoặc chọn tệp").set_input_files(tmp_path / "le-hoi.png")
    page.get_by_role("button", name="Phát hành").click()
    page.wait_for_url(re.compile(r"/bulletins/picture-\w+$"), timeout=60_000)
    expect(page.locator(".rao-remark-warning").first).to_contain_text("160×90")


def test_hours_fit_the_smallest_phone(enter, panel):
    page = enter("technician")
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{panel.url}/tunings/{COMMUNE}")
    for own in page.get_by_label("Đặt riêng ở đây").all():
        own.check()
    expect(page.get_by_role("group", name="Khoảng giờ 1").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_technician_sets_the_night_by_keyboard_and_the_board_is_told(enter, panel):
    page = enter("technician")
    page.goto(f"{panel.url}/devices/led-01")
    page.get_by_role("link", name="Màn hình và âm thanh", exact=True).click()
    expect_all_drawn(page, at_least=6)
    page.get_by_label("Nội dung và đồng hồ lớn").check()
    page.get_by_label("Ban ngày").fill("85")
    bright = page.get_by_role("group", name="Ban đêm và giờ khác")
    bright.get_by_label("Đặt riêng ở đây").focus()
    page.keyboard.press("Space")
    bright.get_by_role("group", name="Khoảng giờ 1").get_by_label("từ").fill("19:00")
    bright.get_by_role("group", name="Khoảng giờ 1").get_by_label("đến").fill("05:00")
    bright.get_by_role("group", name="Khoảng giờ 1").get_by_label("sáng").fill("40")
    off = page.get_by_role("group", name="Giờ tắt màn hình")
    off.get_by_label("Đặt riêng ở đây").check()
    off.get_by_role("group", name="Khoảng giờ 1").get_by_label("từ").fill("22:30")
    off.get_by_role("group", name="Khoảng giờ 1").get_by_label("đến").fill("04:30")
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Đã lưu")
    told = desired(panel, "led-01")
    assert told.brightness_percent == 85
    assert told.brightness_windows == (PercentWindow(start="19:00", minutes=600, percent=40),)
    assert told.screen_off_windows == (Window(start="22:30", minutes=360),)
    assert desired(panel, "board-01").brightness_windows == ()


def test_a_technician_sets_how_loud_the_night_is_and_gives_the_unit_a_tune(enter, panel, tmp_path):
    page = enter("technician")
    page.goto(f"{panel.url}/tunings/{COMMUNE}")
    page.get_by_label("Thường ngày").fill("80")
    loud = page.get_by_role("group", name="Giờ vặn to, vặn nhỏ")
    loud.get_by_label("Đặt riêng ở đây").focus()
    page.keyboard.press("Space")
    hours = loud.get_by_role("group", name="Khoảng giờ 1")
    hours.get_by_label("từ").fill("20:00")
    hours.get_by_label("đến").fill("06:00")
    hours.get_by_role("spinbutton").fill("30")
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Đã lưu")
    told = desired(panel, "board-01")
    assert (told.volume_percent, told.volume_windows) == (80, (PercentWindow(start="20:00", minutes=600, percent=30),))
    tune = tmp_path / "nhac-hieu.wav"
    write_wav(sine(800, 2_000), tune)
    opening = page.get_by_role("group", name="Mở đầu")
    opening.get_by_label("Bản thu riêng").check()
    opening.get_by_label("Tệp âm thanh").set_input_files(tune)
    page.get_by_role("button", name="Lưu nhạc hiệu").first.click()
    expect(page.get_by_role("status")).to_contain_text("Đã lưu")
    expect(page.get_by_role("group", name="Mở đầu").get_by_label("Bản thu riêng")).to_be_checked()


def test_a_technician_is_told_what_is_missing(enter, panel):
    page = enter("technician")
    page.goto(f"{panel.url}/tunings/{COMMUNE}")
    page.get_by_label("Thông báo kèm mã QR").check()
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Mã QR chưa có nội dung")
    expect(page.get_by_label("Thông báo kèm mã QR")).to_be_checked()
    page.get_by_label("Mã QR: địa chỉ").fill("https://dichvucong.gov.vn")
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Đã lưu")


def desired(panel, device_id):
    """What the device is told to be."""
    with session_scope(panel.app.state.engine, writes=False) as session:
        row = documents.find(session, "desired", device_id)
        assert row is not None
        return msgspec.json.decode(row.body, type=Desired)


def test_a_code_that_cannot_be_scanned_from_afar_is_told_while_it_is_written(enter, panel):
    page = enter("approver")
    page.goto(f"{panel.url}/bulletins/new?kind=qr")
    page.get_by_label("Tiêu đề").fill("Dịch vụ công")
    expect(page.locator("#check")).to_contain_text("Viết nội dung để xem.")
    page.get_by_label("Địa chỉ hoặc chữ trong mã").fill("https://dichvucong.gov.vn/thu-tuc/ho-so")
    expect(page.locator(".rao-check")).to_have_count(2)
    expect(page.locator("#check")).to_contain_text("quét được từ khoảng")
