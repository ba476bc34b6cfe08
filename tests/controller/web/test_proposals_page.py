"""Proposals in the panel and over HTTP: what is shown, what may be pressed, what is refused."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from controller.approval import rule
from controller.bulletins.draft import Options, Upload
from controller.bulletins.jobs import publish_files
from controller.clock import wall_ms
from controller.db import session_scope
from controller.library.workshop import workshop_of
from controller.people.actor import THE_SYSTEM
from tests.controller.places import FIRST_DAY, stand
from tests.controller.web.running import CITY, COMMUNE, Running, form_of, running

__all__ = ["running"]
SLOT = {"unit_id": COMMUNE, "title": "Chiều", "start": "17:00", "end": "17:30", "first_date": "2026-11-01"}


@pytest.fixture(scope="module")
def content(running: Running, tmp_path_factory: pytest.TempPathFactory) -> str:
    with session_scope(running.app.state.engine) as session:
        stand(session, "led-1", COMMUNE, "led-p5-640x384")
        rule.end(session, THE_SYSTEM, CITY, wall_ms())
    path = tmp_path_factory.mktemp("in") / "tin.txt"
    path.write_text("Họp tổ\n\nTối nay.", "utf-8")
    workshop = workshop_of(running.app.state.settings, running.app.state.engine)
    options = Options(first_date=FIRST_DAY, spoken=False, placement="slots")
    return publish_files(workshop, THE_SYSTEM, [Upload(path, path.name)], COMMUNE, options)[0].id


@pytest.fixture
def people(running: Running, content: str) -> Iterator[dict[str, httpx.Client]]:
    """Browsers of an editor, a leader, another leader and somebody who may only look."""
    with (
        running.signed_in("editor") as editor,
        running.signed_in("approver") as leader,
        running.signed_in("administrator") as chief,
        running.signed_in("auditor") as auditor,
    ):
        known = {"editor": editor, "leader": leader, "chief": chief, "auditor": auditor}
        for client in known.values():
            client.headers["x-rao-form"] = form_of(client, "/schedules")["form_token"]
        yield known
        for one in leader.get("/api/v1/slots").json():
            leader.delete(f"/api/v1/slots/{one['id']}")


def file_of(content: str, **changes: object) -> str:
    line = {"id": "slot-week", **SLOT, "content_id": content, **changes}
    return json.dumps({"schema": "rao.schedules/1", "unit_id": COMMUNE, "slots": [line]})


def proposed(client: httpx.Client, content: str, **changes: object) -> dict[str, Any]:
    answer = client.post("/api/v1/proposals", json={"file": file_of(content, **changes)})
    assert answer.status_code == 201, answer.text
    told: dict[str, Any] = answer.json()
    return told


def step(client: httpx.Client, told: dict[str, Any], act: str, **more: str) -> httpx.Response:
    asked = {"act": act, "seen": told["seen"], **more}
    return client.post(f"/api/v1/proposals/{told['proposal']['id']}/steps", json=asked)


def test_programs_go_the_whole_way(people: dict[str, httpx.Client], content: str) -> None:
    editor, leader = people["editor"], people["leader"]
    told = proposed(editor, content)
    path = f"/api/v1/proposals/{told['proposal']['id']}"
    assert told["proposal"]["state"] == "submitted"
    assert editor.get("/api/v1/slots").json() == []
    assert [one["id"] for one in leader.get("/api/v1/proposals", params={"state": "submitted"}).json()] == [
        told["proposal"]["id"]
    ]
    whole = leader.get(path).json()
    assert {"approve", "return"} <= set(whole["acts"])
    assert [one["name"] for one in whole["lines"][0]["differences"]] == ["Phát", "Khi nào", "Ở đâu", "Thời gian"]
    assert whole["lines"][0]["is_new"]
    assert whole["made_from"]["slots"] == []
    assert step(editor, told, "approve").status_code == 403
    assert step(leader, told, "return").status_code == 422
    back = step(leader, told, "return", reason="Muộn hơn.").json()
    assert (back["proposal"]["state"], back["devices_told"]) == ("returned", 0)
    stale = editor.put(path, json={"file": file_of(content, start="17:10"), "seen": told["seen"]})
    assert stale.status_code == 409
    again = editor.put(path, json={"file": file_of(content, start="17:10"), "seen": back["seen"]}).json()
    assert again["proposal"]["state"] == "submitted"
    assert step(leader, back, "approve").status_code == 409
    done = step(leader, again, "approve").json()
    assert (done["proposal"]["state"], done["devices_told"]) == ("approved", 1)
    assert [one["start"] for one in editor.get("/api/v1/slots").json()] == ["17:10"]
    steps = editor.get(path).json()["steps"]
    assert [one["act"] for one in steps] == ["approve", "submit", "edit", "return", "submit", "write"]
    assert steps[0]["by"] == "Nguyễn Thị Approver"
    assert step(leader, done, "approve").status_code == 409


def test_refusals_name_lines_and_what_is_not_there(people: dict[str, httpx.Client], content: str) -> None:
    editor = people["editor"]
    bad = editor.post("/api/v1/proposals", json={"file": file_of(content, rrule="FREQ=HOURLY")})
    assert (bad.status_code, "Dòng 1:" in bad.json()["problem"]) == (422, True)
    for path in ("/api/v1/proposals/none", "/proposals/none", "/proposals/slot?proposal_id=none"):
        assert editor.get(path).status_code == 404, path
    assert editor.get(f"/proposals/slot?unit_id={COMMUNE}&line_id=none").status_code == 404
    assert editor.get(f"/proposals/playlist?unit_id={COMMUNE}&line_id=none").status_code == 404
    assert editor.get("/api/v1/proposals", params={"after": "none"}).status_code == 404
    assert editor.get("/api/v1/proposals", params={"state": "gone"}).status_code == 422
    assert people["auditor"].post("/api/v1/proposals", json={"file": file_of(content)}).status_code == 403


def pressed(client: httpx.Client, path: str, act: str, **more: str) -> httpx.Response:
    seen = re.search(r'name="seen" value="([^"]+)"', client.get(path).text)
    assert seen
    return client.post(f"{path}/steps", data={"seen": seen[1], "act": act, **more})


def test_people_propose_judge_and_see_it(people: dict[str, httpx.Client], content: str) -> None:
    editor, leader = people["editor"], people["leader"]
    assert "Đề xuất khung giờ" in editor.get("/schedules").text
    assert "Thêm khung giờ" in leader.get("/schedules").text
    form = {**SLOT, "what": f"content:{content}", "outputs": "both", "proposal_id": "", "line_id": ""}
    assert "chưa đổi gì cho đến khi" in editor.get(f"/proposals/slot?unit_id={COMMUNE}").text
    refused = editor.post("/proposals/slot", data={**form, "start": "25:00"})
    assert (refused.status_code, "không phải giờ" in refused.text) == (422, True)
    made = editor.post("/proposals/slot", data=form)
    path = made.headers["location"].partition("?")[0]
    page = editor.get(path).text
    assert "Hằng ngày, 17:00–17:30" in page
    assert "Lưu vào đề xuất “Chiều”" in editor.get(f"/proposals/slot?unit_id={COMMUNE}").text
    rows = {"unit_id": COMMUNE, "title": "Sáng", "entry_content": content, "proposal_id": path.rsplit("/", 1)[1]}
    assert "data-entry" in editor.post("/proposals/playlist", data={**rows, "act": "down-0"}).text
    assert editor.post("/proposals/playlist", data={**rows, "entry_weight": "11"}).status_code == 422
    assert editor.post("/proposals/playlist", data=rows).status_code == 303
    assert "Sáng" in editor.get(f"/proposals/slot?unit_id={COMMUNE}").text, "to be chosen though only proposed"
    assert "Gửi duyệt" not in people["auditor"].get(path).text
    assert pressed(editor, path, "submit").status_code == 303
    assert "Chiều (+1)" in leader.get("/approvals").text
    assert "badge" in leader.get("/approvals/waiting").text
    assert "Chờ người khác duyệt" in editor.get(path).text
    assert pressed(leader, path, "return").status_code == 422
    assert pressed(leader, path, "return", reason="Sửa <b>giờ</b>").status_code == 303
    assert "Sửa &lt;b&gt;giờ" in editor.get(path).text
    list_id = re.search(r"line_id=(list-[\w-]+)", editor.get(path).text)
    assert list_id
    filled = editor.get(f"/proposals/playlist?unit_id={COMMUNE}&line_id={list_id[1]}").text
    assert 'value="Sáng"' in filled
    dropped = editor.post(f"{path}/leave-out", data={"what": "playlists", "line_id": list_id[1]})
    assert dropped.status_code == 303
    assert pressed(editor, path, "submit").status_code == 303
    assert pressed(leader, path, "approve").status_code == 303
    assert "Đã đưa vào lịch" in editor.get(path).text
    assert [one["title"] for one in editor.get("/api/v1/slots").json()] == ["Chiều"]
    assert path in editor.get("/proposals?state=approved").text
    assert path not in editor.get("/proposals?state=draft").text
    slot_id = editor.get("/api/v1/slots").json()[0]["id"]
    assert f"line_id={slot_id}" in editor.get("/schedules").text
    assert 'value="Chiều"' in editor.get(f"/proposals/slot?unit_id={COMMUNE}&line_id={slot_id}").text


def test_a_leader_does_not_accept_their_own_and_is_told_so(people: dict[str, httpx.Client], content: str) -> None:
    told = proposed(people["leader"], content)
    refused = step(people["leader"], told, "approve")
    assert (refused.status_code, "Không ai tự duyệt" in refused.json()["problem"]) == (403, True)
    assert step(people["chief"], told, "approve").status_code == 200


def test_what_was_overtaken_is_told_on_its_page(people: dict[str, httpx.Client], content: str) -> None:
    editor, leader = people["editor"], people["leader"]
    saved = leader.post("/api/v1/slots", json={**SLOT, "content_id": content}).json()["slot"]
    told = proposed(editor, content, id=saved["id"], start="18:00", end="18:30")
    leader.put(f"/api/v1/slots/{saved['id']}", json={**SLOT, "content_id": content, "title": "Khác"})
    path = f"/proposals/{told['proposal']['id']}"
    assert "Lịch đang phát đã thay đổi mục này" in leader.get(path).text
    assert "có đề xuất sửa" in editor.get("/schedules").text
    refused = pressed(leader, path, "approve")
    assert (refused.status_code, "đã thay đổi sau khi lập đề xuất" in refused.text) == (409, True)
    assert [one["title"] for one in leader.get("/api/v1/slots").json()] == ["Khác"]
    assert step(editor, told, "take_back").status_code == 200
