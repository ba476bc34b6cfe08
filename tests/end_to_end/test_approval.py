"""From a commune's draft to its board and off it again, by two people in Chromium and a real board."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from firmware_profiles import load
from media.board import Look, draw_page
from media.bulletin import decode_pages
from media.text import Geometry
from protocol.manifest import BulletinItem
from tests.end_to_end import sight
from tests.end_to_end.demo import Demo
from tests.servers.waiting import wait_for

pytestmark = [pytest.mark.timeout(420), pytest.mark.long]
PROFILE = "bulletin-1080p"
TITLE = "Họp tổ dân phố tối thứ Sáu"
DRAFT = f"# {TITLE}\n\nMời bà con đến nhà văn hóa lúc 19 giờ.\n"
MENDED = f"# {TITLE}\n\nMời bà con đến nhà văn hóa khu phố Tân Trà lúc 19 giờ 30.\n"
REASON = "Thiếu tên khu phố; giờ họp là 19 giờ 30."
A_CLICK_MS = 60_000


@pytest.fixture(scope="module")
def people(demo: Demo, browser: Browser) -> Iterator[dict[str, Page]]:
    """The commune's editor at a desk, and its leader with a telephone."""
    url, _, password = demo.sign_in
    sizes = {"bien-tap": (1280, 900), "duyet-tin": (390, 844)}
    contexts = {
        login: browser.new_context(
            locale="vi-VN", viewport={"width": width, "height": height}, extra_http_headers={"Accept-Language": "vi"}
        )
        for login, (width, height) in sizes.items()
    }
    pages = {login: context.new_page() for login, context in contexts.items()}
    for login, page in pages.items():
        page.goto(url)
        page.get_by_label("Tên đăng nhập").fill(login)
        page.get_by_label("Mật khẩu").fill(password)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Tổng quan")).to_be_visible()
    yield pages
    for context in contexts.values():
        context.close()


def test_an_editor_writes_a_leader_returns_mends_approves_and_the_board_shows_it_and_is_rid_of_it(
    demo: Demo, people: dict[str, Page]
) -> None:
    editor, leader = people["bien-tap"], people["duyet-tin"]
    content_id = written(editor)
    assert content_id not in str(demo.manifest_of("bulletin"))
    returned(leader)
    mended(editor, content_id)
    approved(leader, content_id)
    shown_on_the_board(demo, leader, content_id)
    took_s = withdrawn(demo, leader, content_id)
    print(f"withdrawn to gone from the board: {took_s:.2f} s")  # noqa: T201
    assert took_s < 15


def written(editor: Page) -> str:
    """Written as what cuts in, and submitted; answers its id."""
    editor.get_by_role("link", name="Bản tin").first.click()
    editor.get_by_role("link", name="Đăng bản tin").click()
    editor.get_by_label("Nội dung", exact=True).fill(DRAFT)
    editor.get_by_label("Phát trực tiếp").check()
    editor.get_by_role("button", name="Gửi duyệt").click()
    editor.wait_for_url(re.compile(r"/bulletins/bulletin-\w+$"), timeout=A_CLICK_MS)
    expect(editor.locator("main")).to_contain_text("Chờ người khác duyệt")
    return editor.url.rsplit("/", 1)[1]


def returned(leader: Page) -> None:
    """The number in the menu has grown by itself; the leader finds it, and returns it."""
    expect(leader.locator(".rao-waiting-count")).to_have_text("2", timeout=A_CLICK_MS)
    leader.get_by_role("link", name="Chờ duyệt").click()
    leader.get_by_role("link", name=TITLE).click()
    expect(leader.get_by_role("heading", level=1)).to_have_text(TITLE)
    leader.get_by_text("Trả lại để sửa").click()
    leader.get_by_label("Cần sửa gì").fill(REASON)
    leader.get_by_role("button", name="Trả lại", exact=True).click()
    expect(leader.locator("main")).to_contain_text(REASON, timeout=A_CLICK_MS)


def mended(editor: Page, content_id: str) -> None:
    """The editor reads why among their own bulletins, mends the words and submits them anew."""
    editor.get_by_role("link", name="Bản tin").first.click()
    editor.get_by_role("link", name="Bài của tôi").click()
    row = editor.locator(f"[data-content={content_id}]")
    expect(row).to_contain_text(REASON)
    row.get_by_role("link", name=TITLE).click()
    editor.get_by_role("link", name="Sửa", exact=True).click()
    expect(editor.get_by_label("Nội dung", exact=True)).to_have_value(DRAFT)
    editor.get_by_label("Nội dung", exact=True).fill(MENDED)
    editor.get_by_role("button", name="Gửi duyệt").click()
    editor.wait_for_url(f"**/bulletins/{content_id}", timeout=A_CLICK_MS)
    editor.get_by_role("link", name="Lịch sử duyệt").click()
    expect(editor.locator("[data-step=edit]")).to_contain_text("19 giờ 30")


def approved(leader: Page, content_id: str) -> None:
    """The leader sees the pages as boards show them, hears it, and lets it go."""
    leader.get_by_role("link", name="Chờ duyệt").click()
    leader.get_by_role("link", name=TITLE).click()
    assert leader.url.endswith(content_id)
    expect(leader.locator("audio").first).to_be_attached(timeout=A_CLICK_MS)
    assert leader.evaluate("document.documentElement.scrollWidth") <= 390
    leader.get_by_role("button", name="Duyệt và phát").click()
    expect(leader.locator("main")).to_contain_text("Đã phát hành", timeout=A_CLICK_MS)


def shown_on_the_board(demo: Demo, page: Page, content_id: str) -> None:
    """The board says that it shows it, and its picture is the page drawn here from what it has on disk."""
    device_id = demo.devices()[PROFILE]["id"]
    wait_for(
        lambda: demo.devices()[PROFILE]["showing"]["screen"].startswith(f"bulletin {content_id}"),
        "the board shows it",
        120.0,
    )
    item = next(one for one in demo.manifest_of("bulletin").items if one.id == content_id)
    assert isinstance(item, BulletinItem)
    size = load(PROFILE).geometry
    assert size
    look = Look.of(Geometry(*size))
    pages = next(one for one in item.pages if one.width_px == size.width_px and one.room_px is None)
    [only] = decode_pages(demo.content_of("bulletin", pages.blob.sha256).read_bytes()).pages
    drawn = draw_page(look, only)
    main = look.main
    box = (main.x_px, main.y_px, main.x_px + main.width_px, main.y_px + main.height_px)

    def is_seen() -> bool:
        seen = sight.part_of(sight.snapshot(page, device_id), box, look.size[0])
        return sight.difference(seen, drawn) < sight.ALIKE

    wait_for(is_seen, "its picture is that page", 60.0)


def withdrawn(demo: Demo, leader: Page, content_id: str) -> float:
    """Seconds from the click until the board itself has said that it is rid of it."""
    leader.goto(leader.url)
    leader.locator(".rao-lift summary").click()
    began_s = time.monotonic()
    leader.get_by_role("button", name="Gỡ ngay").click()
    expect(leader.locator("[data-gone]")).to_have_attribute("data-of", "1", timeout=A_CLICK_MS)
    expect(leader.locator("[data-gone]")).to_have_attribute("data-gone", "1", timeout=A_CLICK_MS)
    took_s = time.monotonic() - began_s
    expect(leader.locator("main")).to_contain_text("Đã gỡ khỏi 1/1 thiết bị")
    assert all(one.id != content_id for one in demo.manifest_of("bulletin").items)
    assert content_id not in demo.devices()[PROFILE]["showing"]["screen"]
    return took_s
