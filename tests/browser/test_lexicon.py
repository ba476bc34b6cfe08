"""An approver mends how a word is said, on a telephone and by keyboard alone: in a real Chromium."""

import re

from playwright.sync_api import expect

from tests.controller.web.running import COMMUNE

PHONE = {"width": 360, "height": 740}


def tab_to(page, locator):
    """Press Tab until that has the focus, as somebody without a mouse does."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if locator.evaluate("it => it === document.activeElement"):
            return
    raise AssertionError(f"no way to {locator} by keyboard")


def test_a_word_is_tried_added_and_heard_on_a_phone(enter, panel):
    page = enter("approver")
    page.set_viewport_size(PHONE)
    page.goto(f"{panel.url}/lexicon?unit_id={COMMUNE}")
    page.get_by_label("Câu muốn thử").fill("Đồn KPX họp tối nay")
    page.get_by_role("button", name="Đọc thử").click()
    expect(page.locator("[data-after]")).to_contain_text("ca pê ích")
    expect(page.get_by_label("Câu muốn thử")).to_have_value("Đồn KPX họp tối nay")
    page.get_by_label("Viết trong bản tin").fill("KPX")
    page.get_by_label("Loa đọc là").fill("khu phố mười")
    page.get_by_label("Dùng ở đơn vị").select_option(COMMUNE)
    page.get_by_role("button", name="Thêm").click()
    expect(page.get_by_role("status").first).to_contain_text("Đã lưu.")
    row = page.locator("[data-entry='KPX']")
    expect(row).to_contain_text("khu phố mười")
    page.get_by_label("Câu muốn thử").fill("Đồn KPX họp tối nay")
    page.get_by_role("button", name="Đọc thử").click()
    expect(page.locator("[data-before]")).to_contain_text("ca pê ích")
    expect(page.locator("[data-after]")).to_contain_text("khu phố mười")
    sound = page.locator("[data-after] audio")
    sound.evaluate("it => { it.muted = true; return it.play() }")
    page.wait_for_function("document.querySelector('[data-after] audio').currentTime > 0")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    row.get_by_text("Bỏ", exact=True).click()
    expect(row).to_contain_text("Loa sẽ đọc như khi chưa có mục này.")
    row.get_by_role("button", name="Bỏ hẳn").click()
    expect(page.locator("[data-entry='KPX']")).to_have_count(0)


def test_all_of_it_works_by_keyboard(enter, panel):
    page = enter("approver")
    page.goto(f"{panel.url}/lexicon?unit_id={COMMUNE}")
    tab_to(page, page.get_by_label("Viết trong bản tin"))
    page.keyboard.type("TDPX")
    tab_to(page, page.get_by_label("Loa đọc là"))
    page.keyboard.type("tổ dân phố mười")
    page.keyboard.press("Enter")
    row = page.locator("[data-entry='TDPX']")
    expect(row).to_be_visible()
    tab_to(page, row.get_by_role("link", name="Sửa TDPX"))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/lexicon/entries/"))
    spoken = page.get_by_label("Loa đọc là")
    tab_to(page, spoken)
    page.keyboard.press("Control+A")
    page.keyboard.type("tổ dân phố mười một")
    page.keyboard.press("Enter")
    expect(row).to_contain_text("tổ dân phố mười một")
    tab_to(page, page.get_by_role("searchbox"))
    page.keyboard.type("to dan pho")
    page.keyboard.press("Enter")
    expect(row).to_be_visible()
    tab_to(page, row.locator("summary"))
    page.keyboard.press("Enter")
    tab_to(page, row.get_by_role("button", name="Bỏ hẳn"))
    page.keyboard.press("Enter")
    expect(row).to_have_count(0)


def test_an_author_reads_the_provinces_own_words(enter, panel):
    page = enter("approver")
    page.goto(f"{panel.url}/lexicon?unit_id={COMMUNE}")
    page.get_by_label("Viết trong bản tin").fill("KPZ")
    page.get_by_label("Loa đọc là").fill("khu phố cuối")
    page.get_by_label("Dùng ở đơn vị").select_option(COMMUNE)
    page.get_by_role("button", name="Thêm").click()
    expect(page.locator("[data-entry='KPZ']")).to_be_visible()
    page.goto(f"{panel.url}/bulletins/new")
    page.get_by_label("Phát ở đơn vị").select_option(COMMUNE)
    page.get_by_label("Nội dung", exact=True).fill("Đồn KPZ họp tối nay.")
    expect(page.locator("[data-aloud]")).to_have_attribute("data-doubts", "0")
    page.locator("[data-aloud] summary").click()
    expect(page.locator("[data-aloud]")).to_contain_text("khu phố cuối")


def test_bad_lines_of_a_sheet_are_told(enter, panel):
    page = enter("approver")
    page.goto(f"{panel.url}/lexicon?unit_id={COMMUNE}")
    sheet = {"name": "tu.csv", "mimeType": "text/csv", "buffer": "KPY,khu phố\nUBND,\n".encode()}
    page.get_by_label("Tệp CSV").set_input_files(sheet)
    page.get_by_role("button", name="Nhập").click()
    expect(page.get_by_role("alert")).to_contain_text("Dòng 2")
    expect(page.locator("[data-entry='KPY']")).to_have_count(0)
