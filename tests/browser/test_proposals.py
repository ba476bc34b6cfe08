"""An editor prepares the commune's week, a leader with a telephone returns it and then puts it in force."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
import pytest
from playwright.sync_api import Browser, Page, expect

from controller.bulletins.draft import Options, Upload
from controller.bulletins.jobs import publish_files
from controller.db import session_scope
from controller.documents import service as documents
from controller.library.workshop import workshop_of
from controller.people.actor import THE_SYSTEM
from protocol.documents import Desired
from protocol.ids import Sha256
from protocol.manifest import Slot
from protocol.manifest_check import read_manifest
from tests.controller.places import FIRST_DAY
from tests.controller.web.running import COMMUNE, PASSWORD, Running

BOARD = "board-01"
REASON = "Chiều 17:00 trùng tiếp âm; chuyển sang 17:30."


@pytest.fixture(scope="module")
def content(panel: Running, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A notice of the commune that only slots play."""
    path = tmp_path_factory.mktemp("in") / "tin.txt"
    path.write_text("Tiêm chủng\n\nSáng thứ Bảy.", "utf-8")
    workshop = workshop_of(panel.app.state.settings, panel.app.state.engine)
    options = Options(first_date=FIRST_DAY, placement="slots", spoken=False)
    return publish_files(workshop, THE_SYSTEM, [Upload(path, path.name)], COMMUNE, options)[0].id


@pytest.fixture
def people(panel: Running, browser: Browser) -> Iterator[dict[str, Page]]:
    """The editor at a desk, the leader with a telephone."""
    sizes = {"editor": (1280, 900), "approver": (390, 844)}
    contexts = {
        login: browser.new_context(
            locale="vi-VN", viewport={"width": width, "height": height}, extra_http_headers={"Accept-Language": "vi"}
        )
        for login, (width, height) in sizes.items()
    }
    pages = {login: context.new_page() for login, context in contexts.items()}
    for login, page in pages.items():
        page.goto(f"{panel.url}/login")
        page.fill("#login", login)
        page.fill("#password", PASSWORD)
        page.press("#password", "Enter")
        page.wait_for_url(f"{panel.url}/")
    yield pages
    for context in contexts.values():
        context.close()


def slots_of(panel: Running) -> tuple[Slot, ...]:
    """What the board is told to play by slots; nothing while it was told nothing."""
    workshop = workshop_of(panel.app.state.settings, panel.app.state.engine)
    with session_scope(panel.app.state.engine, writes=False) as session:
        row = documents.find(session, "desired", BOARD)
    blob = msgspec.json.decode(row.body, type=Desired).manifest if row else None
    return read_manifest(workshop.store.path_of(Sha256(blob.sha256)).read_bytes()).slots if blob else ()


def test_an_editor_proposes_a_leader_returns_it_is_mended_accepted_and_in_the_manifest(
    panel: Running, people: dict[str, Page], content: str
) -> None:
    editor, leader = people["editor"], people["approver"]
    editor.goto(f"{panel.url}/schedules?unit_id={COMMUNE}")
    editor.get_by_role("link", name="Đề xuất khung giờ").click()
    expect(editor.get_by_role("note")).to_contain_text("chưa đổi gì cho đến khi")
    editor.get_by_label("Tên khung giờ").fill("Nhắc tiêm chủng")
    editor.get_by_label("Danh sách hoặc nội dung").select_option(f"content:{content}")
    editor.get_by_label("Từ lúc").fill("17:00")
    editor.get_by_label("Đến lúc").fill("17:20")
    editor.get_by_role("button", name="Lưu vào đề xuất").click()
    expect(editor.locator("[data-line='Nhắc tiêm chủng']")).to_contain_text("Hằng ngày, 17:00–17:20")
    editor.get_by_role("button", name="Gửi duyệt").click()
    expect(editor.locator("main")).to_contain_text("Chờ người khác duyệt")
    assert slots_of(panel) == ()

    expect(leader.locator(".rao-waiting-count")).to_have_text("1")
    leader.get_by_role("link", name="Chờ duyệt").click()
    leader.get_by_role("link", name="Nhắc tiêm chủng").click()
    assert leader.evaluate("document.documentElement.scrollWidth") <= 390
    leader.get_by_text("Trả lại để sửa").click()
    leader.get_by_label("Cần sửa gì").fill(REASON)
    leader.get_by_role("button", name="Trả lại", exact=True).click()
    expect(leader.locator("main")).to_contain_text(REASON)

    editor.goto(f"{panel.url}/schedules?unit_id={COMMUNE}")
    row = editor.locator("#proposals [data-proposal]")
    expect(row).to_contain_text("Bị trả lại")
    row.get_by_role("link", name="Nhắc tiêm chủng").click()
    expect(editor.locator("main")).to_contain_text(REASON)
    editor.get_by_role("link", name="Sửa", exact=True).click()
    expect(editor.get_by_label("Từ lúc")).to_have_value("17:00")
    editor.get_by_label("Từ lúc").fill("17:30")
    editor.get_by_label("Đến lúc").fill("17:50")
    editor.get_by_role("button", name="Lưu vào đề xuất").click()
    editor.get_by_role("button", name="Gửi duyệt").click()
    expect(editor.locator("main")).to_contain_text("Chờ người khác duyệt")
    assert slots_of(panel) == ()

    leader.get_by_role("link", name="Chờ duyệt").click()
    leader.get_by_role("link", name="Nhắc tiêm chủng").click()
    leader.get_by_role("button", name="Đồng ý, đưa vào lịch").click()
    expect(leader.get_by_role("status").first).to_contain_text("Đã đưa vào lịch")
    [slot] = slots_of(panel)
    assert (slot.title, slot.start, slot.duration_min) == ("Nhắc tiêm chủng", "17:30", 20)

    editor.goto(f"{panel.url}/schedules?unit_id={COMMUNE}")
    editor.get_by_role("link", name="Nhắc tiêm chủng", exact=True).first.click()
    editor.get_by_label("Từ lúc").fill("17:40")
    editor.get_by_role("button", name="Lưu vào đề xuất").click()
    changed = editor.locator("[data-line='Nhắc tiêm chủng']")
    expect(changed.locator("del")).to_have_text("Hằng ngày, 17:30–17:50")
    expect(changed.locator("ins")).to_have_text("Hằng ngày, 17:40–17:50")
    assert re.search(r"/proposals/plan-", editor.url)
    assert slots_of(panel) == (slot,)
