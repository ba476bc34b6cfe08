"""The lexicon over HTTP: the page's forms and what programs are answered."""

from __future__ import annotations

import io
from collections.abc import Iterator

import httpx
import pytest

from media.sound.decode import decode_all
from tests.controller.web.running import CITY, COMMUNE, Running, form_of, running

__all__ = ["running"]


@pytest.fixture
def browser(running: Running) -> Iterator[httpx.Client]:
    with running.signed_in("approver") as client:
        for one in client.get("/api/v1/lexicon").json():
            client.delete(f"/api/v1/lexicon/{one['id']}", headers=token(client))
        yield client


def token(client: httpx.Client) -> dict[str, str]:
    return {"x-rao-form": form_of(client, "/lexicon")["form_token"]}


def send(client: httpx.Client, path: str, **form: str) -> httpx.Response:
    return client.post(path, data={**form_of(client, "/lexicon"), **form})


def listed(client: httpx.Client, **query: str) -> dict[str, str]:
    return {one["written"]: one["spoken"] for one in client.get("/api/v1/lexicon", params=query).json()}


def test_a_word_is_added_changed_and_removed(browser: httpx.Client) -> None:
    answer = send(browser, "/lexicon/entries", unit_id=COMMUNE, written="KPX", spoken="khu phố mười")
    assert answer.status_code == 303
    page = browser.get(answer.headers["location"]).text
    assert "Đã lưu." in page
    assert 'data-entry="KPX"' in page
    assert "Nguyễn Thị Approver" in page
    [entry] = browser.get("/api/v1/lexicon").json()
    assert entry["changed_by"] == "Nguyễn Thị Approver"
    assert 'value="khu phố mười"' in browser.get(f"/lexicon/entries/{entry['id']}").text
    changed = send(browser, f"/lexicon/entries/{entry['id']}", written="KPh", spoken="khu phố")
    assert changed.status_code == 303
    assert listed(browser) == {"KPh": "khu phố"}
    [entry] = browser.get("/api/v1/lexicon").json()
    assert send(browser, f"/lexicon/entries/{entry['id']}/remove").status_code == 303
    assert listed(browser) == {}


def test_what_is_refused_stands_in_the_form_again_and_changes_nothing(browser: httpx.Client) -> None:
    refused = send(browser, "/lexicon/entries", unit_id=COMMUNE, written="KPX", spoken="...")
    assert refused.status_code == 422
    assert "có bên không có chữ" in refused.text
    assert 'value="KPX"' in refused.text
    send(browser, "/lexicon/entries", unit_id=COMMUNE, written="KPX", spoken="khu phố mười")
    [entry] = browser.get("/api/v1/lexicon").json()
    refused = send(browser, f"/lexicon/entries/{entry['id']}", written="KPX", spoken="=1")
    assert refused.status_code == 422
    assert "công thức" in refused.text
    assert listed(browser) == {"KPX": "khu phố mười"}


def test_a_sentence_is_read_and_heard_without_and_with_the_words(browser: httpx.Client) -> None:
    send(browser, "/lexicon/entries", unit_id=COMMUNE, written="KPX", spoken="khu phố mười")
    asked = {"unit_id": COMMUNE, "sentence": "Họp KPX"}
    page = browser.get("/lexicon", params=asked).text
    assert "<strong>Họp khu phố mười</strong>" in page
    assert "data-before" in page
    assert "data-before" not in browser.get("/lexicon", params={**asked, "unit_id": CITY}).text
    sounds = [browser.get("/lexicon/said", params={**asked, **how}) for how in ({}, {"without": "true"})]
    assert all(one.status_code == 200 and one.headers["content-type"] == "audio/ogg" for one in sounds)
    assert sounds[0].content != sounds[1].content
    assert len(decode_all(sounds[0].content)) > 0


def test_a_sentence_that_cannot_be_said_is_told(browser: httpx.Client) -> None:
    assert "không có chữ nào để đọc" in browser.get("/lexicon", params={"sentence": "..."}).text
    assert browser.get("/lexicon/said", params={"unit_id": COMMUNE, "sentence": "..."}).status_code == 422
    assert "quá 500" in browser.get("/lexicon", params={"sentence": "a" * 501}).text
    assert browser.get("/lexicon/said", params={"unit_id": "none", "sentence": "a"}).status_code == 404


def test_a_sheet_comes_in_whole_or_not_at_all(browser: httpx.Client) -> None:
    def take(sheet: str) -> httpx.Response:
        data = {**form_of(browser, "/lexicon"), "unit_id": COMMUNE}
        return browser.post("/lexicon/import", data=data, files={"file": ("tu.csv", io.BytesIO(sheet.encode()))})

    refused = take("KPX,khu phố mười\nUBND,\nTDP\n")
    assert refused.status_code == 422
    assert "Dòng 2" in refused.text
    assert "Dòng 3" in refused.text
    assert listed(browser) == {}
    taken = take("written,spoken,note\nKPX,khu phố mười,\nTDP,tổ dân phố,từ 2026\n")
    assert taken.status_code == 303
    assert "Đã nhập: 2 mục" in browser.get(taken.headers["location"]).text
    assert listed(browser) == {"KPX": "khu phố mười", "TDP": "tổ dân phố"}
    sheet = browser.get("/lexicon/export", params={"unit_id": COMMUNE})
    assert sheet.headers["content-type"].startswith("text/csv")
    assert take(sheet.text).headers["location"].endswith("imported=0")


def test_a_unit_exports_its_own_words_only(browser: httpx.Client) -> None:
    send(browser, "/lexicon/entries", unit_id=CITY, written="KPX", spoken="khu phố mười")
    assert "KPX" not in browser.get("/lexicon/export", params={"unit_id": COMMUNE}).text
    assert "KPX" in browser.get("/lexicon/export", params={"unit_id": CITY}).text


def test_who_may_only_read_sees_no_forms(running: Running) -> None:
    with running.signed_in("auditor") as client:
        page = client.get("/lexicon").text
        assert "Thêm một mục" not in page
        assert "/lexicon/import" not in page
        assert "Thử một câu" in page
        assert send(client, "/lexicon/entries", unit_id=COMMUNE, written="A", spoken="a").status_code == 403


def test_programs_are_answered_in_json(browser: httpx.Client) -> None:
    word = {"unit_id": COMMUNE, "written": "KPX", "spoken": "khu phố mười", "note": "thử"}
    told = browser.put("/api/v1/lexicon", json=word, headers=token(browser)).json()
    assert told["unit"] == "Phường Bình Phước"
    assert told["note"] == "thử"
    again = browser.put("/api/v1/lexicon", json=word, headers=token(browser)).json()
    assert again["changed_at"] == told["changed_at"], "nothing was changed"
    refused = browser.put("/api/v1/lexicon", json={**word, "spoken": ""}, headers=token(browser))
    assert refused.status_code == 422
    assert listed(browser, q="mười") == {"KPX": "khu phố mười"}
    assert listed(browser, q="khác") == {}
    gone = browser.delete("/api/v1/lexicon/word-none", headers=token(browser))
    assert gone.status_code == 404
