"""No request of a page or form, however odd, makes an error of the server's own: with an administrator's token.

``/api/v1`` is asked by :mod:`tests.controller.web.test_schemathesis`.
"""

from __future__ import annotations

import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from controller.clock import wall_ms
from controller.db import session_scope
from controller.people.actor import THE_SYSTEM
from controller.people.service import create_api_token, list_users
from controller.web.described import API
from tests.controller.places import NORTH, stand
from tests.controller.web.nonsense import Nonsense
from tests.controller.web.running import furnished, served

ENDLESS = "/events"


@dataclass(frozen=True)
class Target:
    """The application behind a real server, and what it says it can do."""

    client: httpx.Client
    names: dict[str, str]
    """Ids of a device, a content, an alert and a word, by how their parameters begin."""
    spec: dict[str, Any] = field(repr=False)

    @property
    def operations(self) -> list[tuple[str, str]]:
        paths = {path: of for path, of in self.spec["paths"].items() if path != ENDLESS and not path.startswith(API)}
        return [(method, path) for path, of in paths.items() for method in of]


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
        names = {
            "device": "board",
            "content": published(client),
            "alert": warned(client),
            "entry": listed(client),
        }
        yield Target(client, names, app.openapi())


def published(client: httpx.Client) -> str:
    notice = {"files": ("hop.txt", "Họp lúc 19 giờ.".encode())}
    return str(client.post("/api/v1/contents", data={"unit_id": NORTH}, files=notice).json()["contents"][0]["id"])


def listed(client: httpx.Client) -> str:
    word = {"unit_id": NORTH, "written": "KPX", "spoken": "khu phố mười"}
    return str(client.put("/api/v1/lexicon", json=word).json()["id"])


def warned(client: httpx.Client) -> str:
    warning = {"event": "Lũ", "level": 1, "texts": [{"headline": "Lũ"}], "unit_ids": [NORTH], "drill": True}
    return str(client.post("/api/v1/alerts", json=warning).json()["id"])


@settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**64))
def test_no_request_is_an_error_of_the_server(target: Target, seed: int) -> None:
    random = Random(seed)
    method, path = random.choice(target.operations)
    sent = Nonsense(random, target.spec, target.names).request(target.spec["paths"][path][method])
    held = {name: quoted(value) for name, value in sent["path"].items()}
    query = "&".join(f"{name}={quoted(str(value))}" for name, value in sent["query"].items())
    body = dict(sent["body"])
    headers = {"content-type": body.pop("type").encode("latin-1")} if "type" in body else {}
    answer = target.client.request(method, f"{path.format(**held)}?{query}", headers=headers, **body)
    assert answer.status_code < 500


def quoted(text: str) -> str:
    """As octets in an address: what is no text in Unicode stays what it is."""
    return urllib.parse.quote(text.encode("utf-8", "surrogatepass"), safe="")
