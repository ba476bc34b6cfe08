"""Templates on any board: a whole, unfaulty arrangement, one main zone of at least half the picture, nothing tiny."""

from itertools import product

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.board import TEMPLATES, Look, arranged, standard_arrangement
from media.board.aside import line_px
from media.board.bars import even
from media.board.qr_code import LEAST_MODULE_PX
from media.text import Geometry
from media.text.scale import line_height_px
from media.text.symbol import modules_across
from protocol.errors import InvalidInput, NotFound
from protocol.layouts import Arrangement, ClockZone, MainZone, QrZone, SideZone, TickerZone, faults_of
from tests.media.board.drawing import FULL_HD, LED, LOOKS, TINY, UPRIGHT

QR = ("https://tankhai.dongnai.gov.vn/gop-y", "Quét mã để góp ý")
GEOMETRIES = st.builds(
    Geometry, st.integers(64, 4096), st.integers(64, 4096), st.floats(0.2, 20), st.floats(1, 100), st.booleans()
)


def filled(look: Look, name: str, payload: str = QR[0]) -> Arrangement:
    return arranged(look, name, side_playlist_id="pl-1", qr=(payload, QR[1]), ticker_languages=("vi", "km", "sti"))


def kinds_of(arrangement: Arrangement) -> list[str]:
    return [zone.name for zone in arrangement.zones]


@given(GEOMETRIES, st.sampled_from(list(TEMPLATES)), st.text(min_size=1, max_size=300))
def test_on_any_board_an_arrangement_has_no_faults(geometry: Geometry, name: str, payload: str) -> None:
    look = Look.of(geometry)
    arrangement = filled(look, name, payload)
    assert (arrangement.width_px, arrangement.height_px) == look.size
    assert faults_of(arrangement) == []
    areas = [zone.width_px * zone.height_px for zone in arrangement.zones]
    assert min(areas) > 0
    assert sum(areas) + _line_between(arrangement, look) == look.size[0] * look.size[1]


@given(GEOMETRIES, st.sampled_from(list(TEMPLATES)))
def test_the_main_zone_keeps_half_of_any_board(geometry: Geometry, name: str) -> None:
    look = Look.of(geometry)
    main = filled(look, name).main
    assert 2 * main.width_px * main.height_px >= look.size[0] * look.size[1]


@given(GEOMETRIES, st.sampled_from([name for name in TEMPLATES if name != "standard"]))
def test_edges_between_zones_are_on_even_pixels(geometry: Geometry, name: str) -> None:
    arrangement = filled(Look.of(geometry), name)
    main = arrangement.main
    assert (main.x_px % 2, main.y_px % 2, main.height_px % 2) == (0, 0, 0)
    assert main.width_px % 2 == 0 or main.width_px == arrangement.width_px


@given(GEOMETRIES, st.sampled_from(["side", "notice-qr", "clock"]), st.text("x", min_size=1, max_size=300))
def test_an_aside_has_room_for_legible_letters_or_is_left_out(geometry: Geometry, name: str, payload: str) -> None:
    look, aside = Look.of(geometry), TEMPLATES[name].aside
    assert aside
    for zone in filled(look, name, payload).zones:
        if isinstance(zone, SideZone | ClockZone | QrZone):
            assert zone.height_px >= aside.least_lines * line_height_px(look.scale.least)
            assert zone.width_px >= aside.least_ems * look.scale.least
        if isinstance(zone, QrZone):
            assert min(zone.room) >= modules_across(payload) * LEAST_MODULE_PX


@pytest.mark.parametrize("look", LOOKS)
def test_the_standard_one_is_where_the_look_has_its_boxes(look: Look) -> None:
    header, main, ticker = standard_arrangement(look).zones
    for zone, box in ((header, look.header), (main, look.main), (ticker, look.ticker)):
        assert ((zone.x_px, zone.y_px), zone.room) == (box.corner, box.size)
    assert arranged(look, "standard").main.y_px == even(look.main.y_px)


