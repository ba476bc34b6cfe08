"""Why something will not be shown or heard: a truth table written from the rules, and a slow oracle that goes minute by
minute and asks ``programme`` itself.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from controller.timeline.conflicts import Conflict, outlook
from controller.timeline.contents import Contents
from protocol.documents import Window
from protocol.ids import EpochMs, UnitId
from protocol.manifest import LineInItem, Manifest, SequenceItem, Slot
from protocol.plan import Plan
from protocol.programme import programme
from protocol.programme_types import Alerts, Board, PlayItem, ShowItem, ShowOff, Silence
from protocol.runs import place_of
from protocol.spans import Span
from tests.protocol.makers import audio, bulletin, picture, playlist, slot
from tests.protocol.test_outlook import BOARDS, DAY_MS, MANIFESTS, SUNDAY, WEEK
from tests.protocol.test_programme import at

HCM = ZoneInfo("Asia/Ho_Chi_Minh")
ITEMS = (
    picture("poster", 10_000),
    bulletin("news", 20_000, speech_ms=50_000),
    bulletin("notice", 20_000, speech_ms=70_000),
    bulletin("elsewhere", 20_000, width_px=1920),
    audio("song", 180_000),
    LineInItem(id="studio", title="studio", duration_ms=600_000, input="phong-thu"),
)
EVENING = (Window(start="16:30", minutes=90),)
BOTH = Board(640, 384, has_sound=True, sound_windows=EVENING, screen_off_windows=(Window(start="22:00", minutes=120),))
SCREEN, SPEAKER = Board(640, 384, has_sound=False), Board(0, 0, has_sound=True, sound_windows=EVENING)
PROVINCE, COMMUNE = UnitId("75-20260430"), UnitId("25195-20250701")


def sound(slot_id: str, *item_ids: str, **changes: Any) -> tuple[Slot, tuple[str, ...]]:
    return slot(slot_id, slot_id, **({"output": "sound", "start": "17:00", "duration_min": 60} | changes)), item_ids


def screen(slot_id: str, *item_ids: str, **changes: Any) -> tuple[Slot, tuple[str, ...]]:
    return slot(slot_id, slot_id, **({"output": "screen", "start": "17:00", "duration_min": 60} | changes)), item_ids


def told(*slots: tuple[Slot, tuple[str, ...]], board: Board = BOTH, items: Any = ITEMS) -> list[str]:
    """The conflicts of one Sunday, as ``why slot[items] by 17:00-17:10 ...``."""
    lists = tuple(playlist(one.id, *item_ids) for one, item_ids in slots)
    all_of = tuple(one for one, _ in slots)
    manifest = Manifest(unit_name="x", items=items, playlists=lists, slots=all_of, origin_order=(COMMUNE, PROVINCE))
    found = outlook(Plan(manifest, board), Span(SUNDAY, EpochMs(SUNDAY + DAY_MS))).conflicts
    return [_line(one) for one in found]


def _line(one: Conflict) -> str:
    spans = " ".join(f"{_clock(span.begin_ms)}-{_clock(span.end_ms)}" for span in one.spans)
    return " ".join(filter(None, [one.why, f"{one.slot_id}[{','.join(one.item_ids)}]", one.by_slot_id, spans]))


def _clock(at_ms: int) -> str:
    minutes, seconds = divmod((at_ms - SUNDAY) // 1000, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")


TABLE: dict[str, tuple[list[tuple[Slot, tuple[str, ...]]], list[str]]] = {
    "nothing is planned": ([], []),
    "one slot, and all of it is heard": ([sound("news", "news")], []),
    # The song of three minutes that began at 17:09 is let finish; of 70 s each, six fit into what is left.
    "a priority bulletin takes ten minutes": (
        [sound("radio", "song"), sound("urgent", "notice", slot_class="priority", start="17:10", duration_min=10)],
        ["beaten radio[song] urgent 17:12-17:19", "waits urgent[notice] radio 17:10-17:12"],
    ),
    "a live announcement takes all of it": (
        [screen("usual", "poster"), screen("live", "news", slot_class="live")],
        ["beaten usual[poster] live 17:00-18:00"],
    ),
    "of one class the commune's order decides": (
        [screen("a", "poster", origin=PROVINCE), screen("b", "news", origin=COMMUNE)],
        ["beaten a[poster] b 17:00-18:00"],
    ),
    "what is presented by the other as well is no loss": (
        [screen("old", "poster"), screen("new", "news", "poster", slot_class="priority")],
        [],
    ),
    "what is said over others takes nothing": (
        [sound("radio", "song"), sound("over", "notice", slot_class="live", over="duck", duration_min=5)],
        [],
    ),
    "before the hours of the loudspeakers": (
        [sound("early", "song", start="16:00", duration_min=60)],
        ["off-hours early[song] 16:00-16:30"],
    ),
    "never in the hours of the loudspeakers": (
        [sound("noon", "song", start="12:00")],
        ["off-hours noon[song] 12:00-13:00"],
    ),
    "a slot of the whole day is left to the hours": ([sound("all", "song", start="00:00", duration_min=1440)], []),
    "the panel is switched off": (
        [screen("night", "poster", start="21:00", duration_min=90)],
        ["panel-off night[poster] 22:00-22:30"],
    ),
    "a slot until midnight is left to the hours of the panel": (
        [screen("late", "poster", start="21:00", duration_min=180)],
        [],
    ),
    "but not when they leave nothing of it": (
        [screen("late", "poster", start="22:30", duration_min=90)],
        ["panel-off late[poster] 22:30-24:00"],
    ),
    "no version for this size": (
        [screen("usual", "poster", "elsewhere")],
        ["not-made usual[elsewhere] 00:00-24:00"],
    ),
    "no such input, and nothing else in the slot": (
        [sound("ten", "studio")],
        ["not-made ten[studio] 00:00-24:00"],
    ),
    "the list is longer than its time": (
        [sound("short", "song", "news", "notice", duration_min=4)],
        ["too-long short[notice] 17:00-17:03:50"],
    ),
    "a long item is let finish first": (
        [
            sound("radio", "song", start="17:00"),
            sound("urgent", "notice", slot_class="priority", start="17:01", duration_min=30),
        ],
        ["beaten radio[song] urgent 17:03-17:31", "waits urgent[notice] radio 17:01-17:03"],
    ),
}


@pytest.mark.parametrize("case", TABLE)
def test_the_table(case: str) -> None:
    slots, wanted = TABLE[case]
    assert sorted(told(*slots)) == sorted(wanted)


def test_a_board_without_the_output_says_so_only_of_what_it_has_no_other_place_for() -> None:
    heard, seen = sound("say", "news", "song"), screen("show", "news", "poster")
    assert told(heard, seen, board=SCREEN) == ["no-loudspeaker say[song] 00:00-24:00"]
    assert told(heard, seen, board=SPEAKER) == ["no-screen show[poster] 00:00-24:00"]


def test_of_a_sequence_what_is_said_counts_and_not_its_tunes() -> None:
    around = SequenceItem(id="news-around", title="news", part_ids=("song", "news"))
    first = sound("first", "news-around", slot_class="priority")
    assert told(first, sound("second", "news"), items=(*ITEMS, around)) == []
    only = told(first, sound("second", "notice"), items=(*ITEMS, around))
    assert [line.split()[1] for line in only] == ["second[notice]"]


def test_a_slot_that_crosses_midnight_into_sunday_and_one_that_leaves_it() -> None:
    """The whole week, with its last minute: end-exclusive at 24:00."""
    late = slot("late", "one", start="23:00", duration_min=120)
    top = slot("top", "two", slot_class="live", start="23:30", duration_min=30, rrule="FREQ=WEEKLY;BYDAY=SU")
    lists = (playlist("one", "poster"), playlist("two", "news"))
    manifest = Manifest(unit_name="x", items=ITEMS, playlists=lists, slots=(late, top))
    [beaten] = outlook(Plan(manifest, SCREEN), WEEK).conflicts
    assert beaten.spans == (Span(at("2026-11-22T23:30:00"), WEEK.end_ms),)


def lost_by_oracle(manifest: Manifest, board: Board, one: Slot, now_ms: int) -> tuple[str, str] | None:
    """Why this slot has not got its output at this moment, or None; ``?``: nothing of it would fit any more, or it
    waits.
    """
    delay_ms = board.sound_delay_ms if one.output == "sound" else 0
    if not _scheduled(one, now_ms - delay_ms):
        return None
    on = programme(manifest, Alerts(), EpochMs(now_ms), board)
    what = on.screen if one.output == "screen" else on.sound
    holder = what.slot_id if isinstance(what, ShowItem | PlayItem | Silence) else ""
    if one.id in (holder, on.under.slot_id if on.under and one.output == "sound" else ""):
        return None
    if isinstance(what, ShowOff):
        return "panel-off", ""
    if one.output == "sound" and not _in_hours(board, now_ms, delay_ms):
        return "off-hours", ""
    other = next((slot for slot in manifest.slots if slot.id == holder), None)
    if other is not None and place_of(manifest, other) < place_of(manifest, one):
        return "beaten", holder
    return "?", holder


def _scheduled(one: Slot, now_ms: int) -> bool:
    local = datetime.fromtimestamp(now_ms / 1000, HCM).replace(tzinfo=None)
    begins = rrulestr(one.rrule, dtstart=datetime.combine(one.first_date, time.fromisoformat(one.start)))
    since = local - timedelta(minutes=one.duration_min)
    found = [begin for begin in begins.between(since, local, inc=True) if begin > since]
    return any(one.last_date is None or begin.date() <= one.last_date for begin in found)


def _in_hours(board: Board, now_ms: int, delay_ms: int) -> bool:
    """Windows begin with the timetable and end by the board's clock."""
    day = date(2026, 11, 19)
    for number in range(6):
        for window in board.sound_windows:
            begin = at(f"{day + timedelta(days=number)}T{window.start}:00")
            if begin + delay_ms <= now_ms < begin + window.minutes * 60_000:
                return True
    return False


