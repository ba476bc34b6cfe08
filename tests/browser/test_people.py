"""Second factor, one's own account, and looking after people, in a real browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from controller.clock import wall_ms
from controller.people.totp import STEP_MS, code_at
from tests.controller.web.running import PASSWORD, Running

NEW = "con trau an lua chin"


@pytest.fixture
def phone(browser: Browser, panel: Running) -> Page:
    """Another person's phone, at the sign-in page."""
    page = browser.new_context(viewport={"width": 360, "height": 740}, locale="vi-VN").new_page()
    page.goto(f"{panel.url}/login")
    return page


def code_of(secret: str, later: int = 0) -> str:
    return code_at(secret, wall_ms() // STEP_MS + later)


def test_a_second_factor_is_scanned_and_asked_for(enter: Callable[[str], Page], phone: Page, panel: Running) -> None:
    page = enter("approver")
    page.locator(".rao-me summary").click()
    page.get_by_role("link", name="Tài khoản của tôi").click()
    page.get_by_role("link", name="Thiết lập").click()
    page.get_by_role("button", name="Bắt đầu").click()
    expect(page.get_by_alt_text("Mã QR để quét bằng ứng dụng xác thực")).to_be_visible()
    assert page.evaluate("document.querySelector('.rao-qr').naturalWidth") > 0, "the content policy lets it be drawn"
    secret = page.locator("#secret").inner_text()
    page.fill("#code", "000000" if code_of(secret) != "000000" else "111111")
    page.press("#code", "Enter")
    expect(page.get_by_role("alert")).to_contain_text("Mã 6 số không đúng")
    page.fill("#code", code_of(secret))
    page.press("#code", "Enter")
    expect(page.locator(".rao-codes li")).to_have_count(10)
    spare = page.locator(".rao-codes code").first.inner_text()
    page.get_by_role("link", name="Tôi đã cất các mã này").click()
    expect(page.get_by_text("Đang bật")).to_be_visible()

    phone.fill("#login", "approver")
    phone.fill("#password", PASSWORD)
    phone.press("#password", "Enter")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Mã xác thực")
    expect(phone.locator("#code")).to_be_focused()
    phone.goto(f"{panel.url}/bulletins")
    assert phone.url == f"{panel.url}/login", "the password alone opens nothing"
    phone.goto(f"{panel.url}/login/code")
    phone.fill("#code", code_of(secret, 1))
    phone.press("#code", "Enter")
    phone.wait_for_url(f"{panel.url}/")

    phone.goto(f"{panel.url}/account")
    expect(phone.get_by_role("button", name="Đăng xuất máy đó")).to_have_count(1)
    phone.get_by_role("button", name="Đăng xuất khỏi mọi nơi").click()
    phone.wait_for_url(f"{panel.url}/login")
    page.goto(f"{panel.url}/account")
    assert page.url == f"{panel.url}/login"

    phone.fill("#login", "approver")
    phone.fill("#password", PASSWORD)
    phone.press("#password", "Enter")
    phone.fill("#code", spare.lower())
    phone.press("#code", "Enter")
    phone.wait_for_url(f"{panel.url}/")


def test_a_person_is_added_by_keyboard_sets_a_password_and_is_disabled(
    enter: Callable[[str], Page], phone: Page, panel: Running
) -> None:
    page = enter("administrator")
    page.goto(f"{panel.url}/people")
    page.get_by_role("link", name="Thêm người").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#full_name")).to_be_focused()
    page.keyboard.type("Trần Thị Lan")
    page.keyboard.press("Tab")
    page.keyboard.type("lan")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mã một lần của Trần Thị Lan")
    code = page.locator("#code").inner_text()
    page.get_by_role("link", name="Xong").click()
    expect(page.get_by_text("đang chờ mã một lần")).to_be_visible()

    phone.get_by_role("link", name="Tôi có mã một lần").click()
    phone.fill("#login", "lan")
    phone.fill("#code", code)
    phone.fill("#password", "matkhau12345")
    phone.fill("#again", "matkhau12345")
    phone.press("#again", "Enter")
    expect(phone.get_by_role("alert")).to_contain_text("quá phổ biến")
    phone.fill("#code", code)
    phone.fill("#password", NEW)
    phone.fill("#again", NEW)
    phone.press("#again", "Enter")
    phone.wait_for_url(f"{panel.url}/")

    page.select_option("#more-role", "approver")
    page.get_by_role("button", name="Thêm quyền").click()
    expect(page.locator("#grants tbody tr")).to_have_count(2)
    page.get_by_role("button", name="Ngừng sử dụng").click()
    expect(page.get_by_role("button", name="Cho dùng lại")).to_be_visible()
    phone.goto(f"{panel.url}/bulletins")
    assert phone.url == f"{panel.url}/login"


def test_what_was_done_to_people_is_in_the_trail(enter: Callable[[str], Page], panel: Running) -> None:
    page = enter("auditor")
    page.locator(".rao-me summary").click()
    page.get_by_role("link", name="Nhật ký thay đổi").click()
    page.get_by_label("Loại").select_option("user_grant")
    page.get_by_role("button", name="Lọc").click()
    row = page.locator("tbody tr")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("administrator")
    row.locator("summary").click()
    expect(row.locator("ins").filter(has_text="approver")).to_be_visible()
