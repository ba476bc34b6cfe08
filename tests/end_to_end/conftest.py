"""One demo a file of tests: it takes a while to come up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.end_to_end.demo import Demo, start_demo

PLAN = Path(__file__).parents[3] / "shared/samples/ke-hoach-thong-tin-co-so-2023.txt"
SignIn = Callable[[Page], None]


@pytest.fixture(scope="module")
def demo(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A running demo; ``DEMO_OPTIONS`` of the file are its options."""
    running = start_demo(tmp_path_factory.mktemp("demo"), *getattr(request.module, "DEMO_OPTIONS", ()))
    yield running
    if running.process.poll() is None:
        running.stop()


@pytest.fixture
def panel(demo: Demo, page: Page) -> Page:
    """The panel, signed in with what the demo printed."""
    url, user, password = demo.sign_in
    page.goto(url)
    page.get_by_label("Tên đăng nhập").fill(user)
    page.get_by_label("Mật khẩu").fill(password)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Tổng quan")).to_be_visible()
    return page


@pytest.fixture
def plan() -> Path:
    """The provincial plan's own text, which is not part of the project."""
    if not PLAN.is_file():
        pytest.skip("the plan's text (shared/samples) is not here")
    return PLAN
