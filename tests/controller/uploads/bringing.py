"""A person's program that brings files in pieces."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from controller.clock import wall_ms
from controller.db import session_scope
from controller.people.actor import THE_SYSTEM
from controller.people.service import create_api_token, list_users
from tests.controller.web.running import Running

UPLOADS = "/api/v1/uploads"
TUS = {"Tus-Resumable": "1.0.0"}


@dataclass(frozen=True)
class Caller:
    """Asks each time on a line of its own."""

    url: str
    headers: dict[str, str]

    def __getattr__(self, method: str) -> Callable[..., httpx.Response]:
        def ask(path: str, headers: dict[str, str] | None = None, **sent: Any) -> httpx.Response:
            told = {**self.headers, **(headers or {})}
            return httpx.request(method.upper(), self.url + path, headers=told, timeout=30, **sent)

        return ask


@dataclass(frozen=True)
class Bringer:
    """One person, over HTTP."""

    client: Caller

    def announce(self, size: int, name: str = "phim.mp4", **more: str) -> httpx.Response:
        metadata = f"filename {b64encode(name.encode()).decode()}".strip()
        headers = {**TUS, "Upload-Length": str(size), "Upload-Metadata": metadata, **more}
        return self.client.post(UPLOADS, headers=headers)

    def begin(self, size: int, name: str = "phim.mp4") -> str:
        answer = self.announce(size, name)
        assert answer.status_code == 201, answer.text
        return answer.headers["location"]

    def send(self, place: str, offset: int, piece: bytes, **more: str) -> httpx.Response:
        kind = "application/offset+octet-stream"
        headers = {**TUS, "Upload-Offset": str(offset), "Content-Type": kind, **more}
        return self.client.patch(place, headers=headers, content=piece)

    def offset(self, place: str) -> int:
        answer = self.client.head(place, headers=TUS)
        assert answer.status_code == 200
        return int(answer.headers["upload-offset"])


def bringer(running: Running, login: str) -> Bringer:
    with session_scope(running.app.state.engine) as session:
        user = next(user for user in list_users(session, THE_SYSTEM) if user.login == login)
        token = create_api_token(session, user, "test", wall_ms())
    headers = {"authorization": f"Bearer {token}", "accept-language": "en"}
    return Bringer(Caller(running.url, headers))


@pytest.fixture
def editor(running: Running) -> Bringer:
    return bringer(running, "editor")
