"""The page of a clip that was published just now follows its preparation, and then shows it."""

from __future__ import annotations

import re
import threading
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from controller.db import session_scope
from controller.library.workshop import workshop_of
from controller.preparation.jobs import prepare_clips
from media.specimen import make_clip
from tests.controller.places import stand
from tests.controller.web.running import COMMUNE, PASSWORD, furnished, served


@pytest.mark.timeout(180)
def test_progress_is_shown_while_it_is_made(page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("controller.preparation.jobs.TOLD_EVERY_S", 0.0)
    clip = tmp_path / "le-hoi.mp4"
    make_clip(clip, duration_ms=4_000, width_px=320, height_px=180)
    app = furnished(tmp_path)
    with session_scope(app.state.engine) as session:
        stand(session, "led", COMMUNE, "led-p5-640x384")
    go_on, seen = threading.Event(), threading.Event()
    steps = iter((seen.set, lambda: go_on.wait(60)))

    def tell() -> None:
        app.state.bus.publish("bulletins")
        next(steps, lambda: None)()

    workshop = workshop_of(app.state.settings, app.state.engine).with_worker()
    worker = threading.Thread(target=prepare_clips, args=(workshop, tell))
    with served(app) as running:
        page.goto(f"{running.url}/login")
        page.fill("#login", "approver")
        page.fill("#password", PASSWORD)
        page.press("#password", "Enter")
        page.wait_for_url(f"{running.url}/")
        page.goto(f"{running.url}/bulletins/new")
        page.select_option("#unit_id", COMMUNE)
        page.set_input_files("#files", clip)
        page.click("button[data-busy]")
        page.wait_for_url("**/bulletins/video-*", timeout=30_000)
        part = page.locator("#preparation")
        expect(part).to_contain_text("Đang chờ đến lượt")
        worker.start()
        try:
            expect(part).to_contain_text(re.compile(r"Đang chuẩn bị cho bảng 640 × 384: \d+ %"), timeout=30_000)
        finally:
            go_on.set()
        expect(part).to_have_count(0, timeout=60_000)
        expect(page.locator(".rao-previews img")).to_have_count(1)
        worker.join(30)
