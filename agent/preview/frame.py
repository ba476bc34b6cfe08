"""The whole frame a board shows at one moment."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image

from media.frame import Painter, Setting, frame_of
from protocol.ids import EpochMs
from protocol.manifest import Manifest
from protocol.programme import programme
from protocol.programme_types import Alerts, Board, ShowAlert


@dataclass(frozen=True, slots=True)
class Playable:
    """All that decides what one board shows, besides the time."""

    manifest: Manifest
    alerts: Alerts
    board: Board
    fps: int = 30
    """Of the screen's profile: how finely its ticker moves."""


def frame_at(painter: Painter, playable: Playable, at_ms: EpochMs) -> Image.Image:
    """The frame at ``at_ms``, RGB. Raises NotFound or InvalidMedia where the file of what is on is missing or broken.

    An alert's pages are counted from when this device received it.
    """
    board = playable.board
    decided = programme(playable.manifest, playable.alerts, at_ms, board)
    since_ms = _received_at(playable, decided.screen) if isinstance(decided.screen, ShowAlert) else None
    return frame_of(painter, decided, _setting(playable), at_ms, since_ms)


def _setting(playable: Playable) -> Setting:
    return Setting(
        unit_name=playable.manifest.unit_name,
        time_zone=playable.board.time_zone,
        clock=playable.board.clock,
        ticker_speed_px_s=playable.manifest.ticker_speed_px_s,
        languages=playable.board.languages,
        fps=playable.fps,
    )


def _received_at(playable: Playable, show: ShowAlert) -> EpochMs:
    return next(one.received_at_ms for one in playable.alerts.held if one.alert.id == show.alert.id)
