"""Somebody records a bulletin in a real browser, whose microphone hears a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from media.sound import RATE_HZ, joined, silence, write_wav
from media.sound.decode import decode_all
from tests.controller.recordings.voices import reading
from tests.controller.web.running import COMMUNE, PASSWORD, Running, running
from tests.servers.chromium import launched

pytestmark = pytest.mark.long

__all__ = ["running"]
ALLOWED = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")


@contextmanager
def hearing(running: Running, sound: Path) -> Iterator[Page]:
    """A page of somebody who may record, and whose microphone hears ``sound`` over and over."""
    with launched(*ALLOWED, f"--use-file-for-fake-audio-capture={sound}") as browser:
        context = browser.new_context(locale="vi-VN", viewport={"width": 390, "height": 844})
        page = context.new_page()
        page.goto(f"{running.url}/login")
        page.fill("#login", "approver")
        page.fill("#password", PASSWORD)
        page.press("#password", "Enter")
        page.wait_for_url(f"{running.url}/")
        yield page
        context.close()


def published(page: Page, running: Running) -> str:
    page.goto(f"{running.url}/bulletins/new")
    page.select_option("#unit_id", COMMUNE)
    page.fill("#text", "# Tiêm chủng\n\nSáng thứ Bảy tại Trạm Y tế.")
    page.click("button[data-busy]")
    page.wait_for_url("**/bulletins/bulletin-*")
    return page.url


def record(page: Page, language: str, seconds: int) -> str:
    """Goes to the page to record on by what is on the bulletin's page, and records so long; what the meter said."""
    page.select_option("#other-language", language)
    page.click(".rao-language-other button")
    page.get_by_role("button", name="Thu âm").click()
    expect(page.locator("[data-part=time]")).to_have_text(re.compile(f"0:(0[{seconds}-9]|[1-9][0-9])"), timeout=30_000)
    said = page.locator("[data-part=hint]").text_content() or ""
    page.get_by_role("button", name="Dừng").click()
    expect(page.get_by_role("button", name="Dùng bản thu này")).to_be_focused()
    return said


@pytest.mark.timeout(180)
def test_what_the_microphone_hears_is_what_loudspeakers_say(running: Running, tmp_path: Path) -> None:
    sound = tmp_path / "voice.wav"
    write_wav(reading(), sound)
    with hearing(running, sound) as page:
        where = published(page, running)
        assert "vừa" in record(page, "sti", 6)
        page.get_by_role("button", name="Dùng bản thu này").click()
        page.wait_for_url(where)
        one = page.locator("[data-language=sti]")
        expect(one).to_have_attribute("data-state", "recording")
        url = one.locator("audio source").first.get_attribute("src") or ""
        kept = page.request.get(f"{running.url}{url}").body()
    heard = decode_all(kept)
    assert 4 < len(heard) / RATE_HZ < 9
    assert likeness(heard, reading()) > 0.7


@pytest.mark.timeout(180)
def test_a_refused_recording_stays_to_be_listened_to(running: Running, tmp_path: Path) -> None:
    sound = tmp_path / "nothing.wav"
    write_wav(joined([silence(4_000)]), sound)
    with hearing(running, sound) as page:
        where = published(page, running)
        assert "Quá nhỏ" in record(page, "cmo", 2)
        page.get_by_role("button", name="Dùng bản thu này").click()
        expect(page.get_by_role("alert").last).to_contain_text("Bản thu không có tiếng")
        assert page.url != where
        expect(page.locator("[data-part=play]")).to_be_visible()
        expect(page.get_by_role("button", name="Dùng bản thu này")).to_be_enabled()


def likeness(heard: np.ndarray, wanted: np.ndarray) -> float:
    """The highest correlation of the two in envelope, whatever the shift."""

    def envelope(samples: np.ndarray) -> np.ndarray:
        steps = len(samples) // 480
        level = np.sqrt(np.mean(samples[: steps * 480].reshape(steps, 480) ** 2, axis=1))
        return (level - level.mean()) / level.std()

    one, other = envelope(heard), envelope(wanted)
    return float(np.correlate(one, other, "full").max() / min(len(one), len(other)))
