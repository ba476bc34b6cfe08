"""The panel's form of a radio station, and what is told of one that is tried."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from controller.settings import parse_settings
from media.sound import write_wav
from tests.controller.feeds.site import Answer, Site, site
from tests.controller.web.running import COMMUNE, Running, form_of, running
from tests.servers.radio import encoded, hush, note

__all__ = ["running", "site"]
FORM = "/bulletins/new?kind=station"


@pytest.fixture
def browser(running: Running) -> Iterator[httpx.Client]:
    before = running.app.state.settings
    table = {"speech": {"online": False}, "sources": {"private_addresses": True}}
    running.app.state.settings = parse_settings(table, before.data_dir)
    with running.signed_in("approver") as client:
        client.timeout = 30
        yield client
    running.app.state.settings = before


def tried(browser: httpx.Client, url: str) -> str:
    return browser.post("/stations/try", data={**form_of(browser, FORM), "url": url}).text


def test_what_is_heard_is_told(browser: httpx.Client, site: Site) -> None:
    site.pages["/live"] = Answer(encoded("mp3", note(3)))
    site.pages["/quiet"] = Answer(encoded("aac", hush(3)))
    said = tried(browser, f"{site.url}/live")
    assert 'data-heard="MP3"' in said
    assert "data-silent" not in said
    assert "data-silent" in tried(browser, f"{site.url}/quiet")
    assert "data-unfit" in tried(browser, f"{site.url}/none")
    assert "không phải địa chỉ đài" in tried(browser, "")


def test_programs_are_told_in_json(browser: httpx.Client, site: Site) -> None:
    site.pages["/live"] = Answer(encoded("mp3", note(3)))
    named = {"x-rao-form": form_of(browser, FORM)["form_token"]}
    told = browser.post("/api/v1/stations/try", json={"url": f"{site.url}/live"}, headers=named).json()
    assert (told["fit"], told["codec"], told["silent"], told["hls"]) == (True, "MP3", False, False)
    told = browser.post("/api/v1/stations/try", json={"url": f"{site.url}/none"}, headers=named).json()
    assert not told["fit"]
    assert "HTTP 404" in told["problem"]


def test_a_station_is_published_with_a_file_or_a_recording(browser: httpx.Client, tmp_path: Path) -> None:
    write_wav(note(1, 1_000), tmp_path / "nhac.wav")
    station = {**form_of(browser, FORM), "unit_id": COMMUNE, "title": "VOV1", "minutes": "45"}
    sent = {"fallback": ("nhac.wav", (tmp_path / "nhac.wav").read_bytes(), "audio/wav")}
    first = browser.post("/bulletins/new/station", data={**station, "url": "https://radio.example/vov1"}, files=sent)
    assert first.status_code == 303
    shown = browser.get(first.headers["location"]).text
    assert "https://radio.example/vov1" in shown
    assert "Đài tiếp âm" in shown
    assert "<audio" in shown
    sent = {"files": ("nhac.wav", (tmp_path / "nhac.wav").read_bytes(), "audio/wav")}
    recording = browser.post("/bulletins/new", data={**station, "title": "Nhạc hiệu"}, files=sent)
    content_id = recording.headers["location"].rpartition("/")[2]
    assert f'value="{content_id}"' in browser.get(FORM).text
    other = {**station, "url": "https://radio.example/vov2", "fallback_content": content_id}
    nothing = {"fallback": ("", b"", "application/octet-stream")}
    second = browser.post("/bulletins/new/station", data=other, files=nothing)
    assert second.status_code == 303
    assert "<audio" in browser.get(second.headers["location"]).text


def test_what_is_refused_stands_in_the_form_again(browser: httpx.Client) -> None:
    station = {**form_of(browser, FORM), "unit_id": COMMUNE, "title": "VOV1", "url": "rtmp://dai"}
    refused = browser.post("/bulletins/new/station", data=station)
    assert refused.status_code == 422
    assert "không phải địa chỉ đài" in refused.text
    assert 'value="rtmp://dai"' in refused.text
