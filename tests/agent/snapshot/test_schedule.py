from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from agent.player.ports import Failed, Rendered, Rendering
from agent.player.showing import screen_code
from agent.snapshot.schedule import HEAR_S, SETTLE_S, Schedule
from agent.snapshot.sight import Sight
from protocol.ids import EpochMs
from protocol.programme_types import PlayItem, ShowItem, ShowSafe, Silence
from protocol.uplink import Evidence, Showing
from tests.protocol.makers import T0, bulletin, picture

EVERY_S = 30.0
AT = EpochMs(T0)
PLAN = ShowItem(bulletin("plan"), "slot", 0, AT)
MAP = ShowItem(picture("map", 10_000), "slot", 0, AT)
SAID = Showing(sound="bulletin plan", title="Kế hoạch")
SILENT = Showing()


def showing(show: ShowItem | ShowSafe) -> Showing:
    return Showing(screen=screen_code(show))


def rendered(show: ShowItem | ShowSafe) -> Rendered:
    return Rendered("screen", show, AT, Evidence())


def upload(schedule: Schedule, now_s: float) -> None:
    schedule.uploaded(schedule.tried(now_s))


def test_nothing_is_due_before_something_is_presented() -> None:
    schedule = Schedule(EVERY_S)
    schedule.ask(1.0)
    assert schedule.due_s() is None


def test_the_safe_screen_that_stands_in_while_a_page_is_prepared_is_not_its_picture() -> None:
    schedule = Schedule(EVERY_S)
    schedule.present(showing(PLAN), 10.0)
    schedule.witness(rendered(ShowSafe()), 10.1)
    schedule.witness(Rendering("screen", PLAN, AT), 11.9)
    assert schedule.due_s() is None
    schedule.witness(rendered(PLAN), 12.0)
    assert schedule.due_s() == 12.0 + SETTLE_S


def test_the_next_page_waits_until_it_is_shown_and_the_pace_allows_it() -> None:
    schedule = Schedule(EVERY_S)
    schedule.present(showing(PLAN), 0.0)
    schedule.witness(rendered(PLAN), 1.0)
    upload(schedule, 2.0)
    assert schedule.due_s() is None
    schedule.present(showing(MAP), 5.0)
    assert schedule.due_s() is None
    schedule.witness(rendered(MAP), 6.0)
    assert schedule.due_s() == 2.0 + EVERY_S


def test_what_was_asked_for_too_early_is_taken_again_when_it_is_shown() -> None:
    schedule = Schedule(EVERY_S)
    schedule.present(showing(PLAN), 0.0)
    schedule.ask(1.0)
    assert schedule.due_s() == 1.0 + SETTLE_S
    upload(schedule, 1.5)
    schedule.witness(rendered(PLAN), 2.0)
    assert schedule.due_s() == 1.5 + EVERY_S


def test_what_a_screen_can_not_show_is_pictured_as_what_it_shows_instead() -> None:
    schedule = Schedule(EVERY_S)
    schedule.present(showing(PLAN), 0.0)
    schedule.witness(Failed("screen", PLAN, AT, "decode", "broken"), 1.0)
    assert schedule.due_s() == 1.0 + SETTLE_S
    upload(schedule, 1.5)
    schedule.witness(rendered(ShowSafe()), 31.0)
    assert schedule.due_s() == 1.5 + EVERY_S


def test_a_failure_is_forgotten_when_it_is_shown_after_all() -> None:
    broken = Sight(showing(PLAN), on_screen="safe", failed=screen_code(PLAN))
    assert broken.after(rendered(ShowSafe())).failed == screen_code(PLAN)
    assert broken.after(rendered(PLAN)) == Sight(showing(PLAN), on_screen=screen_code(PLAN))


def test_what_the_loudspeaker_of_a_board_tells_is_no_change_of_its_screen() -> None:
    sight = Sight(showing(PLAN), on_screen=screen_code(PLAN))
    play = PlayItem(bulletin("plan"), "slot", None, AT)
    assert sight.after(Rendered("sound", play, AT, Evidence())) == sight
    assert sight.after(Failed("sound", Silence("idle"), AT, "output-lost", "")) == sight


def test_a_loudspeaker_is_heard_a_little_first_and_then_looked_at_again_and_again() -> None:
    schedule = Schedule(EVERY_S)
    schedule.present(SAID, 100.0)
    assert schedule.due_s() == 100.0 + HEAR_S
    upload(schedule, 103.0)
    assert schedule.due_s() == 103.0 + EVERY_S
    upload(schedule, 133.0)
    assert schedule.due_s() == 133.0 + EVERY_S


def test_one_that_begins_to_speak_does_not_stay_silent_on_the_panel_for_the_pace() -> None:
    schedule = Schedule(EVERY_S)
    schedule.present(SILENT, 0.0)
    assert schedule.due_s() == SETTLE_S
    upload(schedule, 0.5)
    schedule.present(SAID, 2.0)
    assert schedule.due_s() == 2.0 + HEAR_S


def test_a_silent_loudspeaker_is_pictured_once() -> None:
    schedule = Schedule(EVERY_S)
    schedule.present(SAID, 0.0)
    upload(schedule, 3.0)
    schedule.present(SILENT, 10.0)
    assert schedule.due_s() == 3.0 + EVERY_S
    upload(schedule, 33.0)
    schedule.present(SILENT, 40.0)
    assert schedule.due_s() is None


def test_a_picture_asked_for_as_it_begins_waits_for_levels_too() -> None:
    schedule = Schedule(EVERY_S)
    schedule.present(SAID, 50.0)
    schedule.ask(50.0)
    assert schedule.due_s() == 50.0 + HEAR_S
    upload(schedule, 53.0)
    schedule.ask(60.0)
    assert schedule.due_s() == 60.0 + SETTLE_S


@given(
    st.lists(st.sampled_from([SILENT, SAID, Showing(sound="alert a-1 round 1", title="Lũ")]), min_size=1),
    st.floats(1.0, 3_600.0),
    st.booleans(),
)
def test_right_after_a_try_nothing_is_due_whether_it_arrived_or_not(
    told: list[Showing], every_s: float, arrived: bool
) -> None:
    schedule = Schedule(every_s)
    for now_s, one in enumerate(told):
        schedule.present(one, float(now_s))
    due_s = schedule.due_s()
    assert due_s is not None
    sight = schedule.tried(due_s)
    if arrived:
        schedule.uploaded(sight)
    again_s = schedule.due_s()
    assert again_s == (None if arrived and not sight.sounds else due_s + every_s)
