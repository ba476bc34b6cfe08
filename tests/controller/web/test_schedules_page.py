"""Schedules in the panel and over HTTP: what forms do, refuse and tell."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from controller.bulletins.draft import Options, Upload
from controller.bulletins.jobs import publish_files
from controller.clock import wall_ms
from controller.db import session_scope
from controller.layouts import service as layouts
from controller.library.workshop import workshop_of
from controller.people.actor import THE_SYSTEM
from media.board import SketchZone
from tests.controller.places import FIRST_DAY
from tests.controller.web.running import CITY, COMMUNE, Running, form_of, running

__all__ = ["running"]


@pytest.fixture(scope="module")
def content(running: Running, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("in") / "tin.txt"
    path.write_text("Họp tổ\n\nTối nay.", "utf-8")
    workshop = workshop_of(running.app.state.settings, running.app.state.engine)
    options = Options(first_date=FIRST_DAY, spoken=False, placement="slots")
    return publish_files(workshop, THE_SYSTEM, [Upload(path, path.name)], COMMUNE, options)[0].id


@pytest.fixture
def browser(running: Running) -> Iterator[httpx.Client]:
    """Of an approver, with no schedules yet."""
    with running.signed_in("approver") as client:
        client.headers["x-rao-form"] = form_of(client, "/schedules")["form_token"]
        yield client
        for path in ("slots", "playlists", "campaigns"):
            for one in client.get(f"/api/v1/{path}").json():
                assert client.delete(f"/api/v1/{path}/{one['id']}").status_code == 200


def slot(content: str, **changes: object) -> dict[str, object]:
    usual = {"unit_id": COMMUNE, "title": "Chiều", "content_id": content, "start": "17:00", "end": "17:30"}
    return {**usual, "first_date": "2026-11-01", **changes}


def test_a_campaign_is_switched_moved_and_taken_out(browser: httpx.Client, content: str) -> None:
    assert browser.post("/schedules/campaigns", data={"unit_id": COMMUNE, "name": "Hè"}).status_code == 303
    [campaign] = browser.get("/api/v1/campaigns").json()
    path = f"/schedules/campaigns/{campaign['id']}"
    saved = browser.post("/api/v1/slots", json=slot(content, campaign_id=campaign["id"])).json()["slot"]
    browser.post(path, data={"active": "false"})
    page = browser.get("/schedules").text
    assert "Đang tắt" in page
    assert "Hằng ngày, 17:00–17:30, màn hình và loa của Phường Bình Phước" in page
    browser.post(f"{path}/shift", data={"days": "7", "way": "earlier"})
    assert browser.get(f"/api/v1/slots/{saved['id']}").json()["first_date"] == "2026-10-25"
    for refused in (
        browser.post(f"{path}/shift", data={"days": "x"}),
        browser.post(f"{path}/remove"),
        browser.post("/schedules/campaigns", data={"unit_id": COMMUNE, "name": " "}),
    ):
        assert "Chưa làm được" in browser.get(refused.headers["location"]).text
    browser.post(f"/schedules/slots/{saved['id']}/remove")
    browser.post(f"{path}/remove")
    assert browser.get("/api/v1/campaigns").json() == []


def test_whoever_saves_a_slot_is_told_what_is_not_heard(browser: httpx.Client, content: str) -> None:
    browser.post("/api/v1/slots", json=slot(content, outputs="sound"))
    told = browser.post("/api/v1/slots", json=slot(content, title="Sau", outputs="sound", start="17:20", end="17:50"))
    assert told.status_code == 201
    assert "Trùng giờ với “Chiều”" in told.json()["notices"][0]
    page = browser.get(f"/schedules/slots/{told.json()['slot']['id']}").text
    assert "Trùng giờ với “Chiều”" in page
    form = {"unit_id": COMMUNE, "title": "Tối", "what": f"content:{content}", "start": "19:00", "end": "19:30"}
    answer = browser.post("/schedules/slots/new", data={**form, "first_date": "2026-11-01"})
    assert answer.status_code == 303
    assert "phần ngoài giờ đó không nghe được" in browser.get(answer.headers["location"]).text


def test_a_slot_has_a_layout_and_lists_say_so(running: Running, browser: httpx.Client, content: str) -> None:
    with session_scope(running.app.state.engine) as session:
        whole = SketchZone(kind="main", left=0, top=0, width=1000, height=1000)
        drawn = layouts.add(session, THE_SYSTEM, CITY, "Phiên chợ", (whole,), wall_ms()).id
    form = browser.get("/schedules/slots/new").text
    assert 'value="clock">Nội dung và đồng hồ lớn<' in form
    assert f'value="{drawn}">Phiên chợ<' in form
    saved = browser.post("/api/v1/slots", json=slot(content, layout=drawn))
    assert saved.status_code == 201
    slot_id = saved.json()["slot"]["id"]
    assert browser.get(f"/api/v1/slots/{slot_id}").json()["layout"] == drawn
    assert "bố cục “Phiên chợ”" in browser.get("/schedules").text
    assert f'value="{drawn}" selected' in browser.get(f"/schedules/slots/{slot_id}").text
    for changes, told in (
        ({"outputs": "sound"}, "chỉ dành cho màn hình"),
        ({"layout": "none"}, "không có bố cục “none”"),
    ):
        refused = browser.put(f"/api/v1/slots/{slot_id}", json=slot(content, **{"layout": "clock", **changes}))
        assert refused.status_code == 422
        assert told in refused.text
    assert browser.put(f"/api/v1/slots/{slot_id}", json=slot(content)).json()["slot"]["layout"] is None
    assert "bố cục" not in browser.get("/schedules").text


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"layout": "clock", "outputs": "sound"}, "Bố cục chỉ dành cho màn hình"),
        ({"layout": "none"}, "không có bố cục “none”"),
        ({"title": ""}, "Chưa có tên"),
        ({"what": ""}, "Chọn một danh sách phát hoặc một nội dung"),
        ({"first_date": ""}, "Còn thiếu ngày"),
        ({"start": "25:00"}, "không phải giờ"),
        ({"often": "weekly"}, "Chưa chọn ngày nào"),
        ({"often": "monthly", "month_day": "32"}, "không phải số dùng được"),
        ({"odd_start": "08:00", "odd_end": "09:00"}, "Còn thiếu ngày"),
    ],
)
def test_what_is_refused_stands_in_the_form_again(
    browser: httpx.Client, content: str, changes: dict[str, str], told: str
) -> None:
    form = {"unit_id": COMMUNE, "title": "Tối", "what": f"content:{content}", "start": "19:00", "end": "19:30"}
    answer = browser.post("/schedules/slots/new", data={**form, "first_date": "2026-11-01", **changes})
    assert answer.status_code == 422
    assert told in answer.text
    assert browser.get("/api/v1/slots").json() == []


def test_a_playlist_in_use_stays_and_bad_rows_are_refused(browser: httpx.Client, content: str) -> None:
    rows = {"unit_id": COMMUNE, "title": "Sáng", "entry_content": content, "entry_weight": "2", "entry_seconds": "9"}
    assert browser.post("/schedules/playlists/new", data={**rows, "entry_weight": "11"}).status_code == 422
    assert browser.post("/schedules/playlists/new", data=rows).status_code == 303
    [made] = browser.get("/api/v1/playlists").json()
    assert made["entries"] == [{"content_id": content, "weight": 2, "duration_s": 9, "resume": None}]
    browser.post("/api/v1/slots", json={**slot(content), "content_id": None, "playlist_id": made["id"]})
    assert "Đang dùng ở:" in browser.get(f"/schedules/playlists/{made['id']}").text
    refused = browser.post(f"/schedules/playlists/{made['id']}/remove")
    assert "đang dùng ở một khung giờ" in browser.get(refused.headers["location"]).text
    assert browser.delete(f"/api/v1/playlists/{made['id']}").status_code == 409
    changed = browser.post(f"/schedules/playlists/{made['id']}", data={**rows, "title": "Khác", "order": "shuffle"})
    assert changed.status_code == 303
    assert browser.get(f"/api/v1/playlists/{made['id']}").json()["order"] == "shuffle"


def test_lists_have_pages_and_unknown_ids_are_refused(browser: httpx.Client, content: str) -> None:
    for start in ("05:00", "06:00", "07:00"):
        browser.post("/api/v1/slots", json=slot(content, start=start, end="07:30"))
    first = browser.get("/api/v1/slots", params={"most": 2})
    rest = browser.get(first.links["next"]["url"])
    assert [one["start"] for one in (*first.json(), *rest.json())] == ["05:00", "06:00", "07:00"]
    for path in ("slots", "playlists"):
        assert browser.get(f"/api/v1/{path}/none").status_code == 404
        assert browser.get(f"/api/v1/{path}", params={"after": "none"}).status_code == 404
    assert browser.put("/api/v1/slots/none", json=slot(content)).status_code == 404
    assert browser.post("/api/v1/slots", json=slot(content, more=1)).status_code == 422


def test_hours_of_loudspeakers_are_set_within_what_is_allowed(browser: httpx.Client) -> None:
    path = f"/tunings/{CITY}/sound-hours"
    limits = {"most_sessions": "2", "most_session_min": "60", "quiet_start": "21:00", "quiet_end": "05:00"}
    assert browser.post(path, data=limits).status_code == 303
    mine = f"/tunings/{COMMUNE}/sound-hours"
    long = {"open_hours": "own", "open_start": "05:00", "open_end": "07:00"}
    refused = browser.post(mine, data=long)
    assert refused.status_code == 422
    assert "Nhiều hơn mức cho phép ở đây: 2 buổi một ngày, 60 phút một buổi." in refused.text
    assert 'value="07:00"' in refused.text
    assert browser.post(mine, data={**long, "open_end": "06:00"}).status_code == 303
    told = browser.get(f"/api/v1/tunings/{COMMUNE}/sound-hours").json()["in_force"]
    assert told["windows"] == [{"start": "05:00", "end": "06:00"}]
    assert told["quiet"] == [{"start": "21:00", "end": "05:00"}]
    for owner in (COMMUNE, CITY):
        assert browser.put(f"/api/v1/tunings/{owner}/sound-hours", json={}).status_code == 200
