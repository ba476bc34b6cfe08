"""Taking pictures when :mod:`agent.snapshot.schedule` says so, and uploading them."""

from __future__ import annotations

import threading
import time

import httpx

from agent.player.ports import Event
from agent.snapshot.schedule import Schedule
from agent.snapshot.sight import Sight
from agent.snapshot.taking import TakePicture
from protocol.uplink import Showing

PATH = "/api/v1/device/snapshot"
LEAVE_S = 1.0


class SnapshotCourier:
    """A thread of its own; what it is told, it takes from any thread and never waits."""

    def __init__(self, http: httpx.Client, take: TakePicture, every_s: float) -> None:
        self._http, self._take = http, take
        self._schedule = Schedule(every_s)
        self._stopping = False
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

    def pace(self, every_s: float) -> None:
        """Upload at most one picture in so many seconds from now on."""
        with self._changed:
            self._schedule.every_s = every_s
            self._changed.notify()

    def showing(self, showing: Showing) -> None:
        """This is meant to be presented from now on."""
        with self._changed:
            self._schedule.present(showing, time.monotonic())
            self._changed.notify()

    def witnessed(self, event: Event) -> None:
        """An output told this: the screen's picture is taken once the screen shows what it is meant to."""
        with self._changed:
            self._schedule.witness(event, time.monotonic())
            self._changed.notify()

    def at_once(self) -> None:
        """A picture is wanted that can't wait, even if it is the same."""
        with self._changed:
            self._schedule.ask(time.monotonic())
            self._changed.notify()

    def _run(self) -> None:
        while (sight := self._next()) is not None:
            self._upload(sight)

    def _next(self) -> Sight | None:
        """Wait until a picture is due; None when it is time to leave."""
        with self._changed:
            while not self._stopping and (pause_s := self._pause_s()) != 0.0:
                self._changed.wait(timeout=pause_s)
            return None if self._stopping else self._schedule.tried(time.monotonic())

    def _pause_s(self) -> float | None:
        due_s = self._schedule.due_s()
        return None if due_s is None else max(0.0, due_s - time.monotonic())

    def _upload(self, sight: Sight) -> None:
        taken = self._take(sight.showing)
        if taken is None or self._stopping:
            return
        headers = {"Content-Type": taken.media_type, "X-Rao-Showing": _name_of(sight.showing)}
        try:
            answer = self._http.put(PATH, content=taken.content, headers=headers)
        except httpx.HTTPError:
            return
        if answer.is_success:
            with self._changed:
                self._schedule.uploaded(sight)


def _name_of(showing: Showing) -> str:
    return (showing.screen or showing.sound).encode("ascii", "replace").decode()
