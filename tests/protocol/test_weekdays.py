"""Days of the week at a look, held against dateutil, which counts from the first occurrence on."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from protocol.weekdays import CODES, is_on

DAYS = st.lists(st.sampled_from(CODES), min_size=1, max_size=7).map(lambda codes: f";BYDAY={','.join(codes)}")
RULES = st.builds(
    lambda freq, days: f"FREQ={freq}{days}", st.sampled_from(["DAILY", "WEEKLY"]), st.one_of(st.just(""), DAYS)
)


@given(RULES, st.dates(date(2026, 1, 1), date(2028, 12, 31)), st.integers(-10, 400))
def test_it_is_what_rfc_5545_says(rrule: str, first: date, later: int) -> None:
    day = first + timedelta(days=later)
    midnight = datetime.combine(day, time.min)
    counted = rrulestr(rrule, dtstart=datetime.combine(first, time(17, 30))).between(
        midnight, midnight + timedelta(hours=23, minutes=59), inc=True
    )
    assert is_on(rrule, first, day) is bool(counted)


@pytest.mark.parametrize(
    "rrule",
    [
        "FREQ=DAILY;INTERVAL=2",
        "FREQ=DAILY;COUNT=3",
        "FREQ=WEEKLY;UNTIL=20261231T000000",
        "FREQ=MONTHLY;BYMONTHDAY=1",
        "FREQ=WEEKLY;BYDAY=1MO",
        "FREQ=DAILY;FREQ=DAILY",
        "FREQ=YEARLY",
        "RRULE:FREQ=DAILY",
        "BYDAY=MO",
        "nonsense",
        "",
    ],
)
def test_what_says_more_is_left_to_dateutil(rrule: str) -> None:
    assert is_on(rrule, date(2026, 1, 1), date(2026, 1, 1)) is None
