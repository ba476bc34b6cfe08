"""The whole application in a thread, on a free port, with one person a role."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from controller.approval import rule
from controller.clock import wall_ms
from controller.db import all_tables, engine_of, session_scope
from controller.people.actor import THE_SYSTEM
from controller.people.rights import ROLES
from controller.people.service import create_user
from controller.settings import parse_settings
from controller.units.service import import_units
from controller.web.app import create_app
from tests.controller.databases import fill_with_tables
from tests.servers.ports import free_port
from tests.servers.waiting import wait_for

PASSWORD = "mot cau that dai"
COMMUNE = "25195-20250701"
CITY = "75-20260430"


@dataclass(frozen=True)
class Running:
    """An application that serves at ``url``."""

    app: FastAPI
    url: str

    def visitor(self) -> httpx.Client:
        """A browser that has not signed in."""
        return httpx.Client(base_url=self.url, headers={"accept": "text/html", "accept-language": "vi"})

    @contextmanager
    def signed_in(self, login: str) -> Iterator[httpx.Client]:
        """A browser of this person."""
        with self.visitor() as client:
            answer = client.post("/login", data={**form_of(client), "login": login, "password": PASSWORD})
            assert answer.status_code == 303
            yield client


def form_of(client: httpx.Client, path: str = "/login") -> dict[str, str]:
    """The hidden field of the first form of a page."""
    text = client.get(path).text
    return {"form_token": text.split('name="form_token" value="', 1)[1].split('"', 1)[0]}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """An application without devices, one a test file."""
    with served(furnished(tmp_path_factory.mktemp("controller"))) as here:
        yield here


@contextmanager
def served(app: FastAPI, port: int | None = None) -> Iterator[Running]:
    """The application while it serves, on a free port unless one is named."""
    port = port or free_port()
    patient = {"timeout_keep_alive": 60, "timeout_graceful_shutdown": 1}
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="warning", ws="none", **patient))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        wait_for(lambda: server.started, "the panel is up")
        yield Running(app, f"http://127.0.0.1:{port}")
    finally:
        server.should_exit = True
        thread.join(10)
        app.state.engine.dispose()


def furnished(folder: Path, database_url: str = "", **more: Any) -> FastAPI:
    """An application with all units and one person a role, whose login is the role's name; ``more`` are settings."""
    settings = parse_settings({"database_url": database_url, "speech": {"online": False}, **more}, folder)
    if not database_url:
        fill_with_tables(settings.database)
    engine = engine_of(settings.database)
    if database_url:
        all_tables().create_all(engine)
    with session_scope(engine) as session:
        import_units(session)
        for role in ROLES:
            create_user(
                session,
                THE_SYSTEM,
                login=role,
                full_name=f"Nguyễn Thị {role.title()}",
                password=PASSWORD,
                role=role,
                unit_id=CITY,
            )
        rule.let(session, THE_SYSTEM, CITY, "one person publishes in most tests", wall_ms())
    return create_app(settings, engine)
