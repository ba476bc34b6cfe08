"""What must hold on every page: fits a phone, quiet console, nothing from outside, a way past the menu."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser import faults
from tests.browser.busy import furnish
from tests.browser.pages import every_page

PHONE = {"width": 390, "height": 844}
SMALL_PHONE = {"width": 320, "height": 640}
ARE_NONE = {"nowhere"}
"""The browser itself says on the console that a page is not there."""


@pytest.fixture(scope="module")
def pages(panel, tmp_path_factory):
    """Every page of a province at work."""
    return every_page(furnish(panel, tmp_path_factory.mktemp("in")))


@pytest.mark.long
@pytest.mark.timeout(400)
def test_every_page_is_for_fingers_eyes_and_ears_and_asks_nobody_else(enter, panel, pages):
    page = enter("administrator")
    page.set_viewport_size(PHONE)
    said, asked, found = [], set(), {}
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.add(request.url.split("/")[2]))
    for name, path in pages.items():
        said.clear()
        page.goto(panel.url + path)
        page.wait_for_load_state("load")
        found[name] = faults.of(page) | ({} if name in ARE_NONE or not said else {"said": list(said)})
        page.set_viewport_size(SMALL_PHONE)
        found[name] |= {"wider than the smallest phone": px} if (px := faults.too_wide_by_px(page)) > 0 else {}
        page.set_viewport_size(PHONE)
    wrong = {name: what for name, what in found.items() if what}
    assert not wrong, json.dumps(wrong, ensure_ascii=False, indent=1)
    assert asked == {panel.url.split("/")[2]}


def test_who_goes_by_keyboard_sees_where_that_is(enter, panel):
    page = enter("administrator")
    for path in ("/", "/bulletins/new", "/schedules"):
        page.goto(panel.url + path)
        for _ in range(25):
            page.keyboard.press("Tab")
            assert faults.is_focus_seen(page), page.evaluate("document.activeElement.outerHTML")


def test_the_first_tab_leads_past_the_menu(enter):
    page = enter("editor")
    page.reload()
    page.keyboard.press("Tab")
    expect(page.locator(".rao-skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()


def test_english_is_one_click_away_and_stays(enter):
    page = enter("editor")
    page.locator(".rao-me summary").click()
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Overview")
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_signing_out_ends_it(enter, panel):
    page = enter("editor")
    page.locator(".rao-me summary").click()
    page.get_by_role("button", name="Đăng xuất").click()
    page.goto(f"{panel.url}/bulletins")
    assert page.url == f"{panel.url}/login"


def test_an_open_page_notices_that_the_session_is_over(enter, panel):
    page = enter("editor")
    page.add_init_script("document.addEventListener('htmx:sseOpen', () => document.documentElement.id = 'hears')")
    page.reload()
    expect(page.locator("#hears")).to_be_attached()
    page.context.clear_cookies()
    panel.app.state.bus.publish("devices")
    expect(page).to_have_url(f"{panel.url}/login")
