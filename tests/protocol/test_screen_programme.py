"""Zones, full screen, documents, countdowns, transitions and the hours in which a panel is off."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol.documents import Window
from protocol.ids import EpochMs
from protocol.layouts import Arrangement, Layout, MainZone, SideZone, Ticker, TickerZone, whole_picture
from protocol.manifest import (
    CountdownItem,
    DocumentItem,
    Item,
    Manifest,
    PageSet,
    PictureSet,
    Playlist,
    Rendition,
    Slot,
    Transition,
    VideoItem,
)
from protocol.programme import programme
from protocol.programme_types import Alerts, Board, HeldAlert, PlayItem, ShowAlert, ShowItem, ShowOff, ShowSafe, Silence
from tests.protocol.makers import LED, alert, blob, bulletin, picture, playlist, slot

HCM = ZoneInfo("Asia/Ho_Chi_Minh")
SIZE = (LED.width_px, LED.height_px)
MAIN = MainZone(name="main", x_px=0, y_px=0, width_px=400, height_px=384)
SIDE = SideZone(name="side", x_px=400, y_px=0, width_px=240, height_px=300, playlist_id="beside")
RUNNING = TickerZone(name="ticker", x_px=400, y_px=300, width_px=240, height_px=84)
BESIDE = Arrangement(width_px=SIZE[0], height_px=SIZE[1], zones=(MAIN, SIDE, RUNNING))
NOON = EpochMs(int(datetime(2026, 11, 22, 12, tzinfo=HCM).timestamp() * 1000))


def laid_out(item: Any, *rooms: tuple[int, int]) -> Any:
    """``item`` with page sets for zones of these sizes too."""
    first: PageSet = item.pages[0]
    more = (msgspec.structs.replace(first, room_px=room) for room in rooms)
    return msgspec.structs.replace(item, pages=(first, *more))


def clip(name: str, duration_ms: int) -> VideoItem:
    rendition = Rendition(width_px=SIZE[0], height_px=SIZE[1], blob=blob("clip"))
    return VideoItem(id=name, title=name, duration_ms=duration_ms, has_sound=True, renditions=(rendition,))


def manifest(*items: Item, main: tuple[str, ...], beside: tuple[str, ...] = (), **changes: Any) -> Manifest:
    lists = [playlist("main", *main)] + ([playlist("beside", *beside)] if beside else [])
    plain: dict[str, Any] = {
        "unit_name": "Phường Bình Phước",
        "items": items,
        "playlists": tuple(lists),
        "slots": (slot("all-day", "main"),),
        "tickers": (Ticker(text="Chào"),),
        "layouts": (Layout(id="beside", arrangements=(BESIDE,)),),
        "layout_id": "beside",
    }
    return Manifest(**(plain | changes))


def on(manifest: Manifest, now_ms: int, board: Board = LED, alerts: Alerts | None = None) -> Any:
    return programme(manifest, alerts or Alerts(), EpochMs(now_ms), board)


def test_an_item_stands_in_the_main_zone_with_the_pages_laid_out_for_it() -> None:
    whole = manifest(laid_out(bulletin("bul-1", 4_000, 6_000), (400, 384)), main=("bul-1",))
    shown = on(whole, NOON).screen
    assert (shown.arrangement, shown.room) == (BESIDE, (400, 384))
    assert on(whole, NOON).tickers == (Ticker(text="Chào"),)


def test_a_bulletin_without_pages_for_the_zone_is_left_out() -> None:
    assert on(manifest(bulletin("bul-1", 4_000), main=("bul-1",)), NOON).screen == ShowSafe()


def test_a_board_of_another_size_has_the_standard_arrangement() -> None:
    other = Layout(id="beside", arrangements=(whole_picture((1920, 1080)),))
    shown = on(manifest(bulletin("bul-1", 4_000), main=("bul-1",), layouts=(other,)), NOON).screen
    assert (shown.arrangement, shown.room) == (None, None)


def test_a_slot_has_its_own_layout_before_the_manifests() -> None:
    one: Slot = msgspec.structs.replace(slot("all-day", "main"), layout_id="beside")
    assert (
        on(manifest(picture("pic-1", 10_000), main=("pic-1",), layout_id=None, slots=(one,)), NOON).screen.arrangement
        == BESIDE
    )


def test_full_screen_has_the_picture_to_itself_and_pages_of_its_size() -> None:
    full: Any = msgspec.structs.replace(laid_out(bulletin("bul-1", 4_000), SIZE), full_screen=True)
    shown = on(manifest(full, picture("pic-1", 5_000), main=("bul-1",), beside=("pic-1",)), NOON)
    assert (shown.screen.arrangement, shown.screen.room) == (whole_picture(SIZE), SIZE)
    assert shown.sides == ()


def test_a_side_zone_plays_its_own_list_by_absolute_time() -> None:
    items = (picture("pic-1", 60_000), laid_out(bulletin("bul-1", 4_000, 6_000), (240, 300)))
    whole = manifest(*items, main=("pic-1",), beside=("bul-1",))
    now = NOON - NOON % 10_000
    (first,), (second,) = on(whole, now + 3_999).sides, on(whole, now + 4_000).sides
    assert (first.zone, first.show.page, first.show.room, first.show.began_at_ms) == (SIDE, 0, (240, 300), now)
    assert (second.show.page, second.show.began_at_ms) == (1, now + 4_000)
    assert on(whole, now).until_ms == now + 4_000


def test_what_moves_or_wants_the_screen_for_itself_stays_out_of_a_side_zone() -> None:
    full: Any = msgspec.structs.replace(picture("pic-2", 5_000), full_screen=True)
    items = (picture("pic-1", 60_000), full, clip("clip-1", 5_000))
    assert on(manifest(*items, main=("pic-1",), beside=("pic-2", "clip-1")), NOON).sides == ()


def test_the_pages_of_a_document_have_their_turn() -> None:
    pages = PictureSet(width_px=SIZE[0], height_px=SIZE[1], blobs=(blob("1"), blob("2"), blob("3")))
    document = DocumentItem(id="doc-1", title="Quyết định", page_ms=5_000, pages=(pages,))
    whole = manifest(document, main=("doc-1",), layout_id=None)
    begin = on(whole, NOON).screen.began_at_ms
    start = begin - on(whole, NOON).screen.page * 5_000
    assert [on(whole, start + 5_000 * number).screen.page for number in range(4)] == [0, 1, 2, 0]


def test_a_countdown_needs_no_preparing() -> None:
    countdown = CountdownItem(id="tet", title="Tết Đinh Mùi", duration_ms=8_000, target_ms=EpochMs(NOON + 86_400_000))
    assert on(manifest(countdown, main=("tet",)), NOON).screen.item == countdown


def test_the_transition_of_the_playlist_comes_with_the_show() -> None:
    fading = Playlist(id="main", item_ids=("pic-1",), transition=Transition(kind="fade", duration_ms=400))
    shown = on(manifest(picture("pic-1", 10_000), main=("pic-1",), playlists=(fading,)), NOON).screen
    assert shown.transition == Transition(kind="fade", duration_ms=400)


@pytest.mark.parametrize("bad", [{"kind": "fade", "duration_ms": 349}, {"kind": "blink"}])
def test_a_transition_that_would_flash_or_is_none_is_no_transition(bad: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(bad, Transition)


def test_nothing_stands_so_briefly_that_it_flashes() -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"id": "x", "title": "x", "page_ms": 999, "pages": []}, DocumentItem)


OFF = (Window(start="22:30", minutes=360),)


def off_board(clock: str = "trusted") -> Board:
    return Board(*SIZE, has_sound=True, screen_off_windows=OFF, clock=clock)  # type: ignore[arg-type]


def minute(of_day: int) -> int:
    return NOON - 12 * 3_600_000 + of_day * 60_000


@pytest.mark.parametrize(("of_day", "is_off"), [(1349, False), (1350, True), (269, True), (270, False), (720, False)])
def test_a_panel_is_off_from_its_hour_on_and_on_again_at_the_end(of_day: int, is_off: bool) -> None:
    whole = manifest(picture("pic-1", 10_000), main=("pic-1",), layout_id=None)
    assert (on(whole, minute(of_day), off_board()).screen == ShowOff()) is is_off


@given(st.integers(0, 1439))
def test_the_hour_at_which_a_panel_goes_off_is_known_before(of_day: int) -> None:
    whole = manifest(picture("pic-1", 3_600_000), main=("pic-1",), layout_id=None)
    decided = on(whole, minute(of_day), off_board())
    for moment in range(minute(of_day), decided.until_ms, 30_000):
        assert type(on(whole, moment, off_board()).screen) is type(decided.screen)


def test_an_alert_is_shown_while_the_panel_should_be_off_and_a_clip_says_nothing() -> None:
    whole = manifest(clip("clip-1", 3_600_000), main=("clip-1",), layout_id=None)
    night = minute(1380)
    warned = Alerts((HeldAlert(alert("a-1"), EpochMs(night - 1_000)),))
    assert isinstance(on(whole, night, off_board(), warned).screen, ShowAlert)
    assert isinstance(on(whole, night, off_board()).sound, Silence)
    assert isinstance(on(whole, NOON, off_board()).sound, PlayItem)


def test_while_the_clock_is_unknown_no_panel_goes_off() -> None:
    whole = manifest(picture("pic-1", 10_000), main=("pic-1",), layout_id=None, filler_screen="main")
    assert isinstance(on(whole, minute(1380), off_board("unknown")).screen, ShowItem)


def test_mute_all_leaves_a_panel_off_that_is_off() -> None:
    whole = manifest(picture("pic-1", 10_000), main=("pic-1",), layout_id=None)
    assert on(whole, minute(1380), off_board(), Alerts(muted=True)).screen == ShowOff()
