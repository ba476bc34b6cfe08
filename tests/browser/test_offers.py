"""The province offers, one commune accepts on a telephone, its boards play it and its neighbour's do not."""

from __future__ import annotations

import re

import msgspec
import pytest
from playwright.sync_api import expect

from controller.db import session_scope
from controller.documents import service as documents
from controller.library.store import store_of
from controller.people.actor import THE_SYSTEM
from controller.people.service import create_user
from protocol.documents import Desired
from protocol.ids import Sha256
from protocol.manifest_check import read_manifest
from tests.controller.places import stand
from tests.controller.web.running import CITY, COMMUNE, PASSWORD

NEIGHBOUR = "25210-20250701"
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module", autouse=True)
def people(panel):
    """Somebody who may answer in each of two communes, and a board in the second one."""
    with session_scope(panel.app.state.engine) as session:
        for login, unit_id in (("binhphuoc", COMMUNE), ("dongxoai", NEIGHBOUR)):
            create_user(
                session,
                THE_SYSTEM,
                login=login,
                full_name=f"Lê Văn {login.title()}",
                password=PASSWORD,
                role="approver",
                unit_id=unit_id,
            )
        stand(session, "neighbour-01", NEIGHBOUR, "led-p5-640x384")


def played_by(panel, device_id):
    """The titles in the manifest that a board was told last."""
    with session_scope(panel.app.state.engine, writes=False) as session:
        row = documents.find(session, "desired", device_id)
        desired = msgspec.json.decode(row.body, type=Desired)
    manifest = store_of(panel.app.state.settings).path_of(Sha256(desired.manifest.sha256))
    return {item.title for item in read_manifest(manifest.read_bytes()).items}


def offer(page, panel, title, to=(), *, offered=True):
    """The form of a new bulletin, filled in and sent."""
    page.goto(f"{panel.url}/bulletins/new")
    page.get_by_label("Tiêu đề").fill(title)
    page.get_by_label("Nội dung", exact=True).fill(f"{title}: sáng thứ Năm, tại nhà văn hóa.")
    page.get_by_label("Phát ở đơn vị", exact=True).select_option(CITY)
    page.locator("#flow > summary").click()
    for name in to:
        page.get_by_label("Tìm xã, phường").fill(name)
        page.locator("#below").get_by_label(name).check()
    if offered:
        page.get_by_label("Để cấp dưới chọn").check()
    page.get_by_role("button", name="Phát hành").click()
    page.wait_for_url(re.compile(r"/bulletins/bulletin-\w+$"), timeout=60_000)


def test_what_is_offered_plays_where_it_was_accepted(enter, panel, browser):
    page = enter("approver")
    offer(page, panel, "Lịch tiêm chủng chung", ["Phường Bình Phước", "Phường Đồng Xoài"])
    expect(page.locator("#answers")).to_contain_text("0 trên 2 đơn vị đã nhận")
    assert "Lịch tiêm chủng chung" not in played_by(panel, "board-01") | played_by(panel, "neighbour-01")
    leader = browser.new_context(viewport=PHONE, locale="vi-VN").new_page()
    sign_in(leader, panel, "binhphuoc")
    leader.get_by_role("link", name="Bản tin").click()
    leader.get_by_role("link", name="Từ cấp trên gửi xuống").click()
    leader.get_by_role("link", name="Chờ trả lời").click()
    leader.get_by_role("link", name="Lịch tiêm chủng chung").click()
    expect(leader.locator(".rao-previews img").first).to_be_visible()
    leader.go_back()
    leader.get_by_role("button", name="Nhận phát: Lịch tiêm chủng chung").click()
    expect(leader.get_by_text("Không có gì chờ trả lời")).to_be_visible()
    leader.get_by_role("link", name="Tất cả").click()
    expect(leader.locator("[data-offer]", has_text="Lịch tiêm chủng chung")).to_contain_text("Đã nhận")
    assert leader.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert "Lịch tiêm chủng chung" in played_by(panel, "board-01")
    assert "Lịch tiêm chủng chung" not in played_by(panel, "neighbour-01")
    expect(page.locator("#answers")).to_contain_text("1 trên 2 đơn vị đã nhận")
    leader.get_by_role("button", name="Rút lại trả lời: Lịch tiêm chủng chung").click()
    expect(leader.locator("[data-offer]", has_text="Lịch tiêm chủng chung")).to_contain_text("Chờ trả lời")
    assert "Lịch tiêm chủng chung" not in played_by(panel, "board-01")
    leader.context.close()


