"""Slots in manifests: what a board's programme says of them, against a slow oracle that goes minute by minute."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from controller.publishing.compile import compile_manifest
from controller.publishing.published import Place, Published
from controller.schedules.plan import Entry, Listing, OddDay, Planned
from protocol.ids import EpochMs, UnitId
from protocol.manifest import Manifest
from protocol.manifest_check import check_manifest
from protocol.programme import programme
from protocol.programme_types import Alerts, PlayItem, ShowItem
from tests.protocol.makers import LED, SPEAKER, audio, bulletin, picture

COMMUNE, PROVINCE = UnitId("25195-20250701"), UnitId("75-20260430")
PLACE = Place("Phường Bình Phước", (COMMUNE, PROVINCE))
ZONE = ZoneInfo(PLACE.time_zone)
MONDAY = date(2026, 11, 2)
ROUND = Published(picture("round", 10_000), "scheduled", date(2026, 1, 1))
NEVER = Planned(
    "slot-n", COMMUNE, "Không", "scheduled", ("screen",), Listing("l", ()), "FREQ=DAILY", "08:00", 60, MONDAY
)


def day_at(month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    return datetime.combine(date(2026, month, day), time(hour, minute, second))


def at(moment: datetime) -> EpochMs:
    return EpochMs(int(moment.replace(tzinfo=ZONE).astimezone(UTC).timestamp() * 1000))


def shown(manifest: Manifest, moment: datetime) -> str:
    screen = programme(manifest, Alerts(), at(moment), LED).screen
    assert isinstance(screen, ShowItem), screen
    return screen.item.id


def heard(manifest: Manifest, moment: datetime) -> str:
    sound = programme(manifest, Alerts(), at(moment), replace(SPEAKER, languages=("vi",))).sound
    return sound.item.id if isinstance(sound, PlayItem) else ""


def listing(*content_ids: str, **changes: object) -> Listing:
    return replace(Listing("list-1", tuple(Entry(one) for one in content_ids)), **changes)  # type: ignore[arg-type]


def planned(what: Listing, **changes: object) -> Planned:
    return replace(replace(NEVER, id="slot-1", title="Một", listing=what), **changes)  # type: ignore[arg-type]


def test_what_only_slots_play_is_not_in_the_round() -> None:
    only = Published(picture("only", 10_000), "scheduled", MONDAY, loops=False, ticker="Chữ chạy")
    unused = replace(only, item=picture("unused", 10_000))
    manifest = compile_manifest(PLACE, [ROUND, only, unused], plans=[planned(listing("only"))])
    check_manifest(manifest)
    assert [item.id for item in manifest.items] == ["round", "only"]
    assert manifest.tickers == ()
    assert [shown(manifest, day_at(11, 2, hour)) for hour in (7, 8, 9)] == ["round", "only", "round"]
    [slot] = [one for one in manifest.slots if one.id.startswith("slot-1")]
    assert (slot.id, slot.title, slot.origin) == ("slot-1-screen", "Một", COMMUNE)


def test_an_entry_that_is_not_on_the_air_is_left_out_and_an_empty_slot_is_none() -> None:
    manifest = compile_manifest(PLACE, [ROUND], plans=[planned(listing("gone"))])
    assert all(not one.id.startswith("slot-1") for one in manifest.slots)
    assert shown(manifest, day_at(11, 2, 8)) == "round"
    manifest = compile_manifest(
        PLACE, [ROUND, Published(picture("a", 5_000), "filler", MONDAY)], plans=[planned(listing("gone", "a"))]
    )
    assert shown(manifest, day_at(11, 2, 8)) == "a"


def test_an_entry_leaves_on_its_last_day_without_the_controller() -> None:
    ends = Published(picture("ends", 3_600_000), "scheduled", MONDAY, last=date(2026, 11, 10), loops=False)
    later = Published(picture("later", 3_600_000), "scheduled", date(2026, 11, 16), loops=False)
    fortnight = planned(listing("ends", "later"), rrule="FREQ=WEEKLY;INTERVAL=2;BYDAY=MO")
    manifest = compile_manifest(PLACE, [ROUND, ends, later], plans=[fortnight])
    check_manifest(manifest)
    mondays = [day_at(11, 2, 8) + timedelta(weeks=week) for week in range(5)]
    assert [shown(manifest, one) for one in mondays] == ["ends", "round", "later", "round", "later"]


def test_lengths_rules_and_weights_reach_the_playlist() -> None:
    entries = (Entry("a", weight=2, duration_ms=4_000, resume="restart"), Entry("b"))
    what = Listing("list-1", entries, order="weighted", transition="fade")
    contents = [ROUND, *(Published(picture(one, 9_000), "scheduled", MONDAY, loops=False) for one in "ab")]
    manifest = compile_manifest(PLACE, contents, plans=[planned(what)])
    check_manifest(manifest)
    [playlist] = [one for one in manifest.playlists if one.id.startswith("list-1")]
    assert playlist.item_ids == ("a", "b", "a")
    assert playlist.durations_ms == (4_000, None, 4_000)
    assert (playlist.resume_rules, playlist.transition.kind) == (("restart", "skip", "restart"), "fade")


def test_the_units_own_slot_goes_before_the_provinces_and_of_its_own_the_older() -> None:
    contents = [ROUND, *(Published(picture(one, 9_000), "scheduled", MONDAY, loops=False) for one in "abc")]
    plans = [
        planned(listing("a", id="l-a"), id="slot-3", unit_id=PROVINCE),
        planned(listing("b", id="l-b"), id="slot-2"),
        planned(listing("c", id="l-c"), id="slot-1", start="08:30"),
    ]
    manifest = compile_manifest(PLACE, contents, plans=plans)
    seen = [shown(manifest, day_at(11, 2, 8, minute)) for minute in (0, 29, 30, 59)]
    assert seen == ["b", "b", "c", "c"]
    assert shown(manifest, day_at(11, 2, 9, 15)) == "c"
    urgent = [replace(plans[0], slot_class="priority"), *plans[1:]]
    assert shown(compile_manifest(PLACE, contents, plans=urgent), day_at(11, 2, 8, 1)) == "a"


def test_a_slot_for_both_plays_pictures_and_sounds_where_they_belong() -> None:
    contents = [Published(one, "scheduled", MONDAY, loops=False) for one in (picture("p", 9_000), audio("s", 60_000))]
    contents.append(Published(bulletin("t", 5_000), "scheduled", MONDAY, loops=False))
    plan = planned(listing("p", "s", "t"), outputs=("screen", "sound"), over="duck")
    manifest = compile_manifest(PLACE, contents, plans=[plan])
    check_manifest(manifest)
    by_output = {slot.output: slot for slot in manifest.slots}
    assert {output: slot.over for output, slot in by_output.items()} == {"screen": "cut", "sound": "duck"}
    items = {one.id: one.item_ids for one in manifest.playlists}
    assert items[by_output["screen"].playlist_id] == ("p", "t")
    assert items[by_output["sound"].playlist_id] == ("s", "t")
    assert heard(manifest, day_at(11, 2, 8, 0, 30)) == "s"


WEEK = st.integers(0, 13).map(lambda number: MONDAY + timedelta(days=number))
CLOCK = st.builds(lambda hour, minute: f"{hour:02}:{minute:02}", st.integers(0, 23), st.integers(0, 59))
ODD = st.builds(OddDay, WEEK, CLOCK | st.just(""), st.integers(1, 1440), st.none() | st.just(listing("y", id="l-y")))
CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@given(
    days=st.frozensets(st.integers(0, 6), min_size=1),
    every=st.sampled_from([1, 2]),
    start=CLOCK,
    minutes=st.integers(1, 1440),
    lasts=st.none() | st.integers(0, 13),
    odd=st.lists(ODD, max_size=5, unique_by=lambda one: one.day),
    x_last=st.none() | WEEK,
    y_first=WEEK,
    asked=st.lists(st.integers(-600, 16 * 1440), min_size=1, max_size=12),
)
def test_slots_exceptions_and_overrides_minute_by_minute(
    days: frozenset[int],
    every: int,
    start: str,
    minutes: int,
    lasts: int | None,
    odd: list[OddDay],
    x_last: date | None,
    y_first: date,
    asked: list[int],
) -> None:
    """One content at a time, so that what is on tells which occurrence is: ``x`` usually, ``y`` on some odd days."""
    last = None if lasts is None else MONDAY + timedelta(days=lasts)
    odd = [one for one in odd if last is None or one.day <= last]
    rule = f"FREQ=WEEKLY;INTERVAL={every};BYDAY={','.join(CODES[day] for day in sorted(days))}"
    plan = planned(listing("x"), rrule=rule, start=start, duration_min=minutes, last=last, odd=tuple(odd), first=MONDAY)
    contents = [
        ROUND,
        Published(picture("x", 9_000), "scheduled", date(2026, 1, 1), last=x_last, loops=False),
        Published(picture("y", 9_000), "scheduled", y_first, loops=False),
    ]
    manifest = compile_manifest(PLACE, contents, plans=[plan])
    check_manifest(manifest)
    on = oracle(plan, days, every, x_last, y_first)
    for minute in asked:
        moment = day_at(11, 2) + timedelta(minutes=minute)
        assert shown(manifest, moment) in on.get(moment, {"round"}), moment


def oracle(
    plan: Planned, days: frozenset[int], every: int, x_last: date | None, y_first: date
) -> dict[datetime, set[str]]:
    """Every minute of every occurrence, one by one; where two overlap either may be on."""
    on: dict[datetime, set[str]] = {}
    odd = {one.day: one for one in plan.odd}
    for number in range(21):
        day = plan.first + timedelta(days=number)
        other = odd.get(day)
        usual = day.weekday() in days and (number // 7) % every == 0 and (plan.last is None or day <= plan.last)
        begins, minutes, what = (plan.start, plan.duration_min, "x") if usual else ("", 0, "x")
        if other is not None:
            begins, minutes, what = other.start, other.duration_min, "y" if other.listing else "x"
        lives = (x_last is None or day <= x_last) if what == "x" else day >= y_first
        for minute in range(minutes if begins and lives else 0):
            moment = datetime.combine(day, time.fromisoformat(begins)) + timedelta(minutes=minute)
            on.setdefault(moment, set()).add(what)
    return on
