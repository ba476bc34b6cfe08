"""What is on the screen at a moment is a value: a virtual clock and SDL's dummy driver."""

from __future__ import annotations

import hashlib

import pytest

from agent.player.ports import Failed, Finished, Rendered, Rendering
from firmware_profiles import load
from media.board import draw_alert
from media.frame import Setting, clock_shown, frame_of
from protocol.alert import AlertText
from protocol.ids import EpochMs
from protocol.layouts import Ticker
from protocol.programme_types import Programme, ShowAlert, ShowSafe
from tests.agent.screen.material import (
    MORNING_MS,
    UNIT,
    Blobs,
    Theatre,
    alert,
    bulletin,
    difference,
    item,
    picture,
    picture_of,
    scene,
)

LED = load("led-p5-640x384")
RED, GREEN = (200, 30, 30), (30, 160, 30)
MAIN = (320, 200)


def middle(theatre: Theatre, now_ms: int) -> tuple[int, ...]:
    pixel = theatre.at(now_ms).getpixel(MAIN)
    assert isinstance(pixel, tuple)
    return pixel


def near(pixel: tuple[int, ...], colour: tuple[int, int, int]) -> bool:
    return all(abs(one - other) < 12 for one, other in zip(pixel, colour, strict=True))


def test_before_the_first_scene_the_safe_screen_stands_and_nothing_is_black(theatre: Theatre) -> None:
    frame = theatre.at(MORNING_MS)
    assert difference(frame, theatre.painter.safe("", "")) == 0
    assert theatre.log.entries()[0].item == "safe"


def test_a_page_is_shown_whole_within_its_frame(theatre: Theatre, blobs: Blobs) -> None:
    shown = item(bulletin(blobs, LED))
    theatre.take(scene(shown, tickers=("Tin chạy",)))
    theatre.prepare()
    programme = Programme(shown, None, (Ticker(text="Tin chạy"),), MORNING_MS)
    expected = frame_of(theatre.painter, programme, Setting(UNIT, "Asia/Ho_Chi_Minh"), MORNING_MS)
    assert difference(theatre.at(MORNING_MS), expected) == 0


def test_a_still_page_is_drawn_once_and_its_clock_once_a_minute(theatre: Theatre, blobs: Blobs) -> None:
    theatre.take(scene(item(picture(blobs, LED, RED))))
    theatre.prepare()
    theatre.step(MORNING_MS)
    drawn = theatre.window.redraws
    waits = [theatre.step(MORNING_MS + second * 1_000) for second in range(60)]
    assert theatre.window.redraws == drawn
    assert waits == [60_000 - second * 1_000 for second in range(60)]
    theatre.step(MORNING_MS + 60_000)
    assert theatre.window.redraws == drawn + 1


def test_the_ticker_moves_at_its_speed_and_redraws_at_most_so_often_as_the_profile_says(
    theatre: Theatre, blobs: Blobs
) -> None:
    theatre.take(scene(item(picture(blobs, LED, RED)), tickers=("Chữ chạy",)))
    theatre.prepare()
    theatre.step(MORNING_MS)
    drawn, now = theatre.window.redraws, int(MORNING_MS)
    while now < MORNING_MS + 2_000:
        now += max(1, theatre.step(now) or 0)
    assert 55 <= theatre.window.redraws - drawn <= 61


def test_the_next_show_takes_the_screen_only_when_it_is_ready(theatre: Theatre, blobs: Blobs) -> None:
    first, second = item(picture(blobs, LED, RED)), item(picture(blobs, LED, GREEN, "sau"), MORNING_MS + 10_000)
    theatre.take(scene(first))
    theatre.prepare()
    assert near(middle(theatre, MORNING_MS), RED)
    theatre.take(scene(second, MORNING_MS + 10_000))
    assert near(middle(theatre, MORNING_MS + 10_000), RED)
    theatre.prepare()
    assert near(middle(theatre, MORNING_MS + 10_050), GREEN)


