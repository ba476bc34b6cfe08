"""What is on at a moment, by example and by property."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol.alert_rounds import round_length_ms, rounds, since_last_calm
from protocol.documents import Window
from protocol.ids import EpochMs, UnitId
from protocol.manifest import Manifest, Rendition, VideoItem
from protocol.programme import programme
from protocol.programme_types import (
    Alerts,
    Board,
    HeldAlert,
    PlayAlert,
    PlayItem,
    ShowAlert,
    ShowItem,
    ShowSafe,
    Silence,
)
from tests.protocol.makers import (
    ALL_DAY,
    BOARD,
    LED,
    SPEAKER,
    T0,
    alert,
    audio,
    blob,
    bulletin,
    picture,
    playlist,
    slot,
)

HCM = ZoneInfo("Asia/Ho_Chi_Minh")


def at(text: str) -> EpochMs:
    return EpochMs(int(datetime.fromisoformat(text).replace(tzinfo=HCM).timestamp() * 1000))


NOON = at("2026-11-22T12:00:00")
LOOP = Manifest(
    unit_name="Phường Bình Phước",
    items=(bulletin("bul-1", 4_000, 6_000, speech_ms=20_000), picture("pic-1", 10_000)),
    playlists=(playlist("screen", "bul-1", "pic-1"), playlist("sound", "bul-1", gap_ms=5_000)),
    slots=(slot("screen-all-day", "screen"), slot("sound-all-day", "sound", output="sound")),
)
MORNING = Manifest(
    unit_name="Phường Bình Phước",
    items=LOOP.items,
    playlists=LOOP.playlists,
    slots=(
        slot("screen-6", "screen", start="06:00", duration_min=60),
        slot("sound-6", "sound", output="sound", start="06:00", duration_min=60),
    ),
)


def shown(manifest: Manifest | None, now_ms: int, board: Board = LED, alerts: Alerts | None = None) -> str:
    screen = programme(manifest, alerts or Alerts(), EpochMs(now_ms), board).screen
    if isinstance(screen, ShowItem):
        return f"{screen.item.id}/{screen.page}"
    return screen.alert.id if isinstance(screen, ShowAlert) else type(screen).__name__


def heard(manifest: Manifest | None, now_ms: int, board: Board = SPEAKER, alerts: Alerts | None = None) -> str:
    sound = programme(manifest, alerts or Alerts(), EpochMs(now_ms), board).sound
    if isinstance(sound, PlayItem):
        return sound.item.id
    if isinstance(sound, PlayAlert):
        return f"{sound.alert.id}#{sound.number}"
    return sound.reason if isinstance(sound, Silence) else "no sound"


def lived(name: str, received_ms: int, ended_ms: int | None = None, **changes: object) -> HeldAlert:
    end = None if ended_ms is None else EpochMs(ended_ms)
    return HeldAlert(alert(name, **changes), EpochMs(received_ms), end)


def test_pages_and_pictures_follow_each_other_and_begin_again() -> None:
    steps = [(0, "bul-1/0"), (3_999, "bul-1/0"), (4_000, "bul-1/1"), (10_000, "pic-1/0"), (20_000, "bul-1/0")]
    begin = at("2026-11-22T06:00:00")
    assert [shown(MORNING, begin + ms) for ms, _ in steps] == [name for _, name in steps]


def test_loudspeakers_keep_a_gap_between_items() -> None:
    begin = at("2026-11-22T06:00:00")
    seen = [heard(MORNING, begin + ms) for ms in (0, 19_999, 20_000, 25_000)]
    assert seen == ["bul-1", "bul-1", "between items", "bul-1"]


def test_a_programme_around_the_clock_does_not_notice_midnight() -> None:
    midnight = at("2026-11-22T00:00:00")
    sounds = [programme(LOOP, Alerts(), EpochMs(midnight + s * 1000), SPEAKER).sound for s in range(-60, 60)]
    said = [one.began_at_ms for one in sounds if isinstance(one, PlayItem)]
    assert {one - said[0] for one in said} == {0, 25_000, 50_000, 75_000, 100_000} | {
        one - said[0] for one in said[-1:]
    }
    assert sum(isinstance(one, Silence) for one in sounds) <= 25


def test_nothing_valid_means_the_safe_screen_and_silence() -> None:
    assert shown(None, NOON) == "ShowSafe"
    assert heard(None, NOON) == "idle"
    assert programme(None, Alerts(), NOON, BOARD).tickers == ()


def test_an_item_not_made_for_this_size_is_left_out() -> None:
    other_size = Board(1920, 1080, has_sound=False)
    assert shown(LOOP, NOON, other_size) == "ShowSafe"


def test_a_slot_over_midnight_belongs_to_the_day_it_began() -> None:
    """Friday 22:00-02:00 plays on Saturday 01:00 and on no other day."""
    friday = slot("friday", "screen", start="22:00", duration_min=240, rrule="FREQ=WEEKLY;BYDAY=FR")
    manifest = Manifest(unit_name="x", items=LOOP.items, playlists=LOOP.playlists, slots=(friday,))
    assert shown(manifest, at("2026-11-20T22:00:00")) != "ShowSafe"
    assert shown(manifest, at("2026-11-21T01:59:59")) != "ShowSafe"
    assert shown(manifest, at("2026-11-21T02:00:00")) == "ShowSafe"
    assert shown(manifest, at("2026-11-22T01:00:00")) == "ShowSafe"


def test_a_range_includes_its_last_day_and_sunday() -> None:
    last = slot("week", "screen", first_date=date(2026, 11, 16), last_date=date(2026, 11, 22))
    manifest = Manifest(unit_name="x", items=LOOP.items, playlists=LOOP.playlists, slots=(last,))
    assert shown(manifest, at("2026-11-15T23:59:59")) == "ShowSafe"
    assert shown(manifest, at("2026-11-22T23:59:59")) != "ShowSafe"
    assert shown(manifest, at("2026-11-23T00:00:00")) == "ShowSafe"


def test_scheduled_sound_keeps_to_the_windows() -> None:
    village = Board(0, 0, has_sound=True, sound_windows=(Window(start="05:30", minutes=60),))
    seen = [heard(LOOP, at(f"2026-11-22T{t}"), village) for t in ("05:29:59", "05:30:00", "06:00:00", "06:30:00")]
    assert seen == ["idle", "bul-1", "bul-1", "idle"]


def test_sound_that_would_be_cut_by_the_end_of_the_window_is_not_begun() -> None:
    """20 s of speech and 5 s of gap: the third would begin at 50 s and end at 70 s."""
    village = Board(0, 0, has_sound=True, sound_windows=(Window(start="05:30", minutes=1),))
    begin = at("2026-11-22T05:30:00")
    assert [heard(LOOP, begin + s * 1000, village) for s in (49, 51)] == ["between items", "idle"]
    assert heard(LOOP, begin + 44_000, village) == "bul-1"


def test_emergencies_do_not_keep_to_the_windows() -> None:
    village = Board(0, 0, has_sound=True, sound_windows=(Window(start="05:30", minutes=60),))
    assert heard(LOOP, NOON, village, Alerts((lived("flood", NOON),))) == "flood#1"


def test_an_unknown_clock_follows_no_timetable() -> None:
    lost = Board(640, 384, has_sound=True, sound_windows=ALL_DAY, clock="unknown")
    with_filler = Manifest(
        unit_name="x",
        items=LOOP.items,
        playlists=LOOP.playlists,
        slots=LOOP.slots,
        filler_screen="screen",
        filler_sound="sound",
    )
    assert shown(LOOP, NOON, lost) == "ShowSafe"
    assert shown(with_filler, NOON, lost) != "ShowSafe"
    assert heard(with_filler, NOON, lost) == "idle"
    assert shown(with_filler, NOON, lost, Alerts((lived("flood", NOON),))) == "flood"


def test_the_communes_order_decides_between_two_slots() -> None:
    province, commune = UnitId("75-20250701"), UnitId("25195-20250701")
    slots = (slot("a", "screen", origin=province), slot("b", "pics", origin=commune))
    manifest = Manifest(
        unit_name="x",
        items=LOOP.items,
        playlists=(*LOOP.playlists, playlist("pics", "pic-1")),
        slots=slots,
        origin_order=(commune, province),
    )
    assert shown(manifest, NOON) == "pic-1/0"


def test_a_priority_bulletin_waits_for_the_end_of_the_item_that_is_on() -> None:
    items = (picture("pic-1", 40_000), picture("urgent", 5_000))
    noon = slot("noon", "urgent", slot_class="priority", start="12:00", duration_min=2)
    manifest = Manifest(
        unit_name="x",
        items=items,
        playlists=(playlist("loop", "pic-1"), playlist("urgent", "urgent")),
        slots=(slot("all-day", "loop", start="11:59", duration_min=60), noon),
    )
    began = at("2026-11-22T11:59:00")
    assert [shown(manifest, began + s * 1000) for s in (59, 60, 79, 80, 180)] == [
        "pic-1/0",
        "pic-1/0",
        "pic-1/0",
        "urgent/0",
        "pic-1/0",
    ]


def test_an_alert_cuts_at_once_and_the_programme_returns() -> None:
    alerts = Alerts((lived("flood", NOON + 1_000, NOON + 61_000),))
    seen = [shown(LOOP, NOON + ms, LED, alerts) for ms in (999, 1_000, 60_999, 61_000)]
    assert seen == [shown(LOOP, NOON + 999), "flood", "flood", shown(LOOP, NOON + 61_000)]
    assert programme(LOOP, alerts, EpochMs(NOON + 1_000), LED).tickers == ()


def test_alerts_take_turns_the_most_urgent_first() -> None:
    alerts = Alerts((lived("minor", NOON, level=1), lived("major", NOON, level=5)))
    assert [shown(LOOP, NOON + s * 1000, LED, alerts) for s in (0, 12, 24)] == ["major", "minor", "major"]
    first = programme(LOOP, alerts, NOON, LED).screen
    assert isinstance(first, ShowAlert)
    assert (first.position, first.count) == (1, 2)


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ({"level": 4}, {"level": 3, "severity": "Extreme"}),
        ({"severity": "Extreme"}, {"severity": "Moderate"}),
        ({"sent_at_ms": T0 + 5}, {"sent_at_ms": T0}),
    ],
)
def test_level_then_severity_then_the_newest(more: dict[str, object], less: dict[str, object]) -> None:
    alerts = Alerts((lived("less", NOON, **less), lived("more", NOON, **more)))
    assert shown(LOOP, NOON, LED, alerts) == "more"


def test_an_alert_is_said_in_rounds_with_silence_between_then_reminded() -> None:
    """Tone 4 s and speech 6 s make a round of 10 s; the pause is 4 s; the reminder comes 300 s after the third."""
    alerts = Alerts((lived("flood", NOON),))
    seen = [heard(LOOP, NOON + s * 1000, SPEAKER, alerts) for s in (0, 9, 11, 14, 28, 37)]
    assert seen == ["flood#1", "flood#1", "between rounds", "flood#2", "flood#3", "flood#3"]
    assert heard(LOOP, NOON + 38_000, SPEAKER, alerts) in {"bul-1", "idle"}
    assert heard(LOOP, NOON + 338_000, SPEAKER, alerts) == "flood#4"


def test_a_more_urgent_alert_cuts_a_round_which_is_said_again_after_it() -> None:
    alerts = Alerts((lived("minor", NOON, level=1), lived("major", NOON + 5_000, level=5)))
    assert heard(LOOP, NOON + 4_999, SPEAKER, alerts) == "minor#1"
    assert heard(LOOP, NOON + 5_000, SPEAKER, alerts) == "major#1"
    assert heard(LOOP, NOON + 15_000, SPEAKER, alerts) == "minor#1"


def test_mute_all_silences_even_an_emergency() -> None:
    muted = Alerts((lived("flood", NOON),), muted=True)
    answer = programme(LOOP, muted, NOON, BOARD)
    assert (answer.screen, answer.sound) == (ShowSafe(), Silence("muted"))


@pytest.mark.parametrize(("rule", "after_ms"), [("skip", 7_000), ("resume", 2_000), ("restart", 0)])
def test_what_was_cut_returns_by_its_own_rule(rule: str, after_ms: int) -> None:
    """A picture of 60 s, cut from 2 s to 7 s after its begin."""
    begin = at("2026-11-22T12:00:00")
    manifest = Manifest(
        unit_name="x",
        items=(picture("pic-1", 60_000),),
        playlists=(playlist("loop", "pic-1"),),
        slots=(slot("noon", "loop", start="12:00", duration_min=60, resume=rule),),
    )
    alerts = Alerts((lived("flood", begin + 2_000, begin + 7_000),))
    screen = programme(manifest, alerts, EpochMs(begin + 7_000), LED).screen
    assert isinstance(screen, ShowItem)
    assert begin + 7_000 - screen.began_at_ms == after_ms


def test_a_boards_loudspeaker_plays_the_sound_of_the_clip_it_shows() -> None:
    rendition = Rendition(width_px=640, height_px=384, blob=blob("clip"))
    clip = VideoItem(id="clip", title="clip", duration_ms=8_000, has_sound=True, renditions=(rendition,))
    manifest = Manifest(
        unit_name="x", items=(clip,), playlists=(playlist("loop", "clip"),), slots=(slot("all-day", "loop"),)
    )
    answer = programme(manifest, Alerts(), EpochMs(NOON + 3_000), BOARD)
    assert isinstance(answer.screen, ShowItem)
    assert isinstance(answer.sound, PlayItem)
    assert answer.sound.began_at_ms == answer.screen.began_at_ms
    assert heard(manifest, NOON) == "idle"


def test_a_recording_is_heard_and_not_shown() -> None:
    manifest = Manifest(
        unit_name="x",
        items=(audio("song", 3_000),),
        playlists=(playlist("songs", "song"),),
        slots=(slot("a", "songs"), slot("b", "songs", output="sound")),
    )
    answer = programme(manifest, Alerts(), NOON, BOARD)
    assert answer.screen == ShowSafe()
    assert isinstance(answer.sound, PlayItem)


MOMENTS = st.datetimes(datetime(2026, 11, 1), datetime(2026, 12, 1)).map(  # noqa: DTZ001
    lambda naive: EpochMs(int(naive.replace(tzinfo=UTC).timestamp() * 1000))
)
HELD = st.lists(
    st.builds(
        lambda n, after_s, lasts_s, level: lived(
            f"alert-{n}",
            NOON + after_s * 1000,
            None if lasts_s is None else NOON + (after_s + lasts_s) * 1000,
            level=level,
        ),
        st.integers(1, 99),
        st.integers(-400, 400),
        st.none() | st.integers(1, 300),
        st.integers(1, 5),
    ),
    max_size=4,
    unique_by=lambda one: one.alert.id,
)
SLOTS = st.lists(
    st.builds(
        lambda n, cls, out, hour, minute, minutes, rule, resume, over: slot(
            f"slot-{n}",
            out,
            slot_class=cls,
            output=out,
            start=f"{hour:02}:{minute:02}",
            duration_min=minutes,
            rrule=rule,
            resume=resume,
            over=over if out == "sound" else "cut",
        ),
        st.integers(0, 999),
        st.sampled_from(["live", "priority", "scheduled"]),
        st.sampled_from(["screen", "sound"]),
        st.sampled_from([0, 11, 12, 22]),
        st.sampled_from([0, 1, 2, 55, 59]),
        st.sampled_from([1, 2, 6, 20, 60, 240, 1440]),
        st.sampled_from(["FREQ=DAILY", "FREQ=WEEKLY;BYDAY=SU", "FREQ=DAILY;INTERVAL=2"]),
        st.sampled_from(["skip", "resume", "restart"]),
        st.sampled_from(["cut", "duck"]),
    ),
    max_size=4,
    unique_by=lambda one: one.id,
)
MANIFESTS = st.builds(
    lambda slots, filler: Manifest(
        unit_name="x", items=LOOP.items, playlists=LOOP.playlists, slots=tuple(slots), filler_screen=filler
    ),
    SLOTS,
    st.none() | st.just("screen"),
)
BEHIND = Board(0, 0, has_sound=True, sound_windows=ALL_DAY, sound_delay_ms=7_000)
BOARDS = st.sampled_from([LED, SPEAKER, BEHIND, BOARD, Board(640, 384, has_sound=True, clock="unknown")])


@given(MANIFESTS, HELD, st.integers(-500, 500), BOARDS, st.floats(0.0, 1.0, exclude_max=True))
def test_nothing_changes_before_until(
    manifest: Manifest, held: list[HeldAlert], after_s: int, board: Board, part: float
) -> None:
    alerts, now = Alerts(tuple(held)), EpochMs(NOON + after_s * 1000)
    answer = programme(manifest, alerts, now, board)
    assert answer.until_ms > now
    later = EpochMs(now + int((answer.until_ms - now) * part))
    known = Alerts(tuple(one for one in held if one.received_at_ms <= now))
    answer_known = programme(manifest, known, now, board)
    again = programme(manifest, known, min(later, EpochMs(answer_known.until_ms - 1)), board)
    assert (again.screen, again.sound, again.under, again.tickers) == (
        answer_known.screen,
        answer_known.sound,
        answer_known.under,
        answer_known.tickers,
    )


@given(MANIFESTS, HELD, st.integers(-500, 500), st.sampled_from([SPEAKER, BEHIND]))
def test_what_goes_on_never_jumps(manifest: Manifest, held: list[HeldAlert], after_s: int, board: Board) -> None:
    """Whatever is said over it or not: an item that is on and not interrupted is the same one at every moment."""
    now = EpochMs(NOON + after_s * 1000)
    for _ in range(40):
        alerts = Alerts(tuple(one for one in held if one.received_at_ms <= now))
        before = programme(manifest, alerts, now, board)
        received = min((one.received_at_ms for one in held if one.received_at_ms > now), default=before.until_ms)
        now = min(before.until_ms, received)
        alerts = Alerts(tuple(one for one in held if one.received_at_ms <= now))
        after = programme(manifest, alerts, now, board)
        still_on = {one.slot_id: one for one in (before.sound, before.under) if isinstance(one, PlayItem)}
        for one in (after.sound, after.under):
            was = still_on.get(one.slot_id) if isinstance(one, PlayItem) else None
            if was is not None and now < was.began_at_ms + 20_000:
                assert one == was


@given(MANIFESTS, HELD, MOMENTS, BOARDS)
def test_there_is_always_an_answer_and_an_alert_is_always_shown(
    manifest: Manifest, held: list[HeldAlert], now: EpochMs, board: Board
) -> None:
    alerts = Alerts(tuple(held))
    answer = programme(manifest, alerts, now, board)
    assert (answer.screen is None) == (not board.has_screen)
    assert (answer.sound is None) == (not board.has_sound)
    in_force = [one for one in held if one.received_at_ms <= now and (one.ended_at_ms is None or now < one.ended_at_ms)]
    if board.has_screen:
        assert isinstance(answer.screen, ShowAlert) == bool(in_force)


@given(HELD)
def test_every_alert_gets_its_first_whole_round(held: list[HeldAlert]) -> None:
    """An alert that lasts is queued behind the more urgent, never dropped: all are said before the first reminder."""
    forever = [HeldAlert(one.alert, one.received_at_ms) for one in held]
    first = [one for one in rounds(forever, EpochMs(NOON + 1_000_000)) if one.number == 1]
    whole = {one.alert.id for one in first if one.span.end_ms - one.span.begin_ms == round_length_ms(one.alert)}
    assert whole == {one.alert.id for one in forever}


@given(HELD)
def test_no_two_rounds_are_said_at_once(held: list[HeldAlert]) -> None:
    said = list(rounds(held, EpochMs(NOON + 1_000_000)))
    assert all(one.span.end_ms <= following.span.begin_ms for one, following in pairwise(said))


@given(HELD, st.integers(-500, 900))
def test_what_was_before_the_last_calm_decides_nothing_of_what_is_said_now(held: list[HeldAlert], after_s: int) -> None:
    now = EpochMs(NOON + after_s * 1000)
    counting = since_last_calm(held, now)
    since = min((one.received_at_ms for one in counting), default=now)
    of_all = [one for one in rounds(held, now) if one.span.begin_ms >= since]
    assert list(rounds(counting, now)) == of_all


def test_a_hundred_alerts_that_are_over_cost_nothing() -> None:
    over = [lived(f"alert-{n}", NOON - (n + 1) * 10_000, NOON - (n + 1) * 10_000 + 5_000) for n in range(100)]
    assert since_last_calm([*over, lived("now", NOON, None)], NOON) == (lived("now", NOON, None),)
