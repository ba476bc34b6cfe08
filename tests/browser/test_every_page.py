"""What must hold on every page: fits a phone, quiet console, nothing from outside, a way past the menu."""

from playwright.sync_api import expect

from tests.controller.web.running import COMMUNE

PAGES = (
    "/",
    "/?state=offline",
    "/devices/board-01",
    "/tunings/board-01",
    "/tunings/speaker-01",
    f"/tunings/{COMMUNE}",
    f"/tunings/{COMMUNE}/sound-hours",
    "/schedules",
    f"/schedules/slots/new?unit_id={COMMUNE}",
    f"/schedules/playlists/new?unit_id={COMMUNE}",
    "/bulletins",
    "/bulletins?state=submitted",
    "/bulletins/mine",
    "/approvals",
    "/self-approvals",
    "/offers",
    f"/offers?unit_id={COMMUNE}",
    f"/orders?unit_id={COMMUNE}",
    "/shared",
    "/bulletins/new",
    "/bulletins/new?kind=countdown",
    "/bulletins/new?kind=cards",
    "/bulletins/new?kind=qr",
    "/bulletins/new?kind=feed",
    "/bulletins/new?kind=web",
    "/bulletins/new?kind=station",
    "/bulletins/new?kind=line-in",
    "/devices/bulk",
    "/layouts",
    "/layouts/new",
    "/lexicon",
    "/lexicon?sentence=Họp+BĐBP",
    "/alerts",
    "/alerts/new",
    "/account",
    "/account/password",
    "/account/second-factor",
    "/people",
    "/people/new",
    "/audit",
    "/nowhere",
)
SMALL_PHONE_PX = 320


def test_no_page_is_wider_than_the_smallest_phone(enter, panel):
    page = enter("administrator")
    page.set_viewport_size({"width": SMALL_PHONE_PX, "height": 640})
    for path in PAGES:
        page.goto(panel.url + path)
        page.wait_for_load_state("load")
        assert page.evaluate("document.documentElement.scrollWidth") <= SMALL_PHONE_PX, path


def test_pages_are_quiet_and_ask_nobody_else(enter, panel):
    page = enter("administrator")
    said, asked = [], set()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.add(request.url.split("/")[2]))
    for path in PAGES[:-1]:
        page.goto(panel.url + path)
        expect(page.locator("main")).to_be_visible()
    assert said == []
    assert asked == {panel.url.split("/")[2]}


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
