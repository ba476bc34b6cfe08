"""Who has an output: each answer held against ``programme``, which is asked at its edges and in between."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from protocol.documents import Window
from protocol.ids import EpochMs
from protocol.manifest import Manifest, Output, Rendition, Slot, VideoItem
from protocol.outlook import Holder, Kept, kept
from protocol.plan import Plan
from protocol.programme import programme, programme_of
from protocol.programme_types import Alerts, Board, PlayItem, ShowItem, ShowOff, Silence
from protocol.spans import Span
from tests.protocol.makers import LED, audio, blob, bulletin, picture, playlist, slot
from tests.protocol.test_programme import at, lived

MONDAY, SUNDAY = at("2026-11-16T00:00:00"), at("2026-11-22T00:00:00")
DAY_MS = 86_400_000
WEEK = Span(MONDAY, EpochMs(MONDAY + 7 * DAY_MS))
ITEMS = (
    picture("pic", 10_000),
    bulletin("bul", 40_000, 70_000, speech_ms=95_000),
    bulletin("long", 600_000, speech_ms=1_500_000),
    audio("aud", 61_000),
)
LISTS = (
    playlist("one", "pic", "bul", "aud"),
    playlist("two", "bul", "long", gap_ms=20_000),
    playlist("three", "aud"),
    playlist("none", "nothing"),
)


def manifest_of(*slots: Slot, **changes: object) -> Manifest:
    whole = {"items": ITEMS, "playlists": LISTS, "filler_screen": "one"} | changes
    return Manifest(unit_name="x", slots=slots, **whole)  # type: ignore[arg-type]


def clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


MINUTES = st.integers(0, 1439)
WINDOWS = st.lists(st.builds(Window, start=MINUTES.map(clock), minutes=st.integers(1, 400)), max_size=3).map(tuple)
SLOTS = st.lists(
    st.fixed_dictionaries(
        {
            "playlist_id": st.sampled_from(["one", "two", "three", "none", "missing"]),
            "output": st.sampled_from(["screen", "sound"]),
            "slot_class": st.sampled_from(["live", "priority", "scheduled"]),
            "start": MINUTES.map(clock),
            "duration_min": st.one_of(st.integers(1, 300), st.just(1440)),
            "rrule": st.sampled_from(["FREQ=DAILY", "FREQ=WEEKLY;BYDAY=SU,MO", "FREQ=DAILY;INTERVAL=2"]),
            "resume": st.sampled_from(["skip", "resume", "restart"]),
            "over": st.sampled_from(["cut", "cut", "duck"]),
            "first_date": st.dates(date(2026, 11, 14), date(2026, 11, 22)),
            "last_date": st.one_of(st.none(), st.dates(date(2026, 11, 22), date(2026, 11, 24))),
        }
    ),
    max_size=7,
).map(lambda all_of: [slot(f"s{number}", **said) for number, said in enumerate(all_of)])
BOARDS = st.builds(
    Board,
    st.sampled_from([0, 640]),
    st.just(384),
    has_sound=st.booleans(),
    sound_windows=WINDOWS,
    screen_off_windows=WINDOWS,
    sound_delay_ms=st.sampled_from([0, 0, 7_000, 60_000]),
    clock=st.sampled_from(["trusted", "trusted", "unknown"]),
)
MANIFESTS = st.builds(
    lambda slots, sound: manifest_of(*slots, filler_sound=sound), SLOTS, st.sampled_from([None, "two", "three"])
)


def by_programme(manifest: Manifest, output: Output, now_ms: int, board: Board) -> Holder:
    on = programme(manifest, Alerts(), EpochMs(now_ms), board)
    what = on.screen if output == "screen" else on.sound
    named = what.slot_id if isinstance(what, ShowItem | PlayItem | Silence) else ""
    under = on.under.slot_id if output == "sound" and on.under else ""
    return Holder(named, under, off=isinstance(what, ShowOff))


@settings(max_examples=150, deadline=None)
@given(MANIFESTS, BOARDS, st.sampled_from(["screen", "sound"]), st.lists(st.integers(0, 2 * DAY_MS - 1), max_size=15))
def test_it_is_who_the_programme_says(manifest: Manifest, board: Board, output: Output, asked: list[int]) -> None:
    begin = SUNDAY - DAY_MS // 2
    span = Span(EpochMs(begin), EpochMs(begin + 2 * DAY_MS))
    found = list(kept(Plan(manifest, board), output, span))
    assert [found[0].span.begin_ms, found[-1].span.end_ms] == list(span)
    assert all(a.span.end_ms == b.span.begin_ms and a.holder != b.holder for a, b in pairwise(found))
    edges = [edge for one in found for edge in (one.span.begin_ms, one.span.end_ms - 1)]
    for moment in [*(begin + offset for offset in asked), *edges]:
        [here] = [one for one in found if one.span.holds(EpochMs(moment))]
        asked_of = by_programme(manifest, output, moment, board)
        assert here.holder._replace(under="") == asked_of._replace(under="")
        assert asked_of.under in (here.holder.under, "")  # between two items nothing goes on


@settings(max_examples=50, deadline=None)
@given(MANIFESTS, BOARDS, st.lists(st.integers(-2 * DAY_MS, 2 * DAY_MS), min_size=2, max_size=8))
def test_a_plan_that_was_asked_before_answers_the_same(manifest: Manifest, board: Board, asked: list[int]) -> None:
    plan = Plan(manifest, board)
    alerts = Alerts(held=(lived("a", SUNDAY, SUNDAY + DAY_MS),))
    for offset in asked:
        now_ms = EpochMs(SUNDAY + offset)
        for known in (Alerts(), alerts):
            assert programme_of(plan, known, now_ms) == programme(manifest, known, now_ms, board)


def spoken(*all_of: Kept) -> list[tuple[str, str]]:
    return [(one.holder.slot_id, clock((one.span.begin_ms - SUNDAY) // 60_000)) for one in all_of]


def test_sunday_belongs_to_its_week_and_its_last_minute_ends_at_midnight() -> None:
    sunday = slot("sun", "one", start="22:00", duration_min=120, rrule="FREQ=WEEKLY;BYDAY=SU")
    *_, before, last = kept(Plan(manifest_of(sunday), LED), "screen", WEEK)
    assert spoken(before, last)[1:] == [("sun", "22:00")]
    assert last.span.end_ms == WEEK.end_ms


def test_a_loudspeaker_lets_go_when_nothing_more_fits() -> None:
    """61 s each, from 17:00 on: the second would end after 17:02."""
    sound = slot("ev", "three", output="sound", start="17:00", duration_min=2)
    village = Board(0, 0, has_sound=True, sound_windows=(Window(start="16:00", minutes=180),))
    found = list(kept(Plan(manifest_of(sound), village), "sound", Span(SUNDAY, EpochMs(SUNDAY + DAY_MS))))
    assert [(one.holder.slot_id, one.span.begin_ms - SUNDAY) for one in found] == [
        ("", 0),
        ("ev", 17 * 3_600_000),
        ("", 17 * 3_600_000 + 61_000),
    ]


def test_who_goes_on_underneath_has_that_place_in_its_pauses_too() -> None:
    """The list underneath pauses 20 s after each item; what is said over it begins in such a pause."""
    slots = (
        slot("under", "two", output="sound", start="17:00", duration_min=60),
        slot("over", "one", output="sound", slot_class="live", over="duck", start="17:01", duration_min=10),
    )
    village = Board(0, 0, has_sound=True, sound_windows=(Window(start="16:00", minutes=180),))
    plan, hour = Plan(manifest_of(*slots), village), Span(EpochMs(SUNDAY + 61_200_000), EpochMs(SUNDAY + 64_800_000))
    holders = [one.holder for one in kept(plan, "sound", hour)]
    assert holders[:3] == [Holder("under"), Holder("over", "under"), Holder("under")]


def test_the_sound_of_clips_is_left_out() -> None:
    rendition = Rendition(width_px=640, height_px=384, blob=blob("clip"))
    clip = VideoItem(id="clip", title="clip", duration_ms=20_000, has_sound=True, renditions=(rendition,))
    shown = manifest_of(slot("all", "clips"), items=(clip,), playlists=(playlist("clips", "clip"),))
    board = Board(640, 384, has_sound=True)
    assert isinstance(programme(shown, Alerts(), SUNDAY, board).sound, PlayItem)
    assert [one.holder for one in kept(Plan(shown, board), "sound", WEEK)] == [Holder()]


@pytest.mark.parametrize("output", ["screen", "sound"])
def test_a_board_without_it_has_nobody(output: Output) -> None:
    neither = Board(0, 0, has_sound=False)
    assert list(kept(Plan(manifest_of(), neither), output, WEEK)) == [Kept(WEEK, Holder())]
