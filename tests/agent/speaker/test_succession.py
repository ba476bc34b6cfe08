"""What is heard to its end, what is cut, and what follows without a gap."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.speaker.due import Rule
from agent.speaker.lead import LATE_MS, Lead, lead_of, lead_on_time
from agent.speaker.succession import PLAN_SLACK_MS, follows_on, is_the_same, lets_finish, planned_end_ms
from protocol.alert_rounds import round_length_ms
from protocol.ids import EpochMs
from protocol.manifest import AudioItem, Blob, Item, Rendition, Speech, VideoItem
from protocol.programme_types import PlayAlert, PlayItem, Silence, Sound
from tests.agent.speaker.material import MORNING_MS, alert
from tests.protocol.makers import picture

LENGTH_MS = 10_000
BLOB = Blob(sha256="0" * 64, size_bytes=1, media_type="audio/wav", url="/media/0")
SPEECH = Speech(language="vi", blob=BLOB, duration_ms=LENGTH_MS, voice="recording")


def song(began_ms: int = MORNING_MS, name: str = "nhac") -> PlayItem:
    return playing(AudioItem(id=name, title=name, duration_ms=LENGTH_MS, blob=BLOB), began_ms)


def clip(began_ms: int = MORNING_MS) -> PlayItem:
    rendition = Rendition(width_px=640, height_px=384, blob=BLOB)
    item = VideoItem(id="clip", title="Clip", duration_ms=LENGTH_MS, has_sound=True, renditions=(rendition,))
    return playing(item, began_ms)


def endless(began_ms: int = MORNING_MS) -> PlayItem:
    """Stands for all whose sound is no recording."""
    return playing(picture("dai", LENGTH_MS), began_ms)


def spoken(began_ms: int = MORNING_MS) -> PlayItem:
    return PlayItem(picture("ban-tin", 1_000), "buoi-sang", SPEECH, EpochMs(began_ms))


def playing(item: Item, began_ms: int) -> PlayItem:
    return PlayItem(item, "buoi-sang", None, EpochMs(began_ms))


END_MS = EpochMs(MORNING_MS + LENGTH_MS)
WARNING = PlayAlert(alert(), 1, MORNING_MS)
ROUND_END_MS = EpochMs(MORNING_MS + round_length_ms(WARNING.alert))
IDLE, MUTED = Silence("idle"), Silence("muted")


@pytest.mark.parametrize(
    ("sounding", "following", "at_ms", "finishes"),
    [
        (song(), IDLE, END_MS, True),
        (song(), song(END_MS, "sau"), END_MS, True),
        (song(), IDLE, END_MS - PLAN_SLACK_MS - 1, False),
        (song(), MUTED, END_MS, False),
        (song(), None, END_MS, False),
        (song(), WARNING, END_MS, False),
        (spoken(), IDLE, END_MS, True),
        (spoken(), IDLE, MORNING_MS + 2_000, False),
        (clip(), IDLE, END_MS, False),
        (endless(), IDLE, END_MS, False),
        (endless(), song(END_MS), END_MS, False),
        (WARNING, IDLE, ROUND_END_MS, True),
        (WARNING, IDLE, ROUND_END_MS - PLAN_SLACK_MS - 1, False),
        (WARNING, MUTED, ROUND_END_MS, False),
        (WARNING, PlayAlert(alert(name="khac", level=1), 1, MORNING_MS), MORNING_MS, True),
        (WARNING, PlayAlert(alert(name="khac", level=5), 1, MORNING_MS), MORNING_MS, False),
        (WARNING, PlayAlert(alert(name="khac", level=5), 1, ROUND_END_MS), ROUND_END_MS, False),
        (WARNING, PlayAlert(alert(name="khac", level=5), 2, ROUND_END_MS), ROUND_END_MS, True),
        (IDLE, song(), MORNING_MS, False),
    ],
)
def test_what_has_come_to_its_planned_end_is_heard_to_its_last_sample(
    sounding: Sound, following: Sound, at_ms: int, finishes: bool
) -> None:
    assert lets_finish(sounding, following, EpochMs(at_ms)) is finishes


@pytest.mark.parametrize(
    ("sounding", "upcoming", "follows"),
    [
        (song(), song(END_MS, "sau"), True),
        (song(), spoken(END_MS), True),
        (spoken(), song(END_MS), True),
        (song(), song(END_MS), True),
        (song(), song(), False),
        (song(), song(END_MS + PLAN_SLACK_MS + 1, "sau"), False),
        (song(), song(MORNING_MS + 5_000, "sau"), False),
        (song(), clip(END_MS), False),
        (clip(), song(END_MS), False),
        (song(), endless(END_MS), False),
        (endless(), song(MORNING_MS), False),
        (song(), IDLE, False),
        (song(), None, False),
        (WARNING, song(ROUND_END_MS), False),
    ],
)
def test_only_a_recording_behind_a_recording_follows_without_a_gap(
    sounding: Sound, upcoming: Sound, follows: bool
) -> None:
    assert follows_on(sounding, upcoming) is follows


def test_a_round_stays_itself_when_the_clock_was_set_an_item_does_not() -> None:
    assert is_the_same(WARNING, PlayAlert(WARNING.alert, 1, END_MS))
    assert not is_the_same(WARNING, PlayAlert(WARNING.alert, 2, MORNING_MS))
    assert is_the_same(song(), song()) and not is_the_same(song(), song(END_MS))


@given(st.integers(-1_000, LATE_MS), st.integers(0, 10_000))
def test_a_sound_begins_at_its_first_sample_once_the_amplifier_is_awake(late_ms: int, wakes_in_ms: int) -> None:
    lead = lead_of(song(), EpochMs(MORNING_MS + late_ms), wakes_in_ms)
    assert lead == Lead(wakes_in_ms, MORNING_MS, "whole")


@given(st.integers(LATE_MS + 1, 60_000), st.integers(0, 10_000))
def test_an_item_joined_in_its_middle_comes_in_where_it_is_at_other_loudspeakers(
    late_ms: int, wakes_in_ms: int
) -> None:
    lead = lead_of(song(), EpochMs(MORNING_MS + late_ms), wakes_in_ms)
    assert lead == Lead(0, EpochMs(MORNING_MS + late_ms + wakes_in_ms), "in step")


@given(st.integers(-1_000, 60_000), st.integers(0, 10_000))
def test_the_sound_of_a_clip_comes_in_where_its_picture_will_be(late_ms: int, wakes_in_ms: int) -> None:
    lead = lead_of(clip(), EpochMs(MORNING_MS + late_ms), wakes_in_ms)
    assert lead == Lead(0, EpochMs(MORNING_MS + late_ms + wakes_in_ms), "in step")


@pytest.mark.parametrize(("play", "rule"), [(song(), "whole"), (spoken(), "whole"), (clip(), "in step")])
def test_what_was_prepared_begins_with_its_first_sample_at_its_moment(play: PlayItem, rule: Rule) -> None:
    assert lead_on_time(play) == Lead(0, play.began_at_ms, rule)


def test_the_planned_end_is_the_speechs_where_there_is_one() -> None:
    assert (planned_end_ms(spoken()), planned_end_ms(song()), planned_end_ms(WARNING)) == (END_MS, END_MS, ROUND_END_MS)