@pytest.mark.parametrize(
    ("name", "zones"),
    [
        ("standard", ["header", "main", "ticker"]),
        ("side", ["header", "main", "side", "ticker"]),
        ("notice-qr", ["header", "main", "qr", "ticker"]),
        ("clock", ["main", "clock", "ticker"]),
        ("two-tickers", ["header", "main", "ticker", "ticker-2"]),
        ("bare", ["main", "ticker"]),
    ],
)
def test_each_template_has_its_zones_on_usual_boards(name: str, zones: list[str]) -> None:
    assert [kinds_of(filled(look, name)) for look in (LED, FULL_HD, UPRIGHT)] == [zones] * 3


def test_every_template_is_told_in_both_languages() -> None:
    assert all(template.title.vi and template.title.en for template in TEMPLATES.values())


def test_an_aside_stands_at_the_right_and_on_an_upright_board_below() -> None:
    for look, name in product((LED, FULL_HD), ("side", "notice-qr", "clock")):
        main, aside = filled(look, name).main, filled(look, name).zones[-2]
        line = line_px(look) if name == "side" else 0
        assert (aside.x_px, aside.y_px, aside.height_px) == (main.width_px + line, main.y_px, main.height_px)
        assert 0.65 <= main.width_px / look.size[0] <= 0.75
    main, aside = filled(UPRIGHT, "side").main, filled(UPRIGHT, "side").zones[-2]
    below = main.y_px + main.height_px + line_px(UPRIGHT)
    assert (aside.x_px, aside.y_px, aside.width_px) == (0, below, main.width_px)


def test_a_low_board_keeps_its_main_zone_whole() -> None:
    assert kinds_of(filled(TINY, "side")) == ["header", "main", "ticker"]
    assert kinds_of(filled(TINY, "two-tickers")) == ["header", "main", "ticker"]


def test_contents_go_where_they_belong() -> None:
    side, qr = filled(LED, "side").zones[-2], filled(LED, "notice-qr").zones[-2]
    assert isinstance(side, SideZone)
    assert side.playlist_id == "pl-1"
    assert isinstance(qr, QrZone)
    assert (qr.payload, qr.caption) == QR


def test_of_two_tickers_the_upper_has_the_first_language_and_the_lower_the_rest() -> None:
    def languages(look: Look, name: str) -> list[tuple[str, ...]]:
        return [zone.languages for zone in filled(look, name).zones if isinstance(zone, TickerZone)]

    assert languages(LED, "two-tickers") == [("vi",), ("km", "sti")]
    assert languages(TINY, "two-tickers") == languages(LED, "bare") == [("vi", "km", "sti")]


def test_an_unknown_template_is_told_with_those_there_are() -> None:
    with pytest.raises(NotFound) as refusal:
        arranged(LED, "sidee")
    assert "sidee" in refusal.value.problem.vi
    assert all(name in refusal.value.remedy.vi for name in TEMPLATES)


@pytest.mark.parametrize("name", ["side", "notice-qr", "two-tickers"])
def test_what_a_template_needs_is_asked_for(name: str) -> None:
    with pytest.raises(InvalidInput):
        arranged(LED, name, ticker_languages=("vi",), qr=("", "Quét mã"))


@pytest.mark.parametrize("qr", [("x" * 301, ""), ("x", "y" * 81)])
def test_a_code_of_more_than_a_zone_may_hold_is_refused(qr: tuple[str, str]) -> None:
    with pytest.raises(InvalidInput, match="300"):
        arranged(LED, "notice-qr", qr=qr)


@pytest.mark.parametrize("look", LOOKS)
def test_what_is_arranged_is_what_the_protocol_takes(look: Look) -> None:
    for name in TEMPLATES:
        arrangement = filled(look, name, "x" * 300)
        assert msgspec.json.decode(msgspec.json.encode(arrangement), type=Arrangement) == arrangement


def test_the_main_zone_is_the_only_one() -> None:
    for look, name in product(LOOKS, TEMPLATES):
        assert sum(isinstance(zone, MainZone) for zone in filled(look, name).zones) == 1


def _line_between(arrangement: Arrangement, look: Look) -> int:
    """The pixels of ground between main zone and side zone, where there is one."""
    if not any(isinstance(zone, SideZone) for zone in arrangement.zones):
        return 0
    main = arrangement.main
    return line_px(look) * (main.width_px if look.size[1] > look.size[0] else main.height_px)
