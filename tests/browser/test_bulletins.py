"""A notice typed into the panel, looked at page by page, taken off again; and a board's picture that follows."""

import io
import re
from datetime import date

from fastapi import UploadFile
from playwright.sync_api import expect

from controller.bulletins.draft import Options
from controller.bulletins.jobs import publish_files
from controller.bulletins.uploads import on_disk
from controller.clock import wall_ms
from controller.db import session_scope
from controller.library.workshop import workshop_of
from controller.people.actor import THE_SYSTEM
from controller.snapshots.service import keep
from media.board import draw_now_saying
from media.picture import encode_webp
from tests.browser.pictures import expect_all_drawn
from tests.controller.web.running import COMMUNE
from tests.media.word.papers import paper, picture, saved

TEXT = "# Lịch tiêm chủng\n\nTrạm y tế tiêm chủng sáng thứ Năm.\n\n- Mang theo sổ tiêm chủng\n"


def test_a_notice_is_published_seen_on_every_size_and_withdrawn(enter, panel):
    page = enter("approver")
    page.get_by_role("link", name="Bản tin").click()
    page.get_by_role("link", name="Đăng bản tin").click()
    page.get_by_label("Nội dung", exact=True).fill(TEXT)
    page.get_by_label("Phát ở đơn vị").select_option(label="Phường Bình Phước")
    page.get_by_role("button", name="Phát hành").click()
    page.wait_for_url(re.compile(r"/bulletins/bulletin-\w+$"), timeout=30_000)
    expect(page.get_by_role("heading", level=1)).to_have_text("Lịch tiêm chủng")
    expect_all_drawn(page, at_least=2)
    expect(page.locator("audio")).to_have_count(1)
    page.locator(".rao-lift summary").click()
    page.get_by_role("button", name="Gỡ ngay").click()
    expect(page.get_by_text("Đã gỡ", exact=True)).to_be_visible()
    page.get_by_role("link", name="Bản tin").click()
    expect(page.locator("[data-content]")).to_contain_text(["Lịch tiêm chủng"])


def test_the_list_follows_what_others_publish(enter, panel):
    page = enter("auditor")
    page.goto(f"{panel.url}/bulletins")
    for title in ("Tin thứ nhất", "Tin thứ hai"):
        publish(panel, title)
        expect(page.locator("[data-content]", has_text=title)).to_be_visible()


def test_an_empty_notice_is_told_what_it_lacks(enter, panel):
    page = enter("approver")
    page.goto(f"{panel.url}/bulletins/new")
    page.get_by_label("Tiêu đề").fill("Thông báo")
    page.get_by_role("button", name="Phát hành").click()
    expect(page.get_by_role("alert")).to_contain_text("Chưa có nội dung nào")
    expect(page.get_by_label("Tiêu đề")).to_have_value("Thông báo")


def test_figures_are_put_on_cards_and_seen_on_every_size(enter, panel):
    page = enter("approver")
    page.goto(f"{panel.url}/bulletins/new")
    page.get_by_role("link", name="Ô số liệu").click()
    page.get_by_label("Tiêu đề").fill("Thời tiết hôm nay")
    for number, (name, value) in enumerate((("Nhiệt độ", "31 °C"), ("Mưa", "60 %")), start=1):
        card = page.get_by_role("group", name=f"Ô {number}", exact=True)
        card.get_by_label("Tên").fill(name)
        card.get_by_label("Giá trị").fill(value)
    page.get_by_role("group", name="Ô 4", exact=True).get_by_label("Tên").fill("Gió")
    page.get_by_role("group", name="Ô 5", exact=True).get_by_label("Tên").fill("Độ ẩm")
    expect(page.get_by_role("group", name="Ô 6", exact=True).get_by_label("Tên")).to_have_value("")
    for number, value in ((4, "cấp 3"), (5, "78 %")):
        page.get_by_role("group", name=f"Ô {number}", exact=True).get_by_label("Giá trị").fill(value)
    page.get_by_label("Phát ở đơn vị").select_option(label="Phường Bình Phước")
    page.get_by_role("button", name="Phát hành").click()
    page.wait_for_url(re.compile(r"/bulletins/bulletin-\w+$"), timeout=30_000)
    expect(page.get_by_role("heading", level=1)).to_have_text("Thời tiết hôm nay")
    expect_all_drawn(page, at_least=2)


def test_a_countdown_that_is_over_comes_back_as_typed(enter, panel):
    page = enter("approver")
    page.goto(f"{panel.url}/bulletins/new?kind=countdown")
    page.get_by_label("Đếm đến sự kiện nào").fill("Khai giảng")
    page.get_by_label("Thời điểm").fill("2020-09-05T07:00")
    page.get_by_role("button", name="Phát hành").click()
    expect(page.get_by_role("alert")).to_contain_text("đã qua")
    expect(page.get_by_label("Thời điểm")).to_have_value("2020-09-05T07:00")
    page.get_by_label("Thời điểm").fill("2099-09-05T07:00")
    page.get_by_role("button", name="Phát hành").click()
    page.wait_for_url(re.compile(r"/bulletins/countdown-\w+$"), timeout=30_000)
    expect_all_drawn(page, at_least=2)


