"""Looking at pictures on a page."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.servers.waiting import wait_for

ALL_DRAWN = "[...document.images].every(one => one.complete && one.naturalWidth > 0)"


def expect_all_drawn(page: Page, at_least: int) -> None:
    """Every picture of the page's content has arrived and has pixels, and there are so many."""
    pictures = page.locator("main img")
    for number in range(pictures.count()):
        pictures.nth(number).scroll_into_view_if_needed()
    wait_for(lambda: page.evaluate(ALL_DRAWN), "every picture is drawn")
    assert pictures.count() >= at_least
