"""In which order playlists play, and how rhythms are said."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from controller.schedules.order import MOST_TURNS, in_turn
from controller.schedules.recurring import OFTEN, Rhythm, checked_rule, end_of, length_min, rhythm_of
from controller.schedules.targets import Targets
from controller.schedules.words import lasting, when, whom
from protocol.errors import InvalidInput

counts = st.integers(1, 30)


def test_a_fixed_order_stays() -> None:
    assert in_turn("cab", [9, 1, 1], "fixed", 7) == ("c", "a", "b")


def test_weights_interleave() -> None:
    assert in_turn("abc", [5, 1, 1], "weighted", 0) == ("a", "a", "b", "a", "c", "a", "a")
    assert in_turn("ab", [4, 2], "weighted", 0) == ("a", "b", "a")


@given(st.lists(st.integers(1, 10), min_size=2, max_size=20), st.integers(0, 9))
def test_each_plays_as_often_as_its_weight_says(weights: list[int], seed: int) -> None:
    played = Counter(in_turn(range(len(weights)), weights, "weighted", seed))
    assert all(played[one] * weights[0] == played[0] * weight for one, weight in enumerate(weights))


@given(counts, st.integers(0, 1_000))
def test_a_shuffle_is_permutations_and_the_same_every_time(count: int, seed: int) -> None:
    played = in_turn(range(count), [1] * count, "shuffle", seed)
    assert played == in_turn(range(count), [1] * count, "shuffle", seed)
    assert len(played) <= MOST_TURNS
    rounds = [played[start : start + count] for start in range(0, len(played), count)]
    assert all(sorted(one) == list(range(count)) for one in rounds)
    assert count < 3 or all(one != another for one, another in pairwise([*played, played[0]]))


def test_a_known_shuffle_is_known_for_ever() -> None:
    assert in_turn("abcd", [1] * 4, "shuffle", 3)[:8] == tuple("cabdadbc")


@pytest.mark.parametrize("often", OFTEN)
def test_what_a_person_says_comes_back_from_its_rule(often: str) -> None:
    said = {
        "daily": Rhythm(),
        "weekly": Rhythm("weekly", (0, 4)),
        "fortnightly": Rhythm("fortnightly", (6,)),
        "monthly": Rhythm("monthly", month_day=15),
        "month-end": Rhythm("month-end"),
        "custom": Rhythm("custom", rule="FREQ=MONTHLY;BYDAY=1MO"),
    }[often]
    assert rhythm_of(said.rrule()) == said


def test_every_day_of_the_week_is_every_day() -> None:
    assert Rhythm("weekly", tuple(range(7))).rrule() == "FREQ=DAILY"


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "FREQ=HOURLY",
        "FREQ=DAILY;COUNT=3",
        "FREQ=DAILY;UNTIL=20270101",
        "FREQ=DAILY;BYHOUR=5",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;INTERVAL=0;BYDAY=MO",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;" + "BYMONTHDAY=" + ",".join(["1"] * 200),
        "FREQ=DAILY\nRRULE:FREQ=DAILY",
    ],
)
def test_rules_that_are_refused(rule: str) -> None:
    with pytest.raises(InvalidInput):
        checked_rule(rule)


def test_a_week_without_days_is_refused() -> None:
    with pytest.raises(InvalidInput, match="No day"):
        Rhythm("weekly").rrule()
    with pytest.raises(InvalidInput):
        Rhythm("monthly", month_day=32).rrule()


def test_lengths_over_midnight() -> None:
    assert (length_min("17:00", "17:30"), length_min("22:00", "2:00"), length_min("05:00", "05:00")) == (30, 240, 1440)
    assert end_of("22:00", 240) == "02:00"


@pytest.mark.parametrize(
    ("rule", "start", "minutes", "vi"),
    [
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "17:00", 30, "Thứ Hai đến thứ Sáu, 17:00–17:30"),
        ("FREQ=WEEKLY;BYDAY=SA,SU", "06:00", 60, "Thứ Bảy và Chủ nhật, 06:00–07:00"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "22:00", 240, "Thứ Hai, cách một tuần, 22:00–02:00 hôm sau"),
        ("FREQ=DAILY", "00:00", 1440, "Hằng ngày, từ 00:00 cả ngày đêm"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "08:00", 5, "Ngày cuối tháng, 08:00–08:05"),
        ("FREQ=MONTHLY;BYMONTHDAY=15", "08:00", 5, "Ngày 15 hằng tháng, 08:00–08:05"),
    ],
)
def test_slots_in_plain_words(rule: str, start: str, minutes: int, vi: str) -> None:
    assert when(rule, start, minutes).vi == vi


def test_whose_and_between_which_days() -> None:
    three = [("Xã", "Lộc Ninh"), ("Xã", "Lộc Thành"), ("Xã", "Lộc Tấn")]
    assert whom("sound", Targets(), three).vi == "loa của 3 xã"
    only = Targets(devices=frozenset({"a"}), kinds=frozenset({"speaker"}), tags=frozenset({"chợ"}))
    assert whom("both", only, three[:1]).vi == "màn hình và loa của Lộc Ninh và 1 thiết bị (chỉ cụm loa, nhãn “chợ”)"
    day = date(2026, 11, 30)
    assert [lasting(day, one).vi for one in (None, day, date(2026, 12, 1))] == [
        "từ 30/11/2026",
        "chỉ ngày 30/11/2026",
        "từ 30/11/2026 đến hết 01/12/2026",
    ]
