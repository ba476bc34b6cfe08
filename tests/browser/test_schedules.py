"""A leader schedules a relay for the loudspeakers of the commune: by phone, by mouse and by keyboard, in Chromium."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from controller.bulletins.draft import Options, Upload
from controller.bulletins.jobs import publish_files
from controller.db import session_scope
from controller.library.workshop import workshop_of
from controller.people.actor import THE_SYSTEM
from controller.schedules.playlists import entries_of, page_of_playlists
from controller.schedules.service import drafts_of, page_of_slots
from tests.browser.test_lexicon import tab_to
from tests.controller.places import FIRST_DAY
from tests.controller.web.running import COMMUNE, Running

PHONE = {"width": 390, "height": 780}


@pytest.fixture(scope="module")
def contents(panel: Running, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Three short notices of the commune that only slots play."""
    workshop, folder = workshop_of(panel.app.state.settings, panel.app.state.engine), tmp_path_factory.mktemp("in")
    made = []
    for title in ("Tin một", "Tin hai", "Tin ba"):
        path = folder / "tin.txt"
        path.write_text(f"{title}\n\nMười chín giờ.", "utf-8")
        options = Options(first_date=FIRST_DAY, placement="slots", spoken=False)
        made += publish_files(workshop, THE_SYSTEM, [Upload(path, path.name)], COMMUNE, options)
    return [one.id for one in made]


def test_a_slot_is_made_on_a_phone_and_told_in_plain_words(
    enter: Callable[[str], Page], panel: Running, contents: list[str]
) -> None:
    page = enter("approver")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(f"{panel.url}/schedules/slots/new?unit_id={COMMUNE}")
    page.get_by_label("Tên khung giờ").fill("Tiếp âm chiều")
    page.get_by_label("Danh sách hoặc nội dung").select_option(f"content:{contents[0]}")
    page.get_by_label("Loa", exact=True).check()
    page.get_by_label("Từ lúc").fill("17:00")
    page.get_by_label("Đến lúc").fill("17:30")
    expect(page.get_by_label("Thứ Hai", exact=False).first).to_be_hidden()
    page.get_by_label("Những ngày trong tuần").first.check()
    for day in ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu"):
        page.get_by_label(day).check()
    page.get_by_text("Ngày nghỉ và ngày phát khác giờ").click()
    page.locator("[name=odd_day]").first.fill("2099-01-01")
    expect(page.locator("[name=odd_day]")).to_have_count(2)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_role("button", name="Lưu khung giờ").click()
    line = page.locator("[data-slot='Tiếp âm chiều']")
    expect(line).to_contain_text("Thứ Hai đến thứ Sáu, 17:00–17:30, loa của Phường Bình Phước")
    expect(line).to_contain_text("1 ngày khác thường")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    with session_scope(panel.app.state.engine, writes=False) as session:
        [draft] = drafts_of(session, page_of_slots(session, THE_SYSTEM, COMMUNE, "", 9))
    assert (draft.rrule, draft.duration_min, len(draft.days)) == ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", 30, 1)


def test_a_slot_has_its_own_layout_on_a_phone_and_by_keyboard(
    enter: Callable[[str], Page], panel: Running, contents: list[str]
) -> None:
    page = enter("approver")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(f"{panel.url}/schedules/slots/new?unit_id={COMMUNE}")
    page.get_by_label("Tên khung giờ").fill("Phiên chợ")
    page.get_by_label("Danh sách hoặc nội dung").select_option(f"content:{contents[0]}")
    layout = page.get_by_label("Bố cục màn hình trong khung giờ này")
    expect(layout).to_have_value("")
    tab_to(page, layout)
    for _ in ("standard", "side", "notice-qr", "clock"):
        page.keyboard.press("ArrowDown")
    expect(layout).to_have_value("clock")
    page.get_by_label("Loa", exact=True).check()
    page.get_by_role("button", name="Lưu khung giờ").click()
    expect(page.get_by_role("alert")).to_contain_text("Bố cục chỉ dành cho màn hình")
    expect(layout).to_have_value("clock")
    page.get_by_label("Màn hình", exact=True).check()
    page.get_by_role("button", name="Lưu khung giờ").click()
    line = page.locator("[data-slot='Phiên chợ']")
    expect(line).to_contain_text("bố cục “Nội dung và đồng hồ lớn”")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_what_is_refused_stands_in_the_form_again(
    enter: Callable[[str], Page], panel: Running, contents: list[str]
) -> None:
    page = enter("approver")
    page.goto(f"{panel.url}/schedules/slots/new?unit_id={COMMUNE}")
    page.get_by_label("Tên khung giờ").fill("Sai")
    page.get_by_label("Danh sách hoặc nội dung").select_option(f"content:{contents[0]}")
    page.get_by_label("Quy tắc khác").check()
    page.get_by_label("Quy tắc RRULE").fill("FREQ=HOURLY")
    page.get_by_role("button", name="Lưu khung giờ").click()
    expect(page.get_by_role("alert")).to_contain_text("Không dùng được quy tắc lặp")
    expect(page.get_by_label("Quy tắc RRULE")).to_have_value("FREQ=HOURLY")


def test_a_playlist_is_put_in_order_by_buttons_and_by_dragging(
    enter: Callable[[str], Page], panel: Running, contents: list[str]
) -> None:
    page = enter("approver")
    page.goto(f"{panel.url}/schedules/playlists/new?unit_id={COMMUNE}")
    page.get_by_label("Tên danh sách").fill("Buổi sáng")
    for number, one in enumerate(contents, 1):
        page.get_by_label(f"Mục {number}", exact=True).select_option(one)
    expect(page.locator("#total-shown")).not_to_have_text("–")
    page.get_by_role("button", name="Đưa mục 3 lên").click()
    last = page.locator(".rao-entry").nth(2)
    box = last.bounding_box()
    assert box is not None
    grip = page.locator(".rao-entry").nth(0).locator(".rao-entry-grip")
    grip.drag_to(last, target_position={"x": 20, "y": box["height"] - 4})
    tab_to(page, page.get_by_role("button", name="Lưu danh sách"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("Đã lưu")
    with session_scope(panel.app.state.engine, writes=False) as session:
        [made] = page_of_playlists(session, THE_SYSTEM, COMMUNE, "", 9)
        kept = [one.content_id for one in entries_of(session, made.id)]
    assert kept == [contents[2], contents[1], contents[0]]


def test_a_playlist_is_put_in_order_without_scripts(panel: Running, contents: list[str]) -> None:
    rows = {"entry_content": contents, "entry_weight": ["1", "2", "1"], "title": "Chiều", "unit_id": COMMUNE}
    with panel.signed_in("approver") as client:
        token = client.get("/schedules").text.split('name="form_token" value="', 1)[1].split('"', 1)[0]
        asked = {**rows, "form_token": token, "act": "down-0"}
        shown = client.post("/schedules/playlists/new", data=asked).text
    places = [shown.index(f'data-entry="{one}"') for one in (contents[1], contents[0], contents[2])]
    assert places == sorted(places)
