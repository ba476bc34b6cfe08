from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from controller.publishing.compile import compile_manifest, encode_manifest
from controller.publishing.published import Place, Published
from controller.publishing.setting import BoardSetting
from controller.publishing.staging import SIDE_PLAYLIST, arrangement_for, rooms_of
from media.board import TEMPLATES
from media.text import Geometry
from protocol.ids import EpochMs, UnitId
from protocol.layouts import Room
from protocol.manifest import BulletinItem, CountdownItem, Item, Manifest, PageSet, PictureItem, SlotClass
from protocol.manifest_check import read_manifest
from protocol.programme import programme
from protocol.programme_types import Alerts, Board, ShowItem
from tests.controller.publishing.screens import settings
from tests.controller.publishing.test_compile import audio, blob, contents, picture, video

LED = Geometry(640, 384, 5.0, 8.0)
BOARD = Board(width_px=640, height_px=384, has_sound=False)
PLACE = Place("Phường Bình Phước", (UnitId("25195-20250701"),))
DAY = date(2026, 11, 1)
NOON = EpochMs(1_795_000_000_000)
SIDE = BoardSetting(layout="side")


def text(item_id: str, *rooms: Room | None, full_screen: bool = False) -> BulletinItem:
    pages = tuple(PageSet(width_px=640, height_px=384, blob=blob("c"), durations_ms=(4_000,), room_px=r) for r in rooms)
    return BulletinItem(id=item_id, title=item_id, pages=pages, speech=(), full_screen=full_screen)


def on(item: Item, slot_class: SlotClass = "scheduled") -> Published:
    return Published(item, slot_class, DAY)


def zones(setting: BoardSetting) -> tuple[Room, ...]:
    arrangement = arrangement_for(setting, LED, with_side=True)
    assert arrangement is not None
    return rooms_of(arrangement)


def compiled(setting: BoardSetting, *published: Published) -> Manifest:
    manifest = compile_manifest(PLACE, published, setting, LED)
    assert read_manifest(encode_manifest(manifest)) == manifest
    return manifest


@given(published=contents())
def test_without_a_layout_the_manifest_is_as_ever(published: tuple[Published, ...]) -> None:
    as_ever = encode_manifest(compile_manifest(PLACE, published))
    for unsaid in (BoardSetting(), BoardSetting(layout="standard", brightness_percent=40)):
        assert encode_manifest(compile_manifest(PLACE, published, unsaid, LED)) == as_ever


@given(published=contents(), setting=settings, side=st.lists(st.sampled_from([picture, video, audio]), max_size=3))
def test_whatever_is_set_the_manifest_is_whole(
    published: tuple[Published, ...], setting: BoardSetting, side: list[object]
) -> None:
    fillers = [on(make(f"filler-{number}"), "filler") for number, make in enumerate(side)]  # type: ignore[operator]
    compiled(setting, *published, *fillers)


def test_a_template_takes_force_when_every_bulletin_has_its_pages() -> None:
    main, _side = zones(SIDE)
    filler = on(picture("weather"), "filler")
    unready = compiled(SIDE, on(text("ready", None, main)), on(text("late", None)), filler)
    assert (unready.layouts, unready.layout_id) == ((), None)
    assert [page.room_px for item in unready.items if isinstance(item, BulletinItem) for page in item.pages] == [
        None
    ] * 2
    ready = compiled(SIDE, on(text("ready", None, main)), on(text("late", None, main)), filler)
    assert ready.layout_id == "side"
    assert [page.room_px for item in ready.items if isinstance(item, BulletinItem) for page in item.pages] == [main] * 2


@pytest.mark.parametrize("name", [*TEMPLATES])
def test_nothing_is_lost_by_any_template(name: str) -> None:
    setting = BoardSetting(layout=name, qr_payload="https://dongnai.gov.vn", ticker_languages=("vi", "km"))
    rooms = zones(setting)
    manifest = compiled(setting, on(text("news", None, *rooms)), on(picture("photo")), on(picture("spare"), "filler"))
    seen = {shown(manifest, NOON + second * 1_000) for second in range(40)}
    assert seen == {"news", "photo"}


def shown(manifest: Manifest, now_ms: int) -> str:
    on_now = programme(manifest, Alerts(), EpochMs(now_ms), BOARD).screen
    assert isinstance(on_now, ShowItem)
    return on_now.item.id


def test_beside_the_main_zone_stands_what_fills_and_stands_still() -> None:
    main, side = zones(SIDE)
    countdown = CountdownItem(id="tet", title="Tết", duration_ms=5_000, target_ms=NOON, after="Đã đến Tết")
    fillers = (text("weather", None, main, side), text("late", None, main), countdown, video("clip"), audio("song"))
    whole = (text("whole", (640, 384), full_screen=True), picture("photo"))
    manifest = compiled(SIDE, on(picture("news")), *(on(one, "filler") for one in (*fillers, *whole)))
    [beside] = [one.item_ids for one in manifest.playlists if one.id == SIDE_PLAYLIST]
    assert beside == ("weather", "tet", "photo")
    sides = programme(manifest, Alerts(), NOON, BOARD).sides
    assert [one.show.item.id for one in sides] in (["weather"], ["tet"], ["photo"])


def test_with_nothing_for_its_side_a_board_stays_as_ever() -> None:
    for fillers in ((), (on(video("clip"), "filler"),)):
        manifest = compiled(SIDE, on(picture("news")), *fillers)
        assert (manifest.layouts, manifest.layout_id) == ((), None)


def test_full_screen_pages_stay_and_those_nobody_asks_for_go() -> None:
    whole = text("whole", None, (640, 384), (100, 100), full_screen=True)
    [item] = compiled(BoardSetting(), on(whole)).items
    assert isinstance(item, BulletinItem)
    assert [page.room_px for page in item.pages] == [(640, 384)]


def test_screens_change_as_set_and_sounds_never_do() -> None:
    manifest = compiled(BoardSetting(transition="fade", ticker_speed_px_s=90), on(picture("p")), on(audio("a")))
    kinds = {one.id.split("-")[1]: one.transition.kind for one in manifest.playlists if one.id != "filler-screen"}
    assert kinds == {"screen": "fade", "sound": "cut"}
    assert manifest.ticker_speed_px_s == 90


def test_running_texts_are_chosen_by_language() -> None:
    manifest = compiled(BoardSetting(ticker_languages=("km",)), on(picture("p")))
    assert manifest.layout_id == "standard"


def test_a_board_without_a_screen_has_no_layout() -> None:
    assert compile_manifest(PLACE, [on(picture("p"))], SIDE, None).layouts == ()


def test_pictures_are_of_the_kind_that_is_prepared() -> None:
    bare = PictureItem(id="bare", title="bare", duration_ms=5_000, renditions=())
    manifest = compiled(SIDE, on(bare, "filler"), on(picture("p")))
    assert manifest.layouts == ()
