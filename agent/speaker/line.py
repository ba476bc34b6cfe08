"""One output of a speaker with all that belongs to it: its mixer, its sink kept open, its zone, a thread of its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from agent.player.lip_sync import Heard
from agent.player.ports import SoundScene, WallClock, Witness
from agent.speaker.amplifier import Keeper
from agent.speaker.jobs import Jobs
from agent.speaker.mixer import Mixer
from agent.speaker.outlet import Outlet
from agent.speaker.sink import Sink
from agent.speaker.sounding import Making, OpenerOf
from agent.speaker.telling import Telling
from agent.speaker.voice import Voice
from agent.speaker.zone import Zone
from firmware_profiles import SoundProfile
from protocol.errors import Unavailable
from protocol.ids import EpochMs
from protocol.programme_types import PlayItem

WATCH_S = 1.0
FADE_OUT_S = 0.1
"""Enough for the last fade to reach the sink; what the sink holds takes its latency more."""


class Line:
    """Plays scenes on one sink; another line's trouble is none of its own. ``speaks`` while it has its output.

    What the mixer tells of a voice reaches the zone when it is heard, not when it is handed out.
    """

    def __init__(
        self,
        sink: Sink,
        opener_of: OpenerOf,
        sound: SoundProfile,
        amplifier: Keeper,
        witness: Witness,
        wall_clock: WallClock,
        heard: Callable[[Heard], None],
    ) -> None:
        self.speaks = False
        self._stopping = False
        self._jobs = Jobs()
        self._mixer = Mixer()
        self._sink = sink
        self._outlet = Outlet(sink, self._mixer.pull, time.monotonic)
        self._amplifier = amplifier
        self._wall_clock = wall_clock
        self._heard = heard
        making = Making(
            opener_of,
            sound,
            begun=self._told_begun,
            ended=self._told_ended,
            steady_s_of=self._steady_s_of,
            heard=self._told_heard,
        )
        self._zone = Zone(self._mixer, making, Telling(witness, wall_clock), amplifier, wall_clock, self._outlet)
        self._thread = threading.Thread(target=self._run, name="speaker", daemon=True)

    def open(self) -> Unavailable | None:
        """Open the output. Why that can't be, when it can't; once begun, the line tells so and tries again."""
        try:
            self._outlet.open()
        except Unavailable as error:
            reason = error.problem.en
            self._jobs.put(lambda: self._zone.output_lost(reason))
            return error
        self.speaks = True
        return None

    def begin(self) -> None:
        """Begin to carry out scenes."""
        self._thread.start()

    def present(self, scene: SoundScene) -> None:
        """Play ``scene`` from now on; returns at once."""
        self._jobs.put(lambda: self._zone.take(scene))

    def stop(self) -> None:
        """Fade out and close the output soon; returns at once."""
        self._jobs.put(self._stop)

    def join(self) -> None:
        """Wait for the end of a line that was stopped."""
        if self._thread.is_alive():
            self._thread.join()

    def levels_dbfs(self) -> tuple[float, ...]:
        """Levels of the last 60 s that were played, one a second, oldest first."""
        return self._mixer.levels_dbfs(time.monotonic())

    def _steady_s_of(self, at_ms: EpochMs) -> float:
        return time.monotonic() + (at_ms - self._wall_clock()) / 1000

    def _told_begun(self, voice: Voice, at_s: float) -> None:
        self._jobs.put(lambda: self._zone.begun(voice), at_s)

    def _told_ended(self, voice: Voice, at_s: float) -> None:
        self._jobs.put(lambda: self._zone.ended(voice), at_s)

    def _told_heard(self, play: PlayItem, position_ms: int, at_s: float) -> None:
        self._heard(Heard(play, position_ms, at_s * 1000))

    def _stop(self) -> None:
        self._stopping = True

    def _run(self) -> None:
        watch_at_s = time.monotonic() + WATCH_S
        while not self._stopping:
            job = self._jobs.next(watch_at_s)
            if job is not None:
                job()
            if time.monotonic() >= watch_at_s:
                self._watch()
                watch_at_s = time.monotonic() + WATCH_S
        self._end()

    def _watch(self) -> None:
        self._zone.check()
        self._amplifier.check()
        state = self._outlet.check()
        if state == "lost":
            self._zone.output_lost(f"{self._sink.name} takes no samples any more")
            self.speaks = False
        elif state == "starved":
            self._zone.output_starved()
        elif state == "retaken":
            self.speaks = True
            self._zone.output_retaken()
        elif self._mixer.idle and self._zone.silent:
            self._outlet.rest()

    def _end(self) -> None:
        self._zone.fall_silent("stop")
        time.sleep(FADE_OUT_S + self._sink.latency_ms / 1000)
        self._outlet.close()