def test_what_is_upcoming_is_prepared_before_it_is_due(theatre: Theatre, blobs: Blobs) -> None:
    first, second = item(picture(blobs, LED, RED)), item(picture(blobs, LED, GREEN, "sau"), MORNING_MS + 10_000)
    theatre.take(scene(first, upcoming=second))
    theatre.prepare()
    theatre.step(MORNING_MS)
    theatre.take(scene(second, MORNING_MS + 10_000))
    assert near(middle(theatre, MORNING_MS + 10_000), GREEN)


def test_it_tells_what_was_shown_with_the_hash_of_the_frame(theatre: Theatre, blobs: Blobs) -> None:
    shown, after = item(picture(blobs, LED, RED)), item(picture(blobs, LED, GREEN, "sau"), MORNING_MS + 10_000)
    theatre.take(scene(shown, upcoming=after))
    theatre.prepare()
    frame = theatre.at(MORNING_MS)
    theatre.take(scene(after, MORNING_MS + 10_000))
    theatre.step(MORNING_MS + 10_000)
    assert [event.of for event in theatre.told(Rendering)] == [shown, after]
    rendered, finished = theatre.told(Rendered)[0], theatre.told(Finished)[0]
    assert isinstance(rendered, Rendered) and isinstance(finished, Finished)
    assert rendered.evidence.frame_sha256 == hashlib.sha256(frame.tobytes()).hexdigest()
    assert (finished.of, finished.lasted_ms, finished.cut_by) == (shown, 10_000, "")


def test_an_alert_cuts_at_once_and_its_frame_is_evidence_anyone_can_draw_again(theatre: Theatre, blobs: Blobs) -> None:
    theatre.take(scene(item(picture(blobs, LED, RED)), tickers=("Chữ chạy",)))
    theatre.prepare()
    theatre.step(MORNING_MS)
    warning = alert()
    theatre.take(scene(ShowAlert(warning, 1, 1), MORNING_MS + 3_000))
    theatre.step(MORNING_MS + 3_000)
    expected = draw_alert(theatre.painter.look, warning, warning.texts[0], 1, 1)
    rendered, finished = theatre.told(Rendered)[-1], theatre.told(Finished)[-1]
    assert isinstance(rendered, Rendered) and isinstance(finished, Finished)
    assert rendered.evidence.frame_sha256 == hashlib.sha256(expected.tobytes()).hexdigest()
    assert finished.cut_by == "alert lu-quet"


def test_the_pages_and_languages_of_an_alert_have_their_turn_the_boards_own_first(theatre: Theatre) -> None:
    english = AlertText(language="en", headline="Flash flood", instruction="Go to higher ground now.")
    vietnamese = AlertText(language="vi-VN", headline="Lũ quét", instruction="Lên cao ngay.")
    warning = alert(texts=(english, vietnamese))
    theatre.take(scene(ShowAlert(warning, 1, 1), languages=("vi",)))
    first = theatre.at(MORNING_MS)
    wait = theatre.step(MORNING_MS)
    assert wait is not None
    second = theatre.at(MORNING_MS + wait)
    assert difference(first, draw_alert(theatre.painter.look, warning, vietnamese, 1, 1)) == 0
    assert difference(second, draw_alert(theatre.painter.look, warning, english, 1, 1)) == 0
    assert len(theatre.told(Rendered)) == 1


def test_an_alert_that_is_over_never_stands_in_for_what_is_not_ready(theatre: Theatre, blobs: Blobs) -> None:
    theatre.take(scene(ShowAlert(alert(), 1, 1)))
    theatre.step(MORNING_MS)
    theatre.take(scene(item(picture(blobs, LED, GREEN)), MORNING_MS + 1_000))
    clock = clock_shown(EpochMs(MORNING_MS + 1_000), "Asia/Ho_Chi_Minh", "trusted")
    assert difference(theatre.at(MORNING_MS + 1_000), theatre.painter.safe(UNIT, clock)) == 0
    theatre.prepare()
    assert near(middle(theatre, MORNING_MS + 1_100), GREEN)


