"""The form of a new bulletin sends its files in pieces: over a killed server, a reload, a pause; and without script."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect

from media.sound import RATE_HZ, write_wav
from tests.controller.uploads.mortal import alive
from tests.controller.web.running import COMMUNE, PASSWORD, furnished
from tests.servers.ports import free_port
from tests.servers.waiting import wait_for

pytestmark = pytest.mark.long

PIECE_BYTES = 4 * 1024 * 1024


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three minutes in WAV: five pieces."""
    path = tmp_path_factory.mktemp("sound") / "bai-ca.wav"
    moments_s = np.arange(200 * RATE_HZ) / RATE_HZ
    write_wav((0.3 * np.sin(2 * np.pi * 440 * moments_s)).astype(np.float32), path)
    assert path.stat().st_size > 4 * PIECE_BYTES
    return path


@pytest.fixture
def place(tmp_path: Path) -> tuple[Path, int]:
    app = furnished(tmp_path)
    app.state.engine.dispose()
    return tmp_path, free_port()


def opened(page: Page, port: int) -> None:
    page.goto(f"http://127.0.0.1:{port}/login")
    page.fill("#login", "approver")
    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")
    page.wait_for_url(f"http://127.0.0.1:{port}/")
    form(page, port)


def form(page: Page, port: int) -> None:
    page.goto(f"http://127.0.0.1:{port}/bulletins/new")
    page.select_option("#unit_id", COMMUNE)


def slowed(page: Page) -> None:
    """Like a commune's uplink: each piece takes a while, so that something can happen in the middle."""
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    speed = {"offline": False, "latency": 20, "downloadThroughput": -1, "uploadThroughput": 6 * 1024 * 1024}
    network.send("Network.emulateNetworkConditions", speed)


def wait_for_a_piece(page: Page) -> None:
    bar = page.locator("#uploads progress")
    wait_for(lambda: bar.evaluate("one => one.value") > PIECE_BYTES, "a piece is there", 30.0)


@pytest.mark.timeout(240)
def test_the_server_is_killed_in_the_middle_and_the_clip_is_published(
    page: Page, place: tuple[Path, int], sound: Path
) -> None:
    folder, port = place
    with alive(folder, port) as server:
        opened(page, port)
        slowed(page)
        page.set_input_files("#files", sound)
        wait_for_a_piece(page)
        page.click("button[data-busy]")
        server.kill()
        expect(page.locator(".rao-upload-state")).to_have_text(re.compile("Mất kết nối"), timeout=20_000)
        [held] = (folder / "uploads").glob("*/*.wav")
        was_there = held.stat().st_size
        assert PIECE_BYTES <= was_there < sound.stat().st_size
    with alive(folder, port):
        page.wait_for_url("**/bulletins/audio-*", timeout=90_000)
        assert list((folder / "uploads").iterdir()) == []


@pytest.mark.timeout(180)
def test_after_a_reload_the_same_file_goes_on(page: Page, place: tuple[Path, int], sound: Path) -> None:
    folder, port = place
    with alive(folder, port):
        opened(page, port)
        slowed(page)
        page.set_input_files("#files", sound)
        wait_for_a_piece(page)
        page.get_by_role("button", name="Dừng").click()
        expect(page.locator(".rao-upload-state")).to_have_text("Tạm dừng")
        [held] = (folder / "uploads").glob("*/*.wav")
        form(page, port)
        page.set_input_files("#files", sound)
        expect(page.locator(".rao-upload-state")).to_have_text("Đã gửi xong", timeout=60_000)
        assert [path.stat().st_size for path in (folder / "uploads").glob("*/*.wav")] == [sound.stat().st_size]
        assert held.exists(), "it is the one that was begun"


@pytest.mark.timeout(120)
def test_what_is_no_file_of_ours_is_told_beside_its_name(page: Page, place: tuple[Path, int], tmp_path: Path) -> None:
    folder, port = place
    wrong = tmp_path / "may-tinh.exe"
    wrong.write_bytes(b"MZ" + b"\0" * 3_000_000)
    with alive(folder, port):
        opened(page, port)
        page.set_input_files("#files", wrong)
        expect(page.locator(".rao-upload-state")).to_contain_text("không phải văn bản", timeout=20_000)
        page.get_by_role("button", name="Bỏ").click()
        expect(page.locator("#uploads li")).to_have_count(0)


@pytest.mark.timeout(120)
def test_without_script_the_form_sends_its_files_itself(
    browser: Browser, place: tuple[Path, int], tmp_path: Path
) -> None:
    folder, port = place
    notice = tmp_path / "hop.txt"
    notice.write_text("# Họp dân\n\nBảy giờ tối nay.", "utf-8")
    context = browser.new_context(java_script_enabled=False, locale="vi-VN")
    with alive(folder, port):
        page = context.new_page()
        opened(page, port)
        page.set_input_files("#files", notice)
        page.click("button[data-busy]")
        page.wait_for_url("**/bulletins/bulletin-*")
    context.close()