def test_only_units_below_the_one_that_publishes_are_offered(enter, panel):
    page = enter("approver")
    page.set_viewport_size(PHONE)
    page.goto(f"{panel.url}/bulletins/new")
    page.get_by_label("Phát ở đơn vị", exact=True).select_option(CITY)
    page.locator("#flow > summary").click()
    below, chosen = page.locator("#below .rao-unit"), page.locator("[data-below] .rao-chosen")
    expect(below).to_have_count(95)
    expect(page.locator("#below")).not_to_contain_text("Thành phố Đồng Nai")
    page.locator("#below").get_by_label("Phường Đồng Xoài").check()
    page.get_by_label("Tìm xã, phường").fill("phuong binh phuoc")
    expect(below).to_have_text(["Phường Đồng Xoài", "Phường Bình Phước", "Phường Phước Bình"])
    page.get_by_label("Tìm xã, phường").press("Enter")
    page.locator("#below").get_by_label("Phường Bình Phước").focus()
    page.keyboard.press("Space")
    expect(chosen).to_have_text("Đã chọn: Phường Đồng Xoài, Phường Bình Phước")
    page.get_by_label("Tìm xã, phường").fill("không có đâu")
    expect(below).to_have_text(["Phường Bình Phước", "Phường Đồng Xoài"])
    page.get_by_label("Tìm xã, phường").fill("")
    page.get_by_label("Phát ở đơn vị", exact=True).select_option(COMMUNE)
    expect(page.locator("#below")).to_contain_text("Bên dưới không còn đơn vị nào.")
    expect(chosen).to_have_text("Đã chọn: –")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_what_is_ticked_while_the_list_is_on_its_way_stays(enter, panel):
    page = enter("approver")
    page.goto(f"{panel.url}/schedules/slots/new?unit_id={CITY}")
    page.get_by_text("Chỉ một số đơn vị").click()
    on_its_way = []
    page.route("**/units/below*", lambda route: on_its_way.append(route))
    with page.expect_request("**/units/below*"):
        page.get_by_label("Tìm xã, phường").fill("dong xoai")
    page.locator("#below").get_by_label("Phường Bình Phước").check()
    [held] = on_its_way
    held.continue_()
    expect(page.locator("#below .rao-unit")).to_have_text(["Phường Bình Phước", "Phường Đồng Xoài"])
    expect(page.locator("[data-below] .rao-chosen")).to_have_text("Đã chọn: Phường Bình Phước")


def test_a_refusal_tells_its_reason_above(enter, panel, browser):
    page = enter("approver")
    offer(page, panel, "Hội thi tuyên truyền", ["Phường Đồng Xoài"])
    at = page.url
    neighbour = browser.new_context(viewport=PHONE, locale="vi-VN").new_page()
    sign_in(neighbour, panel, "dongxoai")
    neighbour.goto(f"{panel.url}/offers")
    row = neighbour.locator("[data-offer]", has_text="Hội thi tuyên truyền")
    row.locator("summary").click()
    row.get_by_label("Lý do").fill("Phường đã có tin này")
    row.get_by_role("button", name="Gửi trả lời không nhận").click()
    expect(row).to_contain_text("Phường đã có tin này")
    page.goto(at)
    expect(page.locator("#answers")).to_contain_text("1 không nhận, 0 chưa trả lời")
    expect(page.locator("#answers")).to_contain_text("Phường đã có tin này")
    sign_in_again = neighbour.goto(f"{panel.url}{at.removeprefix(panel.url)}")
    assert sign_in_again is not None
    assert sign_in_again.status == 200, "what is offered to them they may look at"
    neighbour.context.close()


def test_an_order_is_changed_by_keyboard_and_keeps_the_focus(enter, panel):
    page = enter("binhphuoc")
    for title in ("Tin một", "Tin hai"):
        page.goto(f"{panel.url}/bulletins/new")
        page.get_by_label("Tiêu đề").fill(title)
        page.get_by_label("Nội dung", exact=True).fill(f"Họp khu phố về {title}.")
        page.get_by_role("button", name="Phát hành").click()
        page.wait_for_url(re.compile(r"/bulletins/bulletin-\w+$"), timeout=60_000)
    page.goto(f"{panel.url}/orders")
    order = page.locator('[data-class="scheduled"] [data-content] strong')
    own = [title for title in order.all_inner_texts() if title in ("Tin một", "Tin hai")]
    assert own == ["Tin một", "Tin hai"]
    page.get_by_role("button", name="Xuống: Tin một").focus()
    page.keyboard.press("Enter")
    expect(order.nth(0)).to_have_text("Tin hai")
    expect(page.get_by_role("button", name="Xuống: Tin một")).to_be_focused()
    page.get_by_role("button", name="Lên: Tin một").press("Enter")
    expect(order.nth(0)).to_have_text("Tin một")
    page.get_by_role("button", name="Bỏ thứ tự tự xếp").click()
    expect(page.get_by_text("tự xếp", exact=True)).to_have_count(0)


def test_what_is_shared_is_used_by_a_neighbour(enter, panel, browser):
    page = enter("binhphuoc")
    page.goto(f"{panel.url}/bulletins")
    page.get_by_role("link", name="Tin hai").click()
    page.get_by_label("Ai được lấy về dùng lại").select_option(CITY)
    page.locator("form", has=page.get_by_label("Ai được lấy về dùng lại")).get_by_role("button", name="Lưu").click()
    neighbour = browser.new_context(viewport=PHONE, locale="vi-VN").new_page()
    sign_in(neighbour, panel, "dongxoai")
    neighbour.goto(f"{panel.url}/shared")
    neighbour.get_by_role("button", name="Dùng lại: Tin hai").click()
    neighbour.wait_for_url(re.compile(r"/bulletins/bulletin-\w+$"), timeout=60_000)
    expect(neighbour.get_by_role("heading", level=1)).to_have_text("Tin hai")
    assert "Tin hai" in played_by(panel, "neighbour-01")
    neighbour.context.close()


def sign_in(page, panel, login):
    page.goto(f"{panel.url}/login")
    page.fill("#login", login)
    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")
    page.wait_for_url(f"{panel.url}/")
