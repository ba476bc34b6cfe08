"""The whole frame a board shows at one moment."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image

from agent.screen.artist import Artist
from agent.screen.clock import clock_shown
from agent.screen.ticker import Ticker
from media.board import page_at, whole_frame
from protocol.ids import EpochMs
from protocol.manifest import Manifest
from protocol.programme import programme
from protocol.programme_types import Alerts, Board, Programme, ShowAlert, ShowItem


@dataclass(frozen=True, slots=True)
class Playable:
    """All that decides what one board shows, besides the time."""

    manifest: Manifest
    alerts: Alerts
    board: Board
    fps: int = 30
    """Of the screen's profile: how finely its ticker moves."""


def frame_at(artist: Artist, playable: Playable, at_ms: EpochMs) -> Image.Image:
    """The frame at ``at_ms``, RGB. Raises NotFound or InvalidMedia where the file of what is on is missing or broken.

    An alert's pages are counted from when this device received it.
    """
    decided = programme(playable.manifest, playable.alerts, at_ms, playable.board)
    match decided.screen:
        case ShowAlert() as show:
            return _alert(artist, show, playable, at_ms)
        case ShowItem() as show:
            main = artist.main_of(show, at_ms - show.began_at_ms)
            return _framed(artist, main, decided, playable, at_ms)
    return artist.safe(playable.manifest.unit_name, _clock(playable.board, at_ms))


def _framed(artist: Artist, main: Image.Image, decided: Programme, playable: Playable, at_ms: EpochMs) -> Image.Image:
    strip = artist.strip(decided.tickers)
    speed = playable.manifest.ticker_speed_px_s
    box_px = artist.look.ticker.width_px
    offset = Ticker.of(strip.width, box_px, speed, playable.fps).offset_px(at_ms) if strip else 0
    clock = _clock(playable.board, at_ms)
    return whole_frame(artist.look, playable.manifest.unit_name, clock, main, strip, offset)


def _alert(artist: Artist, show: ShowAlert, playable: Playable, at_ms: EpochMs) -> Image.Image:
    received_ms = next(one.received_at_ms for one in playable.alerts.held if one.alert.id == show.alert.id)
    pages = artist.alert_pages(show, playable.board.languages)
    number = page_at([one.page for one in pages], max(0, at_ms - received_ms))
    return artist.alert(show, pages[number], playable.board.time_zone)


def _clock(board: Board, at_ms: EpochMs) -> str:
    return clock_shown(at_ms, board.time_zone, board.clock)
