"""Draws what comes next before it is due, in a thread of its own, so that a change is only a blit."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from agent.screen.clip import ClipFeed
from agent.screen.window import Ready
from protocol.errors import RaoError

BEHIND = 5
"""Niceness of the thread, and on Linux of the decoders it starts: what is on the screen, and an alert above all, goes
before what comes next."""
RETRY_S = 60.0
"""A broken file is not tried again before this, however often the programme asks for it."""


@dataclass(frozen=True, slots=True)
class Card:
    """Something ready to be put on the screen; ``feed`` decodes already when the picture moves."""

    ready: Ready
    feed: ClipFeed | None = None

    def let_go(self) -> None:
        """It won't be shown."""
        if self.feed is not None:
            self.feed.close()


@dataclass(frozen=True, slots=True)
class Broken:
    """Something that can't be drawn."""

    error: RaoError
    until_s: float


class Order(NamedTuple):
    """What is to be drawn: equal keys look equal, so ``make`` is called once."""

    key: Hashable
    make: Callable[[], Card]


class Preparer:
    """Keeps cards for the orders given last, drawing the first of them first."""

    def __init__(
        self,
        on_ready: Callable[[], None],
        rehearse: Callable[[], None],
        monotonic_s: Callable[[], float] = time.monotonic,
    ) -> None:
        self._on_ready = on_ready
        self._rehearse = rehearse
        self._monotonic_s = monotonic_s
        self._wanted: dict[Hashable, Order] = {}
        self._done: dict[Hashable, Card | Broken] = {}
        self._change = threading.Condition()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="screen-preparer", daemon=True)

    def start(self) -> None:
        """Begin to prepare in a thread."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread after what it is drawing."""
        with self._change:
            self._stopping = True
            self._change.notify()
        if self._thread.is_alive():
            self._thread.join()
        self.want(())

    def want(self, orders: Sequence[Order]) -> None:
        """Prepare these, in this order, and forget the cards of all others."""
        with self._change:
            self._wanted = {order.key: order for order in orders}
            self._forget_unwanted()
            self._change.notify()

    def result(self, key: Hashable) -> Card | Broken | None:
        """What became of an order; None while it is being prepared."""
        with self._change:
            return self._done.get(key)

    def hand_over(self, key: Hashable) -> None:
        """The card of ``key`` belongs to who asked now: it is not let go of here."""
        with self._change:
            self._done.pop(key, None)
            self._wanted.pop(key, None)

    def prepare_next(self) -> bool:
        """Draw the first order that is wanted and not done; whether there was one."""
        with self._change:
            order = self._first_missing()
        if order is None:
            return False
        made = self._made(order)
        with self._change:
            self._done[order.key] = made
            self._forget_unwanted()
        self._on_ready()
        return True

    def _run(self) -> None:
        _step_behind(BEHIND)
        self.prepare_next()
        self._rehearse()
        while not self._stopping:
            if not self.prepare_next():
                with self._change:
                    self._change.wait_for(lambda: self._stopping or self._first_missing() is not None)

    def _first_missing(self) -> Order | None:
        return next((order for key, order in self._wanted.items() if key not in self._done), None)

    def _made(self, order: Order) -> Card | Broken:
        try:
            return order.make()
        except RaoError as error:
            return Broken(error, self._monotonic_s() + RETRY_S)

    def _forget_unwanted(self) -> None:
        for key in [key for key, done in self._done.items() if not self._is_kept(key, done)]:
            gone = self._done.pop(key)
            if isinstance(gone, Card):
                gone.let_go()

    def _is_kept(self, key: Hashable, done: Card | Broken) -> bool:
        if isinstance(done, Broken):
            return self._monotonic_s() < done.until_s
        return key in self._wanted


def _step_behind(niceness: int) -> None:
    """Let other threads of the process go before the calling one; a process that is nicer already stays so."""
    thread = threading.get_native_id()
    os.setpriority(os.PRIO_PROCESS, thread, max(niceness, os.getpriority(os.PRIO_PROCESS, thread)))
