"""When a slot is on, by tables written from the rules (RFC 5545; what began goes on over midnight), not from code."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol.ids import EpochMs
from protocol.manifest import Manifest, Slot
from protocol.manifest_check import BadManifest, check_manifest
from protocol.programme import programme
from protocol.programme_types import Alerts, ShowItem
from protocol.recurrence import slot_spans
from protocol.wire import Undecodable, decode
from tests.protocol.makers import LED, picture, playlist, slot

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
"""Of 2026: 23 November is a Monday, 27 a Friday, 29 a Sunday."""


def at(text: str) -> EpochMs:
    return EpochMs(int(datetime.fromisoformat(text).replace(tzinfo=ZONE).timestamp() * 1000))


def is_on(one: Slot, moment: str) -> bool:
    now_ms = at(moment)
    return any(span.holds(now_ms) for span in slot_spans(one, now_ms))


def made(rrule: str, start: str = "17:00", minutes: int = 30, **changes: object) -> Slot:
    return slot("s", "p", rrule=rrule, start=start, duration_min=minutes, **changes)


FRIDAY_NIGHT = made("FREQ=WEEKLY;BYDAY=FR", "22:00", 240)
WITHOUT_27 = msgspec.structs.replace(FRIDAY_NIGHT, except_dates=(date(2026, 11, 27),))
SUNDAY = made("FREQ=WEEKLY;BYDAY=SU")
WORKDAYS = made("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR")
OCTOBER = made("FREQ=DAILY", first_date=date(2026, 10, 1), last_date=date(2026, 10, 31))
LATE = made("FREQ=DAILY", "23:30", 60, first_date=date(2026, 10, 1), last_date=date(2026, 10, 31))
MONTHS_END = made("FREQ=MONTHLY;BYMONTHDAY=-1", first_date=date(2024, 1, 1))
DAY_30 = made("FREQ=MONTHLY;BYMONTHDAY=30")
LEAP_DAY = made("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", first_date=date(2024, 1, 1))
BORN_ON_IT = made("FREQ=YEARLY", first_date=date(2024, 2, 29))
"""RFC 5545, 3.3.10: what is no day of that year is left out."""
NIGHT_OF_THE_29TH = made("FREQ=DAILY", "23:30", 60, first_date=date(2024, 2, 29), last_date=date(2024, 2, 29))
OTHER_WEEKS = made("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU", first_date=date(2026, 11, 23))
TWICE = made("FREQ=DAILY", except_dates=(date(2026, 11, 24), date(2026, 11, 26)))


@pytest.mark.parametrize(
    ("one", "moment", "on"),
    [
        # end-exclusive minutes
        (WORKDAYS, "2026-11-27T16:59:59", False),
        (WORKDAYS, "2026-11-27T17:00:00", True),
        (WORKDAYS, "2026-11-27T17:29:59", True),
        (WORKDAYS, "2026-11-27T17:30:00", False),
        # weekdays, and Sunday is a day like the others
        (WORKDAYS, "2026-11-28T17:00:00", False),
        (WORKDAYS, "2026-11-29T17:00:00", False),
        (SUNDAY, "2026-11-29T17:00:00", True),
        (SUNDAY, "2026-11-28T17:00:00", False),
        (SUNDAY, "2026-11-30T17:00:00", False),
        # over midnight: Friday's goes on on Saturday, and only then
        (FRIDAY_NIGHT, "2026-11-27T21:59:59", False),
        (FRIDAY_NIGHT, "2026-11-27T22:00:00", True),
        (FRIDAY_NIGHT, "2026-11-28T01:59:59", True),
        (FRIDAY_NIGHT, "2026-11-28T02:00:00", False),
        (FRIDAY_NIGHT, "2026-11-28T22:00:00", False),
        (FRIDAY_NIGHT, "2026-11-27T01:00:00", False),
        # an exception on Friday takes the Saturday part along, and no other Friday
        (WITHOUT_27, "2026-11-27T23:00:00", False),
        (WITHOUT_27, "2026-11-28T01:00:00", False),
        (WITHOUT_27, "2026-11-20T23:00:00", True),
        (WITHOUT_27, "2026-12-05T01:00:00", True),
        # an exception on Saturday says nothing of what began on Friday
        (msgspec.structs.replace(FRIDAY_NIGHT, except_dates=(date(2026, 11, 28),)), "2026-11-28T01:00:00", True),
        # the first and the last day of a range are in it
        (OCTOBER, "2026-09-30T17:00:00", False),
        (OCTOBER, "2026-10-01T17:00:00", True),
        (OCTOBER, "2026-10-31T17:29:59", True),
        (OCTOBER, "2026-11-01T17:00:00", False),
        # ... and what begins on the last day ends in its own time
        (LATE, "2026-11-01T00:29:59", True),
        (LATE, "2026-11-01T00:30:00", False),
        (LATE, "2026-11-01T23:45:00", False),
        (LATE, "2026-10-01T00:15:00", False),
        # the last day of each month, leap years too
        (MONTHS_END, "2024-02-29T17:00:00", True),
        (MONTHS_END, "2024-02-28T17:00:00", False),
        (MONTHS_END, "2026-02-28T17:00:00", True),
        (MONTHS_END, "2026-04-30T17:00:00", True),
        (MONTHS_END, "2026-12-31T17:00:00", True),
        (MONTHS_END, "2026-12-30T17:00:00", False),
        # a day that a month lacks is left out, not moved
        (DAY_30, "2026-02-28T17:00:00", False),
        (DAY_30, "2026-03-01T17:00:00", False),
        (DAY_30, "2026-03-30T17:00:00", True),
        (LEAP_DAY, "2024-02-29T17:00:00", True),
        (LEAP_DAY, "2026-02-28T17:00:00", False),
        (LEAP_DAY, "2026-03-01T17:00:00", False),
        (LEAP_DAY, "2028-02-29T17:00:00", True),
        (BORN_ON_IT, "2024-02-29T17:00:00", True),
        (BORN_ON_IT, "2025-02-28T17:00:00", False),
        (BORN_ON_IT, "2025-03-01T17:00:00", False),
        (BORN_ON_IT, "2027-02-28T17:00:00", False),
        (BORN_ON_IT, "2028-02-29T17:29:59", True),
        # the night of 29 February goes on into March
        (NIGHT_OF_THE_29TH, "2024-02-29T23:30:00", True),
        (NIGHT_OF_THE_29TH, "2024-03-01T00:29:59", True),
        (NIGHT_OF_THE_29TH, "2024-03-01T00:30:00", False),
        (NIGHT_OF_THE_29TH, "2024-03-01T23:30:00", False),
        # every other week: the week of the first day is on, from Monday to Sunday, the next is off
        (OTHER_WEEKS, "2026-11-23T17:00:00", True),
        (OTHER_WEEKS, "2026-11-29T17:00:00", True),
        (OTHER_WEEKS, "2026-11-30T17:00:00", False),
        (OTHER_WEEKS, "2026-12-06T17:00:00", False),
        (OTHER_WEEKS, "2026-12-07T17:00:00", True),
        (OTHER_WEEKS, "2026-12-13T17:00:00", True),
        # several exceptions
        (TWICE, "2026-11-23T17:00:00", True),
        (TWICE, "2026-11-24T17:00:00", False),
        (TWICE, "2026-11-25T17:00:00", True),
        (TWICE, "2026-11-26T17:00:00", False),
    ],
)
def test_the_truth_of_slots(one: Slot, moment: str, on: bool) -> None:
    assert is_on(one, moment) is on


BERLIN = "Europe/Berlin"
"""In 2026 clocks go from 2:00 to 3:00 on 29 March, a Sunday, and from 3:00 back to 2:00 on 25 October."""
NIGHTLY = made("FREQ=DAILY", "02:30", 30, time_zone=BERLIN)
OVER_IT = made("FREQ=DAILY", "23:00", 300, time_zone=BERLIN)
AT_FIVE = made("FREQ=DAILY", "17:00", 30, time_zone=BERLIN)


@pytest.mark.parametrize(
    ("one", "moment", "on"),
    [
        # an hour that is left out: by the offset before it (RFC 5545, 3.3.5), so 2:30 is 1:30 UTC, when it is 3:30
        (NIGHTLY, "2026-03-28T01:29:59", False),
        (NIGHTLY, "2026-03-28T01:30:00", True),
        (NIGHTLY, "2026-03-29T01:30:00", True),
        (NIGHTLY, "2026-03-29T01:59:59", True),
        (NIGHTLY, "2026-03-29T02:00:00", False),
        (NIGHTLY, "2026-03-30T00:30:00", True),
        # an hour that comes twice: the first of the two
        (NIGHTLY, "2026-10-25T00:30:00", True),
        (NIGHTLY, "2026-10-25T01:30:00", False),
        # what crosses it lasts as long as it was said to
        (OVER_IT, "2026-03-28T22:00:00", True),
        (OVER_IT, "2026-03-29T02:59:59", True),
        (OVER_IT, "2026-03-29T03:00:00", False),
        (OVER_IT, "2026-10-24T21:00:00", True),
        (OVER_IT, "2026-10-25T01:59:59", True),
        (OVER_IT, "2026-10-25T02:00:00", False),
        # and five in the afternoon is five in the afternoon
        (AT_FIVE, "2026-03-28T16:00:00", True),
        (AT_FIVE, "2026-03-29T15:00:00", True),
        (AT_FIVE, "2026-03-29T16:00:00", False),
        (AT_FIVE, "2026-10-25T16:00:00", True),
        (AT_FIVE, "2026-10-25T15:00:00", False),
    ],
)
def test_the_truth_where_clocks_are_changed(one: Slot, moment: str, on: bool) -> None:
    """Vietnam changes no clocks; its programme may be used elsewhere. Moments are of UTC."""
    now_ms = EpochMs(int(datetime.fromisoformat(f"{moment}+00:00").timestamp() * 1000))
    assert any(span.holds(now_ms) for span in slot_spans(one, now_ms)) is on


UNDER, ABOVE = (
    Manifest(
        unit_name="Xã",
        items=(picture("a", 10_000), picture("b", 10_000)),
        playlists=(playlist("pa", "a"), playlist("pb", "b")),
        slots=(
            slot("s1", "pa", start="08:00", duration_min=60, slot_class=first),
            slot("s2", "pb", start="08:30", duration_min=60, slot_class=second),
        ),
    )
    for first, second in (("scheduled", "scheduled"), ("scheduled", "priority"))
)


@pytest.mark.parametrize(
    ("manifest", "seen"),
    [
        # of one class and unit the one that was made first goes on, and the other has what is left
        (UNDER, {"07:59": "", "08:00": "a", "08:29": "a", "08:30": "a", "08:59": "a", "09:00": "b", "09:29": "b"}),
        # a higher class takes over in the middle, and nothing of the lower comes back when that is over
        (ABOVE, {"08:00": "a", "08:29": "a", "08:30": "b", "08:59": "b", "09:00": "b", "09:29": "b", "09:30": ""}),
    ],
)
def test_the_truth_of_two_that_overlap(manifest: Manifest, seen: dict[str, str]) -> None:
    def shown(clock: str) -> str:
        screen = programme(manifest, Alerts(), at(f"2026-11-27T{clock}:00"), LED).screen
        return screen.item.id if isinstance(screen, ShowItem) else ""

    assert {clock: shown(clock) for clock in seen} == seen


def minutes_of(one: Slot, days: frozenset[int], until: date) -> Iterator[datetime]:
    """The slow and obvious way: every minute of every occurrence, one by one. ``days`` are of the week."""
    day = one.first_date
    while day <= min(until, one.last_date or until):
        if day.weekday() in days and day not in one.except_dates:
            begins = datetime.combine(day, time.fromisoformat(one.start), ZONE)
            yield from (begins + timedelta(minutes=minute) for minute in range(one.duration_min))
        day += timedelta(days=1)


NOVEMBER = st.dates(date(2026, 11, 1), date(2026, 11, 20))


MOMENTS = st.builds(datetime.combine, st.dates(date(2026, 10, 31), date(2026, 11, 22)), st.times())


@given(
    first=NOVEMBER,
    lasts=st.none() | st.integers(0, 9),
    days=st.frozensets(st.integers(0, 6), min_size=1),
    start=st.times(),
    minutes=st.integers(1, 1440),
    gone=st.lists(NOVEMBER, max_size=6, unique=True),
    asked=st.lists(MOMENTS, min_size=1, max_size=40),
)
def test_slots_are_on_when_the_minute_by_minute_oracle_says(
    first: date,
    lasts: int | None,
    days: frozenset[int],
    start: time,
    minutes: int,
    gone: list[date],
    asked: list[datetime],
) -> None:
    one = slot(
        "s",
        "p",
        rrule=f"FREQ=WEEKLY;BYDAY={','.join(WEEKDAYS[day] for day in sorted(days))}",
        first_date=first,
        last_date=None if lasts is None else first + timedelta(days=lasts),
        start=f"{start:%H:%M}",
        duration_min=minutes,
        except_dates=tuple(gone),
    )
    on = {minute.replace(tzinfo=None) for minute in minutes_of(one, days, date(2026, 11, 23))}
    for moment in asked:
        expected = moment.replace(second=0, microsecond=0) in on
        assert is_on(one, moment.isoformat()) is expected, moment


LENGTHS = Manifest(
    unit_name="Phường Bình Phước",
    items=(picture("a", 10_000), picture("b", 10_000)),
    playlists=(msgspec.structs.replace(playlist("p", "a", "b", "a"), durations_ms=(3_000, None, 5_000)),),
    slots=(slot("s", "p", start="08:00", duration_min=60),),
)


def test_a_playlist_says_how_long_each_picture_stands() -> None:
    begin, seen = at("2026-11-27T08:00:00"), []
    for ms in (0, 2_999, 3_000, 12_999, 13_000, 17_999, 18_000):
        screen = programme(LENGTHS, Alerts(), EpochMs(begin + ms), LED).screen
        assert isinstance(screen, ShowItem)
        seen.append((screen.item.id, screen.began_at_ms - begin))
    assert seen == [("a", 0), ("a", 0), ("b", 3_000), ("b", 3_000), ("a", 13_000), ("a", 13_000), ("a", 18_000)]


def test_what_a_playlist_says_is_checked_and_old_manifests_say_nothing() -> None:
    check_manifest(LENGTHS)
    short = msgspec.structs.replace(LENGTHS.playlists[0], durations_ms=(3_000,))
    with pytest.raises(BadManifest, match="1 lengths for 3 items"):
        check_manifest(msgspec.structs.replace(LENGTHS, playlists=(short,)))
    encoded = msgspec.json.encode(LENGTHS)
    assert decode(encoded, Manifest) == LENGTHS
    with pytest.raises(Undecodable):
        decode(encoded.replace(b"3000", b"999"), Manifest)
    old = msgspec.json.decode(encoded)
    del old["slots"][0]["except_dates"], old["playlists"][0]["durations_ms"]
    read = decode(msgspec.json.encode(old), Manifest)
    assert (read.slots[0].except_dates, read.playlists[0].durations_ms) == ((), msgspec.UNSET)
