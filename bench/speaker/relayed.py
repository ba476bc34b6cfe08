"""How long a relayed station is missed when its source breaks off, and how soon it is heard again."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from statistics import median
from typing import NamedTuple

import numpy as np

from bench.measuring import Goal, Row, Section
from bench.screen.board import Board
from bench.screen.pace import PACE, QUICK
from bench.speaker.cluster import agent, cluster, is_to_play
from bench.speaker.ear import Ear, Heard, ear
from bench.speaker.levels import AUDIBLE, HOP, Levels, levels
from bench.speaker.material import MEDIA_TYPES, file_of
from bench.speaker.seam import longest_silence_ms
from media.sound import RATE_HZ, Samples
from protocol.manifest import Blob, Manifest, Playlist, StreamItem
from tests.servers.child import Child
from tests.servers.icecast import Studio, icecast
from tests.servers.ports import LOOPBACK, free_port
from tests.servers.pulse import pulse_server
from tests.servers.radio import encoded, media_type_of, note
from tests.servers.waiting import wait_for

SINK = "loa"
FORMS = ("mp3", "aac", "opus")
STATION_HZ, FALLBACK_HZ = 450.0, 1_000.0
SENT_S = 40
CUTS_EACH, FLAPS = (2, 20) if PACE == QUICK else (20, 200)
STEADY_S, MISSED_S, AFTER_S = 3.0, 0.7, 0.3
FLAP_S = 0.25
HEARD_WITHIN_S, BEFORE_S = 30.0, 0.2
SOUNDS = 0.05
ABOUT = (
    f"A real Icecast and a source that sends a tone in its own time at 128 kbit/s; `rao agent run` relays it by "
    f"PortAudio to a null sink, recorded from its monitor; its fallback is another tone. The source breaks off after "
    f"{STEADY_S:g} s and is taken in by Icecast again {MISSED_S:g} s after the fallback is heard: {CUTS_EACH} cuts "
    "each of MP3, AAC and Opus, each of a relay that was not cut lately. A tone counts from within 20 dB of its full "
    "level. *Step*: the largest between two samples, in those that both tones together make; a click is more than 1. "
    f"*Flaps*: one relay is cut {FLAPS} times, every {2 * FLAP_S:g} s; *silence* is the longest pause 20 dB under the "
    "tones."
)


class Cut(NamedTuple):
    """What one cut did."""

    missed_s: float
    """From the break to the fallback."""
    back_s: float
    """From the source's return to the station."""
    step: float


@dataclass(frozen=True, slots=True)
class Scene:
    """An agent at work, who hears it, and the stations there are."""

    here: Board
    hearing: Ear
    fallback: Blob
    port: int

    def studio(self, form: str) -> Studio:
        """A source of the tone in this form."""
        sound = encoded(form, note(SENT_S, STATION_HZ))
        return Studio(self.port, f"/{form}", media_type_of(form), sound, round(len(sound) / SENT_S))

    def relay(self, form: str, number: int) -> None:
        """Have the station relayed as an item of its own, so that nothing is known of earlier cuts."""
        item = StreamItem(
            id=f"{form}-{number}",
            title="Đài",
            duration_ms=86_400_000,
            url=f"http://{LOOPBACK}:{self.port}/{form}",
            fallback=self.fallback,
        )
        playlist = Playlist(id="loop", item_ids=(item.id,))
        is_to_play(
            self.here, Manifest(unit_name="Xã Bù Gia Mập", items=(item,), playlists=(playlist,), filler_sound="loop")
        )

    def wait_for(self, hertz: float, for_s: float = AFTER_S) -> None:
        """Until that tone alone has sounded so long."""
        wait_for(partial(self._sounds, hertz, for_s), f"{hertz:g} Hz", HEARD_WITHIN_S)

    def _sounds(self, hertz: float, for_s: float) -> bool:
        heard = self.hearing.last(for_s).samples
        other = {STATION_HZ: FALLBACK_HZ, FALLBACK_HZ: STATION_HZ}[hertz]
        return bool(levels(heard, hertz)[5:-5].min() > SOUNDS > levels(heard, other)[5:-5].max())


