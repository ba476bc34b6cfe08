"""``programme(manifest, alerts, now, board)``: what one board shows and says at one moment, and until when.

Invariants: pure; the same answer on the board and in the panel's preview; there is always an answer (at the least the
safe screen and silence); nothing but the table in :mod:`protocol.interrupts` decides who goes first; ``until_ms`` is
later than ``now_ms``, and no moment before it has another answer.

Playlists run by absolute time from the begin of their slot, so boards with the same programme are in step, and a board
that lost power for a minute comes back where the others are.
"""

from __future__ import annotations

from protocol.ids import EpochMs
from protocol.ladder import Answer
from protocol.manifest import Manifest
from protocol.on_loudspeaker import Heard, on_loudspeaker
from protocol.on_screen import beside, on_screen
from protocol.plan import Plan
from protocol.programme_types import Alerts, Board, Programme, Screen, ShowItem
from protocol.runs import FAR
from protocol.scheduled import Timetable
from protocol.timers import REPLAN_S

REPLAN_MS = int(REPLAN_S * 1000)
NO_MANIFEST = Manifest(unit_name="")


def programme(manifest: Manifest | None, alerts: Alerts, now_ms: EpochMs, board: Board) -> Programme:
    """What ``board`` shows and says at ``now_ms``. Without a manifest: alerts, else the safe screen and silence."""
    return programme_of(Plan(manifest or NO_MANIFEST, board), alerts, now_ms)


def programme_of(plan: Plan, alerts: Alerts, now_ms: EpochMs) -> Programme:
    """The same, of a plan that is asked for many moments."""
    board = plan.board
    shows = Timetable(plan, plan.scene(alerts, now_ms, "screen"))
    screen = on_screen(shows) if board.has_screen else Answer[Screen](None, FAR)
    sides = beside(shows, screen.wanted)
    says = Timetable(plan, plan.scene(alerts, now_ms, "sound"))
    heard = on_loudspeaker(says, screen) if board.has_sound else Heard(None, None, FAR)
    return Programme(
        screen=screen.wanted,
        sound=heard.sound,
        tickers=plan.manifest.tickers if isinstance(screen.wanted, ShowItem) else (),
        until_ms=EpochMs(min(screen.until_ms, heard.until_ms, sides.until_ms, now_ms + REPLAN_MS)),
        sides=sides.wanted or (),
        under=heard.under,
    )
