"""Loudspeakers that are to be behind the others: the same programme, later by their delay and by nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol.documents import Window
from protocol.ids import EpochMs
from protocol.limits import LIMITS
from protocol.manifest import Manifest, Rendition, ResumeRule, VideoItem
from protocol.programme import REPLAN_MS, programme
from protocol.programme_types import Alerts, Board, HeldAlert, PlayAlert, PlayItem, ShowItem, Silence
from tests.protocol.makers import ALL_DAY, BOARD, SPEAKER, alert, audio, blob, playlist, slot
from tests.protocol.test_lighting import at

SIX = at("06:00:00")
HOUR_MS = 3_600_000
SONGS = Manifest(
    unit_name="Xã",
    items=(audio("a", 7_000), audio("b", 11_000), audio("urgent", 5_000)),
    playlists=(playlist("songs", "a", "b", gap_ms=2_000), playlist("urgent", "urgent", gap_ms=60_000)),
    slots=(
        slot("morning", "songs", output="sound", start="06:00", duration_min=60),
        slot("first", "urgent", output="sound", start="06:10", duration_min=5, slot_class="priority"),
    ),
    filler_sound="songs",
)
NONE = Alerts()
delays = st.integers(0, LIMITS.sound_delay_ms)


def plays(manifest: Manifest, board: Board, begin_ms: int, end_ms: int, alerts: Alerts = NONE) -> Iterator[PlayItem]:
    """Every item as it begins or goes on, from one change to the next."""
    now_ms = EpochMs(begin_ms)
    while now_ms < end_ms:
        decided = programme(manifest, alerts, now_ms, board)
        assert decided.until_ms > now_ms
        if isinstance(decided.sound, PlayItem):
            yield decided.sound
        now_ms = decided.until_ms


def begins(board: Board, windows: tuple[Window, ...] = ALL_DAY) -> list[tuple[str, int]]:
    """What begins between 05:50 and 07:10, and when."""
    board = replace(board, sound_windows=windows)
    heard = plays(SONGS, board, SIX - HOUR_MS // 6, SIX + HOUR_MS * 7 // 6)
    return list(dict.fromkeys((one.item.id, one.began_at_ms) for one in heard))


@given(delay_ms=delays, seconds=st.integers(-900, 4_500))
def test_it_is_the_programme_of_so_long_ago(delay_ms: int, seconds: int) -> None:
    now_ms = EpochMs(SIX + seconds * 1_000)
    then = programme(SONGS, NONE, EpochMs(now_ms - delay_ms), SPEAKER)
    now = programme(SONGS, NONE, now_ms, replace(SPEAKER, sound_delay_ms=delay_ms))
    if isinstance(then.sound, PlayItem):
        then_later = replace(then.sound, began_at_ms=EpochMs(then.sound.began_at_ms + delay_ms))
        assert now.sound == then_later
    else:
        assert now.sound == then.sound
    assert now.until_ms == min(then.until_ms + delay_ms, now_ms + REPLAN_MS)


@pytest.mark.parametrize("delay_ms", [1, 350, 1_500, 60_000])
def test_two_boards_are_apart_by_exactly_the_difference(delay_ms: int) -> None:
    ahead, behind = begins(SPEAKER), begins(replace(SPEAKER, sound_delay_ms=delay_ms))
    shifted = [(item_id, began_ms + delay_ms) for item_id, began_ms in ahead]
    inside = (SIX - 300_000, SIX + HOUR_MS + 300_000)
    assert [one for one in behind if inside[0] <= one[1] < inside[1]] == [
        one for one in shifted if inside[0] <= one[1] < inside[1]
    ]


@given(delay_ms=delays)
def test_windows_are_kept_and_begin_apart(delay_ms: int) -> None:
    village = replace(SPEAKER, sound_delay_ms=delay_ms, sound_windows=(Window(start="06:20", minutes=10),))
    opens_ms, closes_ms = at("06:20:00"), at("06:30:00")
    heard = list(plays(SONGS, village, SIX, SIX + HOUR_MS))
    assert heard[0].began_at_ms == opens_ms + delay_ms
    for one in heard:
        assert one.began_at_ms >= opens_ms
        assert one.began_at_ms + getattr(one.item, "duration_ms", 0) <= closes_ms


def test_a_window_shorter_than_the_delay_is_silent() -> None:
    village = replace(SPEAKER, sound_delay_ms=60_000, sound_windows=(Window(start="06:20", minutes=1),))
    assert list(plays(SONGS, village, SIX, SIX + HOUR_MS)) == []


def test_alerts_and_silence_by_mute_are_not_later() -> None:
    behind = replace(SPEAKER, sound_delay_ms=60_000)
    warned = Alerts((HeldAlert(alert(), SIX),))
    assert programme(SONGS, warned, SIX, behind).sound == PlayAlert(alert(), 1, SIX)
    assert programme(SONGS, Alerts(muted=True), SIX, behind).sound == Silence("muted")


@pytest.mark.parametrize("rule", ["skip", "resume", "restart"])
@pytest.mark.parametrize("delay_ms", [0, 3_000, 30_000])
def test_after_an_alert_each_board_goes_on_where_it_was_cut(rule: ResumeRule, delay_ms: int) -> None:
    """10 s into the song an alert is said; 10 s after it, it is asked where the song stands."""
    song = Manifest(
        unit_name="Xã",
        items=(audio("long", 600_000),),
        playlists=(playlist("song", "long"),),
        slots=(slot("morning", "song", output="sound", start="06:00", duration_min=60, resume=rule),),
    )
    behind = replace(SPEAKER, sound_delay_ms=delay_ms)
    cut_ms = EpochMs(SIX + delay_ms + 10_000)
    alerts = Alerts((HeldAlert(alert(), cut_ms, EpochMs(cut_ms + 20_000)),))
    assert isinstance(programme(song, alerts, cut_ms, behind).sound, PlayAlert)
    end_ms = cut_ms
    while not isinstance(programme(song, alerts, end_ms, behind).sound, PlayItem):
        end_ms = programme(song, alerts, end_ms, behind).until_ms
    asked_ms = EpochMs(end_ms + 10_000)
    back = programme(song, alerts, asked_ms, behind).sound
    assert isinstance(back, PlayItem)
    alert_ms = end_ms - cut_ms
    expected_ms = {"skip": 20_000 + alert_ms, "resume": 20_000, "restart": 10_000}[rule]
    assert asked_ms - back.began_at_ms == expected_ms


def test_the_sound_of_a_clip_stays_with_its_picture() -> None:
    rendition = Rendition(width_px=640, height_px=384, blob=blob())
    clip = VideoItem(id="clip", title="clip", duration_ms=10_000, has_sound=True, renditions=(rendition,))
    manifest = Manifest(
        unit_name="Xã",
        items=(clip,),
        playlists=(playlist("clips", "clip"),),
        slots=(slot("day", "clips"),),
    )
    decided = programme(manifest, NONE, SIX, replace(BOARD, sound_delay_ms=5_000))
    assert isinstance(decided.screen, ShowItem) and isinstance(decided.sound, PlayItem)
    assert decided.sound.began_at_ms == decided.screen.began_at_ms
