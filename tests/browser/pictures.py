"""Looking at pictures on a page."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.servers.waiting import wait_for

DRAWN_WITHIN_S = 30.0
"""The page draws each of them when it is asked for."""
ARE_DRAWN = """at_least => {
    const all = [...document.querySelectorAll("main img")];
    const undrawn = all.find(one => !one.complete || !one.naturalWidth);
    undrawn?.scrollIntoView();
    return !undrawn && all.length >= at_least;
}"""
"""Pictures come as they are scrolled to; in one step, since the page may put others in their place at any time."""


def expect_all_drawn(page: Page, at_least: int) -> None:
    """Every picture of the page's content has arrived and has pixels, and there are so many."""
    wait_for(
        lambda: page.evaluate(ARE_DRAWN, at_least), f"{at_least} pictures are drawn, and none is not", DRAWN_WITHIN_S
    )
