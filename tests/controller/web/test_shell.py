"""Headers, languages, refusals and static files."""

import pytest

from controller.web.errors import STATUS, status_of
from controller.web.panel import STATIC, static
from media.board.colours import LEVELS
from protocol.errors import InvalidMedia, RaoError
from protocol.words import Words
from tests.controller.web.running import form_of

NOWHERE = Words("a", "b")


def test_the_policy_allows_no_inline_script_and_no_other_host(running):
    with running.visitor() as visitor:
        policy = visitor.get("/login").headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "default-src 'self'" in policy


def test_no_page_has_inline_style_or_script_or_another_host(running):
    with running.signed_in("administrator") as client:
        for path in ("/", "/bulletins", "/bulletins/new", "/alerts", "/alerts/new", "/nowhere"):
            text = client.get(path).text
            assert " style=" not in text
            assert "<script>" not in text
            assert "onclick=" not in text
            assert "https://" not in text


@pytest.mark.parametrize(
    ("accepted", "language"), [("vi", "vi"), ("en-US,en;q=0.9", "en"), ("en,vi;q=0.5", "vi"), ("fr", "vi"), ("", "vi")]
)
def test_vietnamese_unless_the_browser_wants_only_english(running, accepted, language):
    with running.visitor() as visitor:
        text = visitor.get("/login", headers={"accept-language": accepted}).text
    assert f'<html lang="{language}">' in text


def test_a_chosen_language_stays(running):
    with running.visitor() as visitor:
        visitor.post("/language", data={**form_of(visitor), "language": "en"})
        assert "Sign in" in visitor.get("/login").text


def test_a_refusal_is_a_page_for_people_and_json_for_programs(running):
    with running.signed_in("editor") as client:
        page = client.get("/nowhere")
        told = client.get("/nowhere", headers={"accept": "application/json"})
    assert (page.status_code, told.status_code) == (404, 404)
    assert "Không có trang này." in page.text
    assert told.json()["problem"] == "Không có trang này."


def test_even_a_page_that_is_not_there_has_the_button_of_emergencies(running):
    with running.signed_in("operator") as client:
        assert "/alerts/new" in client.get("/nowhere").text
    with running.visitor() as visitor:
        assert "/alerts/new" not in visitor.get("/nowhere").text


def test_a_fragment_sends_who_is_signed_out_to_the_login(running):
    with running.visitor() as visitor:
        answer = visitor.get("/", headers={"hx-request": "true"})
    assert (answer.status_code, answer.headers["hx-redirect"]) == (401, "/login")


def test_a_subclass_has_the_status_of_its_class_and_a_stranger_500():
    assert status_of(InvalidMedia(NOWHERE, NOWHERE)) == 422
    assert status_of(RaoError(NOWHERE, NOWHERE)) == 500
    assert all(400 <= status < 600 for _, status in STATUS)


def test_static_files_may_be_kept_and_pages_may_not(running):
    with running.visitor() as visitor:
        assert "immutable" in visitor.get(static("rao.css")).headers["cache-control"]
        assert "immutable" not in visitor.get("/static/rao.css").headers["cache-control"]
        assert visitor.get("/login").headers["cache-control"] == "no-store"


def test_the_database_is_behind_the_health_page(running):
    with running.visitor() as visitor:
        assert visitor.get("/healthz").json() == {"status": "ok"}


def test_levels_have_the_colours_boards_give_them():
    sheet = (STATIC / "rao.css").read_text("utf-8")
    for level, colours in enumerate(LEVELS, start=1):
        ground, text = (f"#{bytes(colour).hex()}" for colour in (colours.ground, colours.text))
        assert f".rao-level-{level} {{ --level: {ground}; --level-ink: {text}; }}" in sheet
