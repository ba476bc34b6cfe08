"""The browser's DevTools protocol over its pipe: JSON messages, each ended by a zero byte."""

from __future__ import annotations

import os
import select
import time
from collections import deque
from typing import Any

import msgspec

from protocol.errors import Unavailable
from protocol.words import Words

CHUNK_BYTES = 1024 * 1024
MOST_BYTES = 256 * 1024 * 1024
"""Of one message; a picture of a 4K board is a tenth of it."""
Event = dict[str, Any]


class DevTools:
    """One browser. Not for several threads."""

    def __init__(self, commands: int, events: int) -> None:
        self._commands, self._events = commands, events
        self._number, self._session = 0, ""
        self._buffer = bytearray()
        self._waiting: deque[Event] = deque()

    def attach(self, target_id: str, deadline_s: float) -> None:
        """From now on commands are for this page."""
        asked = {"targetId": target_id, "flatten": True}
        self._session = self.call("Target.attachToTarget", asked, deadline_s)["sessionId"]

    def call(self, method: str, params: Event, deadline_s: float) -> Event:
        """What the browser answers; raises :class:`Unavailable` when it refuses, dies or takes too long."""
        number = self.send(method, params)
        while (message := self._next(deadline_s)).get("id") != number:
            self._waiting.append(message)
        if "error" in message:
            raise _failed(f"{method}: {message['error'].get('message')}")
        result: Event = message["result"]
        return result

    def send(self, method: str, params: Event) -> int:
        """Tells without waiting for the answer."""
        self._number += 1
        message: Event = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        try:
            os.write(self._commands, msgspec.json.encode(message) + b"\0")
        except BrokenPipeError as gone:
            raise _failed("it ended") from gone
        return self._number

    def forget(self) -> None:
        """What it told until now is of no interest."""
        self._waiting.clear()

    def event(self, deadline_s: float) -> Event:
        """The next thing the browser tells by itself."""
        while True:
            message = self._waiting.popleft() if self._waiting else self._next(deadline_s)
            if "method" in message:
                return message

    def _next(self, deadline_s: float) -> Event:
        while (end := self._buffer.find(0)) < 0:
            self._fill(deadline_s)
        message: Event = msgspec.json.decode(bytes(self._buffer[:end]))
        del self._buffer[: end + 1]
        return message

    def _fill(self, deadline_s: float) -> None:
        ready, _, _ = select.select([self._events], [], [], max(0.0, deadline_s - time.monotonic()))
        if not ready:
            raise TooSlow
        chunk = os.read(self._events, CHUNK_BYTES)
        if not chunk or len(self._buffer) > MOST_BYTES:
            raise _failed("it ended")
        self._buffer += chunk


class TooSlow(Unavailable):
    """The browser, or the page in it, took too long."""

    def __init__(self) -> None:
        super().__init__(
            Words("Trang web tải quá lâu.", "The page takes too long."),
            Words("Mở thử trang đó trong trình duyệt.", "Try to open that page in a browser."),
        )


def _failed(detail: str) -> Unavailable:
    return Unavailable(
        Words(f"Trình duyệt không chạy được ({detail}).", f"The browser does not work ({detail})."),
        Words(
            "Chạy bộ điều khiển bằng tài khoản thường, cho phép không gian tên (namespaces) của người dùng.",
            "Run the controller as an ordinary user, and allow it user namespaces.",
        ),
    )
