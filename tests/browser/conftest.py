"""A small province whose panel is open in a real Chromium."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from controller.clock import wall_ms
from controller.db import session_scope
from controller.devices.models import Device
from controller.status.flips import record_flips
from controller.status.service import note_listening
from tests.browser.boards import BOARDS, hear
from tests.controller.hashing import cheap_hashes
from tests.controller.web.running import COMMUNE, PASSWORD, Running, furnished, served

__all__ = ["cheap_hashes"]
DAY_MS = 24 * 3600 * 1000
expect.set_options(timeout=20_000)
"""Conditions are polled: this only says when a busy machine has had time enough."""


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The panel of a commune with three devices online."""
    app = furnished(tmp_path_factory.mktemp("panel"))
    now_ms = wall_ms()
    with session_scope(app.state.engine) as session:
        for device_id, (name, profile, kind) in BOARDS.items():
            session.add(
                Device(
                    id=device_id,
                    name=name,
                    unit_id=COMMUNE,
                    profile=profile,
                    kind=kind,
                    public_key="-",
                    enrolled_at_ms=now_ms - DAY_MS,
                )
            )
        session.flush()
        note_listening(session, now_ms - DAY_MS)
        for device_id in BOARDS:
            hear(session, device_id)
        record_flips(session, now_ms)
    with served(app) as running:
        yield running


@pytest.fixture
def enter(page: Page, panel: Running) -> Callable[[str], Page]:
    """Signs somebody in and leads to the overview."""

    def sign_in(login: str) -> Page:
        page.goto(f"{panel.url}/login")
        page.fill("#login", login)
        page.fill("#password", PASSWORD)
        page.press("#password", "Enter")
        page.wait_for_url(f"{panel.url}/")
        return page

    return sign_in
