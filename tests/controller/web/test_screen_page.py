"""“Màn hình”: the form as it comes, goes and comes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from controller.db import session_scope
from controller.publishing.models import Tuning
from controller.publishing.setting import BoardSetting, setting_of
from media.sound import write_wav
from protocol.documents import PercentWindow
from tests.agent.speaker.material import sine
from tests.controller.places import stand
from tests.controller.publishing.screens import LATE, NIGHT
from tests.controller.web.running import COMMUNE, Running, form_of, running

__all__ = ["running"]
FORM = {
    "brightness_percent": "80",
    "bright_hours": "own",
    "bright_start": ["19:00", ""],
    "bright_end": ["05:00", ""],
    "bright_percent": ["40", ""],
    "off_hours": "own",
    "off_start": "22:30",
    "off_end": "04:30",
}


@pytest.fixture(scope="module", autouse=True)
def board(running: Running) -> None:
    with session_scope(running.app.state.engine) as session:
        stand(session, "led-1", COMMUNE, "led-p5-640x384")


def said(running: Running, owner: str) -> BoardSetting:
    with session_scope(running.app.state.engine, writes=False) as session:
        row = session.get(Tuning, owner)
        return setting_of(row) if row else BoardSetting()


def test_what_is_set_is_kept_and_shown_again(running: Running) -> None:
    with running.signed_in("technician") as browser:
        token = form_of(browser, "/tunings/led-1")
        sent = browser.post("/tunings/led-1", data={**token, **FORM})
        assert sent.headers["location"] == "/tunings/led-1?saved=true"
        page = browser.get(sent.headers["location"]).text
    assert "Đã lưu và báo cho các thiết bị." in page
    assert 'value="19:00"' in page
    kept = BoardSetting(brightness_percent=80, brightness_windows=(NIGHT,), screen_off_windows=(LATE,))
    assert said(running, "led-1") == kept


def test_a_loudspeaker_has_a_page_for_its_sound_alone(running: Running) -> None:
    with session_scope(running.app.state.engine) as session:
        stand(session, "loa-1", COMMUNE, "speaker-cluster")
    volume = {"volume_percent": "70", "loud_hours": "own", "loud_start": ["20:00", ""], "loud_end": ["06:00", ""]}
    with running.signed_in("technician") as browser:
        assert 'href="/tunings/loa-1"' in browser.get("/devices/loa-1").text
        token = form_of(browser, "/tunings/loa-1")
        sent = browser.post("/tunings/loa-1", data={**token, **volume, "loud_percent": ["30", ""]})
        page = browser.get(sent.headers["location"]).text
    assert 'value="20:00"' in page
    assert "Bố cục" not in page and "Độ sáng" not in page
    quiet = PercentWindow(start="20:00", minutes=600, percent=30)
    assert said(running, "loa-1") == BoardSetting(volume_percent=70, volume_windows=(quiet,))


def test_a_units_tune_is_sent_heard_and_taken_back(running: Running, tmp_path: Path) -> None:
    path, where = tmp_path / "nhac.wav", f"/tunings/{COMMUNE}/signature/opening"
    write_wav(sine(800, 2_000), path)
    with running.signed_in("technician") as browser:
        token = form_of(browser, f"/tunings/{COMMUNE}")
        with path.open("rb") as file:
            sent = browser.post(where, data={**token, "whose": "own"}, files={"file": ("nhac.wav", file)})
        assert sent.headers["location"] == f"/tunings/{COMMUNE}?saved=true"
        page = browser.get(sent.headers["location"]).text
        tune = page.split('data-tune="opening"')[1].split("</form>")[0]
        assert 'value="own" checked' in tune
        url = tune.split('<source src="')[1].split('"')[0]
        assert browser.get(url).headers["content-type"] == "audio/ogg"
        empty = browser.post(where, data={**token, "whose": "own"}, files={"file": ("", b"")})
        assert empty.status_code == 422 and "Chọn một tệp âm thanh" in empty.text
        browser.post(where, data={**token, "whose": "none"})
        assert 'value="none" checked' in browser.get(f"/tunings/{COMMUNE}").text
        assert "data-tune" not in browser.get("/tunings/led-1").text


def test_a_refused_form_comes_back_with_the_reason_and_changes_nothing(running: Running) -> None:
    before = said(running, COMMUNE)
    with running.signed_in("technician") as browser:
        token = form_of(browser, f"/tunings/{COMMUNE}")
        for wrong, reason in (
            ({"off_hours": "own", "off_start": "22:30"}, "Điền đủ dòng đó"),
            ({"brightness_percent": "200"}, "Chọn từ 1 đến 100"),
            ({"layout": "notice-qr"}, "Mã QR chưa có nội dung"),
        ):
            answer = browser.post(f"/tunings/{COMMUNE}", data={**token, **wrong})
            assert answer.status_code == 422
            assert reason in answer.text
            assert all(f'value="{value}"' in answer.text for value in wrong.values())
    assert said(running, COMMUNE) == before


def test_a_unit_shows_its_layouts_on_its_own_screen(running: Running) -> None:
    with running.signed_in("technician") as browser:
        assert f"/tunings/{COMMUNE}/picture?layout=side" in browser.get(f"/tunings/{COMMUNE}").text
        drawn = browser.get(f"/tunings/{COMMUNE}/picture?layout=side")
        assert drawn.headers["content-type"] == "image/webp"
        assert browser.get(f"/tunings/{COMMUNE}/picture?layout=none-such").status_code == 404
        assert browser.get("/tunings/nowhere-1").status_code == 404


def test_the_device_page_leads_there_and_tells_the_light(running: Running) -> None:
    with running.signed_in("technician") as browser:
        token = form_of(browser, "/tunings/led-1")
        browser.post("/tunings/led-1", data={**token, "brightness_percent": "70"})
        page = browser.get("/devices/led-1").text
    assert 'href="/tunings/led-1"' in page
    assert 'data-light="70"' in page
    with running.signed_in("auditor") as browser:
        assert 'href="/tunings/led-1"' not in browser.get("/devices/led-1").text
