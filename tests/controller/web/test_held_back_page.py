"""Whoever publishes what no device would take is told, and everybody who looks at the device."""

from __future__ import annotations

from dataclasses import replace

import httpx
import pytest
from sqlmodel import select

from controller.clock import wall_ms
from controller.db import session_scope
from controller.people.models import User
from controller.people.service import create_api_token
from controller.publishing import bound
from protocol.limits import LIMITS
from tests.controller.places import stand
from tests.controller.web.running import COMMUNE, Running

CARDS = {"unit_id": COMMUNE, "title": "Mưa", "cards": [{"label": "Mưa", "value": "2 mm"}], "spoken": False}
SLOT = {"unit_id": COMMUNE, "title": "Sáng", "first_date": "2026-12-01", "start": "06:00", "end": "06:30"}


@pytest.fixture(scope="module")
def token(running: Running) -> str:
    """Of an administrator in whose commune a board stands."""
    with session_scope(running.app.state.engine) as session:
        stand(session, "bang", COMMUNE, "led-p5-640x384")
        administrator = session.exec(select(User).where(User.login == "administrator")).one()
        return create_api_token(session, administrator, "test", wall_ms())


def test_it_is_told_where_it_is_published_and_at_the_device(
    running: Running, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    headers = {"authorization": f"Bearer {token}", "accept-language": "vi"}
    with httpx.Client(base_url=running.url, headers=headers, timeout=60) as program:
        monkeypatch.setattr(bound, "LIMITS", replace(LIMITS, items_in_a_manifest=0))
        saved = program.post("/api/v1/contents/cards", json=CARDS).json()
        [why] = saved["held_back"]
        assert "1 nội dung của" in why and "Rút bớt nội dung cũ" in why
        assert saved["devices_told"] == 0
        [listed] = program.get("/api/v1/held-back").json()
        assert (listed["id"], listed["reason"]) == ("bang", why)
        content_id = saved["contents"][0]["id"]
        with running.signed_in("administrator") as browser:
            for path in ("/devices/bang", "/bulletins", f"/bulletins/{content_id}", "/schedules"):
                assert browser.get(path).text.count("data-held-back") == 1, path
        told = program.post("/api/v1/slots", json=SLOT | {"content_id": content_id})
        assert told.status_code == 201, told.text
        assert [one for one in told.json()["notices"] if "Danh mục phát của" in one]
        monkeypatch.undo()
        assert program.post("/api/v1/contents/cards", json=CARDS | {"title": "Gió"}).json()["held_back"] == []
        assert program.get("/api/v1/held-back").json() == []
