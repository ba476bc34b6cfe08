"""Who interrupts whom, in the samples that leave: from manifest and alerts to what is heard and what is recorded.

The programme is x1 (40 s), x2 (24 s), x3 (30 s) since 05:30; at 05:31, as x2 is 20 s old, something comes.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from agent.player.ports import Rendered, Rendering
from agent.speaker.voice import FADE_MS
from media.sound import ATTENTION_HIGH_HZ, ATTENTION_LOW_HZ, RATE_HZ, Samples, count_of, rms_dbfs
from protocol.manifest import Manifest
from protocol.timers import DUCK_DB, DUCK_DOWN_S, DUCK_UP_S
from tests.agent.speaker.material import Blobs, amplitude_at, sine
from tests.agent.speaker.village import Village, likeness, slot_of
from tests.protocol.makers import playlist

FADE_S = FADE_MS / 1000
RULES = ("resume", "restart", "skip")
ANNOUNCED_S = 8
MUSIC_HZ, SPEECH_HZ = 440.0, 2_000.0


@pytest.fixture
def village(tmp_path: Path) -> Village:
    """Its y1 takes 8 s, and y2 would not be over when their minute is."""
    made = Village(Blobs(tmp_path), 57)
    for name, seconds in (("x1", 40), ("x2", 24), ("x3", 30), ("y1", ANNOUNCED_S)):
        made.item(name, seconds)
    return made


def programme_of(village: Village, y_class: str = "", rule: str = "skip", over: str = "cut") -> None:
    slots = [slot_of("x", "scheduled", "05:30", resume=rule)]
    if y_class:
        long = village.items[-1]
        village.items.append(type(long)(id="y2", title="y2", duration_ms=55_000, blob=long.blob))
        slots.append(slot_of("y", y_class, "05:31", 1, over=over))
    playlists = (playlist("x", "x1", "x2", "x3"), playlist("y", "y1", "y2"))
    village.manifest = Manifest(
        unit_name="x", items=tuple(village.items), playlists=playlists[: len(slots)], slots=tuple(slots)
    )


def has_tone(heard: Samples) -> bool:
    return min(amplitude_at(heard, hertz) for hertz in (ATTENTION_LOW_HZ, ATTENTION_HIGH_HZ)) > 0.3


@pytest.mark.parametrize(("rule", "name", "of_s"), [("resume", "x2", 20), ("restart", "x2", 0), ("skip", "x3", 4)])
def test_a_live_announcement_cuts_in_and_the_programme_comes_back_by_its_rule(
    village: Village, rule: str, name: str, of_s: float
) -> None:
    programme_of(village, "live", rule)
    village.hear_until(71)
    assert village.plays("x2", 58, 59.9) == pytest.approx(18, abs=0.001)
    assert village.plays("y1", 60 + 2 * FADE_S, 67.9) == pytest.approx(FADE_S, abs=0.025)
    assert village.plays(name, 68.2, 70.9) - of_s == pytest.approx(0.2, abs=0.05)
    cut, whole = village.finished()[:2]
    assert cut == ("x2", 3_000, "item y1")
    assert whole == ("y1", pytest.approx(ANNOUNCED_S * 1000, abs=30), ""), "it caught up with the fade it waited for"


@pytest.mark.parametrize("rule", RULES)
def test_a_priority_bulletin_waits_for_the_end_of_the_item_and_then_the_next_comes(village: Village, rule: str) -> None:
    """x2 ends at 64 s; to the sample behind it y1, to the sample behind that x3."""
    programme_of(village, "priority", rule)
    village.hear_until(75)
    whole = np.concatenate([village.sounds["x2"][count_of(18_000) :], village.sounds["y1"], village.sounds["x3"]])
    heard = village.heard(58, 74.9)
    assert likeness(heard, whole[: len(heard)]) > 0.999
    assert [one[2] for one in village.finished()] == ["", ""]


@pytest.mark.parametrize(("rule", "name", "of_s"), [("resume", "x2", 20), ("restart", "x2", 0), ("skip", "x3", 2)])
def test_an_emergency_cuts_at_once_and_the_programme_comes_back_by_its_rule(
    village: Village, rule: str, name: str, of_s: float
) -> None:
    """Its round is planned for 6 s, and said to its end, which comes half a second later. What comes back in its middle
    then is where it is at other loudspeakers, what begins anew begins whole.
    """
    programme_of(village, rule=rule)
    village.flood("flood", 60, 66)
    village.hear_until(70)
    assert village.plays("x2", 58, 59.99) == pytest.approx(18, abs=0.001)
    assert has_tone(village.heard(60 + FADE_S, 63.9))
    village.plays("flood", 64.6, 66.4)
    late_s = 0.5 if rule == "restart" else 0.0
    assert village.plays(name, 67, 69.9) - of_s == pytest.approx(1.0 - late_s, abs=0.06)
    assert village.finished()[:2] == [("x2", 3_000, "alert flood"), ("flood", 6_500, "")]


def test_a_live_announcement_waits_behind_an_emergency_and_then_begins_with_its_first_word(village: Village) -> None:
    programme_of(village, "live", "resume")
    village.flood("flood", 58, 64)
    village.hear_until(75)
    assert has_tone(village.heard(60, 61.9))
    assert village.plays("y1", 64.6, 72.4) == pytest.approx(0.1, abs=0.05)
    assert village.plays("x2", 73, 74.9) == pytest.approx(19, abs=0.02), (
        "it was cut at 58 s, and is on again since 72 s"
    )


def test_an_emergency_cuts_a_live_announcement(village: Village) -> None:
    programme_of(village, "live")
    village.flood("flood", 63)
    village.hear_until(65)
    assert village.plays("y1", 60.1, 62.9) == pytest.approx(0.1 - FADE_S, abs=0.025)
    assert has_tone(village.heard(63 + FADE_S, 64.9))
    assert village.finished()[-1] == ("y1", 3_000 - FADE_MS, "alert flood")


def test_alerts_whose_ends_cross_are_both_said_and_the_programme_comes_back_after_both(village: Village) -> None:
    """The minor begins at 60 s, the major at 63 s; the minor ends while the major is said, the major at 70 s."""
    programme_of(village, rule="resume")
    village.flood("minor", 60, 65, level=1)
    village.flood("major", 63, 70, level=5)
    village.hear_until(75)
    assert has_tone(village.heard(60 + FADE_S, 62.9)) and has_tone(village.heard(63 + FADE_S, 66.9))
    village.plays("major", 67.6, 69.4)
    assert village.plays("x2", 70, 72.9) == pytest.approx(21, abs=0.02)
    names = [name for name, _, _ in village.finished()]
    assert names[:3] == ["x2", "minor", "major"]
    assert village.finished()[1][2] == "alert major"


def test_of_two_alerts_the_one_that_was_cut_is_said_again_whole(village: Village) -> None:
    programme_of(village)
    village.flood("minor", 60, level=1)
    village.flood("major", 62, level=5)
    village.hear_until(77)
    village.plays("major", 66.6, 68.4)
    assert has_tone(village.heard(68.6, 72.4))
    village.plays("minor", 73.1, 74.9)
    rendered = [one.of.alert.id for one in village.pole.told(Rendered) if hasattr(one.of, "alert")]  # type: ignore[union-attr]
    assert rendered == ["major", "minor"]


def test_an_alert_in_the_lead_in_of_a_bulletin_is_heard_whole_and_nothing_of_the_bulletin(tmp_path: Path) -> None:
    """The amplifier takes 800 ms; the alert comes 300 ms after the bulletin, and its tone waits the other 500 ms."""
    village = Village(Blobs(tmp_path), 59.98, warm_up_ms=800)
    village.item("y1", ANNOUNCED_S)
    programme_of(village, "scheduled")
    village.manifest = Manifest(
        unit_name="x",
        items=tuple(village.items),
        playlists=(playlist("y", "y1"),),
        slots=(slot_of("y", "scheduled", "05:31", resume="resume"),),
    )
    village.flood("flood", 60.3, 66.3)
    village.hear_until(72)
    assert not village.heard(60, 60.76).any()
    assert has_tone(village.heard(60.9, 64.7))
    village.plays("flood", 65.4, 67.1)
    assert village.plays("y1", 68, 71.9) == pytest.approx(2.0, abs=0.02), "it had been on for 0.3 s"
    assert [name for name, _, _ in village.finished()] == ["flood"], "of its silence nobody heard anything"
    assert [one.of.alert.id for one in village.pole.told(Rendered) if hasattr(one.of, "alert")] == ["flood"]  # type: ignore[union-attr]


def test_mute_all_cuts_everything_and_when_it_is_lifted_the_programme_is_where_its_time_is(village: Village) -> None:
    programme_of(village, "live", over="duck")
    village.flood("flood", 61)
    village.hear_until(60.5)
    for until_s in (61.5, 62.0):
        village.muted = True
        village.hear_until(until_s)
        assert not village.heard(until_s - 0.4, until_s).any()
    village.held.clear()
    village.muted = False
    village.hear_until(63.4)
    heard = village.heard(62.6, 63.4)
    piece = slice(count_of(2_600), count_of(3_400))
    assert likeness(heard, village.sounds["y1"][piece]) > 0.95
    assert {cut_by for _, _, cut_by in village.finished()} == {"silence muted"}
    assert len(village.finished()) == 2, "what was said and what was underneath"


def ducked(tmp_path: Path) -> Village:
    """Music of 440 Hz, and at 05:31 an announcement of 2 kHz over it for 8 s."""
    village = Village(Blobs(tmp_path), 57)
    village.item("x1", 90, sine(MUSIC_HZ, 90_000, 0.4))
    village.item("y1", ANNOUNCED_S, sine(SPEECH_HZ, ANNOUNCED_S * 1000, 0.3))
    programme_of(village, "live", over="duck")
    lists = (playlist("x", "x1"), playlist("y", "y1", "y2"))
    village.manifest = Manifest(
        unit_name="x", items=tuple(village.items), playlists=lists, slots=village.manifest.slots
    )
    return village


def envelope(heard: Samples, hertz: float) -> np.ndarray:
    """The amplitude of one frequency, each 25 ms."""
    size = RATE_HZ // 40
    return np.array([amplitude_at(heard[n : n + size], hertz) for n in range(0, len(heard) - size + 1, size)])


def ramp_s(levels: np.ndarray) -> float:
    """How long it takes between the first and the last twentieth of the way, made up to the whole of it."""
    low, high = levels.min(), levels.max()
    way = (levels - low) / (high - low)
    return float(np.count_nonzero((way > 0.05) & (way < 0.95)) / 40 / 0.9)


def test_under_an_announcement_the_music_is_15_db_softer_down_in_half_a_second_up_in_one_and_a_half(
    tmp_path: Path,
) -> None:
    village = ducked(tmp_path)
    village.hear_until(72)
    music = envelope(village.heard(58, 72), MUSIC_HZ)
    plateau_db = 20 * np.log10(
        np.median(music[count_of(3_000) // 1200 : count_of(9_500) // 1200]) / np.median(music[:60])
    )
    assert plateau_db == pytest.approx(-DUCK_DB, abs=0.5)
    assert ramp_s(music[: 40 * 6]) == pytest.approx(DUCK_DOWN_S, abs=0.06)
    assert ramp_s(music[40 * 6 :]) == pytest.approx(DUCK_UP_S, abs=0.06)
    assert int(np.argmax(music < 0.395)) / 40 == pytest.approx(2.0, abs=0.05), (
        "it begins to go down with the first word"
    )
    assert np.median(envelope(village.heard(60.1, 67.9), SPEECH_HZ)) == pytest.approx(0.3, rel=0.02)
    assert music[-1] == pytest.approx(0.4, rel=0.01)


def test_the_music_goes_on_without_a_hole_a_new_begin_or_a_click(tmp_path: Path) -> None:
    """Its phase never jumps: taken against one reference from before until after, it stays within a sample."""
    village = ducked(tmp_path)
    village.hear_until(72)
    times_s = np.arange(count_of(14_000)) / RATE_HZ
    against = village.heard(58, 72) * np.exp(-2j * np.pi * MUSIC_HZ * times_s)
    phases = np.angle(against.reshape(-1, RATE_HZ // 20).mean(axis=1))
    assert np.ptp(np.unwrap(phases)) < 2 * np.pi * MUSIC_HZ / RATE_HZ
    begun = [one.of.item.id for one in village.pole.told(Rendering)]  # type: ignore[union-attr]
    assert begun == ["x1", "y1"]
    assert village.finished() == [("y1", ANNOUNCED_S * 1000, "")]
    music_alone = np.concatenate([village.heard(58, 60), village.heard(68.1, 72)])
    assert np.abs(np.diff(music_alone[: count_of(2_000)])).max() < 0.4 * 2 * np.pi * MUSIC_HZ / RATE_HZ * 1.01
    assert np.abs(np.diff(music_alone[count_of(2_000) :])).max() < 0.4 * 2 * np.pi * MUSIC_HZ / RATE_HZ * 1.01


def test_the_record_says_of_both_how_long_and_how_loud_they_were(tmp_path: Path) -> None:
    village = ducked(tmp_path)
    village.hear_until(70)
    village.muted = True
    village.hear_until(70.2)
    said, music = (one for one in village.pole.events if type(one).__name__ == "Finished")
    assert village.finished() == [("y1", 8_000, ""), ("x1", 13_000, "silence muted")]
    assert said.evidence.rms_dbfs == pytest.approx(rms_dbfs(sine(SPEECH_HZ, 1_000, 0.3)), abs=0.2)  # type: ignore[union-attr]
    heard = village.heard(57, 60)
    assert music.evidence.rms_dbfs < rms_dbfs(heard) - 2, "most of the time it was soft"  # type: ignore[union-attr]


def test_the_next_item_underneath_follows_without_a_gap_and_is_soft_from_its_first_sample(village: Village) -> None:
    """x2 ends at 64 s, in the middle of the announcement."""
    village.sounds["y1"] = sine(30.0, ANNOUNCED_S * 1000, 0.1)
    village.items[-1] = type(village.items[-1])(
        id="y1", title="y1", duration_ms=8_000, blob=village.blobs.keep(village.sounds["y1"])
    )
    programme_of(village, "live", over="duck")
    village.hear_until(72)
    soft = 10 ** (-DUCK_DB / 20)
    under = np.concatenate([village.sounds["x2"][count_of(21_000) :], village.sounds["x3"]])[: count_of(6_000)] * soft
    heard = village.heard(61, 67)
    without = heard - village.sounds["y1"][count_of(1_000) : count_of(7_000)]
    assert likeness(heard, under + village.sounds["y1"][count_of(1_000) : count_of(7_000)]) > 0.99
    assert likeness(without, under) > 0.95
    assert village.plays("x3", 70, 71.9) == pytest.approx(6, abs=0.001)


def test_an_emergency_cuts_both_and_both_come_back_when_its_last_word_is_said(tmp_path: Path) -> None:
    """Its round is planned until 67 s and said until 67.5 s; the announcement would be on until 68 s."""
    village = ducked(tmp_path)
    village.flood("flood", 61, 67)
    village.hear_until(69)
    during = village.heard(61.1, 64.9)
    assert has_tone(during)
    assert amplitude_at(during, MUSIC_HZ) < 0.002 and amplitude_at(during, SPEECH_HZ) < 0.002
    assert sorted(village.finished()[:2]) == [("x1", 4_000, "alert flood"), ("y1", 1_000, "alert flood")]
    assert village.plays("flood", 65.6, 67.4) == pytest.approx(0.1, abs=0.06)
    both = village.heard(67.7, 67.9)
    assert amplitude_at(both, SPEECH_HZ) == pytest.approx(0.3, rel=0.02)
    assert amplitude_at(both, MUSIC_HZ) == pytest.approx(0.4 * 10 ** (-DUCK_DB / 20), rel=0.02)


def test_an_announcement_that_is_withdrawn_gives_the_music_back(tmp_path: Path) -> None:
    village = ducked(tmp_path)
    village.hear_until(63)
    village.manifest = Manifest(
        unit_name="x", items=(village.items[0],), playlists=(playlist("x", "x1"),), slots=village.manifest.slots[:1]
    )
    village.hear_until(66)
    assert amplitude_at(village.heard(63.1, 64), SPEECH_HZ) < 0.002
    assert amplitude_at(village.heard(65, 66), MUSIC_HZ) == pytest.approx(0.4, rel=0.01)
    assert [one[0] for one in village.finished()] == ["y1"]
