"""Names of what changed, from any thread to every open browser. Browsers fetch fragments again, with their rights."""

from __future__ import annotations

import asyncio
from typing import Literal

Topic = Literal["devices", "snapshots", "alerts", "bulletins"]


class Listener:
    """One open stream. Names that come faster than they are taken are joined, so a slow browser costs nothing."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._changed = asyncio.Event()
        self._names: set[Topic] = set()

    def tell(self, name: Topic) -> None:
        """Adds a name; may be called from any thread."""
        self._loop.call_soon_threadsafe(self._add, name)

    async def take(self, wait_s: float) -> tuple[Topic, ...]:
        """All names since the last call, sorted; empty when nothing changed for ``wait_s`` seconds."""
        try:
            await asyncio.wait_for(self._changed.wait(), wait_s)
        except TimeoutError:
            return ()
        self._changed.clear()
        names, self._names = self._names, set()
        return tuple(sorted(names))

    def _add(self, name: Topic) -> None:
        self._names.add(name)
        self._changed.set()


class Bus:
    """Tells every listener of this process what changed."""

    def __init__(self) -> None:
        self._listeners: frozenset[Listener] = frozenset()

    def publish(self, name: Topic) -> None:
        """Tells that something of this kind changed. Safe from any thread; costs nothing when nobody listens."""
        for listener in self._listeners:
            listener.tell(name)

    def open(self) -> Listener:
        """A new listener; to be called inside the event loop, and closed."""
        listener = Listener()
        self._listeners |= {listener}
        return listener

    def close(self, listener: Listener) -> None:
        """The listener hears nothing more."""
        self._listeners -= {listener}
