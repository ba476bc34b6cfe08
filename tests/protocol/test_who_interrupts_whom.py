"""The table "who interrupts whom" of the design, pair by pair and rule by rule, on a loudspeaker.

What is *on* is a playlist x1 (40 s), x2 (50 s), x3 (30 s) since 12:00:00, or an emergency, or a mute-all; what
*arrives* does so at 12:01:00, when x2 is 20 s old. Seconds are counted from 12:00:00; ``x2+20`` is the 20th
second of x2.
"""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

import pytest
from msgspec.structs import replace

from protocol.documents import Window
from protocol.ids import EpochMs, UnitId
from protocol.interrupts import ClassName
from protocol.manifest import Manifest, Over, Playlist, ResumeRule, Slot
from protocol.programme import programme
from protocol.programme_types import Alerts, Board, HeldAlert, PlayAlert, PlayItem, Programme, Silence, Sound
from tests.protocol.makers import LED, alert, audio, picture, playlist, slot
from tests.protocol.test_programme import at

NOON = at("2026-11-22T12:00:00")
ARRIVES_S = 60
RULES: tuple[ResumeRule, ...] = ("resume", "restart", "skip")
SLOTS: tuple[ClassName, ...] = ("live", "priority", "scheduled")
ON: tuple[ClassName, ...] = ("mute-all", "emergency", *SLOTS, "filler")
"""From the highest to the lowest; nothing is on below the filler."""
X, Y = UnitId("75-20260430"), UnitId("25195-20250701")
ITEMS = tuple(
    audio(name, seconds * 1000)
    for name, seconds in {"x1": 40, "x2": 50, "x3": 30, "y1": 30, "y2": 30, "z1": 45}.items()
)
PLAYLISTS = (playlist("x", "x1", "x2", "x3"), playlist("y", "y1", "y2"), playlist("z", "z1"))
VILLAGE = Board(0, 0, has_sound=True, sound_windows=(Window(start="12:00", minutes=60),))


class Day(NamedTuple):
    """What was planned and what happened."""

    manifest: Manifest
    held: tuple[HeldAlert, ...] = ()
    muted_s: tuple[int, int] = (0, 0)

    def on(self, second: float) -> Programme:
        """By what is known then."""
        now = EpochMs(NOON + int(second * 1000))
        held = tuple(one for one in self.held if one.received_at_ms <= now)
        begin_s, end_s = self.muted_s
        return programme(self.manifest, Alerts(held, begin_s <= second < end_s), now, VILLAGE)

    def heard(self, second: float) -> str:
        """What is heard, and how old that is."""
        return name_of(self.on(second).sound, second)

    def both(self, second: float) -> tuple[str, str]:
        """What is heard, and what is heard underneath."""
        on = self.on(second)
        return name_of(on.sound, second), name_of(on.under, second)


def name_of(sound: Sound, second: float) -> str:
    match sound:
        case PlayItem(item=item, began_at_ms=began_ms):
            return f"{item.id}+{(NOON + second * 1000 - began_ms) / 1000:g}"
        case PlayAlert(alert=warning, number=number):
            return f"{warning.id}#{number}"
        case Silence(reason=reason):
            return reason
    return ""


def slot_of(
    name: str, of_class: ClassName, start: str, minutes: int, rule: ResumeRule = "skip", **more: object
) -> Slot:
    plain = {"slot_class": of_class, "output": "sound", "start": start, "duration_min": minutes, "resume": rule}
    return slot(name, name, **(plain | more))


def manifest(*slots: Slot, filler: str | None = None, order: tuple[UnitId, ...] = ()) -> Manifest:
    return Manifest(
        unit_name="x", items=ITEMS, playlists=PLAYLISTS, slots=slots, filler_sound=filler, origin_order=order
    )


def flood(begin_s: int, end_s: int, name: str = "flood", **changes: object) -> HeldAlert:
    """Its rounds take 10 s, with 4 s between them; after three it is silent for 300 s."""
    return HeldAlert(alert(name, **changes), EpochMs(NOON + begin_s * 1000), EpochMs(NOON + end_s * 1000))


