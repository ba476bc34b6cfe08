"""What the screen tells the player of what it showed, in the order in which it happened."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable

from agent.player.ports import Failed, Finished, Flawed, Rendered, Rendering, Witness
from agent.screen.clock import Moment
from agent.screen.frame_log import FrameLog, name_of
from agent.screen.notary import Job
from agent.screen.window import Hasher
from media.frame import planned_end_ms
from media.text import missing_glyphs
from protocol.errors import InvalidMedia, NotFound, RaoError
from protocol.ids import DurationMs
from protocol.layouts import Room, SideZone
from protocol.programme_types import ShowAlert, ShowItem, ShowOff, ShowSafe
from protocol.uplink import Evidence

EARLY_MS = 250
"""What is replaced so much before its planned end was cut."""

MOST_FAILED = 8
"""So many failures are remembered as told: more zones than a board has."""

Shows = ShowItem | ShowAlert | ShowSafe | ShowOff


class Telling:
    """Events of one screen, each told once. ``take_down`` does what takes time, in order, where nobody waits."""

    def __init__(self, witness: Witness, size: Room, take_down: Callable[[Job], None]) -> None:
        self.log = FrameLog()
        self._witness = witness
        self._size = size
        self._take_down = take_down
        self._on: tuple[Shows, Moment] | None = None
        self._evidence: Evidence | None = None
        self._lacking: deque[str] = deque(maxlen=MOST_FAILED)
        self._failed: deque[tuple[Shows, str]] = deque(maxlen=MOST_FAILED)

    def began(self, show: Shows, now: Moment) -> None:
        """``show`` took the screen, and what was there left it."""
        self._take_down(lambda: self._told_began(show, now))

    def shown(self, show: Shows, page: int, hasher: Hasher, now: Moment) -> None:
        """A frame of ``show`` is before people's eyes; the first one is the evidence."""
        self._take_down(lambda: self._told_shown(show, page, hasher, now))

    def beside(self, zone: SideZone, show: ShowItem, hasher: Hasher, now: Moment) -> None:
        """``show`` stands in a side zone."""
        self._take_down(lambda: self._noted_beside(zone, show, hasher, now))

    def failed(self, show: Shows, error: RaoError, now: Moment) -> None:
        """``show`` can't be shown, or broke off."""
        if (show, str(error)) not in self._failed:
            self._failed.append((show, str(error)))
            self._take_down(lambda: self._witness(Failed("screen", show, now.wall_ms, code_of(error), str(error))))

    def lacking(self, show: Shows, texts: Iterable[str], now: Moment) -> None:
        """Tell of the letters of ``texts`` that no font has; they are left out of the picture."""
        letters = " ".join(missing_glyphs(" ".join(texts)))
        if letters and letters not in self._lacking:
            self._lacking.append(letters)
            self._take_down(lambda: self._witness(Flawed("screen", show, now.wall_ms, "glyph", letters)))

    def ended(self, now: Moment) -> None:
        """The screen was given back."""
        self._take_down(lambda: self._tell_finished("stop", now))

    def _told_began(self, show: Shows, now: Moment) -> None:
        self._tell_finished(name_of(show), now)
        self._on, self._evidence = (show, now), None
        self._witness(Rendering("screen", show, now.wall_ms))

    def _told_shown(self, show: Shows, page: int, hasher: Hasher, now: Moment) -> None:
        entry = self.log.add(show, now.wall_ms, page, hasher())
        if self._evidence is None:
            self._evidence = Evidence(frame_sha256=entry.sha256)
            self._witness(Rendered("screen", show, now.wall_ms, self._evidence))

    def _noted_beside(self, zone: SideZone, show: ShowItem, hasher: Hasher, now: Moment) -> None:
        self.log.add(show, now.wall_ms, show.page, hasher(), zone.name)

    def _tell_finished(self, successor: str, now: Moment) -> None:
        if self._on is None:
            return
        (left, since), self._on = self._on, None
        early = isinstance(left, ShowItem) and now.wall_ms < planned_end_ms(left, self._size) - EARLY_MS
        lasted = DurationMs(now.steady_ms - since.steady_ms)
        self._witness(Finished("screen", left, now.wall_ms, lasted, successor if early else "", self._evidence))


def code_of(error: RaoError) -> str:
    """One word for machines."""
    if isinstance(error, NotFound):
        return "missing"
    return "decode" if isinstance(error, InvalidMedia) else "unreadable"
