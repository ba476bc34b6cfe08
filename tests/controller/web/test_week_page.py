"""“Sẽ phát gì”: a board’s week, a stretch of it with its picture, what a unit will miss; by keyboard, on a phone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect

from controller.bulletins.draft import Options, Upload
from controller.bulletins.jobs import publish_files
from controller.clock import day_of, wall_ms
from controller.db import session_scope
from controller.library.workshop import workshop_of
from controller.people.actor import THE_SYSTEM
from controller.publishing.jobs import republish
from controller.publishing.survey import Pace
from controller.settings import parse_settings
from controller.timeline.days import monday_of
from protocol.manifest import SlotClass
from tests.controller.places import CITY, NORTH, stand
from tests.controller.web.running import PASSWORD, Running, running

__all__ = ["running"]
PACE = Pace(heartbeat_s=60.0, snapshot_s=30.0, time_zone="Asia/Ho_Chi_Minh")
PHONE = {"width": 390, "height": 800}
SPAN = {"from": "21:58:00", "to": "22:05:00"}


def next_monday() -> date:
    """What is published as priority today has whole days from tomorrow on."""
    return monday_of(day_of(wall_ms(), "Asia/Ho_Chi_Minh")) + timedelta(days=7)


@pytest.fixture(scope="module", autouse=True)
def published(running: Running, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Two boards and a loudspeaker in a commune, a notice of it and a priority bulletin of the city."""
    running.app.state.settings = parse_settings({"speech": {"online": False}}, running.app.state.settings.data_dir)
    workshop = workshop_of(running.app.state.settings, running.app.state.engine)
    with session_scope(workshop.engine) as session:
        for device_id, profile in (("led", "led-p5-640x384"), ("led-2", "led-p5-640x384"), ("loa", "speaker-cluster")):
            stand(session, device_id, NORTH, profile)
    folder = tmp_path_factory.mktemp("in")
    notices: tuple[tuple[str, str, SlotClass], ...] = (
        ("Văn nghệ cuối tuần", NORTH, "scheduled"),
        ("Phòng chống lũ quét", CITY, "priority"),
    )
    for title, unit_id, slot_class in notices:
        path = folder / f"{title}.txt"
        path.write_text(f"{title}\n\nTối thứ Sáu, 19 giờ, tại nhà văn hóa khu phố.", "utf-8")
        options = Options(first_date=date(2026, 11, 1), slot_class=slot_class)
        publish_files(workshop, THE_SYSTEM, [Upload(path, path.name)], unit_id, options)
    republish(workshop, PACE)


def sign_in(page: Page, running: Running, login: str) -> None:
    page.goto(running.url + "/login")
    page.fill("[name=login]", login)
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(running.url + "/")


