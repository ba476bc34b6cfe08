"""Uploading: at most one picture each ``snapshot_s``, only when something else is presented, at once for alerts."""

from __future__ import annotations

import threading
import time

import httpx

from agent.snapshot.taking import TakePicture, encoded
from protocol.uplink import Showing

PATH = "/api/v1/device/snapshot"
NEVER_S = float("-inf")
SETTLE_S = 0.5
"""A frame is on the panel this long after it was shown, and a loudspeaker has been heard a little."""
LEAVE_S = 1.0


class SnapshotCourier:
    """A thread of its own; :meth:`showing` tells it what is presented and never waits."""

    def __init__(self, http: httpx.Client, take: TakePicture, every_s: float) -> None:
        self._http, self._take = http, take
        self.every_s = every_s
        self._showing, self._uploaded = Showing(), Showing()
        self._urgent, self._stopping = False, False
        self._last_s = NEVER_S
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="snapshot", daemon=True)

    def start(self) -> None:
        """Begin; nothing is uploaded before something is presented."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread before its client is closed; an upload under way is hardly waited for."""
        with self._changed:
            self._stopping = True
            self._changed.notify()
        if self._thread.is_alive():
            self._thread.join(timeout=LEAVE_S)

    def showing(self, showing: Showing, *, urgent: bool = False) -> None:
        """This is presented now; ``urgent`` when it can't wait, even if it is the same."""
        with self._changed:
            self._showing = showing
            self._urgent = self._urgent or urgent
            self._changed.notify()

    def _run(self) -> None:
        while self._wait_until_due() and self._settled():
            self._upload(self._showing)

    def _wait_until_due(self) -> bool:
        with self._changed:
            while not self._stopping and (pause_s := self._pause_s()) != 0.0:
                self._changed.wait(timeout=pause_s)
            self._urgent = False
            return not self._stopping

    def _settled(self) -> bool:
        """After a moment True; False when it ends meanwhile."""
        with self._changed:
            return not self._changed.wait_for(lambda: self._stopping, timeout=SETTLE_S)

    def _pause_s(self) -> float | None:
        """0: now; None: until something changes."""
        if self._urgent:
            return 0.0
        if self._showing == self._uploaded:
            return None
        return max(0.0, self._last_s + self.every_s - time.monotonic())

    def _upload(self, showing: Showing) -> None:
        picture = self._take()
        if picture is None:
            return
        self._last_s = time.monotonic()
        content = encoded(picture)
        if self._stopping:
            return
        try:
            answer = self._http.put(PATH, content=content, headers=_headers(showing))
        except httpx.HTTPError:
            return
        if answer.is_success:
            self._uploaded = showing


def _headers(showing: Showing) -> dict[str, str]:
    name = (showing.screen or showing.sound).encode("ascii", "replace").decode()
    return {"Content-Type": "image/webp", "X-Rao-Showing": name}