@settings(max_examples=60, deadline=None)
@given(MANIFESTS, BOARDS, st.lists(st.integers(0, 2 * 1440 - 1), min_size=5, max_size=25))
def test_each_reason_is_the_one_a_slow_look_at_each_minute_finds(
    manifest: Manifest, board: Board, minutes: list[int]
) -> None:
    if board.clock == "unknown":
        return
    begin = SUNDAY - DAY_MS
    plan, span = Plan(manifest, board), Span(EpochMs(begin), EpochMs(begin + 2 * DAY_MS))
    found = [one for one in outlook(plan, span).conflicts if one.why in ("beaten", "waits", "off-hours", "panel-off")]
    contents = Contents(plan)
    by_id = {one.id: one for one in manifest.slots}
    edges = [edge for one in found for part in one.spans for edge in (part.begin_ms, part.end_ms - 1)]
    for now_ms in [*(begin + minute * 60_000 for minute in minutes), *edges[:40]]:
        for one in manifest.slots:
            here = {
                (each.why, each.by_slot_id)
                for each in found
                if each.slot_id == one.id and any(part.holds(EpochMs(now_ms)) for part in each.spans)
            }
            theirs = contents.presented(one)
            wanted = lost_by_oracle(manifest, board, one, now_ms)
            if wanted is None or not theirs:
                assert here == set()
            elif wanted[0] == "beaten":
                shares = theirs <= contents.presented(by_id[wanted[1]])
                assert here == (set() if shares else {wanted})
            elif wanted[0] == "?":
                assert here <= {("waits", wanted[1])}
            else:
                assert here <= {wanted}