def higher_arrives(on: ClassName, arrives: ClassName, rule: ResumeRule) -> Day:
    """``on`` since 12:00 for ten minutes; ``arrives`` at 12:01 for a minute, an emergency or a mute-all for 25 s."""
    slots = [slot_of("x", on, "12:00", 10, rule)] if on in SLOTS else []
    slots += [slot_of("y", arrives, "12:01", 1)] if arrives in SLOTS else []
    held = [flood(ARRIVES_S, 85)] if arrives == "emergency" else []
    held += [flood(50, 600)] if on == "emergency" else []
    return Day(
        manifest(*slots, filler="x" if on == "filler" else None),
        tuple(held),
        (ARRIVES_S, 85) if arrives == "mute-all" else (0, 0),
    )


ABOVE = [(on, arrives) for on, arrives in product(ON, ON) if ON.index(arrives) < ON.index(on)]
BELOW = [(on, arrives) for on, arrives in product(ON, ON) if ON.index(arrives) > ON.index(on)]
FIRST: dict[ClassName, str] = {"emergency": "flood#1", "mute-all": "muted"}


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize(("on", "arrives"), ABOVE)
def test_the_higher_comes_in_as_its_row_says(on: ClassName, arrives: ClassName, rule: ResumeRule) -> None:
    day = higher_arrives(on, arrives, rule)
    was = "flood#1" if on == "emergency" else "x2+19.999"
    assert day.heard(59.999) == was
    if arrives == "priority":
        assert [day.heard(second) for second in (60, 89.999)] == ["x2+20", "x2+49.999"], "it lets the item finish"
        assert [day.heard(second) for second in (90, 119.999)] == ["y1+0", "y1+29.999"]
    else:
        assert day.heard(60) == FIRST.get(arrives, "y1+0")
        assert day.heard(83.999) == {"mute-all": "muted", "emergency": "flood#2"}.get(arrives, "y1+23.999")


BACK_AFTER_EMERGENCY = {"resume": "x2+20", "restart": "x2+0", "skip": "x2+44"}
BACK_AFTER_LIVE = {"resume": "x2+20", "restart": "x2+0", "skip": "x1+0"}


@pytest.mark.parametrize("of_slot", RULES)
@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("arrives", ["emergency", "live"])
def test_an_item_with_a_rule_of_its_own_comes_back_by_that(
    arrives: ClassName, rule: ResumeRule, of_slot: ResumeRule
) -> None:
    day = higher_arrives("scheduled", arrives, of_slot)
    one, another = (other for other in RULES if other != rule)
    x, *others = PLAYLISTS
    ruled = replace(day.manifest, playlists=(replace(x, resume_rules=(one, rule, another)), *others))
    assert [Day(ruled, day.held).heard(second) for second in (59.999, 60, 84, 120)] == [
        higher_arrives("scheduled", arrives, rule).heard(second) for second in (59.999, 60, 84, 120)
    ]


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize(("on", "arrives"), [pair for pair in ABOVE if pair[0] != "emergency"])
def test_what_was_interrupted_comes_back_as_the_row_of_the_other_says(
    on: ClassName, arrives: ClassName, rule: ResumeRule
) -> None:
    """By its own rule, with its next item, or where the time went on to; a filler has no rule, its time goes on."""
    day = higher_arrives(on, arrives, rule)
    own = "skip" if on == "filler" else rule
    match arrives:
        case "mute-all":
            assert day.heard(85) == "x2+45"
        case "emergency":
            assert day.heard(84) == BACK_AFTER_EMERGENCY[own]
        case "live":
            assert day.heard(120) == BACK_AFTER_LIVE[own]
        case "priority":
            assert day.heard(120) == "x3+0"
        case _:
            assert day.heard(120) == "x1+0"


def test_an_emergency_that_was_muted_goes_on_when_that_is_lifted() -> None:
    """Its rounds began at 50, 64 and 78 s; the next is the reminder at 388 s."""
    day = higher_arrives("emergency", "mute-all", "skip")
    assert [day.heard(second) for second in (59, 60, 84, 85)] == ["flood#1", "muted", "muted", "flood#3"]


def lower_arrives(on: ClassName, arrives: ClassName, rule: ResumeRule) -> Day:
    """``on`` until 12:02, an emergency until 88 s, a mute-all until 85 s; ``arrives`` at 12:01 for four minutes."""
    slots = [slot_of("x", on, "12:00", 2)] if on in SLOTS else []
    slots += [slot_of("y", arrives, "12:01", 4, rule)] if arrives in SLOTS else []
    held = [flood(50, 600)] if on == "emergency" else []
    held += [flood(ARRIVES_S, 600)] if arrives == "emergency" else []
    return Day(
        manifest(*slots, filler="y" if arrives == "filler" else None),
        tuple(held),
        (0, 85) if on == "mute-all" else (0, 0),
    )


