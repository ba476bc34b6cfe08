"""Hours in which nothing but an emergency is heard."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol.documents import Desired, Window
from protocol.ids import EpochMs
from protocol.manifest import Manifest, Rendition, VideoItem
from protocol.programme import programme
from protocol.programme_types import Alerts, PlayItem
from protocol.spans import Span, without
from protocol.wire import decode
from tests.protocol.makers import BOARD, SPEAKER, audio, blob, desired, playlist, slot
from tests.protocol.test_programme import at, heard, lived

NOON = Window(start="12:00", minutes=90)
QUIET = replace(SPEAKER, sound_windows=(Window(start="11:00", minutes=180),), quiet_windows=(NOON,))
ALL_DAY = Manifest(
    unit_name="x",
    items=(audio("song", 60_000),),
    playlists=(playlist("p", "song"),),
    slots=(slot("s", "p", output="sound"), slot("l", "p", output="sound", slot_class="live", over="duck")),
)


@pytest.mark.parametrize(
    ("clock", "is_heard"),
    [
        ("10:59:59", False),
        ("11:00:00", True),
        ("11:59:59", True),
        ("12:00:00", False),
        ("13:29:59", False),
        ("13:30:00", True),
        ("13:59:59", True),
        ("14:00:00", False),
    ],
)
def test_quiet_hours_are_taken_out_of_the_windows(clock: str, is_heard: bool) -> None:
    assert (heard(ALL_DAY, at(f"2026-11-22T{clock}"), QUIET) == "song") is is_heard


def test_an_emergency_is_heard_all_the_same() -> None:
    now_ms = at("2026-11-22T12:30:00")
    alerts = Alerts((lived("flood", now_ms, expires_at_ms=EpochMs(now_ms + 3_600_000), sent_at_ms=now_ms),))
    assert heard(ALL_DAY, now_ms + 1_000, QUIET, alerts) == "flood#1"


def test_clips_are_shown_without_their_sound_and_it_comes_back_when_told() -> None:
    rendition = Rendition(width_px=BOARD.width_px, height_px=BOARD.height_px, blob=blob("clip"))
    clip = VideoItem(id="clip", title="c", duration_ms=3_600_000, has_sound=True, renditions=(rendition,))
    shows = Manifest(unit_name="x", items=(clip,), playlists=(playlist("p", "clip"),), slots=(slot("s", "p"),))
    board = replace(BOARD, quiet_windows=(NOON,))
    for clock, is_heard in (("11:59:59", True), ("12:00:00", False), ("13:29:59", False), ("13:30:00", True)):
        found = programme(shows, Alerts(), at(f"2026-11-22T{clock}"), board)
        assert isinstance(found.sound, PlayItem) is is_heard, clock
    assert programme(shows, Alerts(), at("2026-11-22T11:59:59"), board).until_ms == at("2026-11-22T12:00:00")


def test_loudspeakers_that_follow_are_quiet_by_the_clock_and_stay_apart() -> None:
    later = replace(QUIET, sound_delay_ms=5_000)
    moments = ("11:00:04", "11:00:05", "11:59:04", "12:00:00", "13:30:04", "13:30:05")
    seen = [heard(ALL_DAY, at(f"2026-11-22T{one}"), later) == "song" for one in moments]
    assert seen == [False, True, True, False, False, True]


def test_old_documents_have_none() -> None:
    known = msgspec.json.decode(msgspec.json.encode(desired()))
    del known["quiet_windows"]
    assert decode(msgspec.json.encode(known), Desired).quiet_windows == ()


SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=5)


@given(SPANS, SPANS)
def test_without_moment_by_moment(some: list[tuple[int, int]], others: list[tuple[int, int]]) -> None:
    spans, holes = ([Span(EpochMs(a), EpochMs(a + n)) for a, n in each] for each in (some, others))
    left = without(spans, holes)
    for moment in range(90):
        now = EpochMs(moment)
        wanted = any(one.holds(now) for one in spans) and not any(one.holds(now) for one in holes)
        assert any(one.holds(now) for one in left) is wanted
