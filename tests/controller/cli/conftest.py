from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlmodel import Session, col, select

from controller.approval import rule
from controller.clock import wall_ms
from controller.db import session_scope
from controller.people.actor import THE_SYSTEM
from controller.people.models import User
from controller.people.rights import Role
from controller.people.service import create_api_token, create_user, list_users
from controller.settings import parse_settings
from provisioning.main import main
from tests.controller.web.running import CITY, COMMUNE, Running, furnished, running, served

__all__ = ["running"]

Rao = Callable[..., Result]
NEIGHBOUR = "25210-20250701"


class Office:
    """A running controller where nobody approves their own, and whoever types there.

    Beside one person a role of the city there are ``writer`` and ``leader`` of a commune, and ``next-door``, the leader
    of another.
    """

    def __init__(self, running: Running) -> None:
        self.running = running
        self.engine = running.app.state.engine
        self._tokens: dict[str, str] = {}
        staff: tuple[tuple[str, Role, str], ...] = (
            ("writer", "editor", COMMUNE),
            ("leader", "approver", COMMUNE),
            ("next-door", "approver", NEIGHBOUR),
        )
        with session_scope(self.engine) as session:
            rule.end(session, THE_SYSTEM, CITY, wall_ms())
            for login, role, unit_id in staff:
                create_user(session, THE_SYSTEM, login=login, full_name=login, role=role, unit_id=unit_id)
            self._tokens = {user.login: _token(session, user) for user in session.exec(select(User)).all()}

    def typed(self, login: str, *words: str, language: str = "C") -> Result:
        """What somebody's ``rao controller ...`` says."""
        reach = {"RAO_URL": self.running.url, "RAO_TOKEN": self._tokens[login], "LC_ALL": language}
        return CliRunner().invoke(main, ["controller", *words], env=reach | {"RAO_CONTROLLER": ""})

    def id_of(self, login: str) -> int:
        """Of an account."""
        with session_scope(self.engine, writes=False) as session:
            return session.exec(select(col(User.id)).where(User.login == login)).one() or 0


def answer(result: Result) -> Any:
    """The JSON of a command that was done."""
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def _token(session: Session, user: User) -> str:
    return create_api_token(session, user, "test", wall_ms())


@pytest.fixture(scope="module")
def office(running: Running, offline: None) -> Office:
    """On SQLite, one a test file."""
    return Office(running)


@pytest.fixture(params=["sqlite", "postgresql"])
def any_office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    """On both databases, one a test."""
    database = request.getfixturevalue("postgres_url") if request.param == "postgresql" else ""
    with served(furnished(tmp_path / "controller", database)) as here:
        yield Office(here)


@pytest.fixture(scope="module")
def token(running: Running) -> str:
    with session_scope(running.app.state.engine) as session:
        user = next(user for user in list_users(session, THE_SYSTEM) if user.login == "administrator")
        return create_api_token(session, user, "test", wall_ms())


@pytest.fixture
def rao(running: Running, token: str) -> Rao:
    """``rao controller ...`` against the running controller, in English."""

    def typed(*words: str, **environ: Any) -> Result:
        reach = {"RAO_URL": running.url, "RAO_TOKEN": token, "LC_ALL": "C", "RAO_CONTROLLER": "", **environ}
        return CliRunner().invoke(main, ["controller", *words], env=reach)

    return typed


@pytest.fixture(scope="module", autouse=True)
def offline(running: Running) -> None:
    """Speech by the machine's own voice: nothing here needs the internet."""
    data_dir = running.app.state.settings.data_dir
    running.app.state.settings = parse_settings({"speech": {"online": False}}, data_dir)
