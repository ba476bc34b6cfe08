"""A commune's whole day through the real player, programme, decoders and mixer, far faster than it passes: each item is
a note of its own, and the order and the silences are read from the samples.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from itertools import groupby, pairwise, repeat
from typing import NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from agent.player.player import Content, Player
from agent.player.ports import Finished, SoundScene
from agent.speaker.sounds import Opener, opener_of
from media.sound import RATE_HZ, Samples, count_of, joined
from protocol.alert import Alert
from protocol.documents import Desired, Window
from protocol.ids import EpochMs
from protocol.intake import Now
from protocol.manifest import AudioItem, BulletinItem, Manifest, Playlist, Slot, StreamItem
from protocol.programme_types import Alerts, Board, HeldAlert, PlayAlert, PlayItem
from tests.agent.speaker.material import Blobs, Hum, Pole, alert, sine, speech

pytestmark = pytest.mark.long

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
DAY = date(2026, 11, 23)
NOTES = {
    "filler": 300.0,
    "relay": 450.0,
    "notice": 600.0,
    "news": 750.0,
    "priority": 1_100.0,
    "alert": 854.0,
    "voice": Hum.HERTZ,
}
LOOK_MS = 500
PERIODS = 2 * np.pi * np.outer(list(NOTES.values()), np.arange(count_of(LOOK_MS)) / RATE_HZ)
COSINES, SINES = np.cos(PERIODS).astype(np.float32), np.sin(PERIODS).astype(np.float32)
STEP_MS, IDLE_MS = 40, 1_000
SILENT, GAP = "", "gap"
GAP_MS = 2_000
AUDIBLE = 0.1


def at(clock: str) -> EpochMs:
    """A moment of the day, as ``05:30:00``."""
    return EpochMs(int(datetime.fromisoformat(f"{DAY.isoformat()}T{clock}").replace(tzinfo=HERE).timestamp() * 1000))


class Stretch(NamedTuple):
    """What sounded, and from when to when, in milliseconds of the wall clock."""

    what: str
    begin_ms: int
    end_ms: int


class Day(Pole):
    """A pole that stands there from ``begin``; a speaker to the player. What was heard is kept as notes."""

    def __init__(self, blobs: Blobs, begin: EpochMs) -> None:
        super().__init__(lambda play, scene: _opener(play, scene, blobs))
        self.frames = (begin - self.now_ms) * RATE_HZ // 1000
        self.begin_ms = begin
        self.notes: list[str] = []
        self._pending: list[Samples] = []

    def start(self) -> None: ...

    def stop(self) -> None: ...

    def levels_dbfs(self) -> list[float]:
        return []

    def present(self, scene: SoundScene) -> None:
        self.take(scene)

    def pass_until(self, moment: EpochMs) -> None:
        """Hear what is heard until then, in long steps while nothing sounds."""
        while self.now_ms < moment:
            is_idle = self.mixer.idle and self.zone.silent
            self._listen(self.pull(min(IDLE_MS if is_idle else STEP_MS, moment - self.now_ms)))

    def stretches(self) -> list[Stretch]:
        """What sounded one after the other, silence too."""
        at_ms, found = int(self.begin_ms), []
        for what, group in groupby(self.notes):
            length_ms = len(list(group)) * LOOK_MS
            found.append(Stretch(what, at_ms, at_ms + length_ms))
            at_ms += length_ms
        return found

    def _listen(self, samples: Samples) -> None:
        self._pending.append(samples)
        if sum(map(len, self._pending)) >= count_of(LOOK_MS):
            heard = joined(self._pending)
            whole = len(heard) // count_of(LOOK_MS) * count_of(LOOK_MS)
            self.notes += map(_note_in, np.split(heard[:whole], whole // count_of(LOOK_MS)))
            self._pending = [heard[whole:]]


def _opener(play: PlayItem | PlayAlert, scene: SoundScene, blobs: Blobs) -> Opener:
    """The station is a note without end here; how it is relayed is tried in :mod:`tests.agent.speaker.relay`."""
    if isinstance(play, PlayItem) and isinstance(play.item, StreamItem):
        return lambda _ahead: repeat(sine(NOTES["relay"], 1_000))
    return opener_of(play, scene, blobs, Hum())


def _note_in(heard: Samples) -> str:
    """The loudest note, where there is sound in the middle of it."""
    if not np.any(heard):
        return SILENT
    amplitudes = 2 * np.hypot(COSINES @ heard, SINES @ heard) / len(heard)
    return list(NOTES)[int(np.argmax(amplitudes))] if amplitudes.max() > AUDIBLE else SILENT


def programme_of(blobs: Blobs) -> Manifest:
    """The two sessions a day, a priority bulletin after the morning's, and music in what is left of the windows."""
    relay = StreamItem(id="relay", title="Tiếp âm", duration_ms=238_000, url="http://radio.example.vn/live")
    music = AudioItem(id="filler", title="Nhạc", duration_ms=60_000, blob=blobs.keep(sine(NOTES["filler"], 60_000)))
    spoken = [
        BulletinItem(id=name, title=name, speech=(speech(blobs, sine(NOTES[name], length_ms)),))
        for name, length_ms in (("notice", 58_000), ("news", 58_000), ("priority", 60_000))
    ]
    return Manifest(
        unit_name="Xã Tân Khai",
        items=(relay, music, *spoken),
        playlists=(
            Playlist(id="session", item_ids=("relay", "notice", "news"), gap_ms=GAP_MS),
            Playlist(id="first", item_ids=("priority",)),
            Playlist(id="music", item_ids=("filler",)),
        ),
        slots=(
            _slot("morning", "session", "05:30", 6),
            _slot("urgent", "first", "05:36", 1, "priority"),
            _slot("evening", "session", "17:00", 6),
        ),
        filler_sound="music",
    )