def focus_by_tab(page: Page, selector: str) -> None:
    """As somebody without a mouse gets there."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not reached by the keyboard")


def test_a_week_is_walked_by_keyboard_to_a_picture_of_sunday_night(page: Page, running: Running) -> None:
    sign_in(page, running, "editor")
    page.goto(running.url + "/devices/led")
    focus_by_tab(page, "a[href='/devices/led/week']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/devices/led/week")
    focus_by_tab(page, "a[rel=next]")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/week?monday={next_monday()}")
    expect(page.locator(".rao-week-day")).to_have_count(7)
    expect(page.locator(".rao-week-day h2").last).to_contain_text("Chủ nhật")
    lost = page.locator("[data-why=beaten]").first
    expect(lost).to_contain_text("Văn nghệ cuối tuần")
    expect(lost).to_contain_text("bản tin ưu tiên “Phòng chống lũ quét” của Thành phố Đồng Nai phát lúc đó")
    sunday = next_monday() + timedelta(days=6)
    focus_by_tab(page, f"#d{sunday} .rao-week-block a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/devices/led/programme?**")
    page.fill("[name=from]", SPAN["from"])
    page.fill("[name=to]", SPAN["to"])
    page.locator("[name=to]").press("Enter")
    page.wait_for_url("**from=21%3A58*")
    expect(page.locator("[data-begin]").first).to_contain_text("Phòng chống lũ quét")
    shown = page.locator(".rao-screen img")
    assert shown.evaluate("image => image.decode().then(() => image.naturalWidth)") == 640
    page.goto(running.url + f"/devices/loa/programme?day={sunday}&from=16:59&to=17:01")
    expect(page.locator("[data-begin]").nth(1)).to_contain_text("17:00:00")
    page.locator("[data-begin] a").nth(1).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**at=*")
    expect(page.locator("[aria-current=true][data-begin]")).to_have_count(1)


def test_on_a_phone_nothing_is_wider_than_the_screen(page: Page, running: Running) -> None:
    sign_in(page, running, "editor")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    sunday = next_monday() + timedelta(days=6)
    for path in (
        f"/devices/led/week?monday={next_monday()}",
        f"/devices/led/programme?day={sunday}&from=21:58&to=22:05",
        f"/devices/loa/programme?day={sunday}&from=16:59&to=17:05",
        f"/units/{NORTH}/week?monday={next_monday()}",
    ):
        page.goto(running.url + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path


def test_a_units_week_tells_of_equal_boards_once(running: Running) -> None:
    with running.signed_in("auditor") as browser:
        text = browser.get(f"/units/{NORTH}/week", params={"monday": str(next_monday())}).text
        units = browser.get("/units").text
    assert text.count('data-why="beaten"') == 2
    assert "2 thiết bị: " in text and "1 thiết bị: " in text
    assert f'href="/units/{NORTH}/week"' in units


def test_the_past_is_said_to_be_a_plan(running: Running) -> None:
    with running.signed_in("auditor") as browser:
        past = browser.get("/devices/led/week", params={"monday": "2026-10-05"}).text
        coming = browser.get("/devices/led/week", params={"monday": str(next_monday())}).text
        moment = browser.get("/devices/led/programme", params={"day": "2026-10-05", **SPAN}).text
    assert ("data-past" in past, "data-past" in coming, "data-past" in moment) == (True, False, True)


def test_a_span_over_midnight_and_one_that_is_none(running: Running) -> None:
    with running.signed_in("auditor") as browser:
        over = browser.get("/devices/led/programme", params={"day": "2026-10-05", "from": "23:59", "to": "00:01"})
        bad = browser.get("/devices/led/programme", params={"day": "hôm qua"})
        far = browser.get("/devices/led/week", params={"monday": "2200-01-01"})
        ends = [
            browser.get("/devices/led/programme", params={"day": day, "from": "23:00", "to": "01:00"})
            for day in ("0001-01-01", "9999-12-31")
        ]
        ends += [
            browser.get(
                "/api/v1/devices/led/programme", params={"from": f"{day}T00:00:00+14:00", "to": f"{day}T01:00:00+14:00"}
            )
            for day in ("0001-01-01", "9999-12-31")
        ]
    assert (over.status_code, bad.status_code, far.status_code) == (200, 422, 422)
    assert [one.status_code for one in ends] == [422] * 4
    assert "23:59:00–00:01:00" in over.text


def test_programs_read_the_same(running: Running) -> None:
    sunday = next_monday() + timedelta(days=6)
    with running.signed_in("auditor") as browser:
        browser.headers["accept"] = "application/json"
        span = {"from": f"{sunday}T21:58:00+07:00", "to": f"{sunday}T22:05:00+07:00"}
        found = browser.get("/api/v1/devices/led/programme", params=span).json()
        week = browser.get("/api/v1/devices/led/week", params={"monday": str(sunday)}).json()
        lost = browser.get("/api/v1/devices/led/conflicts", params={"monday": str(sunday)}).json()
        unit = browser.get(f"/api/v1/units/{NORTH}/conflicts", params={"monday": str(sunday)}).json()
        calendar = browser.get("/api/v1/devices/led/programme.ics", params={"monday": str(sunday)})
        too_long = browser.get("/api/v1/devices/led/programme", params={**span, "to": "2099-01-01T00:00:00Z"})
    assert (found["begin"], found["end"]) == (f"{sunday}T14:58:00Z", f"{sunday}T15:05:00Z")
    assert {one["screen"]["slot_class"] for one in found["steps"]} == {"priority"}
    assert found["steps"][0]["screen"]["why"].startswith("Bản tin ưu tiên")
    assert found["next"] is None
    assert (week["monday"], week["screen"][0]["held"], week["sound"][0]["held"]) == (
        str(next_monday()),
        "slot",
        "nothing",
    )
    assert [(one["why"], one["titles"]) for one in lost] == [("beaten", ["Văn nghệ cuối tuần"])]
    assert [one["device_ids"] for one in unit["conflicts"] if one["output"] == "screen"] == [["led", "led-2"]]
    assert calendar.headers["content-type"] == "text/calendar; charset=utf-8"
    assert len(Calendar.from_ical(calendar.content).walk("VEVENT")) == 28
    assert too_long.status_code == 422
