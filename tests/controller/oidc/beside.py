"""The panel with a provider beside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from controller.db import session_scope
from controller.oidc.id_token import Known
from controller.oidc.service import link
from controller.people.models import User
from controller.people.signing_in import by_login
from protocol.ids import EpochMs
from tests.controller.web.running import Running, furnished, served
from tests.servers.openid import CLIENT, SECRET, OpenId
from tests.servers.ports import LOOPBACK, free_port


@dataclass(frozen=True)
class Panel:
    """A panel that serves, and the provider."""

    running: Running
    provider: OpenId

    @contextmanager
    def visitor(self) -> Iterator[httpx.Client]:
        """A browser on the sign-in page."""
        with self.running.visitor() as client:
            client.get("/login")
            yield client

    def sent(self, client: httpx.Client) -> str:
        """Where the browser is sent by the button."""
        answer = client.get("/login/oidc")
        assert answer.status_code == 303, answer.text
        return str(answer.headers["location"])

    def back(self, client: httpx.Client, user: str) -> str:
        """The address with which it comes back after somebody signed in at the provider."""
        return self.provider.let_in(self.sent(client), user).removeprefix(self.running.url)

    def link(self, login: str, subject: str) -> None:
        """An account belongs to an identity, as an administrator would have it."""
        with session_scope(self.running.app.state.engine) as session:
            user = by_login(session, login)
            assert user is not None
            link(session, user, self.provider.issuer, Known(subject, ""), EpochMs(1))

    def change(self, login: str, **values: object) -> None:
        """Another state of somebody's account."""
        with session_scope(self.running.app.state.engine) as session:
            user = by_login(session, login)
            assert isinstance(user, User)
            for name, value in values.items():
                setattr(user, name, value)


@contextmanager
def panel_beside(provider: OpenId, folder: Path, database_url: str = "") -> Iterator[Panel]:
    """The panel while it serves; its settings name the provider."""
    port = free_port()
    (folder / "oidc.secret").write_text(SECRET + "\n", "utf-8")
    settings = {
        "http": {"public_url": f"http://{LOOPBACK}:{port}"},
        "oidc": {
            "issuer": provider.issuer,
            "client_id": CLIENT,
            "name": "Cổng chung",
            "client_secret_file": "oidc.secret",
        },
    }
    with served(furnished(folder, database_url, **settings), port) as running:
        yield Panel(running, provider)
