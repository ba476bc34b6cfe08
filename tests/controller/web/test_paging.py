"""Long lists come in pages over HTTP, in the panel and to commands: all of it, once, in order."""

from __future__ import annotations

from datetime import date
from typing import Any

import httpx
import pytest
from sqlmodel import Session, col, select

from controller.bulletins.models import Content
from controller.cli.api import Api
from controller.clock import wall_ms
from controller.db import insert_into, run_many, session_scope
from controller.devices.models import Device
from controller.library.models import MediaObject
from controller.people.models import User
from controller.people.service import create_api_token
from tests.controller.web.running import CITY, COMMUNE, Running

MANY = 230
OTHER = "25210-20250701"


@pytest.fixture(scope="module")
def token(running: Running) -> str:
    """Of an editor, where there are many contents and devices, several of one moment and one name."""
    with session_scope(running.app.state.engine) as session:
        fill(session)
        editor = session.exec(select(User).where(col(User.login) == "editor")).one()
        return create_api_token(session, editor, "test", wall_ms())


def fill(session: Session) -> None:
    run_many(
        session,
        insert_into(session, MediaObject),
        [{"sha256": "0" * 64, "size_bytes": 1, "media_type": "x/y", "kept_at_ms": 0}],
    )
    run_many(session, insert_into(session, Content), [content(number) for number in range(MANY)])
    run_many(session, insert_into(session, Device), [device(number) for number in range(MANY)])


def content(number: int) -> dict[str, Any]:
    return {
        "id": f"bulletin-{number:04}",
        "kind": "bulletin",
        "form": "text",
        "title": f"Tin {number}",
        "slot_class": "scheduled",
        "first_date": date(2026, 1, 1),
        "unit_id": CITY if number % 2 else COMMUNE,
        "state": "published",
        "original_sha256": "0" * 64,
        "created_at_ms": number // 7,
        "changed_at_ms": 0,
        "published_at_ms": 0,
    }


def device(number: int) -> dict[str, Any]:
    named = {"id": f"d-{number:04}", "name": f"Bảng {number % 20}", "unit_id": COMMUNE if number % 2 else OTHER}
    return {**named, "profile": "bulletin-1080p", "kind": "board", "public_key": "k", "enrolled_at_ms": 0}


@pytest.mark.parametrize("path", ["/api/v1/contents", "/api/v1/devices"])
@pytest.mark.parametrize("most", [1, 50, MANY - 1, MANY, 500])
def test_the_pages_are_the_whole_list_in_order(running: Running, token: str, path: str, most: int) -> None:
    api = Api(running.url, token)
    whole = [one["id"] for one in api.get(path)]
    assert len(set(whole)) == MANY
    assert [one["id"] for one in api.get_all(f"{path}?most={most}")] == whole
    api.close()


@pytest.mark.parametrize("path", ["/api/v1/contents", "/api/v1/devices"])
@pytest.mark.parametrize(("query", "status"), [("after=nobody", 404), ("most=0", 422), ("most=501", 422)])
def test_what_is_no_page_is_refused(running: Running, token: str, path: str, query: str, status: int) -> None:
    answer = httpx.get(f"{running.url}{path}?{query}", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == status


@pytest.mark.usefixtures("token")
def test_the_panel_leads_from_page_to_page(running: Running) -> None:
    with running.signed_in("editor") as browser:
        seen, path = list[str](), "/bulletins"
        while path:
            text = browser.get(path).text
            seen += [part.split('"', 1)[0] for part in text.split('<tr data-content="')[1:]]
            path = text.split('rel="next" href="', 1)[1].split('"', 1)[0] if 'rel="next"' in text else ""
        assert len(seen) == len(set(seen)) == MANY
        assert browser.get("/bulletins?after=nobody").status_code == 404
