"""The forms of every kind of new bulletin: shown, refused with what was typed, taken in."""

from __future__ import annotations

import pytest

from controller.db import session_scope
from tests.controller.places import stand
from tests.controller.web.running import COMMUNE, Running, form_of, running

__all__ = ["running"]
GOOD = {
    "countdown": {"title": "Tết Nguyên đán", "at": "2099-01-20T00:00"},
    "cards": {"title": "Thời tiết", "label": ["Mưa", ""], "value": ["60 %", ""], "note": ["", ""]},
    "qr": {"title": "Dịch vụ công", "payload": "https://dichvucong.gov.vn", "caption": "Nộp tại nhà"},
}
BAD = {
    "countdown": ({"title": "Tết", "at": "2020-01-20T00:00"}, "đã qua"),
    "cards": ({"title": "Thời tiết"}, "ô số liệu"),
    "qr": ({"title": "Xấu", "payload": "javascript:alert(1)"}, "không được mang"),
    "web": ({"url": "http://10.0.0.1/"}, "mạng nội bộ"),
    "feed": ({"url": "ftp://tin.vn/rss"}, "ftp://tin.vn/rss"),
}


@pytest.fixture(scope="module", autouse=True)
def board(running: Running) -> None:
    with session_scope(running.app.state.engine) as session:
        stand(session, "led-1", COMMUNE, "led-p5-640x384")


@pytest.mark.parametrize("kind", [*GOOD])
def test_what_is_published_is_led_to_and_shown(running: Running, kind: str) -> None:
    with running.signed_in("approver") as browser:
        token = form_of(browser, f"/bulletins/new?kind={kind}")
        sent = browser.post(f"/bulletins/new/{kind}", data={**token, "unit_id": COMMUNE, **GOOD[kind]})
        assert sent.status_code == 303
        page = browser.get(sent.headers["location"]).text
        assert GOOD[kind]["title"] in page
        assert "/picture?board=640x384" in page
        assert GOOD[kind]["title"] in browser.get("/bulletins").text


def test_how_loud_it_is_against_the_loudspeakers_is_chosen_and_told(running: Running) -> None:
    with running.signed_in("approver") as browser:
        token = form_of(browser, "/bulletins/new?kind=cards")
        typed = {**token, "unit_id": COMMUNE, **GOOD["cards"], "title": "Lời chào"}
        sent = browser.post("/bulletins/new/cards", data={**typed, "gain_db": "-6.0"})
        assert "-6 dB" in browser.get(sent.headers["location"]).text
        assert browser.post("/bulletins/new/cards", data={**typed, "gain_db": "7"}).status_code == 422


@pytest.mark.parametrize("kind", [*BAD])
def test_what_is_refused_comes_back_with_the_reason_and_what_was_typed(running: Running, kind: str) -> None:
    typed, reason = BAD[kind]
    with running.signed_in("approver") as browser:
        token = form_of(browser, f"/bulletins/new?kind={kind}")
        answer = browser.post(f"/bulletins/new/{kind}", data={**token, "unit_id": COMMUNE, **typed})
    assert answer.status_code == 422
    assert reason in answer.text
    assert all(f'value="{value}"' in answer.text for value in typed.values())


def test_there_is_no_form_of_another_kind(running: Running) -> None:
    with running.signed_in("approver") as browser:
        assert browser.get("/bulletins/new?kind=none-such").status_code == 422
