"""A station is tried and published from a phone: in a real Chromium."""

import re

import pytest
from playwright.sync_api import expect

from controller.settings import parse_settings
from tests.controller.feeds.site import Answer, site
from tests.controller.web.running import COMMUNE
from tests.servers.radio import encoded, note

__all__ = ["site"]


@pytest.fixture
def reaching(panel):
    """The controller may ask this machine, where the test's station stands."""
    before = panel.app.state.settings
    table = {"speech": {"online": False}, "sources": {"private_addresses": True}}
    panel.app.state.settings = parse_settings(table, before.data_dir)
    yield
    panel.app.state.settings = before


def test_a_station_is_heard_and_published(enter, panel, site, reaching):
    site.pages["/live"] = Answer(encoded("mp3", note(3)))
    page = enter("approver")
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{panel.url}/bulletins/new")
    page.get_by_role("link", name="Đài tiếp âm").click()
    page.get_by_label("Địa chỉ luồng phát").fill(f"{site.url}/none")
    page.get_by_role("button", name="Nghe thử đài").click()
    expect(page.locator("#tried [data-unfit]")).to_contain_text("HTTP 404")
    page.get_by_label("Địa chỉ luồng phát").fill(f"{site.url}/live")
    page.get_by_role("button", name="Nghe thử đài").press("Enter")
    expect(page.locator("#tried [data-heard]")).to_contain_text("MP3")
    page.get_by_label("Tên đài").fill("Đài tỉnh")
    page.get_by_label("Phát ở đơn vị").select_option(COMMUNE)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name="Phát hành").click()
    page.wait_for_url(re.compile(r"/bulletins/station-\w+$"))
    expect(page.locator("main")).to_contain_text(f"{site.url}/live")
