"""The whole picture of a board at one moment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image

from media.board import framed, page_at
from media.frame.clock import clock_shown
from media.frame.painter import Painter
from media.frame.ticker import TickerRun
from protocol.clock_trust import ClockTrust
from protocol.ids import EpochMs
from protocol.layouts import ClockZone, HeaderZone, QrZone, TickerZone, texts_of
from protocol.programme_types import Programme, ShowAlert, ShowItem, ShowOff

DARK = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class Setting:
    """What besides the programme is on the picture, or steers it."""

    unit_name: str
    time_zone: str
    clock: ClockTrust = "trusted"
    ticker_speed_px_s: int = 60
    languages: tuple[str, ...] = ("vi",)
    """Of alerts, most wanted first."""
    fps: int = 30
    """Of the screen's profile: how finely its tickers move."""


def frame_of(
    painter: Painter, programme: Programme, setting: Setting, at_ms: EpochMs, alert_since_ms: EpochMs | None = None
) -> Image.Image:
    """The frame that ``programme`` gives at ``at_ms``, RGB.

    An alert's pages are counted from ``alert_since_ms``, when the device received it; None is when it was sent.
    Raises NotFound or InvalidMedia where the file of what is on is missing or broken.
    """
    match programme.screen:
        case ShowAlert() as show:
            since_ms = show.alert.sent_at_ms if alert_since_ms is None else alert_since_ms
            return _alert(painter, show, setting, at_ms - since_ms)
        case ShowItem() as show:
            parts = dict(_parts(painter, show, programme, setting, at_ms))
            return framed(painter.look, painter.arrangement_of(show), parts)
        case ShowOff():
            return Image.new("RGB", painter.size, DARK)
    return painter.safe(setting.unit_name, _clock(setting, at_ms))


def _parts(
    painter: Painter, show: ShowItem, programme: Programme, setting: Setting, at_ms: EpochMs
) -> Iterator[tuple[str, Image.Image]]:
    arrangement = painter.arrangement_of(show)
    yield arrangement.main.name, painter.item(show, arrangement.main.room, at_ms)
    for side in programme.sides:
        yield side.zone.name, painter.item(side.show, side.zone.room, at_ms)
    for zone in arrangement.zones:
        if isinstance(zone, HeaderZone | ClockZone | QrZone):
            yield zone.name, painter.standing(zone, setting.unit_name, _clock(setting, at_ms))
        elif isinstance(zone, TickerZone):
            yield zone.name, _ticker(painter, zone, texts_of(zone, programme.tickers), setting, at_ms)


def _ticker(
    painter: Painter, zone: TickerZone, texts: tuple[str, ...], setting: Setting, at_ms: EpochMs
) -> Image.Image:
    box, strip = painter.no_strip(zone), painter.strip(zone, texts)
    if strip is not None:
        run = TickerRun.of(strip.width, box.width, zone.speed_px_s or setting.ticker_speed_px_s, setting.fps)
        for begin, at, width in run.pieces(run.offset_px(at_ms)):
            box.paste(strip.crop((begin, 0, begin + width, strip.height)), (at, 0))
    return box


def _alert(painter: Painter, show: ShowAlert, setting: Setting, since_ms: int) -> Image.Image:
    pages = painter.alert_pages(show, setting.languages, setting.time_zone)
    number = page_at([one.page for one in pages], max(0, since_ms))
    return painter.alert(show, pages[number], setting.time_zone)


def _clock(setting: Setting, at_ms: EpochMs) -> str:
    return clock_shown(at_ms, setting.time_zone, setting.clock)