OVER_AT_S: dict[ClassName, int] = {"mute-all": 85, "emergency": 88}
WHILE: dict[ClassName, tuple[str, str]] = {"mute-all": ("muted", "muted"), "emergency": ("between rounds", "flood#3")}


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize(("on", "arrives"), BELOW)
def test_the_lower_is_not_heard_before_the_higher_is_over(on: ClassName, arrives: ClassName, rule: ResumeRule) -> None:
    day, over_at_s = lower_arrives(on, arrives, rule), OVER_AT_S.get(on, 120)
    heard = (day.heard(60), day.heard(over_at_s - 0.001))
    assert heard == WHILE.get(on, ("x2+20", "x3+29.999"))


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize(("on", "arrives"), BELOW)
def test_then_what_waited_its_turn_begins_whole_and_what_has_its_time_is_where_its_rule_says(
    on: ClassName, arrives: ClassName, rule: ResumeRule
) -> None:
    day, over_at_s = lower_arrives(on, arrives, rule), OVER_AT_S.get(on, 120)
    time_went_on = {85: "y1+25", 88: "y1+28", 120: "y1+0"}[over_at_s]
    match on, arrives:
        case "mute-all", "emergency":
            assert (day.heard(85), day.heard(88)) == ("between rounds", "flood#3")
        case _, "filler":
            assert day.heard(over_at_s) == time_went_on
        case "mute-all", _:
            assert day.heard(85) == time_went_on
        case _, "live" | "priority":
            assert day.heard(over_at_s) == "y1+0"
        case "priority", "scheduled":
            assert day.heard(120) == "y1+0"
        case _:
            assert day.heard(over_at_s) == (time_went_on if rule == "skip" else "y1+0")


def of_one_class(of_class: ClassName, rule: ResumeRule, order: tuple[UnitId, ...]) -> Day:
    """Two slots of one class: x from 12:00 until 12:10, y from 12:01 until 12:03; the commune ordered their origins."""
    slots = (
        slot_of("x", of_class, "12:00", 10, rule, origin=X),
        slot_of("y", of_class, "12:01", 2, rule, origin=Y),
    )
    return Day(manifest(*slots, order=order))


@pytest.mark.parametrize("rule", RULES)
def test_of_two_live_announcements_the_commune_says_which_cuts_the_other(rule: ResumeRule) -> None:
    day = of_one_class("live", rule, (Y, X))
    assert [day.heard(second) for second in (59, 60, 179)] == ["x2+19", "y1+0", "y2+29"]
    assert day.heard(180) == {"resume": "x2+20", "restart": "x2+0", "skip": "x2+20"}[rule]
    waits = of_one_class("live", rule, (X, Y))
    assert [waits.heard(second) for second in (60, 179)] == ["x2+20", "x2+19"]


@pytest.mark.parametrize("rule", RULES)
def test_of_two_priority_bulletins_the_commune_says_which_comes_in_at_the_next_item(rule: ResumeRule) -> None:
    day = of_one_class("priority", rule, (Y, X))
    assert [day.heard(second) for second in (60, 89, 90, 179)] == ["x2+20", "x2+49", "y1+0", "y1+29"]
    assert day.heard(180) == "x3+0"
    waits = of_one_class("priority", rule, (X, Y))
    assert [waits.heard(second) for second in (60, 90, 179)] == ["x2+20", "x3+0", "x2+19"]


@pytest.mark.parametrize("rule", RULES)
def test_of_two_scheduled_programmes_the_communes_first_is_heard_at_its_time(rule: ResumeRule) -> None:
    day = of_one_class("scheduled", rule, (Y, X))
    assert [day.heard(second) for second in (59, 60, 179, 180)] == ["x2+19", "y1+0", "y2+29", "x2+20"]
    other = of_one_class("scheduled", rule, (X, Y))
    assert [other.heard(second) for second in (60, 179)] == ["x2+20", "x2+19"]


