"""Layouts: which arrangement a board takes, and what makes one unusable."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol.layouts import (
    Arrangement,
    ClockZone,
    HeaderZone,
    Layout,
    MainZone,
    QrZone,
    SideZone,
    Ticker,
    TickerZone,
    Zone,
    arrangement_of,
    faults_of,
    texts_of,
    whole_picture,
)
from protocol.manifest import Manifest, Playlist
from protocol.manifest_check import BadManifest, check_manifest
from tests.protocol.makers import picture

MAIN = MainZone(name="main", x_px=0, y_px=0, width_px=400, height_px=300)
SIDE = SideZone(name="side", x_px=400, y_px=0, width_px=240, height_px=300, playlist_id="beside")
RUNNING = TickerZone(name="ticker", x_px=0, y_px=300, width_px=640, height_px=84)


def arrangement(*zones: Zone) -> Arrangement:
    return Arrangement(width_px=640, height_px=384, zones=zones)


def moved(zone: Zone, **changes: Any) -> Zone:
    return msgspec.structs.replace(zone, **changes)


def test_zones_that_touch_but_do_not_overlap_are_an_arrangement() -> None:
    assert faults_of(arrangement(MAIN, SIDE, RUNNING)) == []
    assert faults_of(whole_picture((1920, 1080))) == []


@pytest.mark.parametrize(
    ("zones", "fault"),
    [
        ((SIDE, RUNNING), "0 main zones, not 1"),
        ((MAIN, moved(SIDE, name="main")), "zone 'main' twice"),
        ((MAIN, MainZone(name="other", x_px=400, y_px=0, width_px=10, height_px=10)), "2 main zones, not 1"),
        ((MAIN, moved(SIDE, x_px=399)), "zones 'main' and 'side' overlap"),
        ((MAIN, moved(SIDE, width_px=241)), "zone 'side' leaves the picture"),
        ((MAIN, moved(RUNNING, height_px=85)), "zone 'ticker' leaves the picture"),
    ],
)
def test_what_makes_an_arrangement_unusable_is_said(zones: tuple[Zone, ...], fault: str) -> None:
    assert fault in faults_of(arrangement(*zones))


BOXES = st.tuples(st.integers(0, 12), st.integers(0, 12), st.integers(1, 8), st.integers(1, 8))


@given(st.lists(BOXES, min_size=1, max_size=4))
def test_overlaps_and_edges_are_found_as_pixel_by_pixel(boxes: list[tuple[int, int, int, int]]) -> None:
    zones = [
        ClockZone(name=f"z{number}", x_px=x, y_px=y, width_px=width, height_px=height)
        for number, (x, y, width, height) in enumerate(boxes)
    ]
    main = MainZone(name="main", x_px=20, y_px=20, width_px=1, height_px=1)
    covered = [(px, py) for x, y, w, h in boxes for px in range(x, x + w) for py in range(y, y + h)]
    faults = faults_of(Arrangement(width_px=21, height_px=21, zones=(main, *zones)))
    assert any("overlap" in fault for fault in faults) == (len(covered) != len(set(covered)))
    assert any("leaves" in fault for fault in faults) == any(px > 20 or py > 20 for px, py in covered)


def test_a_board_takes_the_arrangement_of_its_size_else_the_standard_one() -> None:
    layouts = (Layout(id="beside", arrangements=(arrangement(MAIN, SIDE), whole_picture((1920, 1080)))),)
    assert arrangement_of(layouts, "beside", (640, 384)) == arrangement(MAIN, SIDE)
    assert arrangement_of(layouts, "beside", (320, 160)) is None
    assert arrangement_of(layouts, None, (640, 384)) is None
    assert arrangement_of(layouts, "unknown", (640, 384)) is None


def test_a_ticker_zone_runs_its_languages_in_its_order_and_all_without() -> None:
    tickers = (Ticker(text="Một"), Ticker(text="One", language="en"), Ticker(text="Hai"))
    assert texts_of(RUNNING, tickers) == ("Một", "One", "Hai")
    assert texts_of(moved(RUNNING, languages=("en", "vi")), tickers) == ("One", "Một", "Hai")  # type: ignore[arg-type]
    assert texts_of(moved(RUNNING, languages=("km",)), tickers) == ()  # type: ignore[arg-type]


def manifest(*arrangements: Arrangement, layout_id: str | None = "beside") -> Manifest:
    layouts = (Layout(id="beside", arrangements=arrangements),)
    lists = (Playlist(id="beside", item_ids=("pic-1",)),)
    return Manifest(
        unit_name="", items=(picture("pic-1", 4_000),), playlists=lists, layouts=layouts, layout_id=layout_id
    )


def test_a_manifest_with_a_usable_layout_is_read_again_from_its_bytes() -> None:
    header = HeaderZone(name="header", x_px=500, y_px=310, width_px=100, height_px=20)
    code = QrZone(name="qr", x_px=0, y_px=310, width_px=60, height_px=60, payload="https://example.vn", caption="Xem")
    whole = manifest(arrangement(MAIN, SIDE, header, code))
    check_manifest(whole)
    assert msgspec.json.decode(msgspec.json.encode(whole), type=Manifest) == whole


def test_a_manifest_with_a_layout_no_board_can_use_is_refused() -> None:
    with pytest.raises(BadManifest, match="layout 'beside' for 640x384: zones 'main' and 'side' overlap"):
        check_manifest(manifest(arrangement(MAIN, moved(SIDE, x_px=10))))
    with pytest.raises(BadManifest, match="playlist 'elsewhere' is named but not there"):
        check_manifest(manifest(arrangement(MAIN, moved(SIDE, playlist_id="elsewhere"))))
    with pytest.raises(BadManifest, match="layout 'another' is named but not there"):
        check_manifest(manifest(arrangement(MAIN, SIDE), layout_id="another"))
