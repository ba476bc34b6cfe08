"""A picture of several zones: each shows its own, changes by itself, and is what the preview of the moment says."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from PIL import Image

from agent.player.ports import Failed, Rendered
from firmware_profiles import load
from media.board import Look, arranged
from media.frame import Setting, frame_of
from media.text import Geometry
from protocol.ids import EpochMs
from protocol.layouts import Arrangement, HeaderZone, MainZone, SideZone, Ticker
from protocol.manifest import CountdownItem, PictureItem
from protocol.programme_types import Programme, ShowAlert, ShowItem, ShowSide
from tests.agent.screen.material import (
    MORNING_MS,
    UNIT,
    Blobs,
    Theatre,
    alert,
    difference,
    item,
    picture,
    picture_of,
    scene,
)

LED = load("led-p5-640x384")
RED, GREEN, BLUE = (200, 30, 30), (30, 160, 30), (30, 30, 200)
assert LED.geometry
LOOK = Look.of(Geometry(*LED.geometry))
BESIDE = arranged(LOOK, "side", side_playlist_id="beside")
SIDE = next(zone for zone in BESIDE.zones if isinstance(zone, SideZone))
SETTING = Setting(UNIT, "Asia/Ho_Chi_Minh")


def main(content: PictureItem, began_ms: int = MORNING_MS, arrangement: Arrangement = BESIDE) -> ShowItem:
    return replace(item(content, began_ms), arrangement=arrangement, room=arrangement.main.room)


def beside(content: PictureItem | CountdownItem, began_ms: int = MORNING_MS) -> ShowSide:
    return ShowSide(SIDE, ShowItem(content, SIDE.name, 0, EpochMs(began_ms), room=SIDE.room))


def expected(theatre: Theatre, show: ShowItem, at_ms: int, sides: tuple[ShowSide, ...] = ()) -> Image.Image:
    programme = Programme(show, None, (Ticker(text="Tin chạy"),), EpochMs(at_ms), sides)
    return frame_of(theatre.painter, programme, SETTING, EpochMs(at_ms))


def pixel(theatre: Theatre, zone: MainZone | SideZone, at_ms: int) -> tuple[int, ...]:
    middle = (zone.x_px + zone.width_px // 2, zone.y_px + zone.height_px // 2)
    found = theatre.at(at_ms).getpixel(middle)
    assert isinstance(found, tuple)
    return found


def near(one: tuple[int, ...], other: tuple[int, int, int]) -> bool:
    return all(abs(a - b) < 12 for a, b in zip(one, other, strict=True))


def test_every_zone_is_where_the_preview_of_the_moment_has_it(theatre: Theatre, blobs: Blobs) -> None:
    shown, aside = main(picture(blobs, LED, RED)), beside(picture(blobs, LED, GREEN, "ben"))
    theatre.take(scene(shown, tickers=("Tin chạy",), sides=(aside,)))
    theatre.prepare()
    assert difference(theatre.at(MORNING_MS), expected(theatre, shown, MORNING_MS, (aside,))) == 0


def test_a_side_zone_changes_by_itself_and_the_frame_log_says_where(theatre: Theatre, blobs: Blobs) -> None:
    shown = main(picture(blobs, LED, RED))
    first, second = (beside(picture(blobs, LED, colour, f"b-{colour[1]}")) for colour in (GREEN, BLUE))
    theatre.take(replace(scene(shown, sides=(first,)), upcoming_sides=(second,)))
    theatre.prepare()
    assert near(pixel(theatre, SIDE, MORNING_MS), GREEN)
    theatre.take(scene(shown, MORNING_MS + 5_000, sides=(second,)))
    assert near(pixel(theatre, SIDE, MORNING_MS + 5_000), BLUE)
    assert near(pixel(theatre, BESIDE.main, MORNING_MS + 5_000), RED)
    entries = [(entry.zone, entry.item) for entry in theatre.log.entries()]
    assert entries == [(SIDE.name, "item b-160"), ("screen", "item anh"), (SIDE.name, "item b-30")]
    assert len(theatre.told(Rendered)) == 1


def test_the_hash_of_a_side_zone_is_that_of_what_stands_in_it(theatre: Theatre, blobs: Blobs) -> None:
    shown, aside = main(picture(blobs, LED, RED)), beside(picture(blobs, LED, GREEN, "ben"))
    theatre.take(scene(shown, sides=(aside,)))
    theatre.prepare()
    theatre.step(MORNING_MS)
    box = (SIDE.x_px, SIDE.y_px, SIDE.x_px + SIDE.width_px, SIDE.y_px + SIDE.height_px)
    stands = theatre.window.picture().crop(box)
    assert theatre.log.entries()[0].sha256 == hashlib.sha256(stands.tobytes()).hexdigest()


def test_a_broken_side_keeps_what_was_there_and_is_told_once(theatre: Theatre, blobs: Blobs) -> None:
    shown, good = main(picture(blobs, LED, RED)), beside(picture(blobs, LED, GREEN, "ben"))
    broken = beside(picture_of(blobs, LED, b"\xff\xd8 no picture", "hong"))
    theatre.take(scene(shown, sides=(good,)))
    theatre.prepare()
    theatre.step(MORNING_MS)
    for second in range(5, 15):
        theatre.take(scene(shown, MORNING_MS + second * 1_000, sides=(broken,)))
        theatre.prepare()
        assert near(pixel(theatre, SIDE, MORNING_MS + second * 1_000), GREEN)
    assert [event.of for event in theatre.told(Failed)] == [broken.show]


def test_another_arrangement_takes_the_whole_picture_at_once(theatre: Theatre, blobs: Blobs) -> None:
    shown, aside = main(picture(blobs, LED, RED)), beside(picture(blobs, LED, GREEN, "ben"))
    theatre.take(scene(shown, sides=(aside,)))
    theatre.prepare()
    theatre.step(MORNING_MS)
    after = item(picture(blobs, LED, BLUE, "sau"), MORNING_MS + 10_000)
    theatre.take(scene(after, MORNING_MS + 10_000, tickers=("Tin chạy",)))
    theatre.prepare()
    assert difference(theatre.at(MORNING_MS + 10_000), expected(theatre, after, MORNING_MS + 10_000)) == 0


def test_what_no_zone_covers_is_ground_and_no_rest_of_what_was_there(theatre: Theatre, blobs: Blobs) -> None:
    zones = (
        HeaderZone(name="header", x_px=0, y_px=0, width_px=640, height_px=40),
        MainZone(name="main", x_px=100, y_px=100, width_px=400, height_px=200),
    )
    sparse = Arrangement(width_px=640, height_px=384, zones=zones)
    theatre.take(scene(item(picture(blobs, LED, RED))))
    theatre.prepare()
    theatre.step(MORNING_MS)
    shown = main(picture(blobs, LED, GREEN, "sau"), MORNING_MS + 10_000, sparse)
    theatre.take(scene(shown, MORNING_MS + 10_000))
    theatre.prepare()
    assert difference(theatre.at(MORNING_MS + 10_000), expected(theatre, shown, MORNING_MS + 10_000)) == 0


def test_full_screen_has_no_header_and_the_zones_come_back_after_it(theatre: Theatre, blobs: Blobs) -> None:
    from protocol.layouts import whole_picture

    full = main(picture(blobs, LED, GREEN, "toan"), MORNING_MS, whole_picture((640, 384)))
    theatre.take(scene(full, tickers=("Tin chạy",)))
    theatre.prepare()
    assert near(theatre.at(MORNING_MS).getpixel((5, 5)), GREEN)  # type: ignore[arg-type]
    shown, aside = main(picture(blobs, LED, RED), MORNING_MS + 9_000), beside(picture(blobs, LED, BLUE, "ben"))
    theatre.take(scene(shown, MORNING_MS + 9_000, tickers=("Tin chạy",), sides=(aside,)))
    theatre.prepare()
    assert difference(theatre.at(MORNING_MS + 9_000), expected(theatre, shown, MORNING_MS + 9_000, (aside,))) == 0


def test_after_an_alert_every_zone_is_drawn_again(theatre: Theatre, blobs: Blobs) -> None:
    shown, aside = main(picture(blobs, LED, RED)), beside(picture(blobs, LED, GREEN, "ben"))
    before = scene(shown, tickers=("Tin chạy",), sides=(aside,))
    theatre.take(before)
    theatre.prepare()
    theatre.step(MORNING_MS)
    theatre.take(scene(ShowAlert(alert(), 1, 1), MORNING_MS + 1_000))
    theatre.step(MORNING_MS + 1_000)
    theatre.take(replace(before, at_ms=EpochMs(MORNING_MS + 2_000)))
    theatre.prepare()
    assert difference(theatre.at(MORNING_MS + 2_000), expected(theatre, shown, MORNING_MS + 2_000, (aside,))) == 0


@pytest.mark.parametrize("place", ["main", "side"])
def test_a_countdown_is_drawn_once_a_second_and_stands_at_its_end(theatre: Theatre, blobs: Blobs, place: str) -> None:
    until = CountdownItem(
        id="khai-mac", title="Khai mạc", duration_ms=60_000, target_ms=EpochMs(MORNING_MS + 3_500), after="Mời bà con"
    )
    still = picture(blobs, LED, RED)
    show = main(still) if place == "side" else replace(main(still), item=until)
    sides = (beside(until),) if place == "side" else ()
    theatre.take(scene(show, tickers=(), sides=sides))
    theatre.prepare()
    theatre.step(MORNING_MS)
    drawn, now, moments = theatre.window.redraws, int(MORNING_MS), []
    while now < MORNING_MS + 10_000 and (wait := theatre.step(now)) is not None:
        moments.append(now - MORNING_MS)
        now += max(1, wait)
    assert moments[1:5] == [500, 1_500, 2_500, 3_500]
    assert theatre.window.redraws == drawn + 4
    wanted = expected(theatre, show, MORNING_MS + 9_000, sides)
    zone = BESIDE.main if place == "main" else SIDE
    box = (zone.x_px, zone.y_px, zone.x_px + zone.width_px, zone.y_px + zone.height_px)
    assert difference(theatre.window.picture().crop(box), wanted.crop(box)) == 0


def test_two_tickers_run_each_in_its_zone_and_language(theatre: Theatre, blobs: Blobs) -> None:
    two = arranged(LOOK, "two-tickers", ticker_languages=("vi", "en"))
    shown = main(picture(blobs, LED, RED), MORNING_MS, two)
    tickers = (Ticker(text="Giữ gìn vệ sinh nguồn nước"), Ticker(text="Keep the water clean", language="en"))
    theatre.take(replace(scene(shown), tickers=tickers))
    theatre.prepare()
    programme = Programme(shown, None, tickers, MORNING_MS)
    for at_ms in (MORNING_MS, MORNING_MS + 3_210):
        wanted = frame_of(theatre.painter, programme, SETTING, EpochMs(at_ms))
        assert difference(theatre.at(at_ms), wanted) == 0
