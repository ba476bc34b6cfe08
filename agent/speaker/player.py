"""The speaker port: one line an output, all with the same scenes, and one account of what was heard."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from agent.player.lip_sync import Heard, LipSync
from agent.player.ports import BlobPaths, Event, Failed, SoundScene, WallClock, Witness
from agent.speaker.amplifier import Keeper, amplifier_of
from agent.speaker.line import Line
from agent.speaker.own_voice import EspeakVoice, OwnVoice
from agent.speaker.sink import Sink, choose_sinks
from agent.speaker.sounds import Live, opener_of
from agent.speaker.telling import OUTPUT_LOST, Telling
from firmware_profiles import Profile, SoundProfile


class SpeakerPlayer:
    """The loudspeakers of one device. With ``recording`` the sound goes to that WAV file in real time.

    Several outputs are lost and come back each by itself. What was heard is told by the first that has its output.
    """

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
        sinks: Sequence[Sink] = (),
    ) -> None:
        self._sound = profile.sound or SoundProfile()
        self._blobs = blobs
        self._witness = witness
        self._wall_clock = wall_clock
        self._lip_sync = lip_sync or LipSync()
        self._voice = own_voice or EspeakVoice()
        self._amplifier = self._keeper()
        chosen = sinks or choose_sinks(recording, self._sound.outputs, live=bool(self._sound.inputs))
        self._lines = tuple(self._line(number, sink) for number, sink in enumerate(chosen))

    def start(self) -> None:
        """Open the outputs and begin; raises :class:`protocol.errors.Unavailable` when there is not one."""
        missing = [error for line in self._lines if (error := line.open()) is not None]
        if len(missing) == len(self._lines):
            raise missing[0]
        self._amplifier.open()
        for line in self._lines:
            line.begin()

    def present(self, scene: SoundScene) -> None:
        """Play ``scene`` from now on; returns at once."""
        for line in self._lines:
            line.present(scene)

    def stop(self) -> None:
        """Fade out, close the outputs and end their threads."""
        for line in self._lines:
            line.stop()
        for line in self._lines:
            line.join()
        self._amplifier.close()

    def levels_dbfs(self) -> Sequence[float]:
        """Levels of the last 60 s that were played, one a second, oldest first."""
        return next((line for line in self._lines if line.speaks), self._lines[0]).levels_dbfs()

    def _keeper(self) -> Keeper:
        return Keeper(
            amplifier_of(self._sound.amplifier),
            warm_up_ms=self._sound.amplifier_warm_up_ms,
            hold_s=self._sound.amplifier.hold_s,
            monotonic_s=time.monotonic,
            on_trouble=Telling(self._witness, self._wall_clock).amplifier_failed,
        )

    def _line(self, number: int, sink: Sink) -> Line:
        live = Live(self._sound, Telling(lambda event: self._tell(number, event), self._wall_clock).received)
        return Line(
            sink,
            lambda play, scene: opener_of(play, scene, self._blobs, self._voice, live),
            self._sound,
            self._amplifier,
            lambda event: self._tell(number, event),
            self._wall_clock,
            lambda heard: self._tell_heard(number, heard),
        )

    def _tell(self, number: int, event: Event) -> None:
        about_output = isinstance(event, Failed) and event.code == OUTPUT_LOST
        if about_output or self._leads(number):
            self._witness(event)

    def _tell_heard(self, number: int, heard: Heard) -> None:
        if self._leads(number):
            self._lip_sync.tell(heard)

    def _leads(self, number: int) -> bool:
        return self._lines[number].speaks and not any(line.speaks for line in self._lines[:number])
