from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.player.lip_sync import Heard
from agent.player.ports import Failed, Rendered
from agent.screen.clip import FRAMES_AHEAD, ClipFeed, Frame, Punctuality
from agent.screen.orders import PRE_ROLL_MS
from firmware_profiles import load
from media.board import draw_picture
from media.video import frames, picture_at
from protocol.errors import InvalidMedia
from protocol.programme_types import PlayItem
from protocol.words import Words
from tests.agent.screen.material import MORNING_MS, Blobs, Theatre, clip_of, difference, item, picture, scene
from tests.servers.waiting import wait_for

LED = load("led-p5-640x384")


def numbered(count: int) -> Iterator[Frame]:
    return ((number * 40, memoryview(bytes([number]))) for number in range(count))


def fed(count: int) -> ClipFeed:
    feed = ClipFeed(lambda: numbered(count), lambda: None)
    wait_for(lambda: feed.next_due_ms() == 0, "the clip")
    return feed


def test_a_frame_is_taken_when_it_is_due_and_once() -> None:
    feed = fed(3)
    assert [feed.take(0), feed.take(39)] == [b"\x00", None]
    wait_for(lambda: feed.next_due_ms() == 40, "the clip")
    assert feed.take(40) == b"\x01"
    assert feed.punctuality == Punctuality(shown=1)


def test_frames_whose_time_has_passed_are_skipped_and_counted() -> None:
    feed = fed(FRAMES_AHEAD + 1)
    assert feed.take(0) == b"\x00"
    wait_for(lambda: len(feed) == FRAMES_AHEAD, "the clip")
    assert feed.take(1_000) == bytes([FRAMES_AHEAD])
    lateness_ms = 1_000 - 40 * FRAMES_AHEAD
    assert feed.punctuality == Punctuality(shown=1, skipped=FRAMES_AHEAD - 1, late=1, worst_ms=lateness_ms)


def test_the_run_up_of_a_clip_joined_late_counts_for_nothing() -> None:
    feed = fed(FRAMES_AHEAD)
    wait_for(lambda: len(feed) == FRAMES_AHEAD, "the clip")
    assert feed.take(1_000) == bytes([FRAMES_AHEAD - 1])
    assert feed.punctuality == Punctuality()


def test_it_reads_no_further_ahead_than_it_must_and_stops_when_closed() -> None:
    read: list[int] = []

    def counted() -> Iterator[Frame]:
        for frame in numbered(100):
            read.append(frame[0])
            yield frame

    feed = ClipFeed(counted, lambda: None)
    wait_for(lambda: len(read) == FRAMES_AHEAD + 1, "the clip")
    feed.close()
    wait_for(lambda: not feed.alive, "the clip")
    assert len(read) == FRAMES_AHEAD + 1


def test_it_tells_when_a_frame_came_after_a_hole() -> None:
    told = threading.Event()
    feed = ClipFeed(lambda: numbered(1), told.set)
    assert told.wait(5)
    wait_for(lambda: feed.next_due_ms() == 0, "the clip")


def test_a_clip_that_breaks_keeps_what_was_decoded_and_its_failure() -> None:
    def breaking() -> Iterator[Frame]:
        yield 0, memoryview(b"good")
        raise InvalidMedia(Words("hỏng", "broken"), Words("bỏ", "skip"))

    feed = ClipFeed(breaking, lambda: None)
    wait_for(lambda: not feed.alive, "the clip")
    assert feed.take(0) == b"good"
    assert isinstance(feed.failure, InvalidMedia)


def test_the_frame_on_the_screen_is_the_one_of_the_programmes_moment(
    theatre: Theatre, blobs: Blobs, clip: Path
) -> None:
    shown = item(clip_of(blobs, LED, clip, 2_000))
    theatre.take(scene(shown))
    theatre.prepare()
    theatre.step(MORNING_MS)
    for into_ms in (200, 1_000, 1_600):
        now = MORNING_MS + into_ms
        wait_for(lambda now=now: _shows(theatre, clip, now), "the clip")
    assert [event.of for event in theatre.told(Rendered)] == [shown]
    assert not theatre.told(Failed)


def test_a_clip_joined_late_is_where_it_would_be(theatre: Theatre, blobs: Blobs, clip: Path) -> None:
    theatre.take(scene(item(clip_of(blobs, LED, clip, 2_000)), MORNING_MS + 1_500))
    theatre.prepare()
    wait_for(lambda: _shows(theatre, clip, MORNING_MS + 1_500), "the clip")
    assert theatre.log.entries()[-1].item == "item clip"