def _slot(name: str, playlist: str, start: str, minutes: int, slot_class: str = "scheduled") -> Slot:
    return Slot(
        id=name,
        title=name,
        slot_class="priority" if slot_class == "priority" else "scheduled",
        output="sound",
        playlist_id=playlist,
        first_date=DAY,
        start=start,
        duration_min=minutes,
    )


WINDOWS = (Window(start="05:25", minutes=20), Window(start="16:55", minutes=20))
NOON, FLOOD = alert(name="noon"), alert(name="flood")
ALERTS = ((NOON, "11:30:00", "11:31:00"), (FLOOD, "17:03:00", "17:04:30"))


def alerts_at(now_ms: EpochMs) -> Alerts:
    """Those that have come; each is lifted at its moment."""
    return Alerts(tuple(_held(one, at(came), at(lifted), now_ms) for one, came, lifted in ALERTS if at(came) <= now_ms))


def _held(one: Alert, came: EpochMs, lifted: EpochMs, now_ms: EpochMs) -> HeldAlert:
    return HeldAlert(one, came, lifted if lifted <= now_ms else None)


def changes() -> Iterator[EpochMs]:
    """When an alert comes or goes: what the device is told, and can't foresee."""
    yield from sorted(at(moment) for _, came, lifted in ALERTS for moment in (came, lifted))


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Day:
    blobs = Blobs(tmp_path_factory.mktemp("day"))
    manifest, pole = programme_of(blobs), Day(blobs, at("05:20:00"))
    board = Board(0, 0, has_sound=True)
    player = Player(board, None, pole)
    desired = Desired(unit_name="Xã Tân Khai", areas=(), sound_windows=WINDOWS, volume_percent=100)
    while pole.now_ms < at("17:20:00"):
        now = Now(pole.now_ms, "trusted")
        decided = player.present(Content(manifest, alerts_at(pole.now_ms), desired), now)
        told = min((one for one in changes() if one > pole.now_ms), default=decided.until_ms)
        pole.pass_until(min(decided.until_ms, told))
    return pole


def during(day: Day, begin: str, end: str) -> list[Stretch]:
    """What was heard then. What stands in the gaps of a playlist, silence or music, is the programme's to say."""
    return [
        one._replace(what=GAP) if one.end_ms - one.begin_ms == GAP_MS and one.what in (SILENT, "filler") else one
        for one in day.stretches()
        if one.begin_ms < at(end) and one.end_ms > at(begin)
    ]


MORNING = (
    (SILENT, "05:20:00"),
    ("filler", "05:25:00"),
    ("relay", "05:30:00"),
    (GAP, "05:33:58"),
    ("notice", "05:34:00"),
    (GAP, "05:34:58"),
    ("news", "05:35:00"),
    (GAP, "05:35:58"),
    ("priority", "05:36:00"),
    ("filler", "05:37:00"),
    (SILENT, "05:45:00"),
)


def test_the_morning_is_the_timetables_to_the_half_second(day: Day) -> None:
    heard = during(day, "05:20:00", "11:29:00")
    assert [one.what for one in heard] == [what for what, _ in MORNING]
    off_ms = [one.begin_ms - at(moment) for one, (_, moment) in zip(heard, MORNING, strict=True)]
    assert max(map(abs, off_ms)) <= LOOK_MS


def test_in_the_quiet_hours_nothing_is_heard_but_an_alert(day: Day) -> None:
    heard = during(day, "05:46:00", "16:54:00")
    assert {one.what for one in heard} == {SILENT, "alert", "voice"}
    loud = [one for one in heard if one.what != SILENT]
    assert abs(loud[0].begin_ms - at("11:30:00")) <= LOOK_MS
    assert loud[-1].end_ms <= at("11:31:00") + LOOK_MS
    assert [one.what for one in loud][:2] == ["alert", "voice"]


EVENING = ("filler", "relay", "alert", "voice", "alert", "voice", "alert", "voice", "relay", "notice", "news", "filler")
"""An alert is said three times, then nothing of it until it is said again after some minutes."""


def test_an_alert_cuts_the_evening_and_what_follows_keeps_its_order(day: Day) -> None:
    heard = [one for one in during(day, "16:54:00", "17:20:00") if one.what not in (SILENT, GAP)]
    assert tuple(one.what for one in heard) == EVENING
    cut, rounds, resumed = heard[1], heard[2:8], heard[8]
    assert abs(cut.end_ms - at("17:03:00")) <= LOOK_MS
    assert all(after.begin_ms - before.end_ms <= 6_000 for before, after in pairwise([*rounds, resumed]))
    ends = {one.what: one.end_ms for one in heard}
    assert abs(ends["relay"] - at("17:03:58")) <= LOOK_MS and abs(ends["news"] - at("17:05:58")) <= LOOK_MS
    assert abs(ends["filler"] - at("17:15:00")) <= LOOK_MS


def test_the_play_record_says_the_same(day: Day) -> None:
    played = [
        event.of.item.id
        for event in day.events
        if isinstance(event, Finished) and isinstance(event.of, PlayItem) and event.of.item.id != "filler"
    ]
    assert played == ["relay", "notice", "news", "priority", "relay", "relay", "notice", "news"]
