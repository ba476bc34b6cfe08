"""“Đơn vị hành chính”: the tree of a day, an event from the form to what it did, by keyboard and on a phone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from controller.clock import day_of, wall_ms
from controller.db import session_scope
from controller.devices.models import Device
from tests.controller.places import NORTH, SOUTH, stand
from tests.controller.web.running import PASSWORD, Running, form_of, running

__all__ = ["running"]
PHONE = {"width": 360, "height": 740}


def today_there() -> date:
    """The province's day; asked anew by each test, as a long run of them goes over its midnight."""
    return day_of(wall_ms(), "Asia/Ho_Chi_Minh")


def heir() -> str:
    return f"25195-{today_there():%Y%m%d}"


@pytest.fixture(scope="module", autouse=True)
def boards(running: Running) -> None:
    with session_scope(running.app.state.engine) as session:
        stand(session, "led-north", NORTH, "led-p5-640x384")
        stand(session, "led-south", SOUTH, "led-p5-640x384")
        stand(session, "led-other", "25217-20250701", "led-p5-640x384")


def sign_in(page: Page, running: Running, login: str) -> None:
    page.goto(running.url + "/login")
    page.fill("[name=login]", login)
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(running.url + "/")


def test_anybody_sees_the_tree_of_a_day(running: Running) -> None:
    with running.signed_in("auditor") as browser:
        today = browser.get("/units").text
        found = browser.get("/units", params={"q": "dong xoai"}).text
        old = browser.get("/units", params={"on": "2025-06-30", "q": "tan phu"}).text
        nonsense = browser.get("/units", params={"on": "hôm qua", "q": "không có"}).text
    assert today.count("data-unit=") == 96
    assert "/units/events/new" not in today
    assert ('data-unit="75-20260430"' in found, 'data-unit="25210-20250701"' in found) == (True, True)
    assert found.count("data-unit=") == 2
    assert 'data-unit="25195-19000101"' in old
    assert "Không có đơn vị nào như vậy" in nonsense


def test_a_merger_is_written_reviewed_and_confirmed_on_a_phone_by_keyboard(page: Page, running: Running) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    sign_in(page, running, "administrator")
    page.goto(running.url + "/units/events/new?kind=merge")
    page.focus("#unit-search")
    page.keyboard.type("phuong binh phuoc")
    page.focus(f"[name=units][value='{NORTH}']")
    page.keyboard.press("Space")
    page.fill("#unit-search", "phuong dong xoai")
    page.focus(f"[name=units][value='{SOUTH}']")
    page.keyboard.press("Space")
    expect(page.locator("#chosen")).to_contain_text("Phường Bình Phước")
    page.fill("#name", "Phường Đồng Phước")
    page.fill("#code", "25195")
    page.fill("#basis", "Nghị quyết 1")
    page.focus("#basis")
    page.keyboard.press("Enter")
    expect(page.locator("[data-total=device]")).to_have_text("2")
    expect(page.locator(f"[data-ends='{SOUTH}']")).to_contain_text("Phường Đồng Phước")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.focus("#confirm")
    page.keyboard.press("Enter")
    page.wait_for_url(running.url + "/units/events")
    expect(page.locator("[data-event]").first).to_contain_text("Đã thực hiện")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    with session_scope(running.app.state.engine, writes=False) as session:
        assert {session.get_one(Device, one).unit_id for one in ("led-north", "led-south")} == {heir()}
    page.goto(running.url + "/units")
    page.fill("[name=q]", "dong phuoc")
    expect(page.locator(f"[data-unit='{heir()}']")).to_contain_text("2 thiết bị")
    expect(page.locator("[data-unit]")).to_have_count(2)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_split_asks_where_each_board_goes(running: Running) -> None:
    tomorrow = today_there() + timedelta(days=1)
    form = {
        "kind": "split",
        "effective": tomorrow.isoformat(),
        "units": "25217-20250701",
        "part_name": ["Phường Một", "Phường Hai", ""],
        "part_code": ["25217", "25218", ""],
    }
    with running.signed_in("administrator") as browser:
        token = form_of(browser, "/units/events/new?kind=split")
        asked = browser.post("/units/events/review", data={**token, **form}).text
        assert "Thiết bị led-other về đâu?" in asked
        undecided = browser.post("/units/events", data={**token, **form, "asked": "device led-other", "answers": ""})
        assert (undecided.status_code, "led-other" in undecided.text) == (422, True)
        answered = {"asked": "device led-other", "answers": f"25218-{tomorrow:%Y%m%d}"}
        assert browser.post("/units/events", data={**token, **form, **answered}).status_code == 303
        assert "Chờ đến ngày" in browser.get("/units/events").text
        coming = browser.get("/units", params={"on": tomorrow.isoformat(), "q": "Phường Hai"}).text
        assert f'data-unit="25218-{tomorrow:%Y%m%d}"' in coming
        again = browser.post("/units/events", data={**token, **form, **answered})
        assert (again.status_code, "đã có trong thay đổi" in again.text) == (422, True)


@pytest.mark.parametrize(
    ("form", "reason"),
    [
        ({}, "Chưa có đơn vị thay đổi"),
        ({"units": NORTH, "effective": "mai", "code": "1", "name": "X"}, "Chưa có ngày có hiệu lực"),
        ({"units": "25222-20250701"}, "Chưa có mã đơn vị mới"),
        ({"units": "25222-20250701", "code": "1"}, "Chưa có tên đơn vị mới"),
        ({"kind": "move", "units": "25222-20250701"}, "Chưa có đơn vị cấp trên mới"),
        ({"units": "25222-20250701", "code": "25399", "name": "X"}, "đang là"),
    ],
)
def test_what_is_left_out_comes_back_with_the_reason(running: Running, form: dict[str, str], reason: str) -> None:
    with running.signed_in("administrator") as browser:
        token = form_of(browser, "/units/events/new")
        told = browser.post("/units/events/review", data={**token, "effective": today_there().isoformat(), **form})
    assert (told.status_code, reason in told.text) == (422, True)