def measure() -> Section:
    """The median and the worst of each form, and what many cuts in a row do."""
    with _scene() as (scene, child):
        cuts = {form: [_cut(scene, form, number) for number in range(CUTS_EACH)] for form in FORMS}
        silent_ms, ended = _flap(scene, child)
    return Section("The loudspeaker: a relayed station", ABOUT, [*_rows(cuts), *_flap_rows(silent_ms, ended)])


@contextmanager
def _scene() -> Iterator[tuple[Scene, Child]]:
    port = free_port()
    with pulse_server(SINK) as pulse, cluster() as here, ear(pulse, SINK) as hearing, icecast(here.folder, port):
        tone = file_of(note(1.0, FALLBACK_HZ), "wav", here.folder)
        fallback = here.province.blob(tone.read_bytes(), MEDIA_TYPES["wav"])
        scene = Scene(here, hearing, fallback, port)
        scene.relay("mp3", -1)
        with agent(pulse, SINK, here, plays="stream") as child:
            yield scene, child


def _rows(cuts: Mapping[str, Sequence[Cut]]) -> Iterator[Row]:
    for form, of_form in cuts.items():
        missed, back = [cut.missed_s for cut in of_form], [cut.back_s for cut in of_form]
        yield Row(f"{form}: broken off to its fallback heard: median", median(missed), "s")
        yield Row(f"{form}: the same, at most", max(missed), "s", goal=Goal(2))
        yield Row(f"{form}: source back to station heard: median", median(back), "s")
        yield Row(f"{form}: the same, at most", max(back), "s", goal=Goal(2))
        yield Row(f"{form}: step, at most", max(cut.step for cut in of_form), "of both tones'", goal=Goal(1))


def _flap_rows(silent_ms: float, ended: int) -> Iterator[Row]:
    yield Row(f"{FLAPS} flaps: silence, at most", silent_ms, "ms", goal=Goal(0))
    yield Row(f"{FLAPS} flaps: agents that ended", ended, "", goal=Goal(0))


def _cut(scene: Scene, form: str, number: int) -> Cut:
    studio = scene.studio(form)
    studio.go_on_air()
    scene.relay(form, number)
    scene.wait_for(STATION_HZ, STEADY_S)
    broken_s = time.monotonic()
    studio.break_off()
    scene.wait_for(FALLBACK_HZ, MISSED_S)
    studio.go_on_air()
    back_s = time.monotonic()
    scene.wait_for(STATION_HZ)
    heard = scene.hearing.between(broken_s - BEFORE_S, time.monotonic())
    studio.break_off()
    return found(heard, broken_s, back_s)


def found(heard: Heard, broken_s: float, back_s: float) -> Cut:
    """What is heard of a cut: the source broke off at one monotonic second and was back at another."""
    station = levels(heard.samples, STATION_HZ)
    missed_s = _first_s(heard, levels(heard.samples, FALLBACK_HZ), broken_s)
    return Cut(missed_s, _first_s(heard, station, back_s), _step(heard.samples, station))


def _first_s(heard: Heard, tone: Levels, since_s: float) -> float:
    """How long after ``since_s`` it is audible first."""
    later = tone[round((since_s - heard.begin_s) * RATE_HZ / HOP) :]
    return int(np.argmax(later > AUDIBLE * later.max())) * HOP / RATE_HZ


def _step(samples: Samples, station: Levels) -> float:
    both = float(np.quantile(station, 0.9)) * 2 * np.pi * (STATION_HZ + FALLBACK_HZ) / RATE_HZ
    return float(np.abs(np.diff(samples)).max()) / both


def _flap(scene: Scene, child: Child) -> tuple[float, int]:
    """The longest silence meanwhile, and how many agents ended."""
    studio = scene.studio("mp3")
    studio.go_on_air()
    scene.relay("mp3", CUTS_EACH)
    scene.wait_for(STATION_HZ, STEADY_S)
    began_s = time.monotonic()
    for _ in range(FLAPS):
        studio.break_off()
        time.sleep(FLAP_S)
        studio.go_on_air()
        time.sleep(FLAP_S)
    heard = scene.hearing.between(began_s, time.monotonic())
    studio.break_off()
    return longest_silence_ms(heard.samples), int(child.process.poll() is not None)
