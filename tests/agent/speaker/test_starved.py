"""A card that had to do without samples while the machine stood still: it is opened anew, and all is in time again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from agent.player.ports import Event, Finished, Flawed, Rendering
from agent.speaker.player import SpeakerPlayer
from agent.speaker.portaudio import PortAudioSink
from agent.speaker.sounding import Playing
from media.sound import RATE_HZ
from protocol.ids import EpochMs
from protocol.programme_types import PlayAlert
from tests.agent.speaker.material import Blobs, Hum, alert, audio, scene, sine
from tests.agent.speaker.test_player import wall_clock
from tests.agent.speaker.test_restart import PROFILE, Card, cards, ones
from tests.servers.pulse import pulse_server
from tests.servers.waiting import wait_for

__all__ = ["cards"]
SINK = "loa"
STOOD_STILL_S = 0.6
PLAY = """
import sys, time
import numpy as np
from agent.speaker.outlet import Outlet
from agent.speaker.portaudio import PortAudioSink
from agent.speaker.sounding import Playing
asked = 0
def pull(frames, _heard_at_s):
    global asked
    asked += frames
    return np.full(frames, 0.1, np.float32)
outlet = Outlet(PortAudioSink(), pull, time.monotonic)
outlet.open()
for line in sys.stdin:
    print(outlet.check(), asked, flush=True)
outlet.close()
"""


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agent.speaker.line.WATCH_S", 0.05)


def test_a_real_card_says_so_once_and_is_fine_when_it_was_opened_anew(tmp_path: Path) -> None:
    with pulse_server(SINK) as pulse:
        environ = os.environ | pulse.environ(SINK) | {"PYTHONPATH": os.pathsep.join(sys.path)}
        pipe = subprocess.PIPE
        with subprocess.Popen([sys.executable, "-c", PLAY], env=environ, stdin=pipe, stdout=pipe, text=True) as child:
            assert child.stdin is not None and child.stdout is not None
            said, asked = child.stdout, child.stdin

            def state_and_frames() -> tuple[str, int]:
                asked.write("\n")
                asked.flush()
                state, frames = said.readline().split()
                return state, int(frames)

            def state() -> str:
                return state_and_frames()[0]

            wait_for(lambda: state_and_frames() > ("fine", RATE_HZ), "a card that plays")
            child.send_signal(signal.SIGSTOP)
            os.waitid(os.P_PID, child.pid, os.WSTOPPED)
            with pytest.raises(subprocess.TimeoutExpired):
                child.wait(STOOD_STILL_S)
            child.send_signal(signal.SIGCONT)
            wait_for(lambda: state() == "starved", "its word that it had to do without")
            assert [state() for _ in range(3)] == ["fine"] * 3
            asked.close()
            assert child.wait(10) == 0


@pytest.mark.parametrize("live", [False, True])
def test_one_that_is_given_little_is_left_alone(cards: Callable[..., Card], live: bool) -> None:
    card, sink = cards(silent_begin=False), PortAudioSink(live=live)
    sink.open(ones)
    card.starves = True
    heard = len(card.streams[-1].heard)
    wait_for(lambda: len(card.streams[-1].heard) > heard + 30, "that it was asked meanwhile")
    assert sink.starved is not live
    sink.close()


def starving(cards: Callable[..., Card], folder: Path, of: Callable[[Blobs, EpochMs], Playing]) -> list[Event]:
    """What is told when a card that plays this has to do without for a moment."""
    card, events = cards(silent_begin=False), list[Event]()
    player = SpeakerPlayer(PROFILE, Blobs(folder), events.append, wall_clock, own_voice=Hum(), sinks=[PortAudioSink()])
    player.start()
    player.present(scene(of(Blobs(folder), wall_clock()), wall_clock()))
    wait_for(lambda: told(events, Rendering), "its sound")
    card.starves = True
    wait_for(lambda: told(events, Flawed), "its fault")
    card.starves = False
    wait_for(lambda: len(card.streams[-1].heard) > 10, "sound again")
    player.stop()
    return events


def told(events: list[Event], kind: type) -> list[Event]:
    return [event for event in events if isinstance(event, kind)]


def test_an_item_goes_on_where_it_should_be_and_its_record_has_both_parts(
    cards: Callable[..., Card], tmp_path: Path
) -> None:
    events = starving(cards, tmp_path, lambda blobs, now_ms: audio(blobs, sine(440, 20_000), now_ms))
    assert {one.code for one in told(events, Flawed) if isinstance(one, Flawed)} == {"starved"}
    first = told(events, Finished)[0]
    assert isinstance(first, Finished) and first.cut_by == "starved"
    assert len(told(events, Rendering)) >= 2


def test_a_warning_goes_on_with_its_words(cards: Callable[..., Card], tmp_path: Path) -> None:
    events = starving(cards, tmp_path, lambda _, now_ms: PlayAlert(alert(), 1, now_ms))
    assert told(events, Flawed)
    assert [one.cut_by for one in told(events, Finished) if isinstance(one, Finished)] in ([], ["stop"])
