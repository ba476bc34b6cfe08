"""How long from a warning's publication until its tone is heard in place of the music."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from statistics import median, quantiles

from bench.measuring import Goal, Row, Section
from bench.screen.board import Board
from bench.screen.content import warning
from bench.screen.pace import PACE
from bench.speaker.click import written_to_heard_ms
from bench.speaker.cluster import agent, cluster, is_to_play
from bench.speaker.ear import Ear, ear
from bench.speaker.floors import bare_callback, pygame_mixer
from bench.speaker.levels import levels, taken_over_s
from bench.speaker.material import LOUD, MUSIC_HZ, file_of, item, music, playing
from protocol.documents import AlertSet
from tests.agent.province import UNIT
from tests.agent.run.ground import ALERTS
from tests.servers.child import Child
from tests.servers.pulse import Pulse, pulse_server
from tests.servers.waiting import wait_for

SINK = "loa"
MUSIC_MS = 120_000
BEFORE_S, WITHIN_S, BACK_WITHIN_S = 0.1, 0.7, 20.0
STEADY_S = 0.5
FLOORS = min(PACE.alerts, 20)
ABOUT = (
    f"{PACE.alerts} signed alerts, each published on a real Mosquitto while `rao agent run` on the model of a cluster "
    "of loudspeakers plays an item by PortAudio (ALSA's plugin for PulseAudio) to a null sink, whose monitor parec "
    "records. From just before the publication, so with the broker, the signature and the disk in it, to the moment at "
    "which the attention tone is within 20 dB of its full level and the music 40 dB under what it was. Pieces of 5 ms "
    "date the recording, tones are told in windows of 5 ms: figures are good to about 5 ms. *Ruler*: a click written "
    "to a pacat of 5 ms latency, found in the same recording: what server and ruler themselves take. *Bare callback*: "
    "PortAudio and numpy alone, told by a signal, at PortAudio's own low latency; *pygame.mixer* likewise."
)


def measure() -> Section:
    """Quantiles of the time to the tone, and what the floors and the ruler take."""
    with pulse_server(SINK) as pulse, cluster() as here, ear(pulse, SINK) as hearing:
        ruler_ms = written_to_heard_ms(pulse, SINK, hearing)
        wav, mp3 = (file_of(music(MUSIC_MS), form, here.folder) for form in ("wav", "mp3"))
        bare = _asked(bare_callback(pulse, SINK, wav), hearing)
        mixer = _asked(pygame_mixer(pulse, SINK, mp3), hearing)
        over = {form: _alerts(pulse, here, hearing, file) for form, file in (("MP3", mp3), ("Opus", _opus(here)))}
    return Section("The loudspeaker: an alert over music", ABOUT, [*_rows(over, bare, mixer), _ruler(ruler_ms)])


def _rows(over: dict[str, Sequence[float]], bare: Sequence[float], mixer: Sequence[float]) -> Iterator[Row]:
    for form, taken_ms in over.items():
        yield Row(
            f"alert published to tone heard, over {form}: p50; bare callback", median(taken_ms), "ms", median(bare)
        )
        yield Row(f"the same, over {form}: p99; bare callback", _p99(taken_ms), "ms", _p99(bare), Goal(50))
        yield Row(f"the same, over {form}: p99; pygame.mixer", _p99(taken_ms), "ms", _p99(mixer))


def _p99(taken_ms: Sequence[float]) -> float:
    return quantiles(taken_ms, n=100, method="inclusive")[98]


def _ruler(taken_ms: Sequence[float]) -> Row:
    return Row("ruler: a click written to heard, median", median(taken_ms), "ms")


def _opus(here: Board) -> Path:
    return file_of(music(MUSIC_MS), "opus", here.folder)


def _alerts(pulse: Pulse, here: Board, hearing: Ear, file: Path) -> Sequence[float]:
    is_to_play(here, playing(item(here.province.blob, "nhac", file, MUSIC_MS)))
    with agent(pulse, SINK, here):
        return [_one(here, hearing, number) for number in range(PACE.alerts)]


def _one(here: Board, hearing: Ear, number: int) -> float:
    alert = warning(number)
    document = here.province.signed("alerts", AlertSet(alerts=(alert,)), UNIT)
    taken_ms = _until_heard_ms(hearing, partial(here.bus.publish, ALERTS, document))
    here.bus.publish(ALERTS, here.province.signed("alerts", AlertSet(lifted=(alert.id,)), UNIT))
    return taken_ms


def _asked(player: AbstractContextManager[Child], hearing: Ear) -> Sequence[float]:
    with player as child:
        ask = partial(os.kill, child.process.pid, signal.SIGUSR1)
        return [_until_heard_ms(hearing, ask) for _ in range(FLOORS)]


def _until_heard_ms(hearing: Ear, tell: Callable[[], object]) -> float:
    wait_for(lambda: _plays_music(hearing), "music", BACK_WITHIN_S)
    began_s = time.monotonic()
    tell()
    heard = hearing.between(began_s - BEFORE_S, began_s + WITHIN_S)
    return 1000 * (taken_over_s(heard, MUSIC_HZ) - began_s)


def _plays_music(hearing: Ear) -> bool:
    """For a while already, without a hole."""
    steady = levels(hearing.last(STEADY_S).samples, MUSIC_HZ)[5:-5]
    return float(steady.min()) > LOUD / 8
