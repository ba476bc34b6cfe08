from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from click.testing import CliRunner, Result

from controller.clock import wall_ms
from controller.db import session_scope
from controller.people.actor import THE_SYSTEM
from controller.people.service import create_api_token, list_users
from controller.settings import parse_settings
from provisioning.main import main
from tests.controller.web.running import Running, running

__all__ = ["running"]

Rao = Callable[..., Result]


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
