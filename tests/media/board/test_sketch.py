"""What people draw: on any board zones within it and apart, or a refusal that says what is too small."""

from collections import Counter

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from media.board import MOST, TEMPLATES, Look, Sketch, SketchZone, arranged, check_sketch, refusals, sketch_of, sketched
from media.bulletin import Block, Bulletin
from media.text import Geometry, paginate
from media.text.scale import legible_size_px
from protocol.errors import InvalidInput
from protocol.layouts import faults_of
from tests.media.board.test_arranging import GEOMETRIES, QR

MAIN = SketchZone(kind="main", left=0, top=100, width=1000, height=800)
CLOCK = SketchZone(kind="clock", left=700, top=100, width=300, height=200)
SMALL = Geometry(192, 96, 10.0, 3.0)
BULLETIN = Bulletin("Lịch tiêm chủng", (Block("paragraph", "Trạm y tế tiêm chủng sáng thứ Năm."),))
FILLED = {"side_playlist_id": "pl", "qr": QR, "ticker_languages": ("vi", "km")}


@st.composite
def sketches(draw: st.DrawFn) -> Sketch:
    """Cut out of a board by straight cuts, as people who draw neatly do; some cuts leave very little."""
    kinds = draw(st.permutations([kind for kind in MOST if kind != "main"]))[: draw(st.integers(0, 5))]
    rest, zones = (0, 0, 1000, 1000), list[SketchZone]()
    for kind in kinds:
        left, top, width, height = rest
        part = draw(st.integers(1, 600))
        if draw(st.booleans()):
            cut = min(width - 1, max(1, width * part // 1000))
            assume(width > 1)
            zones.append(SketchZone(kind=kind, left=left, top=top, width=cut, height=height))
            rest = (left + cut, top, width - cut, height)
        else:
            cut = min(height - 1, max(1, height * part // 1000))
            assume(height > 1)
            zones.append(SketchZone(kind=kind, left=left, top=top, width=width, height=cut))
            rest = (left, top + cut, width, height - cut)
    left, top, width, height = rest
    return (*zones, SketchZone(kind="main", left=left, top=top, width=width, height=height))


anything = st.lists(
    st.builds(
        SketchZone,
        kind=st.sampled_from(list(MOST)),
        left=st.integers(0, 1000),
        top=st.integers(0, 1000),
        width=st.integers(0, 1000),
        height=st.integers(0, 1000),
    ),
    max_size=4,
).map(tuple)


@given(sketches(), GEOMETRIES)
def test_on_any_board_it_is_zones_without_a_fault_or_a_refusal(sketch: Sketch, geometry: Geometry) -> None:
    check_sketch(sketch)
    look = Look.of(geometry)
    told = list(refusals(look, sketch, QR))
    try:
        arrangement = sketched(look, sketch, **FILLED)
    except InvalidInput as refused:
        assert refused.problem == told[0]
        assert f"{geometry.width_px}×{geometry.height_px}" in told[0].vi
        return
    assert told == []
    assert faults_of(arrangement) == []
    assert Counter(zone.kind for zone in sketch) == Counter(zone.kind for zone in sketch_of(arrangement))
    edges = {one for zone in arrangement.zones for one in (zone.x_px, zone.x_px + zone.width_px)}
    assert all(edge % 2 == 0 or edge == geometry.width_px for edge in edges)
    if look.scale.least >= legible_size_px(geometry):
        assert paginate(BULLETIN, geometry, arrangement.main.room).pages


@given(anything)
def test_what_passes_leaves_no_board_and_overlaps_nowhere(sketch: Sketch) -> None:
    area = [[0] * 20 for _ in range(20)]
    try:
        check_sketch(sketch)
    except InvalidInput as refused:
        assert refused.problem.vi and refused.remedy.en
        return
    for zone in sketch:
        assert zone.left + zone.width <= 1000 and zone.top + zone.height <= 1000
        for y in range(20):
            for x in range(20):
                at = x * 50 + 25, y * 50 + 25
                inside = zone.left <= at[0] < zone.left + zone.width and zone.top <= at[1] < zone.top + zone.height
                area[y][x] += inside
    assert max(map(max, area)) <= 1


@pytest.mark.parametrize("name", list(TEMPLATES))
@given(geometry=GEOMETRIES)
def test_a_template_drawn_off_a_board_is_the_same_there(name: str, geometry: Geometry) -> None:
    look = Look.of(geometry)
    assume(look.scale.least >= legible_size_px(geometry))
    template = arranged(look, name, **FILLED)
    sketch = sketch_of(template)
    check_sketch(sketch)
    if not list(refusals(look, sketch)):
        drawn = sketched(look, sketch, **FILLED)
        off = [
            abs(getattr(one, side) - getattr(other, side))
            for one, other in zip(template.zones, drawn.zones, strict=True)
            for side in ("x_px", "y_px", "width_px", "height_px")
        ]
        assert max(off) <= max(look.size) // 500 + 2


@pytest.mark.parametrize("name", list(TEMPLATES))
@pytest.mark.parametrize("geometry", [SMALL, Geometry(640, 384, 5.0, 12.0, True), Geometry(1920, 1080, 0.634, 3.5)])
def test_every_template_can_be_started_from(name: str, geometry: Geometry) -> None:
    look = Look.of(geometry)
    sketch = sketch_of(arranged(look, name, **FILLED))
    assert list(refusals(look, sketch)) == []


@pytest.mark.parametrize(
    ("sketch", "told"),
    [
        ((), "chưa có ô nội dung chính"),
        ((MAIN, MAIN), "Có 2 ô nội dung chính"),
        ((MAIN, CLOCK), "Ô nội dung chính và ô đồng hồ chồng lên nhau"),
        ((msgspec.structs.replace(MAIN, top=300),), "ra ngoài bảng"),
        ((msgspec.structs.replace(MAIN, width=0),), "ra ngoài bảng"),
    ],
)
def test_what_no_board_could_be_is_told(sketch: Sketch, told: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_sketch(sketch)
    assert told in refused.value.problem.vi


def test_what_is_too_small_says_where_and_by_how_much() -> None:
    sketch = (msgspec.structs.replace(MAIN, width=700), CLOCK)
    [told] = refusals(Look.of(SMALL), sketch)
    assert told.vi == "Trên bảng 192×96, ô đồng hồ còn 58×18 điểm ảnh: quá nhỏ, cần ít nhất 64×50."
    assert list(refusals(Look.of(Geometry(1920, 1080, 0.634, 3.5)), sketch)) == []


def test_a_zone_that_nothing_fills_is_told() -> None:
    look = Look.of(Geometry(1920, 1080, 0.634, 3.5))
    sketch = (msgspec.structs.replace(MAIN, width=600), SketchZone(kind="qr", left=600, top=0, width=400, height=1000))
    with pytest.raises(InvalidInput) as refused:
        sketched(look, sketch)
    assert "Mã QR chưa có nội dung" in refused.value.problem.vi
