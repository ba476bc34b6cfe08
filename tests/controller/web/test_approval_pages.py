"""Approval and editing in the panel and by programs: what is shown, what may be pressed, what is refused."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from PIL import Image

from controller.approval import rule
from controller.clock import wall_ms
from controller.db import session_scope
from controller.people.actor import THE_SYSTEM
from controller.people.service import create_api_token, create_user, list_users
from tests.controller.places import stand
from tests.controller.web.running import CITY, COMMUNE, PASSWORD, Running, form_of, running

__all__ = ["running"]
LEADERS = ("leader", "deputy")


@pytest.fixture(scope="module", autouse=True)
def commune(running: Running) -> None:
    """Its own people, a board, and nobody who may approve their own."""
    with session_scope(running.app.state.engine) as session:
        stand(session, "led-1", COMMUNE, "led-p5-640x384")
        rule.end(session, THE_SYSTEM, CITY, wall_ms())
        for login in LEADERS:
            create_user(
                session,
                THE_SYSTEM,
                login=login,
                full_name=f"Điểu {login.title()}",
                role="approver",
                unit_id=COMMUNE,
                password=PASSWORD,
            )


@pytest.fixture(scope="module")
def tokens(running: Running) -> dict[str, str]:
    with session_scope(running.app.state.engine) as session:
        users = list_users(session, THE_SYSTEM)
        return {user.login: create_api_token(session, user, "test", wall_ms()) for user in users}


@pytest.fixture
def programs(running: Running, tokens: dict[str, str]) -> Iterator[dict[str, httpx.Client]]:
    """A program of each person."""
    made = {
        who: httpx.Client(base_url=f"{running.url}/api/v1", headers={"authorization": f"Bearer {token}"}, timeout=60)
        for who, token in tokens.items()
    }
    yield made
    for one in made.values():
        one.close()


def written(program: httpx.Client, title: str, **how: Any) -> dict[str, Any]:
    cards = {"unit_id": COMMUNE, "title": title, "cards": [{"label": "Mưa", "value": "2 mm"}], "spoken": False, **how}
    answer = program.post("/contents/cards", json=cards)
    assert answer.status_code == 201, answer.text
    content: dict[str, Any] = answer.json()["contents"][0]
    return content


def standing(program: httpx.Client, content_id: str) -> dict[str, Any]:
    told: dict[str, Any] = program.get(f"/contents/{content_id}").json()
    return told


def step(program: httpx.Client, content_id: str, act: str, seen: str = "", **more: Any) -> httpx.Response:
    asked = {"act": act, "seen": seen or standing(program, content_id)["seen"], **more}
    return program.post(f"/contents/{content_id}/steps", json=asked)


def test_programs_go_the_whole_way(programs: dict[str, httpx.Client]) -> None:
    editor, leader = programs["editor"], programs["leader"]
    content = written(editor, "Thời tiết")
    assert content["state"] == "submitted"
    assert [one["id"] for one in leader.get("/approvals").json()] == [content["id"]]
    told = standing(leader, content["id"])
    assert {"approve", "return"} <= set(told["acts"])
    assert "approve" not in standing(editor, content["id"])["acts"]
    assert step(editor, content["id"], "approve").status_code == 403
    assert step(leader, content["id"], "return").status_code == 422
    assert step(leader, content["id"], "return", reason="Thiếu đơn vị đo.").json()["content"]["state"] == "returned"
    changed = editor.patch(
        f"/contents/{content['id']}",
        json={"seen": standing(editor, content["id"])["seen"], "cards": [{"label": "Mưa", "value": "3 mm"}]},
    ).json()
    assert changed["content"]["state"] == "submitted"
    assert changed["content"]["id"] == content["id"]
    assert changed["steps"][1]["changed"] == ["original"]
    assert step(leader, content["id"], "approve", told["seen"]).status_code == 409
    on_air = step(leader, content["id"], "approve", publish_too=True).json()
    assert (on_air["content"]["state"], on_air["gone"]) == ("published", None)
    assert [(one["act"], one["by"]) for one in on_air["steps"]][:2] == [
        ("publish", "Điểu Leader"),
        ("approve", "Điểu Leader"),
    ]
    assert leader.post(f"/contents/{content['id']}/withdraw").json()["state"] == "withdrawn"
    gone = standing(editor, content["id"])["gone"]
    assert gone == {"of": 1, "gone": 0, "offline": 1, "not_yet": 0}
    assert [one["state"] for one in editor.get("/contents", params={"state": "withdrawn"}).json()] == ["withdrawn"]
    assert editor.get("/contents", params={"state": "gone"}).status_code == 422


def test_a_leaders_own_waits_for_the_deputy(programs: dict[str, httpx.Client]) -> None:
    content = written(programs["leader"], "Của trưởng")
    assert content["state"] == "submitted"
    refused = step(programs["leader"], content["id"], "approve")
    assert refused.status_code == 403
    assert "own work" in refused.json()["problem"] or "tự duyệt" in refused.json()["problem"]
    assert step(programs["deputy"], content["id"], "approve", publish_too=True).status_code == 200


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"seen": "0-nothing"}, 409),
        ({"payload": "https://example.org"}, 422),
        ({"minutes": 3}, 422),
        ({"cards": []}, 422),
        ({"last_date": "2020-01-01"}, 422),
        ({"unit_id": "1-20250701"}, 404),
        ({"nonsense": 1}, 422),
    ],
)
def test_edits_that_can_not_be_are_refused(
    programs: dict[str, httpx.Client], changes: dict[str, Any], status: int
) -> None:
    content = written(programs["editor"], "Để sửa")
    seen = standing(programs["editor"], content["id"])["seen"]
    answer = programs["editor"].patch(f"/contents/{content['id']}", json={"seen": seen, **changes})
    assert (answer.status_code, status) == (status, status), answer.text
    assert standing(programs["editor"], content["id"])["content"]["title"] == "Để sửa"


EDITS = {
    "countdown": (
        {"title": "Tết", "at": "2099-01-20T00:00"},
        {"at": "2099-01-21T00:00", "after": "Chúc mừng năm mới", "picture_s": 20},
    ),
    "qr": ({"title": "Mã", "payload": "https://example.org"}, {"payload": "https://example.com", "caption": "Quét"}),
    "station": ({"title": "Đài", "url": "https://example.org/dai"}, {"minutes": 45, "over": "duck"}),
    "line-in": ({"title": "Trực tiếp", "input": "phong-thu"}, {"input": "default", "resume": "restart"}),
}


@pytest.mark.parametrize("kind", [*EDITS])
def test_each_kind_is_edited_and_keeps_its_id(programs: dict[str, httpx.Client], kind: str) -> None:
    first, changes = EDITS[kind]
    editor = programs["editor"]
    how = {"data": first} if kind in ("station", "line-in") else {"json": first}
    for part in how.values():
        part |= {"unit_id": COMMUNE}  # type: ignore[operator]
    content = editor.post(f"/contents/{kind}", **how).json()["contents"][0]  # type: ignore[arg-type]
    seen = standing(editor, content["id"])["seen"]
    answer = editor.patch(f"/contents/{content['id']}", json={"seen": seen, **changes})
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert (told["content"]["id"], told["content"]["title"]) == (content["id"], first["title"])
    edit = next(one for one in told["steps"] if one["act"] == "edit")
    assert edit["changed"]
    again = editor.patch(f"/contents/{content['id']}", json={"seen": told["seen"]}).json()
    assert again["steps"][0]["number"] == told["steps"][0]["number"], "an edit that changes nothing is no step"


def test_a_text_and_its_file_are_changed(programs: dict[str, httpx.Client]) -> None:
    editor = programs["editor"]
    sent = editor.post(
        "/contents", data={"unit_id": COMMUNE, "upto": "draft"}, files={"files": ("hop.txt", b"Hop luc 19 gio.")}
    )
    content = sent.json()["contents"][0]
    assert content["state"] == "draft"
    seen = standing(editor, content["id"])["seen"]
    told = editor.patch(f"/contents/{content['id']}", json={"seen": seen, "text": "Họp lúc 20 giờ.", "upto": "draft"})
    assert told.json()["content"]["state"] == "draft"
    put = editor.post(
        "/contents/file",
        data={"content_id": content["id"], "seen": told.json()["seen"]},
        files={"file": ("a.txt", b"Hop luc 21")},
    ).json()
    assert (put["content"]["id"], put["content"]["state"]) == (content["id"], "submitted")
    seen, png = put["seen"], io.BytesIO()
    Image.new("RGB", (64, 48)).save(png, "PNG")
    picture = editor.post(
        "/contents/file",
        data={"content_id": content["id"], "seen": seen},
        files={"file": ("a.png", png.getvalue())},
    )
    assert picture.status_code == 422, "another kind of content is another content"


def test_who_may_approve_their_own_is_set_by_an_administrator(programs: dict[str, httpx.Client]) -> None:
    admin = programs["administrator"]
    made = admin.post("/self-approvals", json={"unit_id": COMMUNE, "reason": "Chỉ có hai người"})
    assert made.status_code == 201
    assert admin.post("/self-approvals", json={"unit_id": COMMUNE, "reason": "Lại"}).status_code == 409
    assert programs["leader"].post("/self-approvals", json={"unit_id": COMMUNE, "reason": "x"}).status_code == 403
    content = written(programs["leader"], "Theo quy định")
    assert content["state"] == "published"
    assert {one["own"] for one in standing(admin, content["id"])["steps"]} == {"", "rule"}
    assert admin.delete(f"/self-approvals/{COMMUNE}").json()["until"]
    assert admin.delete(f"/self-approvals/{COMMUNE}").status_code == 404
    assert [one["unit_id"] for one in admin.get("/self-approvals").json()][:1] == [COMMUNE]


def pressed(browser: httpx.Client, content_id: str, act: str, **more: str) -> httpx.Response:
    text = browser.get(f"/bulletins/{content_id}").text
    seen = re.search(r'name="seen" value="([^"]+)"', text)
    assert seen
    token = form_of(browser, f"/bulletins/{content_id}")
    return browser.post(f"/bulletins/{content_id}/steps", data={**token, "seen": seen[1], "act": act, **more})


def test_people_press_what_they_may(running: Running, programs: dict[str, httpx.Client]) -> None:
    content_id = written(programs["editor"], "Trên trang")["id"]
    with running.signed_in("leader") as leader, running.signed_in("editor") as editor:
        assert "Duyệt và phát" in leader.get(f"/bulletins/{content_id}").text
        assert "Chờ người khác duyệt" in editor.get(f"/bulletins/{content_id}").text
        assert "Trên trang" in leader.get("/approvals").text
        assert "badge" in leader.get("/approvals/waiting").text
        assert "Trên trang" in editor.get("/bulletins/mine").text
        assert "Trên trang" in editor.get("/bulletins?state=submitted").text
        assert "Trên trang" not in editor.get("/bulletins?state=draft").text
        assert pressed(leader, content_id, "return", reason="Sửa <b>giờ</b>").status_code == 303
        assert "Sửa &lt;b&gt;giờ" in editor.get("/bulletins/mine").text
        form = editor.get(f"/bulletins/{content_id}/edit").text
        assert 'value="Trên trang"' in form
        assert 'value="2 mm"' in form
        assert pressed(editor, content_id, "submit").status_code == 303
        assert pressed(leader, content_id, "approve_publish").status_code == 303
        assert "data-warns" in editor.get(f"/bulletins/{content_id}/edit").text
        history = editor.get(f"/bulletins/{content_id}/history").text
        assert history.count("data-step=") == 6
        assert "Sửa &lt;b&gt;giờ" in history
        assert "1 ngoại tuyến" not in editor.get(f"/bulletins/{content_id}").text


def test_a_stale_edit_comes_back_with_what_was_typed(running: Running, programs: dict[str, httpx.Client]) -> None:
    content = written(programs["editor"], "Hai người sửa", upto="draft")
    with running.signed_in("editor") as editor:
        form = editor.get(f"/bulletins/{content['id']}/edit").text
        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
        programs["leader"].patch(
            f"/contents/{content['id']}",
            json={"seen": hidden["seen"], "cards": [{"label": "Gió", "value": "5"}], "upto": "draft"},
        )
        typed = {**hidden, "unit_id": COMMUNE, "title": "Tôi gõ", "label": "Nắng", "value": "36 °C", "upto": "draft"}
        refused = editor.post("/bulletins/new/cards", data=typed)
        assert refused.status_code == 409
        assert "đã thay đổi sau khi bạn xem" in refused.text
        assert 'value="Tôi gõ"' in refused.text
        assert 'value="36 °C"' in refused.text
        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', refused.text))
        assert editor.post("/bulletins/new/cards", data={**typed, **hidden}).status_code == 303
    assert standing(programs["editor"], content["id"])["content"]["title"] == "Tôi gõ"


def test_an_editor_without_the_right_to_publish_uses_the_same_forms(running: Running) -> None:
    with running.signed_in("editor") as editor:
        form = editor.get("/bulletins/new?kind=qr").text
        assert "Gửi duyệt" in form
        assert ">Phát hành<" not in form
        token = form_of(editor, "/bulletins/new?kind=qr")
        typed = {**token, "unit_id": COMMUNE, "title": "Mã QR", "payload": "https://example.org"}
        for upto, words in (("draft", "Bản nháp"), ("submitted", "Chờ duyệt")):
            sent = editor.post("/bulletins/new/qr", data={**typed, "title": f"Mã {upto}", "upto": upto})
            assert words in editor.get(sent.headers["location"]).text


def test_rules_are_set_in_the_panel(running: Running) -> None:
    with running.signed_in("administrator") as admin:
        token = form_of(admin, "/self-approvals")
        refused = admin.post("/self-approvals", data={**token, "unit_id": CITY, "reason": " "})
        assert refused.status_code == 422
        assert admin.post("/self-approvals", data={**token, "unit_id": CITY, "reason": "Ít người"}).status_code == 303
        assert "Ít người" in admin.get("/self-approvals").text
        assert admin.post("/self-approvals/end", data={**token, "unit_id": CITY}).status_code == 303


def test_the_queue_goes_on_page_by_page(programs: dict[str, httpx.Client]) -> None:
    for number in range(3):
        written(programs["editor"], f"Trang {number}")
    leader = programs["leader"]
    every = [one["id"] for one in leader.get("/approvals").json()]
    paged, url = [], "/approvals?most=2"
    while url:
        answer = leader.get(url)
        paged += [one["id"] for one in answer.json()]
        url = answer.links["next"]["url"].removeprefix("/api/v1") if "next" in answer.links else ""
    assert paged == every
    assert len(every) >= 3


def test_an_older_version_is_put_back_from_the_history(running: Running, programs: dict[str, httpx.Client]) -> None:
    content = written(programs["editor"], "Giờ họp")
    step(programs["leader"], content["id"], "approve", publish_too=True)
    changed = {"seen": standing(programs["editor"], content["id"])["seen"], "cards": [{"label": "Mưa", "value": "9"}]}
    programs["editor"].patch(f"/contents/{content['id']}", json=changed)
    step(programs["leader"], content["id"], "approve", publish_too=True)
    with running.signed_in("auditor") as reader:
        assert "Quay lại bản này" not in reader.get(f"/bulletins/{content['id']}/history").text
    with running.signed_in("leader") as browser:
        page = browser.get(f"/bulletins/{content['id']}/history").text
        assert page.count("Quay lại bản này") == 1, "what stands is no way back, and each version is offered once"
        form = dict(re.findall(r'name="(form_token|seen|number)" value="([^"]*)"', page.split("/roll-back", 1)[1]))
        assert browser.post(f"/bulletins/{content['id']}/roll-back", data=form).status_code == 303
        stale = browser.post(f"/bulletins/{content['id']}/roll-back", data=form)
        assert (stale.status_code, "đã thay đổi" in stale.text) == (409, True)
    told = standing(programs["leader"], content["id"])
    assert (told["content"]["state"], told["content"]["ticker"]) == ("published", content["ticker"])
    assert [one["own"] for one in told["steps"]][:2] == ["", "again"]
    refused = programs["leader"].post(f"/contents/{content['id']}/roll-back", json={"seen": told["seen"], "number": 0})
    assert refused.status_code == 422
    back = programs["leader"].post(f"/contents/{content['id']}/roll-back", json={"seen": told["seen"]})
    assert (back.status_code, back.json()["steps"][1]["own"]) == (200, "again")