def test_a_second_announcement_waits_for_the_first_and_then_begins_with_its_first_word() -> None:
    slots = (
        slot_of("x", "live", "12:00", 2, origin=X),
        slot_of("y", "live", "12:01", 3, origin=Y),
    )
    day = Day(manifest(*slots, order=(X, Y)))
    assert [day.heard(second) for second in (119, 120, 149, 150)] == ["x3+29", "y1+0", "y1+29", "y2+0"]


@pytest.mark.parametrize("rule", RULES)
def test_an_alert_that_ends_while_another_is_said_leaves_the_other_its_rounds(rule: ResumeRule) -> None:
    """Crossing ends: the minor from 60 to 75 s, the major from 66 s to 90 s. What was cut comes back after both."""
    minor, major = flood(60, 75, "minor", level=1), flood(66, 91, "major", level=5)
    day = Day(manifest(slot_of("x", "scheduled", "12:00", 10, rule)), (minor, major))
    heard = [day.heard(second) for second in (60, 65.999, 66, 75, 76, 80, 89.999)]
    assert heard == ["minor#1", "minor#1", "major#1", "major#1", "between rounds", "major#2", "major#2"]
    assert day.heard(90) == {"resume": "x2+20", "restart": "x2+0", "skip": "x3+0"}[rule]


def test_of_two_alerts_the_cut_one_is_said_again_and_nothing_comes_between() -> None:
    minor, major = flood(60, 600, "minor", level=1), flood(66, 600, "major", level=5)
    day = Day(manifest(slot_of("x", "live", "12:00", 10)), (minor, major))
    heard = [day.heard(second) for second in range(60, 130)]
    assert heard[0] == "minor#1" and "major#1" in heard and heard.index("major#1") == 6
    assert heard[16] == "minor#1", "the round that was cut begins again"
    first_free = next(number for number, one in enumerate(heard) if one.startswith("x"))
    assert {"minor#3", "major#3"} <= set(heard[:first_free])


def test_a_live_announcement_keeps_to_the_windows() -> None:
    """From 11:50 on, but the loudspeakers are open from 12:00; then it begins with its first word."""
    day = Day(manifest(slot_of("x", "live", "11:50", 30)))
    assert [day.heard(second) for second in (-300, -0.001, 0, 40)] == ["idle", "idle", "x1+0", "x2+0"]


def test_a_priority_bulletin_that_waits_is_let_in_by_whatever_cuts_the_item_before() -> None:
    """It waits for the end of x2 at 90 s; the alert from 70 to 80 s ends x2 for now, and nothing is on after that."""
    slots = (slot_of("x", "scheduled", "12:00", 10, "resume"), slot_of("y", "priority", "12:01", 2))
    day = Day(manifest(*slots), (flood(70, 80),))
    assert [day.heard(second) for second in (69, 70, 80, 110)] == ["x2+29", "flood#1", "y1+0", "y2+0"]
    assert day.heard(170) == "x2+30", "which an emergency cut: it comes back by its own rule"


def test_no_lower_class_is_heard_in_the_pauses_of_a_higher_one() -> None:
    slots = (slot_of("x", "scheduled", "12:00", 10), slot_of("y", "priority", "12:01", 5))
    pauses = Playlist(id="y", item_ids=("y1", "y2"), gap_ms=5_000)
    plain = manifest(*slots)
    day = Day(Manifest(unit_name="x", items=ITEMS, playlists=(PLAYLISTS[0], pauses), slots=plain.slots))
    assert [day.heard(second) for second in (119, 120, 124, 125)] == ["y1+29", "between items", "between items", "y2+0"]


def said_over(of_class: ClassName, on: ClassName, rule: ResumeRule = "resume", over: Over = "duck") -> Day:
    slots = [slot_of("y", of_class, "12:01", 1, over=over)]
    slots += [slot_of("x", on, "12:00", 10, rule)] if on in SLOTS else []
    return Day(manifest(*slots, filler="x" if on == "filler" else None))


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("on", ["live", "priority", "scheduled", "filler"])
@pytest.mark.parametrize("of_class", SLOTS)
def test_what_is_said_over_others_leaves_what_is_on_as_it_is(
    of_class: ClassName, on: ClassName, rule: ResumeRule
) -> None:
    """It doesn't wait for the end of the item, and nothing has to come back. A higher class is never talked over."""
    day = said_over(of_class, on, rule)
    assert day.both(59.999) == ("x2+19.999", "")
    if ON.index(of_class) > ON.index(on):
        assert [day.both(second) for second in (60, 90, 120)] == [("x2+20", ""), ("x3+0", ""), ("x1+0", "")]
    else:
        assert [day.both(second) for second in (60, 89.999)] == [("y1+0", "x2+20"), ("y1+29.999", "x2+49.999")]
        assert [day.both(second) for second in (90, 120)] == [("y2+0", "x3+0"), ("x1+0", "")]


