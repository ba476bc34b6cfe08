"""HTTP to the controller, every request signed by the device's own key."""

from __future__ import annotations

from collections.abc import Callable, Generator
from email.utils import parsedate_to_datetime

import httpx

from agent.link.tls import tls_context
from protocol.device_proof import prove
from protocol.ids import DeviceId, EpochMs
from protocol.jws import Signer

PATIENCE_S = 30.0
MOST_CONNECTIONS = 4


class ProofAuth(httpx.Auth):
    """Signs each request. Refused once, it takes the controller's time from ``Date`` and asks once more.

    That time serves the proof alone: it is unsigned, so it never becomes the device's idea of the time.
    """

    requires_request_body = True

    def __init__(self, signer: Signer, device: DeviceId, wall_clock: Callable[[], EpochMs]) -> None:
        self._signer, self._device, self._wall_clock = signer, device, wall_clock
        self._skew_ms = 0

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """The request signed, and once more when the answer says that our clock is wrong."""
        self._sign(request)
        response = yield request
        if response.status_code == httpx.codes.UNAUTHORIZED and "Date" in response.headers:
            self._learn_skew(response.headers["Date"])
            self._sign(request)
            yield request

    def _sign(self, request: httpx.Request) -> None:
        at_ms = EpochMs(self._wall_clock() + self._skew_ms)
        proof = prove(self._signer, self._device, request.method, request.url.path, request.content, at_ms)
        request.headers["Authorization"] = proof

    def _learn_skew(self, date: str) -> None:
        try:
            server_ms = int(parsedate_to_datetime(date).timestamp() * 1000)
        except (ValueError, OverflowError):
            return
        self._skew_ms = server_ms - self._wall_clock()


def device_client(
    base_url: str, signer: Signer, device: DeviceId, wall_clock: Callable[[], EpochMs], ca_file: str | None = None
) -> httpx.Client:
    """A client for the device's HTTP interface; safe to use from several threads."""
    return httpx.Client(
        base_url=base_url,
        auth=ProofAuth(signer, device, wall_clock),
        verify=tls_context(ca_file),
        timeout=PATIENCE_S,
        limits=httpx.Limits(max_connections=MOST_CONNECTIONS),
    )
