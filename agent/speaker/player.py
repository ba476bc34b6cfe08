"""The speaker port: carries out sound scenes in a thread of its own and tells what really left the loudspeaker."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from agent.player.lip_sync import Heard, LipSync
from agent.player.ports import BlobPaths, SoundScene, WallClock, Witness
from agent.speaker.amplifier import Keeper, amplifier_of
from agent.speaker.mixer import Mixer
from agent.speaker.outlet import Outlet
from agent.speaker.own_voice import EspeakVoice, OwnVoice
from agent.speaker.sink import Sink, choose_sink
from agent.speaker.sounding import Making
from agent.speaker.sounds import opener_of
from agent.speaker.telling import Telling
from agent.speaker.voice import Voice
from agent.speaker.zone import Zone
from firmware_profiles import Profile, SoundProfile
from protocol.programme_types import PlayAlert, PlayItem

WATCH_S = 1.0
FADE_OUT_S = 0.1
"""Enough for the last fade to reach the sink; what the sink holds takes its latency more."""

_Job = Callable[[], None]


class SpeakerPlayer:
    """One loudspeaker zone. With ``recording`` the sound goes to that WAV file in real time."""

    def __init__(
        self,
        profile: Profile,
        blobs: BlobPaths,
        witness: Witness,
        wall_clock: WallClock,
        *,
        recording: Path | None = None,
        lip_sync: LipSync | None = None,
        own_voice: OwnVoice | None = None,
        sink: Sink | None = None,
    ) -> None:
        sound = profile.sound or SoundProfile()
        voice = own_voice or EspeakVoice()
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._mixer = Mixer()
        self._sink = sink or choose_sink(recording, sound.outputs[0])
        self._lip_sync = lip_sync or LipSync()
        self._outlet = Outlet(self._sink, self._mixer.pull, time.monotonic)
        telling = Telling(witness, wall_clock)
        self._amplifier = Keeper(
            amplifier_of(sound.amplifier),
            warm_up_ms=sound.amplifier_warm_up_ms,
            hold_s=sound.amplifier.hold_s,
            monotonic_s=time.monotonic,
            on_trouble=telling.amplifier_failed,
        )
        making = Making(
            lambda play, scene: opener_of(play, scene, blobs, voice),
            sound,
            begun=self._told_begun,
            ended=self._told_ended,
            heard=self._told_heard,
        )
        self._zone = Zone(self._mixer, making, telling, self._amplifier, wall_clock)
        self._thread = threading.Thread(target=self._run, name="speaker", daemon=True)

    def start(self) -> None:
        """Open the output and begin; raises :class:`protocol.errors.Unavailable` when there is none."""
        self._outlet.open()
        self._jobs.put(self._amplifier.open)
        self._thread.start()

    def present(self, scene: SoundScene) -> None:
        """Play ``scene`` from now on; returns at once."""
        if isinstance(scene.play, PlayItem | PlayAlert):
            self._sink.stir()
        self._jobs.put(lambda: self._zone.take(scene))

    def stop(self) -> None:
        """Fade out, close the output and end the thread."""
        if self._thread.is_alive():
            self._jobs.put(None)
            self._thread.join()

    def levels_dbfs(self) -> Sequence[float]:
        """Levels of the last 60 s that were played, one a second, oldest first."""
        return self._mixer.levels_dbfs()

    def _told_begun(self, voice: Voice) -> None:
        self._jobs.put(lambda: self._zone.begun(voice))

    def _told_ended(self, voice: Voice) -> None:
        self._jobs.put(lambda: self._zone.ended(voice))

    def _told_heard(self, play: PlayItem, handed_ms: int) -> None:
        now_ms = time.monotonic_ns() / 1_000_000
        self._lip_sync.tell(Heard(play, handed_ms - self._sink.latency_ms, now_ms))

    def _run(self) -> None:
        watch_at_s = time.monotonic() + WATCH_S
        while True:
            try:
                job = self._jobs.get(timeout=max(0.0, watch_at_s - time.monotonic()))
            except queue.Empty:
                self._watch()
                watch_at_s = time.monotonic() + WATCH_S
                continue
            if job is None:
                break
            job()
        self._end()

    def _watch(self) -> None:
        self._zone.check()
        self._amplifier.check()
        state = self._outlet.check()
        if state == "lost":
            self._zone.output_lost("the sound output takes no samples any more")
        elif state == "retaken":
            self._zone.output_retaken()

    def _end(self) -> None:
        self._zone.fall_silent("stop")
        time.sleep(FADE_OUT_S + self._sink.latency_ms / 1000)
        self._outlet.close()
        self._amplifier.close()
