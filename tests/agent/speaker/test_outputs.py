"""Several outputs of one speaker: each plays all of it, is lost by itself, comes back by itself, and nobody waits."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from agent.player.ports import Event, Failed, Finished, Rendering
from agent.speaker import outlet
from agent.speaker.player import SpeakerPlayer
from agent.speaker.sink import Meanwhile
from firmware_profiles import Profile, SoundProfile
from media.sound import RATE_HZ, Samples, count_of
from protocol.errors import Unavailable
from protocol.programme_types import Silence
from protocol.words import Words
from tests.agent.speaker.material import Blobs, Hum, amplitude_at, audio, scene, sine
from tests.agent.speaker.test_player import wall_clock
from tests.servers.waiting import wait_for

PROFILE = Profile(name="two-horns", title_vi="Hai loa", title_en="Two horns", sound=SoundProfile())
SONG_HZ = 440.0


class Card:
    """A sound card that keeps what it plays. Unplugged, it takes nothing; jammed, closing it takes for ever."""

    latency_ms = 0.0

    def __init__(self, name: str, *, plugged: bool = True) -> None:
        self.name = name
        self.plugged = plugged
        self.attempts = 0
        self.jam = threading.Event()
        self.jam.set()
        self.jammed = False
        self._played: list[Samples] = []
        self._running = threading.Event()

    @property
    def lost(self) -> bool:
        return not self.plugged

    starved = False

    def restart(self, meanwhile: Meanwhile) -> None:
        meanwhile(False)

    def wake(self) -> None: ...

    def rest(self) -> None: ...

    def open(self, pull: Callable[[int, float], Samples]) -> None:
        self.attempts += 1
        if not self.plugged:
            raise Unavailable(Words("không có", f"{self.name} is not there"), Words("cắm lại", "plug it in"))
        self._running.set()
        threading.Thread(target=self._pull, args=(pull,), daemon=True).start()

    def close(self) -> None:
        self._running.clear()
        self.jammed = not self.jam.is_set()
        self.jam.wait(20)

    def _pull(self, pull: Callable[[int, float], Samples]) -> None:
        while self._running.is_set() and self.plugged:
            self._played.append(pull(RATE_HZ // 50, time.monotonic()))
            threading.Event().wait(0.02)

    @property
    def frames(self) -> int:
        return sum(map(len, self._played))

    def heard(self, duration_ms: int) -> Samples:
        """What it plays from now on, of that length."""
        begin = self.frames
        wait_for(lambda: self.frames >= begin + count_of(duration_ms), f"sound of {self.name}")
        return np.concatenate(self._played)[begin:]


class Yard:
    """A speaker with two cards."""

    def __init__(self, folder: Path, *cards: Card) -> None:
        self.blobs = Blobs(folder)
        self.events: list[Event] = []
        self.player = SpeakerPlayer(PROFILE, self.blobs, self.events.append, wall_clock, own_voice=Hum(), sinks=cards)

    def sing(self) -> None:
        self.player.present(scene(audio(self.blobs, sine(SONG_HZ, 60_000), wall_clock()), wall_clock()))
        wait_for(lambda: self.told(Rendering), "the song")

    def told(self, kind: type) -> list[Event]:
        return [event for event in self.events if isinstance(event, kind)]

    def lost(self) -> list[str]:
        return [event.detail for event in self.events if isinstance(event, Failed) and event.code == "output-lost"]


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outlet, "RETAKE_S", 0.1)
    monkeypatch.setattr("agent.speaker.line.WATCH_S", 0.05)


def sings(card: Card) -> bool:
    return amplitude_at(card.heard(200), SONG_HZ) > 0.4


def test_both_play_all_of_it_and_it_is_told_once(tmp_path: Path) -> None:
    hall, yard = Card("hall"), Card("yard")
    both = Yard(tmp_path, hall, yard)
    both.player.start()
    both.sing()
    wait_for(lambda: sings(hall) and sings(yard), "the song on both")
    both.player.stop()
    assert (len(both.told(Rendering)), len(both.told(Finished)), both.lost()) == (1, 1, [])


@pytest.mark.parametrize("gone", [0, 1])
def test_one_that_is_lost_is_a_fault_the_other_plays_on_and_it_comes_back(tmp_path: Path, gone: int) -> None:
    cards = [Card("hall"), Card("yard")]
    both = Yard(tmp_path, *cards)
    both.player.start()
    both.sing()
    cards[gone].plugged = False
    wait_for(both.lost, "the loss")
    assert sings(cards[1 - gone])
    wait_for(lambda: cards[gone].attempts >= 3, "attempts in vain")
    cards[gone].plugged = True
    wait_for(lambda: sings(cards[gone]), "the song on it again")
    assert sings(cards[1 - gone])
    both.player.stop()
    assert len(both.lost()) == 1 and cards[gone].name in both.lost()[0]


def test_one_that_is_missing_at_the_start_is_a_fault_and_taken_when_it_comes(tmp_path: Path) -> None:
    hall, yard = Card("hall", plugged=False), Card("yard")
    both = Yard(tmp_path, hall, yard)
    both.player.start()
    both.sing()
    assert sings(yard)
    assert len(both.lost()) == 1 and "hall is not there" in both.lost()[0]
    hall.plugged = True
    wait_for(lambda: sings(hall), "the song on it")
    both.player.stop()


def test_with_not_one_output_starting_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="hall is not there"):
        Yard(tmp_path, Card("hall", plugged=False), Card("yard", plugged=False)).player.start()


def test_one_that_hangs_keeps_nobody_waiting(tmp_path: Path) -> None:
    hall, yard = Card("hall"), Card("yard")
    both = Yard(tmp_path, hall, yard)
    both.player.start()
    both.sing()
    hall.jam.clear()
    hall.plugged = False
    wait_for(lambda: hall.jammed, "the jam")
    both.player.present(scene(Silence("muted"), wall_clock()))
    wait_for(lambda: not yard.heard(60).any(), "silence on the other")
    both.player.present(scene(audio(both.blobs, sine(SONG_HZ, 60_000), wall_clock()), wall_clock()))
    wait_for(lambda: sings(yard), "the song on the other")
    hall.jam.set()
    both.player.stop()
