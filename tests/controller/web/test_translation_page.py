"""Translating in the panel and over HTTP, by a service that stands in this test."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from controller.settings import parse_settings
from tests.controller.library.test_translators import Service, serving, translates
from tests.controller.web.running import COMMUNE, Running, form_of, running

__all__ = ["running"]
TEXT = "# Tiêm chủng\n\nSáng thứ Bảy tại Trạm Y tế."


@pytest.fixture(scope="module")
def service(running: Running) -> Iterator[Service]:
    """The province has chosen a service of the web."""
    with serving(translates) as here:
        own = {
            "name": "own",
            "url": f"http://127.0.0.1:{here.port}/",
            "body": '{"q": "{text}", "from": "{source}", "to": "{target}"}',
            "headers": {"Content-Type": "application/json"},
            "answer_path": "data.0.text",
            "pairs": [["vi", "en"], ["vi", "sti"]],
            "licence": "Theo hợp đồng 12/2026",
        }
        table = {
            "speech": {"online": False, "languages": ["vi", "en", "km"]},
            "translation": {"services": [own]},
        }
        running.app.state.settings = parse_settings(table, running.app.state.settings.data_dir)
        yield here


@pytest.fixture(scope="module")
def content_id(running: Running, service: Service) -> str:
    with running.signed_in("approver") as browser:
        form = {**form_of(browser, "/bulletins/new"), "unit_id": COMMUNE, "text": TEXT, "spoken": "yes"}
        sent = browser.post("/bulletins/new", data=form, timeout=60)
    return sent.headers["location"].rpartition("/")[2]


def change(browser: httpx.Client, content_id: str, do: str, language: str = "en", text: str = "") -> httpx.Response:
    form = form_of(browser, f"/bulletins/{content_id}")
    what = {"content_id": content_id, "language": language, "do": do, "text": text}
    return browser.post("/bulletins/translations", data={**form, **what}, timeout=60)


def page_of(browser: httpx.Client, content_id: str) -> str:
    return browser.get(f"/bulletins/{content_id}/translation?language=en").text


def test_the_way_from_a_draft_to_the_loudspeakers(running: Running, content_id: str) -> None:
    with running.signed_in("approver") as browser:
        languages = browser.get(f"/bulletins/{content_id}/languages").text
        assert f"/bulletins/{content_id}/translation?language=en" in languages
        assert f"/bulletins/{content_id}/translation?language=km" not in languages
        assert "Dịch nháp" in page_of(browser, content_id)
        assert change(browser, content_id, "draft").status_code == 303
        drafted = page_of(browser, content_id)
        assert "Bản nháp do máy dịch" in drafted
        assert "Theo hợp đồng 12/2026" in drafted
        assert "Tiêm chủng. [vi&gt;en]" in drafted
        assert "chưa ai duyệt" in browser.get(f"/bulletins/{content_id}/languages").text
        assert change(browser, content_id, "save", text="Vaccination.").status_code == 303
        assert change(browser, content_id, "approve", text="Vaccination on Saturday.").status_code == 303
        assert "Đã duyệt" in page_of(browser, content_id)
        told = {one["language"]: one for one in browser.get(f"/api/v1/contents/{content_id}/languages").json()}
        assert (told["en"]["state"], told["en"]["voice"], told["en"]["translation"]) == (
            "engine",
            "espeak-ng en",
            "approved",
        )
        read = browser.get(f"/bulletins/{content_id}/record?language=en").text
        assert "Vaccination on Saturday." in read
        assert change(browser, content_id, "remove").status_code == 303
        assert browser.get(f"/api/v1/contents/{content_id}/translations").json() == []


def test_a_refusal_comes_back_with_what_was_typed(running: Running, content_id: str, service: Service) -> None:
    with running.signed_in("approver") as browser:
        change(browser, content_id, "draft")
        refused = change(browser, content_id, "approve", text=" ")
        assert refused.status_code == 422
        assert "trống hoặc quá dài" in refused.text
        long = change(browser, content_id, "save", text="Too long. " * 3_000)
        assert "Too long. Too long." in long.text
        assert change(browser, content_id, "draft", "km").status_code == 422
        assert "Không máy dịch nào biết tiếng Khmer" in change(browser, content_id, "draft", "km").text
        assert change(browser, content_id, "draft", "vi").status_code == 409
        change(browser, content_id, "remove")


def test_an_editor_drafts_and_has_no_button_to_approve(running: Running, content_id: str) -> None:
    with running.signed_in("editor") as browser:
        assert change(browser, content_id, "draft").status_code == 303
        assert 'value="approve"' not in page_of(browser, content_id)
        assert change(browser, content_id, "approve", text="Vaccination.").status_code == 403
        assert change(browser, content_id, "remove").status_code == 303


def test_a_program_has_the_same_way(running: Running, content_id: str) -> None:
    with running.signed_in("approver") as browser:
        guard = {"x-rao-form": form_of(browser, f"/bulletins/{content_id}")["form_token"]}
        which = {"content_id": content_id, "language": "en"}
        drafted = browser.post("/api/v1/translations/draft", json=which, headers=guard).json()
        assert (drafted["state"], drafted["licence"], drafted["voice"]) == ("draft", "Theo hợp đồng 12/2026", None)
        approved = browser.post(
            "/api/v1/translations/approve", json={**which, "text": "Vaccination."}, headers=guard, timeout=60
        ).json()
        assert (approved["state"], approved["text"], approved["voice"]) == ("approved", "Vaccination.", "espeak-ng en")
        assert browser.post("/api/v1/translations/remove", json=which, headers=guard).status_code == 204
