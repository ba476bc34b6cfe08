"""The whole house at once, as `make demo` runs it: what its users see, hear and can break."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
from importlib import resources
from pathlib import Path

import pytest
from playwright.sync_api import Page as BrowserPage
from playwright.sync_api import expect

from agent.preview.device import held_by
from firmware_profiles import load
from media.board import Look, alert_pages, draw_alert, draw_page
from media.bulletin import Bulletin, Page, decode_pages, read_bulletin
from media.text import Geometry, missing_glyphs
from protocol.manifest import BulletinItem, PictureItem, VideoItem
from protocol.timers import OFFLINE_AFTER_S
from tests.end_to_end import hearing, sight
from tests.end_to_end.demo import RAO, Demo, children_of, english, rao
from tests.servers.waiting import wait_for

pytestmark = [pytest.mark.timeout(420), pytest.mark.long]

SCREENS = {"led": "led-p5-640x384", "bulletin": "bulletin-1080p"}
PICTURES_DRAWN = "[...document.querySelectorAll('[data-device] img')].filter(one => one.naturalWidth > 0).length"
ATTENTION_HZ = (853.0, 960.0)
A_PROGRAMME_S = 150.0
"""Longer than bulletin, picture and clip together."""


def test_three_boards_are_online_with_a_picture_of_what_each_shows(panel: BrowserPage) -> None:
    expect(panel.locator("[data-device]")).to_have_count(3)
    expect(panel.locator("[data-device]").get_by_text("Đang hoạt động")).to_have_count(3)
    wait_for(lambda: panel.evaluate(PICTURES_DRAWN) == 3, "three pictures")


def test_the_command_line_tells_the_same(demo: Demo) -> None:
    devices = demo.devices()
    assert set(devices) == {*SCREENS.values(), "speaker-cluster"}
    wait_for(lambda: all(row["showing"]["title"] for row in demo.devices().values()), "all play something", 60.0)
    for row in demo.devices().values():
        assert {"id", "name", "unit", "kind", "state", "last_seen", "applied_rev", "showing"} <= set(row)
        assert row["state"] == "online"
        assert row["applied_rev"] >= 1


@pytest.mark.parametrize("board", SCREENS)
def test_the_bulletin_is_laid_out_whole(demo: Demo, board: str) -> None:
    bulletin, pages = the_bulletin(demo, board)
    text = (resources.files("controller.seed") / "data/ban-tin.md").read_text("utf-8")
    assert words_lost(read_bulletin(text, bulletin.title), pages) == []
    assert len(pages) > 1
    main = look_of(board).main
    for page in pages:
        for line in page.lines:
            assert missing_glyphs(line.text) == ()
            assert 0 <= line.x_px < main.width_px
            assert 0 < line.y_px <= main.height_px


@pytest.mark.parametrize("board", SCREENS)
def test_a_board_shows_the_pages_as_they_were_published(demo: Demo, panel: BrowserPage, board: str) -> None:
    """The panel's picture is nearest to the very page that the board says it shows, and near enough for an eye."""
    device_id = demo.devices()[SCREENS[board]]["id"]
    _, pages = the_bulletin(demo, board)
    look = look_of(board)
    expected = [draw_page(look, page) for page in pages]

    def shown_page() -> int | None:
        frame = sight.snapshot(panel, device_id)
        main = look.main
        box = (main.x_px, main.y_px, main.x_px + main.width_px, main.y_px + main.height_px)
        seen = sight.part_of(frame, box, look.size[0])
        far = [sight.difference(seen, one) for one in expected]
        return far.index(min(far)) if min(far) < sight.ALIKE else None

    first = wait_for(lambda: (found := shown_page()) is not None and [found], "a page is shown", A_PROGRAMME_S)
    wait_for(lambda: shown_page() not in (None, first[0]), "another page is shown", A_PROGRAMME_S)


def test_the_speaker_says_the_bulletin_in_vietnamese(demo: Demo) -> None:
    bulletin, _ = the_bulletin(demo, "speaker")
    speech = bulletin.speech[0]
    assert speech.language == "vi"
    said = hearing.content(demo.content_of("speaker", speech.blob.sha256))
    assert len(said) / hearing.RATE_HZ > 20

    def heard() -> float:
        samples = hearing.recorded(demo.recording_of("speaker"))[-5 * hearing.RATE_HZ :]
        if len(samples) < 5 * hearing.RATE_HZ or hearing.rms_dbfs(samples) < -40:
            return 0.0
        return hearing.likeness(samples, said)

    wait_for(lambda: heard() > 0.9, "five seconds of the recording are five seconds of the speech", A_PROGRAMME_S)


