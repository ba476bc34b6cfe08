"""The same documents over HTTPS, asked for only while MQTT is down."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from random import Random

import httpx

from agent.link.addresses import Address, addresses
from agent.link.arrivals import Arrived
from protocol.ids import DeviceId, UnitId
from protocol.limits import LIMITS
from protocol.timers import HTTPS_POLL_S

PREFIX = "/api/v1/device"
JITTER = 0.2
LEAVE_S = 1.0


def poll_path(address: Address) -> str | None:
    """Where a document stands for polling; None for commands, which live too short to be polled."""
    kind, aud = address
    if kind == "command":
        return None
    return f"{PREFIX}/alerts/{aud}" if kind == "alerts" else f"{PREFIX}/{kind}"


class DocumentPoll:
    """Asks for every document of the device each 30 s from :meth:`resume` to :meth:`pause`."""

    def __init__(
        self,
        http: httpx.Client,
        device: DeviceId,
        areas: Iterable[UnitId],
        post: Callable[[Arrived], None],
        every_s: float = HTTPS_POLL_S,
    ) -> None:
        self._http, self._device, self._areas, self._post = http, device, tuple(areas), post
        self._every_s = every_s
        self._etags: dict[str, str] = {}
        self._wanted, self._stopping = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="poll", daemon=True)

    def start(self) -> None:
        """Begin, paused."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread before its client is closed; a request under way is hardly waited for."""
        self._stopping.set()
        self._wanted.set()
        if self._thread.is_alive():
            self._thread.join(timeout=LEAVE_S)

    def resume(self) -> None:
        """MQTT is down."""
        self._wanted.set()

    def pause(self) -> None:
        """MQTT is up again."""
        if not self._stopping.is_set():
            self._wanted.clear()

    def listen(self, areas: Iterable[UnitId]) -> None:
        """Ask for the alerts of ``areas`` from now on, and for every document anew."""
        self._areas = tuple(areas)
        self.ask_again()

    def ask_again(self) -> None:
        """Be sent every document once more, also those that were not changed."""
        self._etags = {}

    def poll_once(self) -> None:
        """Ask for each document; what changed since last time is posted."""
        for address in addresses(self._device, self._areas).values():
            path = poll_path(address)
            if path is not None and not self._stopping.is_set():
                self._poll(address, path)

    def _run(self) -> None:
        random = Random()  # noqa: S311  (spreads load, guards nothing)
        while not self._stopping.is_set():
            self._wanted.wait()
            self._stopping.wait(self._every_s * random.uniform(1 - JITTER, 1 + JITTER))
            if self._wanted.is_set() and not self._stopping.is_set():
                self.poll_once()

    def _poll(self, address: Address, path: str) -> None:
        etag = self._etags.get(path)
        headers = {"Accept-Encoding": "identity", **({"If-None-Match": etag} if etag else {})}
        try:
            with self._http.stream("GET", path, headers=headers) as response:
                document = _document_of(response)
        except httpx.HTTPError:
            return
        if document is not None:
            etag = response.headers.get("ETag", "")
            self._etags[path] = etag if etag.isascii() else ""
            self._post(Arrived(*address, document, "https"))


def _document_of(response: httpx.Response) -> bytes | None:
    """The document in an answer, read no further than one can be long; None when there is none."""
    if response.status_code != httpx.codes.OK:
        return None
    received = b""
    for chunk in response.iter_raw():
        received += chunk
        if len(received) > LIMITS.document_bytes:
            return None
    return received.strip()
