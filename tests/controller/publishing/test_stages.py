"""Slots with a layout of their own in manifests: what is in force when, and that nothing is ever lost by it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from controller.publishing.compile import compile_manifest, encode_manifest
from controller.publishing.published import Place, Published
from controller.publishing.setting import BoardSetting
from controller.publishing.staging import SIDE_PLAYLIST, rooms_of, why_not, worked_out
from controller.schedules.plan import Entry, Listing, OddDay, Planned
from media.board import TEMPLATES, Look, Sketch, SketchZone, sketched
from media.text import Geometry
from protocol.ids import EpochMs, UnitId
from protocol.layouts import Arrangement, Room
from protocol.manifest import BulletinItem, Item, Manifest, SlotClass
from protocol.manifest_check import read_manifest
from protocol.programme import programme
from protocol.programme_types import Alerts, Board, Programme, ShowItem
from tests.controller.publishing.screens import settings
from tests.controller.publishing.test_compile import audio, picture, video
from tests.controller.publishing.test_staging import text

UNIT = UnitId("25195-20250701")
PLACE = Place("Phường Bình Phước", (UNIT,))
LED = Geometry(640, 384, 5.0, 8.0)
BOARD = Board(width_px=640, height_px=384, has_sound=True, languages=("vi",))
DAY = date(2026, 11, 2)
MIDNIGHT = 1_793_552_400_000
"""At the begin of ``DAY`` where the boards stand."""
DRAWN: Sketch = (
    SketchZone(kind="main", left=0, top=0, width=600, height=1000),
    SketchZone(kind="clock", left=600, top=0, width=400, height=1000),
)
TINY: Sketch = (
    SketchZone(kind="main", left=0, top=0, width=1000, height=990),
    SketchZone(kind="clock", left=0, top=990, width=1000, height=10),
)
SIDED: Sketch = (
    SketchZone(kind="main", left=0, top=0, width=500, height=1000),
    SketchZone(kind="side", left=500, top=0, width=500, height=1000),
)
SKETCHES = {"drawn-1": DRAWN, "drawn-tiny": TINY, "drawn-side": SIDED}
QR = "https://dongnai.gov.vn"


def zones(layout: str, setting: BoardSetting = BoardSetting()) -> Arrangement:  # noqa: B008 - it is frozen
    wanted = BoardSetting(
        layout=layout,
        sketch=SKETCHES.get(layout),
        qr_payload=setting.qr_payload,
        ticker_languages=setting.ticker_languages,
    )
    found = worked_out(wanted, LED, with_side=True)
    assert found is not None
    return found


def on(item: Item, slot_class: SlotClass = "scheduled", *, loops: bool = True) -> Published:
    return Published(item, slot_class, date(2026, 1, 1), loops=loops)


def plan(layout: str | None, *content_ids: str, **changes: object) -> Planned:
    listing = Listing("l-" + "-".join(content_ids), tuple(Entry(one) for one in content_ids))
    usual = Planned(
        "slot-1", UNIT, "Một", "scheduled", ("screen",), listing, "FREQ=DAILY", "17:00", 30, DAY, layout=layout
    )
    return replace(usual, **changes)  # type: ignore[arg-type]


def compiled(
    contents: list[Published],
    *plans: Planned,
    setting: BoardSetting = BoardSetting(),  # noqa: B008 - it is frozen
    geometry: Geometry | None = LED,
) -> Manifest:
    manifest = compile_manifest(PLACE, contents, setting, geometry, plans, SKETCHES)
    assert read_manifest(encode_manifest(manifest)) == manifest
    return manifest


def at(manifest: Manifest, hour: int, minute: int = 0, day: int = 0) -> Programme:
    now_ms = MIDNIGHT + ((day * 24 + hour) * 60 + minute) * 60_000
    return programme(manifest, Alerts(), EpochMs(now_ms), BOARD)


def arrangement(manifest: Manifest, hour: int, minute: int = 0, day: int = 0) -> Arrangement | None:
    screen = at(manifest, hour, minute, day).screen
    assert isinstance(screen, ShowItem)
    return screen.arrangement


def slot_layouts(manifest: Manifest) -> list[str | None]:
    return [one.layout_id for one in manifest.slots if one.id.startswith("slot-")]


def rooms(manifest: Manifest) -> dict[str, set[Room | None]]:
    return {item.id: {one.room_px for one in item.pages} for item in manifest.items if isinstance(item, BulletinItem)}


def test_it_begins_with_the_slot_and_ends_with_it() -> None:
    manifest = compiled([on(picture("round")), on(picture("p"), loops=False)], plan("drawn-1", "p"))
    drawn = sketched(Look.of(LED), DRAWN)
    seen = [arrangement(manifest, *moment) for moment in ((16, 59), (17, 0), (17, 29), (17, 30))]
    assert seen == [None, drawn, drawn, None]
    assert (manifest.layout_id, [one.id for one in manifest.layouts]) == (None, ["drawn-1"])


@pytest.mark.parametrize("layout", [*TEMPLATES, *SKETCHES, "drawn-gone", None])
@pytest.mark.parametrize("own", [None, "standard", "side", "clock", "drawn-1", "drawn-tiny"])
def test_which_layout_is_in_force(own: str | None, layout: str | None) -> None:
    """By the rule: the slot's where the board can have it and it is another than its own; else as ever."""
    setting = BoardSetting(
        layout=own, sketch=SKETCHES.get(own or ""), qr_payload=QR, ticker_languages=("vi", "km") if own else ()
    )
    contents = [on(picture("round")), on(picture("weather"), "filler"), on(picture("p"), loops=False)]
    manifest = compiled(contents, plan(layout, "p"), setting=setting)
    usual = compiled(contents, plan(None, "p"), setting=setting)
    never = layout in (None, "drawn-tiny", "drawn-gone", own or "standard") or (layout == "two-tickers" and not own)
    if never:
        assert manifest == usual
    else:
        assert arrangement(manifest, 17) == zones(layout or "", setting)
        assert slot_layouts(manifest) == [layout]
    assert arrangement(manifest, 12) == arrangement(usual, 12)
    assert manifest.layout_id == usual.layout_id


