"""Draws what comes next before it is due, in a thread of its own, so that a change is only a blit."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from agent.screen.artist import Artist
from agent.screen.rehearsal import rehearse
from agent.screen.shown import Content
from protocol.errors import RaoError
from protocol.programme_types import ShowItem

RETRY_S = 60.0
"""A broken file is not tried again before this, however often the programme asks for it."""


@dataclass(frozen=True, slots=True)
class Card:
    """A show ready to be put on the screen. ``clip`` is set when the picture moves."""

    image: Image.Image
    clip: Path | None


@dataclass(frozen=True, slots=True)
class Broken:
    """A show that can't be drawn."""

    error: RaoError
    until_s: float


class Preparer:
    """Keeps cards for the shows asked for last, drawing the first of them first."""

    def __init__(
        self, artist: Artist, on_ready: Callable[[], None], monotonic_s: Callable[[], float] = time.monotonic
    ) -> None:
        self._artist = artist
        self._on_ready = on_ready
        self._monotonic_s = monotonic_s
        self._wanted: dict[Content, ShowItem] = {}
        self._done: dict[Content, Card | Broken] = {}
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

    def want(self, shows: Sequence[ShowItem]) -> None:
        """Prepare these, in this order, and forget the cards of all others."""
        with self._change:
            self._wanted = {self._artist.content_of(show): show for show in shows}
            self._done = {content: done for content, done in self._done.items() if self._is_kept(content, done)}
            self._change.notify()

    def result(self, show: ShowItem) -> Card | Broken | None:
        """What became of ``show``; None while it is being prepared."""
        with self._change:
            return self._done.get(self._artist.content_of(show))

    def prepare_next(self) -> bool:
        """Draw the first show that is wanted and not done; whether there was one."""
        show = self._next()
        if show is None:
            return False
        made = self._made(show)
        with self._change:
            self._done[self._artist.content_of(show)] = made
        self._on_ready()
        return True

    def _run(self) -> None:
        self.prepare_next()
        rehearse(self._artist)
        while not self._stopping:
            if not self.prepare_next():
                with self._change:
                    self._change.wait_for(lambda: self._stopping or self._first_missing() is not None)

    def _next(self) -> ShowItem | None:
        with self._change:
            return self._first_missing()

    def _first_missing(self) -> ShowItem | None:
        return next((show for content, show in self._wanted.items() if content not in self._done), None)

    def _made(self, show: ShowItem) -> Card | Broken:
        try:
            return Card(self._artist.main_of(show), self._artist.clip_of(show))
        except RaoError as error:
            return Broken(error, self._monotonic_s() + RETRY_S)

    def _is_kept(self, content: Content, done: Card | Broken) -> bool:
        if isinstance(done, Broken):
            return self._monotonic_s() < done.until_s
        return content in self._wanted