def test_the_clip_plays_with_its_sound(demo: Demo) -> None:
    manifest = demo.manifest_of("bulletin")
    clip = next(item for item in manifest.items if isinstance(item, VideoItem))
    assert any(isinstance(item, PictureItem) for item in manifest.items)
    wait_for(
        lambda: demo.devices()["bulletin-1080p"]["showing"]["screen"] == f"video {clip.id}", "the clip", A_PROGRAMME_S
    )
    size = load("bulletin-1080p").geometry
    assert size
    blob = next(one.blob for one in clip.renditions if one.width_px == size.width_px)
    said = hearing.content(demo.content_of("bulletin", blob.sha256))

    def heard() -> float:
        samples = hearing.recorded(demo.recording_of("bulletin"))[-3 * hearing.RATE_HZ :]
        return hearing.likeness(samples, said) if hearing.rms_dbfs(samples) > -50 else 0.0

    wait_for(lambda: heard() > 0.8, "the sound of the clip", 30.0)


def test_a_warning_reaches_all_three_with_evidence(demo: Demo, panel: BrowserPage) -> None:
    panel.get_by_role("link", name="Cảnh báo khẩn cấp").first.click()
    panel.check("[name=level][value='4']", force=True)
    panel.fill("#event", "Lũ quét")
    panel.fill("#headline", "Nguy cơ lũ quét trên suối Rạt")
    panel.fill("#instruction", "Rời ngay khu vực ven suối; lên chỗ cao.")
    for unit in ("25195-20250701", "25396-20250701", "25357-20260430"):
        panel.check(f"[value='{unit}']")
    panel.get_by_role("button", name="Xem trước và xác nhận").click()
    expect(panel.locator("[data-boards]")).to_have_text("3", timeout=60_000)
    panel.click("#confirm")
    expect(panel.locator("[data-rendered]")).to_have_text("Đã phát trên 3/3 thiết bị", timeout=60_000)
    alert_id = panel.url.rsplit("/", 1)[1]
    receipts = receipts_of(demo, alert_id)
    for board, profile in SCREENS.items():
        assert receipts[demo.devices()[profile]["id"]]["frame_sha256"] in frames_of_alert(demo, board, alert_id)
    for profile in ("speaker-cluster", "bulletin-1080p"):
        receipt = receipts[demo.devices()[profile]["id"]]
        assert -40 < receipt["rms_dbfs"] < 0
        assert receipt["played_ms"] > 8_000
    check_what_was_heard(demo, alert_id)
    panel.locator(".rao-lift summary").click()
    panel.locator(".rao-lift button").click()
    expect(panel.locator("#alert")).to_contain_text("đã kết thúc lúc")
    wait_for(
        lambda: all("alert" not in row["showing"]["screen"] for row in demo.devices().values()), "boards return", 30.0
    )


def test_a_board_that_dies_is_shown_offline_by_itself_and_comes_back(demo: Demo, panel: BrowserPage) -> None:
    device_id = demo.devices()["led-p5-640x384"]["id"]
    card = panel.locator(f"[data-device={device_id}]")
    os.kill(demo.pid_of("led"), signal.SIGKILL)
    expect(card.get_by_text("Mất kết nối")).to_be_visible(timeout=OFFLINE_AFTER_S * 1000)
    again = subprocess.Popen([RAO, "agent", "run", "--config", str(demo.config_of("led"))], env=english())
    try:
        expect(card.get_by_text("Đang hoạt động")).to_be_visible(timeout=60_000)
    finally:
        again.terminate()
        assert again.wait(30) == 0


def test_the_plans_own_text_is_paged_shown_and_said(demo: Demo, panel: BrowserPage, plan: Path) -> None:
    for content_id in demo.contents():
        demo.controller("withdraw", content_id)
    demo.controller("publish", str(plan), "--to", "75-20260430", "--wait", "--json")
    bulletin, pages = the_bulletin(demo, "bulletin")
    assert words_lost(read_bulletin(plan.read_text("utf-8")), pages) == []
    assert len(pages) > 10
    showing = wait_for(
        lambda: (
            (now := demo.devices()["bulletin-1080p"]["showing"])["screen"].startswith(f"bulletin {bulletin.id} ")
            and now
        ),
        "the plan is shown",
    )
    assert "thông tin cơ sở" in showing["title"]
    wait_for(
        lambda: demo.devices()["speaker-cluster"]["showing"]["sound"] == f"bulletin {bulletin.id}", "the plan is said"
    )
    said = hearing.content(demo.content_of("speaker", bulletin.speech[0].blob.sha256))
    assert len(said) / hearing.RATE_HZ > 300
    wait_for(lambda: likeness_of_the_last(demo, 5, said) > 0.9, "the plan is heard", 60.0)


