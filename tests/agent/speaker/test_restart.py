"""A card that holds samples: what must be heard at once is, and what nobody heard is not counted.

The card is a stand-in for PortAudio's stream with the two ways in which real ones begin: by asking for all they can
hold at once (ALSA's plugin for PulseAudio, tried for real in ``bench/speaker``), or with a buffer of silence (cards
that PortAudio maps into memory, of which there is none here).
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from agent.player.ports import Event, Finished, Rendering
from agent.speaker import portaudio, sound_cards
from agent.speaker.card_stream import RELAXED, TIGHT, Manner
from agent.speaker.player import SpeakerPlayer
from agent.speaker.portaudio import HUNG_AFTER_S, PortAudioSink
from firmware_profiles import Profile, SoundProfile
from media.sound import RATE_HZ, Samples
from protocol.programme_types import PlayAlert, Silence
from tests.agent.speaker.material import Blobs, Hum, alert, amplitude_at, audio, scene, sine
from tests.agent.speaker.test_player import wall_clock
from tests.servers.waiting import wait_for

PROFILE = Profile(name="a-horn", title_vi="Loa", title_en="Horn", sound=SoundProfile())


class PortAudioError(Exception):
    """As sounddevice has it."""


class Card:
    """What the module ``sounddevice`` is asked for, with one card in it."""

    PortAudioError = PortAudioError

    def __init__(self, *, silent_begin: bool) -> None:
        self.silent_begin = silent_begin
        self.streams: list[Stream] = []
        self.hangs = threading.Event()
        self.refuses = False
        self.starves = False

    def OutputStream(self, **wanted: Any) -> Stream:  # noqa: N802
        self.streams.append(Stream(self, **wanted))
        return self.streams[-1]

    def _terminate(self) -> None: ...

    def _initialize(self) -> None: ...


class Stream:
    """Plays in real time; ``heard`` is what was heard, and what was thrown away is not in it."""

    def __init__(self, card: Card, *, callback: Callable[..., None], blocksize: int, latency: float, **_: Any) -> None:
        self._card, self._callback = card, callback
        self.blocksize, self.latency = blocksize, latency
        self.heard: list[Samples] = []
        self.aborted = 0
        self._held: list[Samples] = []
        self._running = False
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Stream:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.abort()

    def start(self) -> None:
        if self._card.refuses:
            raise PortAudioError("device unavailable")
        self._running = True
        self._thread = threading.Thread(target=self._play, daemon=True)
        self._thread.start()

    def abort(self) -> None:
        if self._card.hangs.is_set():
            threading.Event().wait()
        self.aborted += 1
        self._running = False
        if self._thread is not None:
            self._thread.join()
        self._held.clear()

    close = abort

    def _play(self) -> None:
        blocks = round(self.latency * RATE_HZ / self.blocksize)
        if self._card.silent_begin:
            self._held = [np.zeros(self.blocksize, np.float32)] * blocks
        else:
            for _ in range(blocks):
                self._ask()
        due_s = time.monotonic()
        while self._running:
            due_s += self.blocksize / RATE_HZ
            time.sleep(max(0.0, due_s - time.monotonic()))
            self.heard.append(self._held.pop(0))
            self._ask()

    def _ask(self) -> None:
        out = np.zeros((self.blocksize, 1), np.float32)
        ahead_s = len(self._held) * self.blocksize / RATE_HZ
        when = SimpleNamespace(outputBufferDacTime=ahead_s, currentTime=0.0)
        status = SimpleNamespace(output_underflow=self._card.starves)
        self._callback(out, self.blocksize, when, status)
        self._held.append(out[:, 0].copy())


@pytest.fixture
def cards(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Card]]:
    def plugged(**how: bool) -> Card:
        card = Card(**how)
        monkeypatch.setattr(portaudio, "library", lambda _refusal: card)
        return card

    yield plugged
    sound_cards._open.clear()


def ones(frames: int, _heard_at_s: float) -> Samples:
    return np.ones(frames, np.float32)


@pytest.mark.parametrize(("silent_begin", "manner"), [(False, RELAXED), (True, TIGHT)])
def test_a_card_is_given_much_unless_it_begins_with_silence(
    cards: Callable[..., Card], silent_begin: bool, manner: Manner
) -> None:
    card, sink = cards(silent_begin=silent_begin), PortAudioSink()
    sink.open(ones)
    assert (card.streams[-1].latency, card.streams[-1].blocksize) == manner
    sink.close()


def test_a_card_through_which_something_live_is_heard_is_given_little(cards: Callable[..., Card]) -> None:
    card, sink = cards(silent_begin=False), PortAudioSink(live=True)
    sink.open(ones)
    assert (card.streams[-1].latency, card.streams[-1].blocksize) == TIGHT
    sink.close()


def test_a_restart_throws_away_what_was_not_heard_and_says_so(cards: Callable[..., Card]) -> None:
    card, sink = cards(silent_begin=False), PortAudioSink()
    level, thrown = np.float32(0.25), list[bool]()
    sink.open(lambda frames, _: np.full(frames, level, np.float32))
    stream = card.streams[-1]
    wait_for(lambda: len(stream.heard) > 3, "the first sound")
    before = len(stream.heard)

    def meanwhile(thrown_away: bool) -> None:
        nonlocal level
        thrown.append(thrown_away)
        level = np.float32(0.5)

    sink.restart(meanwhile)
    wait_for(lambda: len(stream.heard) > before + 6, "the second sound")
    sink.close()
    levels = [float(block[0]) for block in stream.heard]
    assert thrown == [True]
    assert levels.index(0.5) <= before + 1 and set(levels[levels.index(0.5) :]) == {0.5}


def test_a_card_that_begins_with_silence_goes_on_without_a_hole(cards: Callable[..., Card]) -> None:
    card, sink, thrown = cards(silent_begin=True), PortAudioSink(), list[bool]()
    sink.open(ones)
    sink.restart(thrown.append)
    assert thrown == [False] and card.streams[-1].aborted == 0
    sink.close()


def test_a_card_at_rest_is_asked_for_nothing_and_begins_when_woken(cards: Callable[..., Card]) -> None:
    card, sink = cards(silent_begin=False), PortAudioSink()
    asked: list[float] = []
    sink.open(lambda frames, at_s: asked.append(at_s) or ones(frames, at_s))  # type: ignore[func-returns-value]
    sink.rest()
    at_rest = len(asked)
    assert not sink.lost
    thrown: list[bool] = []
    sink.restart(thrown.append)
    wait_for(lambda: len(asked) > at_rest, "samples asked for")
    assert thrown == [False]
    sink.rest()
    sink.wake()
    wait_for(lambda: len(card.streams[-1].heard) > 2, "sound")
    sink.close()


def test_a_card_that_refuses_to_begin_again_is_lost(cards: Callable[..., Card]) -> None:
    card, sink = cards(silent_begin=False), PortAudioSink()
    sink.open(ones)
    sink.rest()
    card.refuses = True
    sink.wake()
    assert sink.lost
    sink.close()


def test_a_card_that_hangs_is_lost_and_nobody_waits_for_it(
    cards: Callable[..., Card], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(portaudio, "HUNG_AFTER_S", 0.1)
    card, sink, begun = cards(silent_begin=False), PortAudioSink(), list[bool]()
    sink.open(ones)
    card.hangs.set()
    began_s = time.monotonic()
    sink.restart(begun.append)
    sink.close()
    assert len(begun) == 1
    assert time.monotonic() - began_s < HUNG_AFTER_S


@pytest.mark.parametrize("cut_by", ["alert", "mute"])
def test_what_was_cut_in_the_card_is_not_counted_as_played(
    cards: Callable[..., Card], tmp_path: Path, cut_by: str
) -> None:
    card, events = cards(silent_begin=False), list[Event]()
    blobs, sink = Blobs(tmp_path), PortAudioSink()
    player = SpeakerPlayer(PROFILE, blobs, events.append, wall_clock, own_voice=Hum(), sinks=[sink])
    player.start()
    song = audio(blobs, sine(440, 20_000), wall_clock())
    player.present(scene(song, wall_clock()))
    wait_for(lambda: [one for one in events if isinstance(one, Rendering)], "the song")
    stream = card.streams[-1]
    begin = len(stream.heard)
    wait_for(lambda: len(stream.heard) > begin + 10, "some of it")
    cut = PlayAlert(alert(), 1, wall_clock()) if cut_by == "alert" else Silence("muted")
    player.present(scene(cut, wall_clock()))
    finished = wait_for(lambda: [one for one in events if isinstance(one, Finished)], "the cut")[0]
    after = len(stream.heard)
    wait_for(lambda: cut_by == "mute" or len(stream.heard) > after + 8, "the tone")
    player.stop()
    heard = np.concatenate(stream.heard)
    sung = _length_ms(heard, by_a_tone=cut_by == "alert")
    assert isinstance(finished, Finished)
    assert finished.lasted_ms == pytest.approx(sung, abs=60)
    assert finished.evidence is not None and finished.evidence.played_ms == finished.lasted_ms


def test_of_two_that_were_cut_in_the_card_neither_counts_what_nobody_heard(
    cards: Callable[..., Card], tmp_path: Path
) -> None:
    """Music of 440 Hz goes on under an announcement of 2 kHz; a mute-all cuts both in the card."""
    card, events = cards(silent_begin=False), list[Event]()
    blobs, sink = Blobs(tmp_path), PortAudioSink()
    player = SpeakerPlayer(PROFILE, blobs, events.append, wall_clock, own_voice=Hum(), sinks=[sink])
    player.start()
    music = audio(blobs, sine(440, 20_000, 0.4), wall_clock(), "music")
    player.present(scene(music, wall_clock()))
    wait_for(lambda: [one for one in events if isinstance(one, Rendering)], "the music")
    said = audio(blobs, sine(2_000, 20_000, 0.3), wall_clock(), "said")
    player.present(replace(scene(said, wall_clock()), under=music))
    wait_for(lambda: len([one for one in events if isinstance(one, Rendering)]) == 2, "the announcement")
    stream = card.streams[-1]
    begin = len(stream.heard)
    wait_for(lambda: len(stream.heard) > begin + 10, "some of both")
    player.present(scene(Silence("muted"), wall_clock()))
    wait_for(lambda: len([one for one in events if isinstance(one, Finished)]) == 2, "both ends")
    player.stop()
    heard = np.concatenate(stream.heard)
    loud = np.flatnonzero(np.abs(heard) > 1e-4)
    spoken = [at for at in range(loud[0], loud[-1], 240) if amplitude_at(heard[at : at + 480], 2_000.0) > 0.2]
    lasted = {one.of.item.id: one.lasted_ms for one in events if isinstance(one, Finished)}  # type: ignore[union-attr]
    assert lasted["music"] == pytest.approx(1000 * (loud[-1] - loud[0]) / RATE_HZ, abs=60)
    assert lasted["said"] == pytest.approx(1000 * (loud[-1] - spoken[0]) / RATE_HZ, abs=80)


def _length_ms(heard: Samples, *, by_a_tone: bool) -> float:
    """How long the song was heard: to where the tone is louder than it ever was, or to silence."""
    loud = np.flatnonzero(np.abs(heard) > 1e-4)
    tone = np.flatnonzero(np.abs(heard) > 0.52)
    last = tone[0] if by_a_tone else loud[-1]
    return float(1000 * (last - loud[0]) / RATE_HZ)