def test_broken_media_keeps_the_last_good_picture_is_told_once_and_ends_in_the_safe_screen(
    theatre: Theatre, blobs: Blobs
) -> None:
    broken = item(picture_of(blobs, LED, b"\xff\xd8 not a picture", "hong"), MORNING_MS + 10_000)
    theatre.take(scene(item(picture(blobs, LED, RED)), upcoming=broken))
    theatre.prepare()
    theatre.step(MORNING_MS)
    for second in range(10, 50):
        theatre.take(scene(broken, MORNING_MS + second * 1_000))
        theatre.prepare()
        if second < 40:
            assert near(middle(theatre, MORNING_MS + second * 1_000), RED)
        else:
            assert not near(middle(theatre, MORNING_MS + second * 1_000), RED)
    failures = theatre.told(Failed)
    assert [(event.of, event.code) for event in failures if isinstance(event, Failed)] == [(broken, "decode")]
    assert theatre.log.entries()[-1].item == "safe"


def test_a_file_that_is_not_here_is_told_as_missing(theatre: Theatre, blobs: Blobs) -> None:
    absent = item(picture(blobs, LED, RED))
    for file in blobs.folder.iterdir():
        file.unlink()
    theatre.take(scene(absent))
    theatre.prepare()
    theatre.step(MORNING_MS)
    assert [event.code for event in theatre.told(Failed) if isinstance(event, Failed)] == ["missing"]
    assert theatre.log.entries()[-1].item == "safe"


def test_a_disk_that_fails_is_told_and_the_next_show_goes_on(theatre: Theatre, blobs: Blobs) -> None:
    paged, after = item(bulletin(blobs, LED)), item(picture(blobs, LED, GREEN), MORNING_MS + 1_000)
    file = blobs.folder / paged.item.pages[0].blob.sha256  # type: ignore[union-attr]
    file.unlink()
    file.mkdir()
    blobs.path_of = lambda sha256: blobs.folder / sha256  # type: ignore[method-assign]
    theatre.take(scene(paged, upcoming=after))
    theatre.prepare()
    theatre.step(MORNING_MS)
    assert [event.code for event in theatre.told(Failed) if isinstance(event, Failed)] == ["unreadable"]
    theatre.take(scene(after, MORNING_MS + 1_000))
    assert near(middle(theatre, MORNING_MS + 1_000), GREEN)


def test_a_page_set_for_another_size_is_told_as_missing(theatre: Theatre, blobs: Blobs) -> None:
    theatre.take(scene(item(bulletin(blobs, load("bulletin-1080p")))))
    theatre.prepare()
    theatre.step(MORNING_MS)
    assert [event.code for event in theatre.told(Failed) if isinstance(event, Failed)] == ["missing"]


@pytest.mark.parametrize("trust", ["trusted", "unknown"])
def test_mute_all_shows_the_safe_screen_with_a_clock_only_while_it_is_known(theatre: Theatre, trust: str) -> None:
    from dataclasses import replace

    theatre.take(replace(scene(ShowSafe()), clock=trust))
    clock = clock_shown(MORNING_MS, "Asia/Ho_Chi_Minh", "trusted") if trust == "trusted" else ""
    assert difference(theatre.at(MORNING_MS), theatre.painter.safe(UNIT, clock)) == 0


def test_brightness_dims_all_of_the_picture(theatre: Theatre, blobs: Blobs) -> None:
    shown = item(picture(blobs, LED, (200, 200, 200)))
    theatre.take(scene(shown, tickers=("Chữ chạy",)))
    theatre.prepare()
    bright = theatre.at(MORNING_MS)
    theatre.take(scene(shown, tickers=("Chữ chạy",), brightness=50))
    dim = theatre.at(MORNING_MS)
    assert difference(dim, bright.point(lambda value: value * 128 // 255)) < 1


def test_the_frame_log_names_item_page_and_frame(theatre: Theatre, blobs: Blobs) -> None:
    paged = bulletin(blobs, LED)
    now = int(MORNING_MS)
    for page in range(3):
        theatre.take(scene(item(paged, now, page), now))
        theatre.prepare()
        theatre.step(now)
        now += paged.pages[0].durations_ms[page]
    entries = theatre.log.entries()
    assert [(entry.item, entry.page) for entry in entries] == [("item ban-tin", page) for page in range(3)]
    assert len({entry.sha256 for entry in entries}) == 3