def test_after_its_end_the_last_frame_stays_and_nothing_is_redrawn(theatre: Theatre, blobs: Blobs, clip: Path) -> None:
    theatre.take(scene(item(clip_of(blobs, LED, clip, 2_000)), MORNING_MS + 1_900))
    theatre.prepare()
    wait_for(lambda: _shows(theatre, clip, MORNING_MS + 2_500, at_ms=1_960), "the clip")
    wait_for(lambda: theatre.step(MORNING_MS + 2_500) == 60_000 - 2_500, "the clip")
    drawn = theatre.window.redraws
    theatre.step(MORNING_MS + 9_000)
    assert theatre.window.redraws == drawn


def test_a_clip_that_breaks_off_is_told_once_and_its_last_frame_stays(
    theatre: Theatre, blobs: Blobs, clip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaking(path: Path, start_ms: int, size_px: tuple[int, int]) -> Iterator[Frame]:
        yield from (frame for frame in frames(path, start_ms, size_px) if frame[0] <= 80)
        raise InvalidMedia(Words("hỏng", "broken"), Words("bỏ", "skip"))

    monkeypatch.setattr("media.video.frames", breaking)
    shown = item(clip_of(blobs, LED, clip, 2_000))
    theatre.take(scene(shown))
    theatre.prepare()
    wait_for(lambda: _shows(theatre, clip, MORNING_MS + 80), "the last good frame")
    wait_for(lambda: theatre.step(MORNING_MS + 1_900) and theatre.told(Failed), "the failure")
    assert _shows(theatre, clip, MORNING_MS + 1_950, at_ms=80)
    assert [(event.of, event.code) for event in theatre.told(Failed) if isinstance(event, Failed)] == [
        (shown, "decode")
    ]


def _shows(theatre: Theatre, clip: Path, now_ms: int, at_ms: int | None = None) -> bool:
    look = theatre.painter.look
    expected = draw_picture(look, picture_at(clip, now_ms - MORNING_MS if at_ms is None else at_ms))
    box = look.main
    shown = theatre.at(now_ms).crop((box.x_px, box.y_px, box.x_px + box.width_px, box.y_px + box.height_px))
    return difference(shown, expected) < 3


def test_the_picture_follows_its_sound(theatre: Theatre, blobs: Blobs, clip: Path) -> None:
    """The sound is 200 ms behind: after half a second of following, so is the picture."""
    shown = item(clip_of(blobs, LED, clip, 2_000))
    theatre.take(scene(shown))
    theatre.prepare()
    for into_ms in range(0, 801, 20):
        heard = Heard(PlayItem(shown.item, shown.slot_id, None, shown.began_at_ms), into_ms - 200, MORNING_MS + into_ms)
        theatre.lip_sync.tell(heard)
        theatre.step(MORNING_MS + into_ms)
    wait_for(lambda: _shows(theatre, clip, MORNING_MS + 800, at_ms=600), "the frame of the sound's moment")


def test_a_clips_decoder_is_opened_before_its_turn_and_not_long_before(
    theatre: Theatre, blobs: Blobs, clip: Path
) -> None:
    still = item(picture(blobs, LED, (200, 30, 30)))
    upcoming = item(clip_of(blobs, LED, clip, 2_000), MORNING_MS + 10_000)
    theatre.take(scene(still, upcoming=upcoming))
    theatre.prepare()
    wait = theatre.step(MORNING_MS)
    assert wait == 10_000 - PRE_ROLL_MS and not theatre.preparer.prepare_next()
    theatre.step(MORNING_MS + wait)
    assert theatre.preparer.prepare_next()
    theatre.take(scene(upcoming, MORNING_MS + 10_000))
    theatre.step(MORNING_MS + 10_000)
    assert theatre.log.entries()[-1].item == "item clip"


def test_the_next_round_of_a_clip_begins_where_the_last_ended(theatre: Theatre, blobs: Blobs, clip: Path) -> None:
    content = clip_of(blobs, LED, clip, 2_000)
    first, second = item(content), item(content, MORNING_MS + 2_000)
    theatre.take(scene(first, upcoming=second))
    theatre.prepare()
    wait_for(lambda: _shows(theatre, clip, MORNING_MS + 1_960), "the end")
    theatre.take(scene(second, MORNING_MS + 2_000))
    wait_for(lambda: _shows(theatre, clip, MORNING_MS + 2_040, at_ms=40), "the second round")
    assert [event.of for event in theatre.told(Rendered)] == [first, second]


def test_presenting_the_same_again_opens_no_second_decoder(theatre: Theatre, blobs: Blobs, clip: Path) -> None:
    shown = item(clip_of(blobs, LED, clip, 2_000))
    theatre.take(scene(shown))
    theatre.prepare()
    theatre.step(MORNING_MS)
    theatre.take(scene(shown, MORNING_MS + 100, tickers=("Tin mới",)))
    theatre.prepare()
    decoders = [thread for thread in threading.enumerate() if thread.name == "screen-clip"]
    assert len(decoders) == 1