def test_preview_draws_any_moment(demo: Demo, tmp_path: Path) -> None:
    out = tmp_path / "moment.png"
    at = "2027-01-02T08:30:00+07:00"
    rao("agent", "preview", "--config", str(demo.config_of("bulletin")), "--at", at, "-o", str(out))
    assert out.stat().st_size > 10_000


def test_ctrl_c_leaves_nobody_behind_and_a_board_plays_from_its_disk_alone(demo: Demo) -> None:
    said = hearing.content(demo.content_of("speaker", the_bulletin(demo, "speaker")[0].speech[0].blob.sha256))
    assert demo.stop() == 0
    assert children_of(demo.folder) == []
    demo.recording_of("speaker").unlink()
    alone = subprocess.Popen([RAO, "agent", "run", "--config", str(demo.config_of("speaker"))], env=english())
    try:
        wait_for(lambda: likeness_of_the_last(demo, 3, said) > 0.9, "it speaks with no controller and no broker", 60.0)
    finally:
        alone.terminate()
        assert alone.wait(30) == 0


def the_bulletin(demo: Demo, board: str) -> tuple[BulletinItem, tuple[Page, ...]]:
    """(item, its pages for this board) of the one bulletin on its disk."""
    bulletin = next(item for item in demo.manifest_of(board).items if isinstance(item, BulletinItem))
    if board not in SCREENS:
        return bulletin, ()
    geometry = load(SCREENS[board]).geometry
    assert geometry
    pages = next(one for one in bulletin.pages if one.width_px == geometry.width_px)
    return bulletin, decode_pages(demo.content_of(board, pages.blob.sha256).read_bytes()).pages


def look_of(board: str) -> Look:
    geometry = load(SCREENS[board]).geometry
    assert geometry
    return Look.of(Geometry(*geometry))


def words_lost(written: Bulletin, pages: tuple[Page, ...]) -> list[str]:
    """The words from the first on that does not follow, in order, on the pages."""
    words = [word for block in written.blocks for word in block.text.split()]
    laid = iter([word for page in pages for line in page.lines for word in line.text.split()])
    return [word for word in words if word not in laid]


def receipts_of(demo: Demo, alert_id: str) -> dict[str, dict[str, object]]:
    alerts = json.loads(demo.controller("alert", "list", "--json"))
    alert = next(one for one in alerts if one["id"] == alert_id)
    return {row["device_id"]: row for row in alert["receipts"]}


def frames_of_alert(demo: Demo, board: str, alert_id: str) -> set[str]:
    """The hashes of the frames this alert must give on this board, drawn here from what the board holds."""
    look = look_of(board)
    _, alerts = held_by(demo.config_of(board).parent / "data")
    alert = next(one.alert for one in alerts.held if one.alert.id == alert_id)
    text = alert.texts[0]
    drawn = (draw_alert(look, alert, text, 1, 1, page) for page in range(len(alert_pages(look, alert, text))))
    return {hashlib.sha256(frame.tobytes()).hexdigest() for frame in drawn}


def check_what_was_heard(demo: Demo, alert_id: str) -> None:
    """The recording holds the attention tone at its frequencies, for its length, and then the speech."""
    heard = hearing.recorded(demo.recording_of("speaker"))[-90 * hearing.RATE_HZ :]
    begins_s = hearing.tone_begins_s(heard, ATTENTION_HZ)
    assert begins_s is not None
    tone = heard[int((begins_s + 0.5) * hearing.RATE_HZ) : int((begins_s + 3.0) * hearing.RATE_HZ)]
    assert hearing.rms_dbfs(tone) > -30
    _, alerts = held_by(demo.config_of("speaker").parent / "data")
    speech = next(one.alert for one in alerts.held if one.alert.id == alert_id).texts[0].speech
    assert speech
    said = hearing.content(demo.content_of("speaker", speech.blob.sha256))
    after = heard[int((begins_s + 3.0) * hearing.RATE_HZ) : int((begins_s + 8.0) * hearing.RATE_HZ) + len(said)]
    assert hearing.likeness(said[: 3 * hearing.RATE_HZ], after) > 0.9
    assert hearing.rms_dbfs(said) > -30


def likeness_of_the_last(demo: Demo, seconds: int, said: hearing.Samples) -> float:
    recording = demo.recording_of("speaker")
    if not recording.is_file():
        return 0.0
    samples = hearing.recorded(recording)[-seconds * hearing.RATE_HZ :]
    if len(samples) < seconds * hearing.RATE_HZ or hearing.rms_dbfs(samples) < -40:
        return 0.0
    return hearing.likeness(samples, said)
