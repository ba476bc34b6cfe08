"""Debian's Chromium, driven by Playwright, talking to nobody but the server under test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

STAYS_AT_HOME = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
NAMES = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A headless Chromium, one a test file: while it runs, Playwright's event loop is the thread's running one."""
    with launched() as running:
        yield running


@contextmanager
def launched(*more: str) -> Iterator[Browser]:
    """A headless Chromium with more options than the usual ones."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    assert program, "Chromium is not installed: run make test, which sets it up"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=[*STAYS_AT_HOME, *more], headless=True)
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page with cookies of its own, 1280x800, in Vietnamese."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="vi-VN", ignore_https_errors=True)
    yield context.new_page()
    context.close()
