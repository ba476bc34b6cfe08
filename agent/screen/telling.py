"""What the screen tells the player of what it showed."""

from __future__ import annotations

from agent.player.ports import Failed, Finished, Rendered, Rendering, Witness
from agent.screen.clock import Moment
from agent.screen.frame_log import FrameEntry, name_of
from agent.screen.shown import Size, planned_end_ms
from protocol.errors import InvalidMedia, NotFound, RaoError
from protocol.ids import DurationMs
from protocol.programme_types import ShowAlert, ShowItem, ShowSafe
from protocol.uplink import Evidence

EARLY_MS = 250
"""What is replaced so much before its planned end was cut."""

Shows = ShowItem | ShowAlert | ShowSafe


class Telling:
    """Events of one screen, each told once."""

    def __init__(self, witness: Witness, size: Size) -> None:
        self._witness = witness
        self._size = size
        self._on: tuple[Shows, Moment] | None = None
        self._evidence: Evidence | None = None
        self._failed: Shows | None = None

    def began(self, show: Shows, now: Moment) -> None:
        """``show`` took the screen, and what was there left it."""
        self._tell_finished(name_of(show), now)
        self._on, self._evidence = (show, now), None
        self._witness(Rendering("screen", show, now.wall_ms))

    def shown(self, show: Shows, frame: FrameEntry, now: Moment) -> None:
        """A frame of ``show`` is before people's eyes; the first one is the evidence."""
        if self._evidence is None:
            self._evidence = Evidence(frame_sha256=frame.sha256)
            self._witness(Rendered("screen", show, now.wall_ms, self._evidence))

    def failed(self, show: Shows, error: RaoError, now: Moment) -> None:
        """``show`` can't be shown, or broke off."""
        if show == self._failed:
            return
        self._failed = show
        self._witness(Failed("screen", show, now.wall_ms, code_of(error), str(error)))

    def ended(self, now: Moment) -> None:
        """The screen was given back."""
        self._tell_finished("stop", now)
        self._on = None

    def _tell_finished(self, successor: str, now: Moment) -> None:
        if self._on is None:
            return
        left, since = self._on
        early = isinstance(left, ShowItem) and now.wall_ms < planned_end_ms(left, self._size) - EARLY_MS
        lasted = DurationMs(now.steady_ms - since.steady_ms)
        self._witness(Finished("screen", left, now.wall_ms, lasted, successor if early else "", self._evidence))


def code_of(error: RaoError) -> str:
    """One word for machines."""
    if isinstance(error, NotFound):
        return "missing"
    return "decode" if isinstance(error, InvalidMedia) else "unreadable"
