"""No request, however odd, makes an error of the server's own: every route, with an administrator's token."""

from __future__ import annotations

import importlib
import pkgutil
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import controller
import firmware_profiles
import media
import protocol
from controller.clock import wall_ms
from controller.db import session_scope
from controller.people.actor import THE_SYSTEM
from controller.people.service import create_api_token, list_users
from tests.controller.places import NORTH, stand
from tests.controller.web.nonsense import requests
from tests.controller.web.running import furnished, served

ENDLESS = "/events"
OURS = (controller, firmware_profiles, media, protocol)


@pytest.fixture(autouse=True, scope="module")
def all_imported() -> None:
    """Hypothesis draws constants from our modules: one that the server imports meanwhile would change the draws."""
    for part in OURS:
        for module in pkgutil.walk_packages(part.__path__, f"{part.__name__}."):
            if "migrations" not in module.name:
                importlib.import_module(module.name)


@dataclass(frozen=True)
class Target:
    """The application behind a real server, and what it says it can do."""

    client: httpx.Client
    spec: dict[str, Any]
    names: dict[str, str]
    """Ids of a device, a content and an alert, by how their parameters begin."""

    @property
    def operations(self) -> list[tuple[str, str]]:
        return [(method, path) for path, of in self.spec["paths"].items() for method in of if path != ENDLESS]


@pytest.fixture(params=["sqlite", "postgresql"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Target]:
    database = request.getfixturevalue("postgres_url") if request.param == "postgresql" else ""
    app = furnished(tmp_path, database)
    with session_scope(app.state.engine) as session:
        stand(session, "board", NORTH, "led-p5-640x384")
        boss = next(user for user in list_users(session, THE_SYSTEM) if user.login == "administrator")
        token = create_api_token(session, boss, "test", wall_ms())
    headers = {"authorization": f"Bearer {token}", "accept": "text/html"}
    with served(app) as running, httpx.Client(base_url=running.url, headers=headers, timeout=60) as client:
        yield Target(client, app.openapi(), {"device": "board", "content": published(client), "alert": warned(client)})


def published(client: httpx.Client) -> str:
    notice = {"files": ("hop.txt", "Họp lúc 19 giờ.".encode())}
    return str(client.post("/api/v1/contents", data={"unit_id": NORTH}, files=notice).json()["contents"][0]["id"])


def warned(client: httpx.Client) -> str:
    warning = {"event": "Lũ", "level": 1, "texts": [{"headline": "Lũ"}], "unit_ids": [NORTH], "drill": True}
    return str(client.post("/api/v1/alerts", json=warning).json()["id"])


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_request_is_an_error_of_the_server(target: Target, data: st.DataObject) -> None:
    method, path = data.draw(st.sampled_from(target.operations))
    sent = data.draw(requests(target.spec, target.spec["paths"][path][method], target.names))
    held = {name: quoted(value) for name, value in sent["path"].items()}
    query = "&".join(f"{name}={quoted(str(value))}" for name, value in sent["query"].items())
    body = dict(sent["body"])
    headers = {"content-type": body.pop("type").encode("latin-1")} if "type" in body else {}
    answer = target.client.request(method, f"{path.format(**held)}?{query}", headers=headers, **body)
    assert answer.status_code < 500


def quoted(text: str) -> str:
    """As octets in an address: what is no text in Unicode stays what it is."""
    return urllib.parse.quote(text.encode("utf-8", "surrogatepass"), safe="")
