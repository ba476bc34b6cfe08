"""One loudspeaker zone's state: which scene it carries out, what sounds, what waits for a round's end.

All methods are called from one thread (:mod:`agent.speaker.player` sees to that).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import chain

from agent.player.ports import Failed, Finished, Rendered, Rendering, SoundScene, WallClock, Witness
from agent.speaker.feed import Feed
from agent.speaker.gain import decibels_of_percent
from agent.speaker.lead import lead_of
from agent.speaker.mixer import Mixer, Voice
from agent.speaker.naming import code_of, name_of
from agent.speaker.samples import milliseconds_of
from agent.speaker.sounds import Opener
from agent.speaker.succession import is_the_same, lets_finish
from firmware_profiles import SoundProfile
from media.sound import silence
from protocol.ids import DurationMs, EpochMs
from protocol.manifest import VideoItem
from protocol.programme_types import PlayAlert, PlayItem, Silence
from protocol.uplink import Evidence

Playing = PlayItem | PlayAlert
OpenerOf = Callable[[Playing, SoundScene], Opener]
Report = Callable[[Voice], None]
HeardAt = Callable[[PlayItem, int], None]
"""Told, each block, how far (ms) the sound of a clip was handed to the sink."""


@dataclass(slots=True)
class _Sounding:
    play: Playing
    voice: Voice
    feed: Feed
    began_ms: EpochMs


class Zone:
    """Turns scenes into voices of a mixer and voices into events. ``begun`` and ``ended`` must reach :meth:`begun`
    and :meth:`ended` in the zone's thread.
    """

    def __init__(
        self,
        mixer: Mixer,
        opener_of: OpenerOf,
        witness: Witness,
        wall_clock: WallClock,
        *,
        begun: Report,
        ended: Report,
        sound: SoundProfile | None = None,
        heard: HeardAt | None = None,
    ) -> None:
        self._mixer = mixer
        self._opener_of = opener_of
        self._witness = witness
        self._wall_clock = wall_clock
        self._reports = (begun, ended)
        self._profile = sound or SoundProfile()
        self._heard = heard
        self._silent_since_ms: EpochMs | None = None
        self._scene: SoundScene | None = None
        self._waiting: SoundScene | None = None
        self._sounding: _Sounding | None = None

    def take(self, scene: SoundScene) -> None:
        """Carry out ``scene`` now, or when the alert's round that sounds has been said to its end."""
        sounding = self._sounding
        if sounding is not None and not is_the_same(sounding.play, scene.play):
            if lets_finish(sounding.play, scene.play, scene.at_ms):
                self._waiting = scene
                return
        elif sounding is not None:
            self._adjust(scene, sounding)
            return
        elif self._scene is not None and is_the_same(self._scene.play, scene.play):
            return
        self._carry_out(scene)

    def begun(self, voice: Voice) -> None:
        """The first samples of ``voice`` left."""
        sounding = self._sounding
        if sounding is None or sounding.voice is not voice:
            return
        sounding.began_ms = self._wall_clock()
        self._witness(Rendering("sound", sounding.play, sounding.began_ms))
        if isinstance(sounding.play, PlayItem):
            self._witness(Rendered("sound", sounding.play, sounding.began_ms, _evidence(voice)))

    def ended(self, voice: Voice) -> None:
        """The last samples of ``voice`` left, or nothing more comes of it."""
        sounding = self._sounding
        if sounding is None or sounding.voice is not voice:
            return
        self._sounding, self._silent_since_ms = None, self._wall_clock()
        self._tell_end(sounding)
        if self._waiting is not None:
            self._carry_out(self._waiting)

    def output_lost(self, detail: str) -> None:
        """The loudspeaker is gone; what sounded counts as cut."""
        of: Playing | Silence = self._sounding.play if self._sounding else Silence("idle")
        self._witness(Failed("sound", of, self._wall_clock(), "output-lost", detail))
        self._cut("output-lost")

    def output_retaken(self) -> None:
        """The loudspeaker is back: begin the scene again where it now stands; an alert's round from its tone."""
        scene = self._waiting or self._scene
        if scene is not None:
            self._carry_out(replace(scene, at_ms=self._wall_clock()))

    def fall_silent(self, because: str) -> None:
        """Fade out whatever sounds."""
        self._waiting = None
        self._cut(because)

    def _carry_out(self, scene: SoundScene) -> None:
        self._cut(name_of(scene.play))
        self._scene, self._waiting = scene, None
        if isinstance(scene.play, PlayItem | PlayAlert):
            self._begin(scene.play, scene)

    def _begin(self, play: Playing, scene: SoundScene) -> None:
        silent_for_ms = None if self._silent_since_ms is None else self._wall_clock() - self._silent_since_ms
        lead = lead_of(play, silent_for_ms, self._profile.amplifier_warm_up_ms)
        opener = self._opener_of(play, replace(scene, at_ms=EpochMs(scene.at_ms + lead.skipped_ms)))
        feed = Feed(_after_silence(lead.silence_ms, opener))
        voice = Voice(feed, self._gain_db(scene), *self._reports, self._on_played(play, scene))
        self._sounding = _Sounding(play, voice, feed, self._wall_clock())
        self._mixer.start(voice)

    def _on_played(self, play: Playing, scene: SoundScene) -> Callable[[int], None] | None:
        """Tells where the sound of a clip is: its first sample, of silence or not, stands where the clip then was."""
        heard = self._heard
        if heard is None or not isinstance(play, PlayItem) or not isinstance(play.item, VideoItem):
            return None
        first_ms = scene.at_ms - play.began_at_ms
        return lambda frames: heard(play, first_ms + milliseconds_of(frames))

    def _adjust(self, scene: SoundScene, sounding: _Sounding) -> None:
        self._scene, self._waiting = scene, None
        self._mixer.set_gain(sounding.voice, self._gain_db(scene))

    def _cut(self, by: str) -> None:
        sounding, self._sounding = self._sounding, None
        if sounding is None:
            return
        self._silent_since_ms = self._wall_clock()
        self._mixer.cut_all()
        sounding.feed.close()
        if sounding.voice.begun:
            self._witness(self._finished(sounding, by))

    def _tell_end(self, sounding: _Sounding) -> None:
        failure = sounding.feed.failure
        if failure is not None:
            self._witness(Failed("sound", sounding.play, self._wall_clock(), code_of(failure), str(failure)))
        elif isinstance(sounding.play, PlayAlert):
            self._witness(Rendered("sound", sounding.play, self._wall_clock(), _evidence(sounding.voice)))
        if sounding.voice.begun:
            self._witness(self._finished(sounding, ""))

    def _finished(self, sounding: _Sounding, cut_by: str) -> Finished:
        evidence = _evidence(sounding.voice)
        lasted = DurationMs(sounding.voice.meter.played_ms)
        return Finished("sound", sounding.play, self._wall_clock(), lasted, cut_by, evidence)

    def _gain_db(self, scene: SoundScene) -> float:
        urgent = isinstance(scene.play, PlayAlert)
        wanted = scene.emergency_volume_percent if urgent else scene.volume_percent
        return decibels_of_percent(min(wanted, self._profile.max_volume_percent))


def _after_silence(duration_ms: int, opener: Opener) -> Opener:
    return (lambda: chain([silence(duration_ms)], opener())) if duration_ms else opener


def _evidence(voice: Voice) -> Evidence:
    return Evidence(rms_dbfs=round(voice.meter.rms_dbfs, 1), played_ms=voice.meter.played_ms)