def test_a_slot_may_be_standard_where_the_board_is_not() -> None:
    setting, contents = BoardSetting(layout="clock"), [on(text("t", None, *rooms_of(zones("clock"))))]
    unready = compiled(contents, plan("standard", "t"), setting=setting)
    assert slot_layouts(unready) == [None]
    main = zones("standard").main.room
    contents = [on(text("t", None, main, *rooms_of(zones("clock"))))]
    ready = compiled(contents, plan("standard", "t"), setting=setting)
    assert slot_layouts(ready) == ["standard"]
    assert [one.id for one in ready.layouts] == ["clock", "standard"]
    assert rooms(ready) == {"t": {main, zones("clock").main.room}}


def test_it_waits_until_all_texts_of_the_slot_are_laid_out_and_for_no_others() -> None:
    main = zones("clock").main.room
    ready, late, loop = (on(text(one, None, *made)) for one, made in (("r", (main,)), ("l", ()), ("loop", ())))
    both = compiled([ready, late, loop], plan("clock", "r", "l"))
    assert (slot_layouts(both), both.layouts) == ([None], ())
    assert arrangement(both, 17) is None
    one = compiled([ready, late, loop], plan("clock", "r"), plan("clock", "l", id="slot-2", start="18:00"))
    assert slot_layouts(one) == ["clock", None]
    assert rooms(one) == {"r": {None, main}, "l": {None}, "loop": {None}}


def test_only_screens_have_it() -> None:
    contents = [on(picture("p")), on(audio("s"))]
    manifest = compiled(contents, plan("clock", "p", "s", outputs=("screen", "sound")))
    by_output = {one.output: one.layout_id for one in manifest.slots if one.id.startswith("slot-")}
    assert by_output == {"screen": "clock", "sound": None}
    assert compiled(contents, plan("clock", "s", outputs=("sound",))).layouts == ()
    deaf = compile_manifest(PLACE, contents, BoardSetting(), None, [plan("clock", "p")], SKETCHES)
    assert deaf == compile_manifest(PLACE, contents, BoardSetting(), None, [plan(None, "p")], SKETCHES)


def test_odd_days_and_pieces_have_it_too() -> None:
    ends = replace(on(picture("ends"), loops=False), last=DAY + timedelta(days=4))
    odd = OddDay(DAY + timedelta(days=1), "09:00", 30)
    manifest = compiled(
        [on(picture("round")), ends, on(picture("p"), loops=False)], plan("clock", "ends", "p", odd=(odd,))
    )
    assert len(slot_layouts(manifest)) == 3
    assert set(slot_layouts(manifest)) == {"clock"}
    clock = zones("clock")
    moments = ((17, 0, 0), (17, 0, 1), (9, 0, 1), (17, 0, 2), (17, 0, 9))
    assert [arrangement(manifest, *moment) for moment in moments] == [clock, None, clock, clock, clock]


def test_beside_the_main_zone_stands_what_fits_there() -> None:
    main, side = rooms_of(zones("side"))
    fillers = [on(text("weather", None, side), "filler"), on(text("late", None), "filler"), on(video("v"), "filler")]
    contents = [on(picture("round")), *fillers, on(text("t", None, main), loops=False)]
    manifest = compiled(contents, plan("side", "t"))
    [beside] = [one.item_ids for one in manifest.playlists if one.id == SIDE_PLAYLIST]
    assert beside == ("weather",)
    assert [one.show.item.id for one in at(manifest, 17).sides] == ["weather"]
    assert at(manifest, 16).sides == ()
    assert rooms(manifest) == {"weather": {None, side}, "late": {None}, "t": {None, main}}
    assert slot_layouts(compiled([contents[0], contents[-1]], plan("side", "t"))) == [None], "nothing to stand there"


