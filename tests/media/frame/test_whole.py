"""The whole picture of a moment: every zone in its place, the ticker without a seam, alerts and the dark."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import Image

from firmware_profiles import load
from media.board import Look, ticker_strip
from media.frame import Painter, Setting, TickerRun, frame_of
from media.text import Geometry
from protocol.ids import EpochMs
from protocol.layouts import Ticker, TickerZone
from protocol.programme_types import Programme, ShowAlert, ShowOff, ShowSafe
from tests.agent.screen.material import MORNING_MS, UNIT, Blobs, alert, difference, item, picture

LED = load("led-p5-640x384")
SETTING = Setting(UNIT, "Asia/Ho_Chi_Minh")
TEXT = "Phòng chống dịch sốt xuất huyết, diệt lăng quăng mỗi tuần tại nhà"


@pytest.fixture
def painter(blobs: Blobs) -> Painter:
    assert LED.geometry
    return Painter(Look.of(Geometry(*LED.geometry)), blobs.path_of)


def ticker_at(painter: Painter, blobs: Blobs, at_ms: int) -> Image.Image:
    show = item(picture(blobs, LED, (9, 9, 9)))
    whole = frame_of(painter, Programme(show, None, (Ticker(text=TEXT),), MORNING_MS), SETTING, EpochMs(at_ms))
    (zone,) = (zone for zone in painter.standard.zones if isinstance(zone, TickerZone))
    return whole.crop((0, zone.y_px, zone.width_px, zone.y_px + zone.height_px))


def test_a_ticker_runs_without_a_seam(painter: Painter, blobs: Blobs) -> None:
    strip = ticker_strip(painter.look, TEXT)
    run = TickerRun.of(strip.width, 640, 60, 30)
    seam_ms = next(at for at in range(MORNING_MS, MORNING_MS + 60_000) if run.offset_px(at) == strip.width - 100)
    seen = ticker_at(painter, blobs, seam_ms)
    assert (
        difference(seen.crop((0, 0, 100, seen.height)), strip.crop((strip.width - 100, 0, strip.width, seen.height)))
        == 0
    )
    assert difference(seen.crop((100, 0, 200, seen.height)), strip.crop((0, 0, 100, seen.height))) == 0


def test_an_alerts_pages_are_counted_from_when_it_came(painter: Painter) -> None:
    show = ShowAlert(alert(), 1, 1)
    pages = painter.alert_pages(show, ("vi",), "Asia/Ho_Chi_Minh")
    assert len(pages) > 1
    programme = Programme(show, None, (), MORNING_MS)
    later = EpochMs(MORNING_MS + pages[0].page.duration_ms)
    assert (
        difference(frame_of(painter, programme, SETTING, later), painter.alert(show, pages[1], SETTING.time_zone)) == 0
    )
    assert difference(frame_of(painter, programme, SETTING, later, later), painter.alert(show, pages[0], "UTC")) > 0


def test_a_panel_that_is_off_is_dark_and_nothing_else_ever_is(painter: Painter) -> None:
    dark = frame_of(painter, Programme(ShowOff(), None, (), MORNING_MS), SETTING, MORNING_MS)
    assert dark.getextrema() == ((0, 0),) * 3
    safe = frame_of(painter, Programme(ShowSafe(), None, (), MORNING_MS), SETTING, MORNING_MS)
    assert safe.size == dark.size and difference(safe, dark) > 20


def test_no_time_is_shown_by_a_clock_that_is_unknown(painter: Painter) -> None:
    programme = Programme(ShowSafe(), None, (), MORNING_MS)
    unsure = frame_of(painter, programme, replace(SETTING, clock="unknown"), MORNING_MS)
    assert difference(unsure, painter.safe(UNIT, "")) == 0
