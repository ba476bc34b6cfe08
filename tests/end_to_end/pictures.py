"""The pictures of the READMEs, taken of a running demo: ``make pictures``."""

from __future__ import annotations

import io
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.end_to_end.composite import overview
from tests.end_to_end.demo import Demo, start_demo
from tests.end_to_end.sight import snapshot
from tests.servers.chromium import NAMES, STAYS_AT_HOME
from tests.servers.waiting import wait_for

PICTURES = Path(__file__).parents[2] / "docs/pictures"
DESK = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
COLOURS = 256
SHOWN_WITHIN_S = 240.0
A_MINUTE_MS = 60_000
DRAWN = "[...document.images].every(one => one.complete && one.naturalWidth > 0)"
PLACES = ("25195-20250701", "25396-20250701", "25357-20260430")
"""The units of the demo's three devices."""


def main() -> None:
    """Starts a demo in a temporary folder, takes every picture, and stops it."""
    with tempfile.TemporaryDirectory() as folder:
        demo = start_demo(Path(folder) / "demo")
        try:
            take_all(demo)
        finally:
            demo.stop()


def take_all(demo: Demo) -> None:
    """All pictures of ``demo``, which is up."""
    program = next(filter(None, map(shutil.which, NAMES)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=[*STAYS_AT_HOME], headless=True)
        panel = sign_in(browser, demo, DESK)
        take_everyday(demo, panel)
        take_warning(demo, panel)
        browser.close()


def take_everyday(demo: Demo, panel: Page) -> None:
    """A day without alarm: the boards, the panel at a desk and on a phone, and all of it in one picture."""
    wait_until_heard(demo)
    led = board_while(demo, panel, "led-p5-640x384", "bulletin ")
    save(led, "board-led")
    save(board_while(demo, panel, "bulletin-1080p", "bulletin "), "board-bulletin")
    panel.reload()
    desk = picture_of(panel)
    save(desk, "panel-devices")
    browser = panel.context.browser
    assert browser
    save(picture_of(sign_in(browser, demo, PHONE)), "panel-phone")
    speaker = snapshot(panel, demo.devices()["speaker-cluster"]["id"])
    photo = board_while(demo, panel, "bulletin-1080p", "picture ")
    save(overview(desk, led, photo, speaker), "overview")


def take_warning(demo: Demo, panel: Page) -> None:
    """An emergency: written, looked at, sent, shown."""
    panel.get_by_role("link", name="Cảnh báo khẩn cấp").first.click()
    write(panel)
    save(picture_of(panel), "panel-alert-form")
    panel.get_by_role("button", name="Xem trước và xác nhận").click()
    expect(panel.locator("[data-boards]")).to_have_text("3", timeout=60_000)
    save(picture_of(panel), "panel-alert-confirm")
    panel.click("#confirm")
    expect(panel.locator("[data-rendered]")).to_have_text("Đã phát trên 3/3 thiết bị", timeout=60_000)
    save(picture_of(panel), "panel-alert-live")
    save(board_while(demo, panel, "led-p5-640x384", "alert "), "board-alert")


def write(panel: Page) -> None:
    """A warning of a flash flood for the units of all three boards."""
    panel.check("[name=level][value='4']", force=True)
    panel.fill("#event", "Lũ quét")
    panel.fill("#headline", "Nguy cơ lũ quét trên suối Rạt")
    panel.fill("#instruction", "Rời ngay khu vực ven suối; lên chỗ cao. Không qua ngầm tràn.")
    for unit in PLACES:
        panel.check(f"[value='{unit}']")
    panel.evaluate("scrollTo(0, 0)")


def sign_in(browser: Browser, demo: Demo, size: dict[str, int]) -> Page:
    """The overview of the panel in a window of this size, signed in."""
    url, user, password = demo.sign_in
    context = browser.new_context(viewport={"width": size["width"], "height": size["height"]}, locale="vi-VN")
    page = context.new_page()
    page.goto(url)
    page.get_by_label("Tên đăng nhập").fill(user)
    page.get_by_label("Mật khẩu").fill(password)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Tổng quan")).to_be_visible()
    return page


def board_while(demo: Demo, panel: Page, profile: str, shows: str) -> Image.Image:
    """The panel's picture of a board, once it is one of which the board said that it ``shows`` this."""
    device = demo.devices()[profile]["id"]
    wait_for(lambda: pictured(demo, device)[0].startswith(shows), f"a picture of {profile}: {shows}", SHOWN_WITHIN_S)
    return snapshot(panel, device)


def wait_until_heard(demo: Demo) -> None:
    """Until the loudspeaker's picture is of a minute of speech: its first is taken before it has said much."""
    device = demo.devices()["speaker-cluster"]["id"]
    first_ms = wait_for(lambda: pictured(demo, device)[1], "a picture of the loudspeaker")

    def is_later() -> bool:
        says, taken_ms = pictured(demo, device)
        return says.startswith("bulletin ") and taken_ms > first_ms + A_MINUTE_MS

    wait_for(is_later, "a later one", SHOWN_WITHIN_S)


def pictured(demo: Demo, device: str) -> tuple[str, int]:
    """What the newest picture of a device shows, as the device said when it sent it, and when it came (ms)."""
    database = f"file:{demo.folder}/controller/rao.sqlite3?mode=ro"
    with closing(sqlite3.connect(database, uri=True)) as connection:
        sought = "SELECT showing, taken_at_ms FROM snapshot WHERE device_id = ?"
        row = connection.execute(sought, (device,)).fetchone()
    return (str(row[0]), int(row[1])) if row else ("", 0)


def picture_of(page: Page) -> Image.Image:
    """The page as its reader sees it, from its top, with every picture drawn."""
    wait_for(lambda: page.evaluate(DRAWN), "every picture is drawn")
    return Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("RGB")


def save(image: Image.Image, name: str) -> None:
    """Writes ``name``.png with few colours, which keeps a clone small."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    few = image.convert("RGB").quantize(COLOURS, kmeans=1)
    few.save(PICTURES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
