"""Recordings in the panel and over HTTP: listed, taken in, refused, heard, taken out."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from controller.alerts.jobs import write_draft
from controller.library.workshop import workshop_of
from controller.people.actor import THE_SYSTEM
from media.sound.decode import decode_all
from tests.controller.alerts.flood import flood
from tests.controller.recordings.voices import recorded
from tests.controller.web.running import COMMUNE, Running, form_of, running

__all__ = ["running"]
SCRIPT = "# Tiêm chủng\n\nSáng thứ Bảy, từ 7 giờ 30, tại Trạm Y tế."


@pytest.fixture(scope="module")
def content_id(running: Running) -> str:
    with running.signed_in("approver") as browser:
        form = {**form_of(browser, "/bulletins/new"), "unit_id": COMMUNE, "text": SCRIPT, "spoken": "yes"}
        sent = browser.post("/bulletins/new", data=form, timeout=60)
    return sent.headers["location"].rpartition("/")[2]


def send(browser: httpx.Client, content_id: str, language: str, path: Path, **headers: str) -> httpx.Response:
    form = {**form_of(browser, f"/bulletins/{content_id}"), "content_id": content_id, "language": language}
    files = {"file": (path.name, path.read_bytes())}
    return browser.post("/bulletins/recordings", data=form, files=files, headers=headers, timeout=60)


def test_a_bulletin_lists_its_languages(running: Running, content_id: str) -> None:
    with running.signed_in("approver") as browser:
        assert f'hx-get="/bulletins/{content_id}/languages"' in browser.get(f"/bulletins/{content_id}").text
        part = browser.get(f"/bulletins/{content_id}/languages").text
    assert 'data-language="vi" data-state="engine"' in part
    assert "Máy đọc" in part
    assert f"/bulletins/{content_id}/record?language=vi" in part
    assert "tiếng M&#39;nông" in part


def test_who_only_looks_hears_and_can_not_record(running: Running, content_id: str) -> None:
    with running.signed_in("auditor") as browser:
        part = browser.get(f"/bulletins/{content_id}/languages").text
        assert "<audio" in part
        assert "/record" not in part
        assert browser.get(f"/bulletins/{content_id}/record?language=sti").status_code == 403


def test_the_page_to_record_on_shows_what_to_read(running: Running, content_id: str) -> None:
    with running.signed_in("approver") as browser:
        page = browser.get(f"/bulletins/{content_id}/record?language=sti").text
    assert "Sáng thứ Bảy, từ 7 giờ 30, tại Trạm Y tế." in page
    assert "tiếng S&#39;tiêng (Bù Lơ)" in page


def test_a_file_is_taken_in_heard_and_taken_out(running: Running, content_id: str, tmp_path: Path) -> None:
    with running.signed_in("approver") as browser:
        sent = send(browser, content_id, "sti", recorded(tmp_path / "a.wav"))
        assert (sent.status_code, sent.headers["location"]) == (303, f"/bulletins/{content_id}")
        part = browser.get(f"/bulletins/{content_id}/languages").text
        assert 'data-language="sti" data-state="recording"' in part
        [told] = [
            one for one in browser.get(f"/api/v1/contents/{content_id}/languages").json() if one["language"] == "sti"
        ]
        assert (told["voice"], told["name"]) == ("recording", "tiếng S'tiêng (Bù Lơ)")
        assert browser.get(told["url"]).content.startswith(b"OggS")
        mp3 = browser.get(told["mp3_url"])
        assert mp3.headers["content-type"] == "audio/mpeg"
        assert f'href="{told["mp3_url"]}" download="{content_id}-sti.mp3"' in part
        form = {**form_of(browser, f"/bulletins/{content_id}"), "content_id": content_id, "language": "sti"}
        assert browser.post("/bulletins/recordings/remove", data=form).status_code == 303
        assert 'data-language="sti"' not in browser.get(f"/bulletins/{content_id}/languages").text
        assert browser.post("/bulletins/recordings/remove", data=form).status_code == 404


def test_a_refusal_is_told_where_it_is_recorded(running: Running, content_id: str, tmp_path: Path) -> None:
    bad = tmp_path / "a.mp3"
    bad.write_text("Không phải âm thanh", "utf-8")
    with running.signed_in("approver") as browser:
        refused = send(browser, content_id, "sti", bad)
        assert refused.status_code == 422
        assert "không phải tệp âm thanh" in refused.text
        assert "Sáng thứ Bảy" in refused.text
        told = send(browser, content_id, "sti", bad, accept="application/json")
        assert (told.status_code, [*told.json()]) == (422, ["problem", "remedy"])


def test_only_this_site_may_use_the_microphone(running: Running) -> None:
    with running.visitor() as visitor:
        answer = visitor.get("/login")
    assert "microphone=(self)" in answer.headers["permissions-policy"]
    assert "media-src 'self' data: blob:;" in answer.headers["content-security-policy"]


def test_what_loudspeakers_say_of_an_alert_is_offered_as_mp3_too(running: Running) -> None:
    workshop = workshop_of(running.app.state.settings, running.app.state.engine)
    alert = write_draft(workshop, THE_SYSTEM, flood(unit_ids=(COMMUNE,)))
    with running.signed_in("operator") as browser:
        opus, mp3 = (browser.get(f"/alerts/{alert.id}/speech/vi{query}") for query in ("", "?form=mp3"))
        assert browser.get(f"/alerts/{alert.id}/speech/vi?form=wav").status_code == 422
    assert [one.headers["content-type"] for one in (opus, mp3)] == ["audio/ogg", "audio/mpeg"]
    assert len(decode_all(mp3.content)) == pytest.approx(len(decode_all(opus.content)), abs=4_800)