def test_a_board_with_a_side_of_its_own_shows_in_both_what_fits() -> None:
    own, slots = zones("side"), zones("drawn-side")
    beside = [one.room for one in slots.zones if one.name == "side"]
    fillers = [on(text("a", None, *rooms_of(own)), "filler"), on(text("b", None, *rooms_of(own), *beside), "filler")]
    contents = [on(picture("round")), *fillers]
    manifest = compiled(contents, plan("drawn-side", "round"), setting=BoardSetting(layout="side"))
    assert manifest.layout_id == "side"
    assert {one.show.item.id for second in range(4) for one in at(manifest, 17, second).sides} == {"b"}
    assert {one.show.item.id for minute in range(9) for one in at(manifest, 16, minute).sides} == {"a", "b"}


def test_what_wants_the_screen_for_itself_has_it() -> None:
    whole = structs.replace(picture("whole"), full_screen=True)
    manifest = compiled([on(picture("round")), on(whole, loops=False)], plan("clock", "whole"))
    found = arrangement(manifest, 17)
    assert found is not None
    assert [(one.name, one.room) for one in found.zones] == [("main", (640, 384))]


def test_a_board_says_why_it_can_not_have_it() -> None:
    tiny = why_not(BoardSetting(layout="drawn-tiny", sketch=TINY), LED)
    assert tiny is not None
    assert "640×384" in tiny.problem.vi
    assert why_not(BoardSetting(layout="notice-qr"), LED) is not None
    assert why_not(BoardSetting(layout="notice-qr", qr_payload=QR), LED) is None
    assert why_not(BoardSetting(layout="drawn-1", sketch=DRAWN), LED) is None


FULL = BoardSetting(qr_payload=QR, ticker_languages=("vi", "km"))
ROOMS = sorted({room for name in (*TEMPLATES, "drawn-1", "drawn-side") for room in rooms_of(zones(name, FULL))})


@st.composite
def items(draw: st.DrawFn, item_id: str) -> Item:
    if draw(st.booleans()):
        return draw(st.sampled_from([picture, video, audio]))(item_id)
    full_screen = draw(st.booleans())
    made = draw(st.frozensets(st.sampled_from([(640, 384), *ROOMS])) | st.just(frozenset(ROOMS)))
    return text(item_id, *draw(st.sampled_from([(), (None, *sorted(made))])), full_screen=full_screen)


@st.composite
def programmes(draw: st.DrawFn) -> tuple[list[Published], list[Planned]]:
    classes: list[SlotClass] = ["scheduled", "filler", "priority"]
    contents = [
        on(draw(items(f"i-{number}")), draw(st.sampled_from(classes)), loops=draw(st.booleans()))
        for number in range(draw(st.integers(0, 5)))
    ]
    ids = [one.item.id for one in contents] or ["gone"]
    plans = [
        plan(
            draw(st.none() | st.sampled_from([*TEMPLATES, *SKETCHES, "drawn-gone"])),
            *draw(st.lists(st.sampled_from(ids), min_size=1, max_size=3)),
            id=f"slot-{number}",
            start=draw(st.sampled_from(["00:00", "08:00", "08:30", "23:30"])),
            duration_min=draw(st.sampled_from([30, 60, 1440])),
            outputs=draw(st.sampled_from([("screen",), ("screen", "sound"), ("sound",)])),
            slot_class=draw(st.sampled_from(["scheduled", "priority"])),
        )
        for number in range(draw(st.integers(0, 4)))
    ]
    return contents, plans


@given(made=programmes(), setting=settings)
def test_no_board_is_ever_without_a_picture_for_a_layout(
    made: tuple[list[Published], list[Planned]], setting: BoardSetting
) -> None:
    """The oracle is the same without layouts of slots: whose slot is on, or that nothing is, is no matter of zones."""
    contents, plans = made
    manifest = compiled(contents, *plans, setting=setting)
    plain = compiled(contents, *(replace(one, layout=None) for one in plans), setting=setting)
    assert {one.layout_id for one in manifest.slots} <= {None, *(one.id for one in manifest.layouts)}
    assert manifest.layout_id == plain.layout_id
    for minute in (0, 20, 8 * 60, 8 * 60 + 29, 8 * 60 + 30, 9 * 60, 12 * 60, 23 * 60 + 45):
        assert holder(manifest, minute) == holder(plain, minute)


def holder(manifest: Manifest, minute: int) -> object:
    screen = at(manifest, 0, minute, day=1).screen
    return screen.slot_id if isinstance(screen, ShowItem) else screen


@given(made=programmes(), setting=settings)
def test_what_uses_none_costs_nothing(made: tuple[list[Published], list[Planned]], setting: BoardSetting) -> None:
    contents, plans = made
    plain = [replace(one, layout=None) for one in plans]
    with_sketches = encode_manifest(compile_manifest(PLACE, contents, setting, LED, plain, SKETCHES))
    assert with_sketches == encode_manifest(compile_manifest(PLACE, contents, setting, LED, plain))