def test_until_is_the_earlier_of_what_is_said_and_what_goes_on_underneath() -> None:
    day = said_over("live", "scheduled")
    assert day.on(60).until_ms == NOON + 90_000, "both end there"
    assert day.on(95).until_ms == NOON + 120_000
    early = Day(manifest(slot_of("z", "live", "12:01", 1, over="duck"), slot_of("x", "scheduled", "12:00", 10)))
    assert early.both(60) == ("z1+0", "x2+20")
    assert early.on(60).until_ms == NOON + 90_000, "x2 ends before z1"
    assert (early.both(90), early.on(90).until_ms) == (("z1+30", "x3+0"), NOON + 105_000)


def test_between_two_items_said_over_it_the_music_stays_soft() -> None:
    pauses = Playlist(id="y", item_ids=("y1",), gap_ms=10_000)
    slots = (slot_of("x", "scheduled", "12:00", 10), slot_of("y", "live", "12:01", 2, over="duck"))
    day = Day(Manifest(unit_name="x", items=ITEMS, playlists=(PLAYLISTS[0], pauses), slots=slots))
    assert [day.both(second) for second in (90, 100)] == [("between items", "x3+0"), ("y1+0", "x3+10")]


@pytest.mark.parametrize("rule", RULES)
def test_an_emergency_cuts_what_is_said_over_others_and_what_is_underneath(rule: ResumeRule) -> None:
    slots = (slot_of("y", "live", "12:01", 2, rule, over="duck"), slot_of("x", "scheduled", "12:00", 10, rule))
    day = Day(manifest(*slots), (flood(70, 95),))
    assert day.both(69) == ("y1+9", "x2+29")
    assert day.both(70) == ("flood#1", "")
    back = {"resume": ("y1+10", "x2+30"), "restart": ("y1+0", "x2+0"), "skip": ("y2+4", "x3+4")}
    assert day.both(94) == back[rule]


def test_nobody_speaks_over_somebody_who_speaks_over_others() -> None:
    """The announcement of the lower class waits and comes back by its own rule; the music goes on under both."""
    slots = (
        slot_of("z", "scheduled", "12:00", 10, "resume", over="duck"),
        slot_of("y", "live", "12:01", 1, over="duck"),
        slot_of("x", "scheduled", "12:00", 10),
    )
    day = Day(manifest(*slots))
    assert [day.both(second) for second in (59, 60, 119)] == [("z1+14", "x2+19"), ("y1+0", "x2+20"), ("y2+29", "x3+29")]
    assert day.both(120) == ("z1+15", "x1+0")


def test_what_cuts_the_music_cuts_who_speaks_over_it() -> None:
    slots = (
        slot_of("z", "scheduled", "12:00", 10, "resume", over="duck"),
        slot_of("y", "live", "12:01", 1),
        slot_of("x", "scheduled", "12:00", 10, "resume"),
    )
    day = Day(manifest(*slots))
    assert [day.both(second) for second in (60, 120)] == [("y1+0", ""), ("z1+15", "x2+20")]


def test_a_live_programme_is_shown_at_once_too() -> None:
    shows = Manifest(
        unit_name="x",
        items=(picture("x1", 40_000), picture("x2", 50_000), picture("y1", 30_000)),
        playlists=(playlist("x", "x1", "x2"), playlist("y", "y1")),
        slots=(
            slot("x", "x", start="12:00", duration_min=10, resume="resume"),
            slot("y", "y", start="12:01", duration_min=1, slot_class="live"),
        ),
    )
    seen = [programme(shows, Alerts(), EpochMs(NOON + second * 1000), LED).screen for second in (59, 60, 119, 120)]
    assert [one.item.id for one in seen] == ["x2", "y1", "y1", "x2"]  # type: ignore[union-attr]
    assert seen[3].began_at_ms == NOON + 100_000  # type: ignore[union-attr]