def test_an_auditor_reads_but_does_not_write(enter, panel):
    page = enter("auditor")
    page.get_by_role("link", name="Bản tin").click()
    expect(page.get_by_role("link", name="Đăng bản tin")).to_have_count(0)
    assert page.goto(f"{panel.url}/bulletins/new").status == 403


def test_the_picture_of_a_board_follows_by_itself(enter, panel, tmp_path):
    page = enter("operator")
    board = page.locator("[data-device=speaker-01]")
    expect(board).to_contain_text("Chưa có hình")
    said = [send_picture(panel, tmp_path, page, title) for title in ("Tin sáng", "Tin chiều")]
    assert said[0] != said[1]


def send_picture(panel, folder, page, title):
    """Takes in a picture and waits until the overview shows it; answers its address."""
    now_ms = wall_ms()
    picture = encode_webp(draw_now_saying(320, 180, title, [-20.0]))
    with session_scope(panel.app.state.engine) as session:
        keep(session, folder, "speaker-01", picture, "image/webp", "", now_ms)
    panel.app.state.bus.publish("snapshots")
    expect(page.locator(f"img[src$='at={now_ms}']")).to_have_count(1)
    expect_all_drawn(page, at_least=1)
    return page.locator("[data-device=speaker-01] img").get_attribute("src")


def publish(panel, title):
    """Somebody else publishes a line."""
    workshop = workshop_of(panel.app.state.settings, panel.app.state.engine)
    options = Options(first_date=date(2026, 11, 22), title=title, spoken=False)
    sent = UploadFile(io.BytesIO(title.encode()), filename="tin.txt")
    with on_disk([sent]) as uploads:
        publish_files(workshop, THE_SYSTEM, uploads, COMMUNE, options)
    panel.app.state.bus.publish("bulletins")


def test_a_notice_is_to_be_said_over_music_from_a_phone(enter, panel):
    page = enter("approver")
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{panel.url}/bulletins/new")
    page.get_by_label("Nội dung", exact=True).fill("# Nhắc việc\n\nMang rác ra cổng.\n")
    page.get_by_label("Phát ở đơn vị").select_option(COMMUNE)
    page.get_by_text("Khi loa đang phát nội dung khác").click()
    page.get_by_label("Nói trên nền chương trình đang phát (nhạc nhỏ lại)").check()
    page.get_by_label("Phát lại từ đầu").check()
    page.get_by_label("Nền: khi không có gì khác").check()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name="Phát hành").click()
    expect(page.get_by_role("alert")).to_contain_text("Nội dung nền")
    expect(page.get_by_label("Phát lại từ đầu")).to_be_checked()
    page.get_by_role("radio", name="Phát trực tiếp").check()
    page.get_by_role("button", name="Phát hành").click()
    page.wait_for_url(re.compile(r"/bulletins/bulletin-\w+$"), timeout=30_000)
    expect(page.locator("main")).to_contain_text("Nói trên nền chương trình đang phát")


def test_a_word_file_goes_through_the_panel_to_the_pages_of_boards(enter, panel, tmp_path):
    document = paper()
    document.add_heading("Lịch phun thuốc muỗi", 1)
    document.add_paragraph("Bà con che đậy thức ăn, đóng cửa trong 30 phút.")
    document.add_picture(picture(tmp_path))
    page = enter("approver")
    page.goto(f"{panel.url}/bulletins/new")
    page.set_input_files("#files", saved(document, tmp_path))
    page.get_by_label("Phát ở đơn vị").select_option(label="Phường Bình Phước")
    page.get_by_label("Lĩnh vực thông tin thiết yếu").select_option("disasters")
    page.get_by_role("button", name="Phát hành").click()
    page.wait_for_url(re.compile(r"/bulletins/bulletin-\w+$"), timeout=30_000)
    expect(page.get_by_role("heading", level=1)).to_have_text("Lịch phun thuốc muỗi")
    expect(page.get_by_role("note")).to_contain_text("1 hình")
    expect(page.locator(".rao-facts")).to_contain_text("dịch bệnh")
    expect_all_drawn(page, at_least=2)
    shown = page.url
    old = tmp_path / "cong-van.doc"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000))
    page.goto(f"{panel.url}/bulletins/new")
    page.set_input_files("#files", old)
    page.get_by_label("Phát ở đơn vị").select_option(label="Phường Bình Phước")
    expect(page.locator("main")).to_contain_text("lưu lại thành .docx hoặc PDF")
    assert page.url != shown
