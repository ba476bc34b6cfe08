from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from protocol.alert_book import FORGET_AFTER_MS, AlertBook, Change, updated
from protocol.documents import AlertSet, MuteAll
from protocol.ids import EpochMs
from protocol.intake import Now
from tests.protocol.makers import NOW, T0, alert, alert_set

HOUR_MS = 3_600_000
FLOOD = alert_set(alert("flood"))


def at(ms: int, clock: str = "trusted") -> Now:
    return Now(EpochMs(T0 + ms), clock)  # type: ignore[arg-type]


def in_force(book: AlertBook) -> set[str]:
    return {one.alert.id for one in book.alerts().held if one.ended_at_ms is None}


def test_an_alert_begins_once() -> None:
    book, changes = updated(AlertBook(), [FLOOD], NOW, 0)
    again, nothing = updated(book, [FLOOD], at(1_000), 1_000)
    assert changes == (Change("flood", "began"),)
    assert nothing == ()
    assert in_force(again) == {"flood"}
    assert again.entries["flood"].received_at_ms == T0


def test_the_same_alert_for_two_areas_is_one() -> None:
    book, changes = updated(AlertBook(), [FLOOD, FLOOD], NOW, 0)
    assert (len(book.entries), len(changes)) == (1, 1)


def test_what_leaves_every_set_is_cancelled_and_later_forgotten() -> None:
    book, _ = updated(AlertBook(), [FLOOD], NOW, 0)
    book, changes = updated(book, [AlertSet()], at(5_000), 5_000)
    assert changes == (Change("flood", "cancelled"),)
    assert in_force(book) == set()
    assert book.entries["flood"].ended_at_ms == T0 + 5_000
    book, _ = updated(book, [], at(6_000 + FORGET_AFTER_MS), 0)
    assert book.entries == {}


def test_what_runs_out_expires_by_the_clock() -> None:
    book, _ = updated(AlertBook(), [FLOOD], NOW, 0)
    assert book.next_expiry_ms() == HOUR_MS
    book, changes = updated(book, [FLOOD], at(HOUR_MS), 0)
    assert changes == (Change("flood", "expired"),)
    assert book.next_expiry_ms() is None


def test_what_runs_out_expires_by_elapsed_time_when_the_clock_stands_still() -> None:
    book, _ = updated(AlertBook(), [FLOOD], at(0, "unknown"), 0)
    book, changes = updated(book, [FLOOD], at(0, "unknown"), HOUR_MS)
    assert changes == (Change("flood", "expired"),)


def test_a_clock_that_steps_back_re_opens_nothing() -> None:
    book, _ = updated(AlertBook(), [FLOOD], NOW, 0)
    book, _ = updated(book, [FLOOD], at(HOUR_MS), 0)
    book, changes = updated(book, [FLOOD], at(-HOUR_MS), 1_000)
    assert (in_force(book), changes) == (set(), ())


def test_an_alert_that_was_over_before_it_came_is_reported_as_expired() -> None:
    book, changes = updated(AlertBook(), [FLOOD], at(2 * HOUR_MS), 0)
    assert in_force(book) == set()
    assert changes == (Change("flood", "began"), Change("flood", "expired"))


def test_an_alert_written_anew_is_given_again() -> None:
    book, _ = updated(AlertBook(), [FLOOD], NOW, 0)
    book, _ = updated(book, [AlertSet()], at(1_000), 1_000)
    anew = alert_set(alert("flood", sent_at_ms=EpochMs(T0 + 2_000)))
    book, changes = updated(book, [anew], at(3_000), 2_000)
    assert changes == (Change("flood", "began"),)
    assert in_force(book) == {"flood"}


def test_a_replayed_cancelled_alert_stays_ended() -> None:
    book, _ = updated(AlertBook(), [FLOOD], NOW, 0)
    book, _ = updated(book, [AlertSet()], at(1_000), 1_000)
    book, changes = updated(book, [FLOOD], at(2_000), 1_000)
    assert (in_force(book), changes) == (set(), ())


def test_mute_all_is_in_force_while_any_set_says_so() -> None:
    muting = AlertSet(mute_all=MuteAll(id="mute-1"))
    book, _ = updated(AlertBook(), [FLOOD, muting], NOW, 0)
    assert book.alerts().muted
    book, _ = updated(book, [FLOOD], NOW, 0)
    assert not book.alerts().muted


STEPS = st.lists(
    st.tuples(
        st.sampled_from([FLOOD, AlertSet(), alert_set(alert("flood"), alert("storm"))]),
        st.integers(-2 * HOUR_MS, 2 * HOUR_MS),
        st.integers(0, HOUR_MS),
        st.sampled_from(["trusted", "held", "unknown"]),
    ),
    max_size=12,
)


@given(STEPS)
def test_what_has_ended_never_comes_back(steps: list[tuple[AlertSet, int, int, str]]) -> None:
    book, ended = AlertBook(), set[str]()
    for held, wall_ms, elapsed_ms, clock in steps:
        book, changes = updated(book, [held], at(wall_ms, clock), elapsed_ms)
        began = {one.alert_id for one in changes if one.what == "began"}
        forgotten = ended - set(book.entries)
        ended -= forgotten
        assert not in_force(book) & ended
        assert not began & ended
        ended |= {key for key, entry in book.entries.items() if entry.ended_at_ms is not None}
