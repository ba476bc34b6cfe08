"""The controller's HTTP API, as far as the demo uses it."""

from __future__ import annotations

from collections.abc import Sequence

import httpx
from msgspec import Struct

from protocol.errors import Unavailable
from protocol.wire import decode
from protocol.words import Words
from provisioning.demo.boards import Board

PATIENCE_S = 10.0


class Claim(Struct, frozen=True):
    """A one-time token, by which one new board gets its identity."""

    claim: str


class Device(Struct, frozen=True):
    """One row of the panel's list of boards."""

    id: str
    name: str
    state: str


class Panel:
    """A client of the API at ``url``; ``token`` is that of the administrator, needed for all but :meth:`answers`."""

    def __init__(self, url: str, token: str = "") -> None:
        bearer = {"Authorization": f"Bearer {token}"} if token else {}
        # The panel is on this machine: a proxy of the environment must not be asked for it.
        self._client = httpx.Client(base_url=url, headers=bearer, timeout=PATIENCE_S, trust_env=False)

    def answers(self) -> bool:
        """Whether the controller is up."""
        try:
            return self._client.get("/healthz").is_success
        except httpx.TransportError:
            return False

    def new_claim(self, board: Board) -> str:
        """A claim token for ``board``."""
        asked = {"unit_id": board.unit_id, "profile": board.profile, "name": board.name}
        return decode(self._checked(self._client.post("/api/v1/claims", json=asked)), Claim).claim

    def devices(self) -> Sequence[Device]:
        """All boards."""
        return decode(self._checked(self._client.get("/api/v1/devices")), list[Device])

    def close(self) -> None:
        """Let go of the connection."""
        self._client.close()

    def _checked(self, answer: httpx.Response) -> bytes:
        if answer.is_success:
            return answer.content
        path, status = answer.request.url.path, answer.status_code
        raise Unavailable(
            Words(
                f"Bộ điều khiển từ chối {path}: {status} {answer.text}", f"{path} was refused: {status} {answer.text}"
            ),
            Words("Xem .demo/logs/controller.log.", "Look into .demo/logs/controller.log."),
        )
