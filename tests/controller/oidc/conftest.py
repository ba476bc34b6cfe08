"""The panel with a provider beside it, on both databases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from controller.oidc.provider import Provider
from tests.controller.oidc.beside import Panel, panel_beside
from tests.servers.openid import OpenId, running_openid
from tests.servers.postgres import new_database


@pytest.fixture(scope="session")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenId]:
    with running_openid(tmp_path_factory.mktemp("openid")) as provider:
        yield provider


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def panel(
    request: pytest.FixtureRequest, provider: OpenId, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Panel]:
    database = new_database(request.getfixturevalue("postgres_port")) if request.param == "postgresql" else ""
    with panel_beside(provider, tmp_path_factory.mktemp("controller"), database) as panel:
        yield panel


@pytest.fixture(autouse=True)
def as_if_just_started(panel: Panel) -> None:
    """A provider that behaves, of which the panel remembers nothing."""
    panel.provider.behave()
    state = panel.running.app.state
    state.provider = Provider(state.settings.oidc, state.settings.http.public_url)
