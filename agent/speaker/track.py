"""One of a zone's two sounds, the one in front or the one underneath: what is asked of it, what is heard, what waits.

All methods are called from one thread (:mod:`agent.speaker.line` sees to that). What is told of voices is told when it
is heard, so the state is that of the ear, a moment behind the mixer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from agent.player.ports import SoundScene, WallClock
from agent.speaker.amplifier import Keeper
from agent.speaker.heard import Heard
from agent.speaker.mixer import Mixer
from agent.speaker.naming import name_of
from agent.speaker.preparer import Preparer
from agent.speaker.samples import milliseconds_of
from agent.speaker.sounding import Making, Playing, Sounding
from agent.speaker.succession import is_muted, is_the_same, keeps_step, lets_finish
from agent.speaker.telling import Telling
from agent.speaker.voice import Voice
from protocol.ids import EpochMs
from protocol.programme_types import PlayAlert, PlayItem, Sound

OVERDUE_MS = 2_000
"""An item that should have ended so long ago has stalled, or is longer than it says."""
START_WAIT_S = 0.1
"""How long a decoder is waited for, so that the card is not given silence before what is to be heard at once."""


class Cutting(Protocol):
    """What a track asks of its zone."""

    def interrupt(self, by: str, begin: Callable[[], None]) -> None:
        """Cut all that sounds, and what the sound card still holds of it; ``begin`` is heard in its place at once."""

    def wake(self) -> None:
        """Sound is coming."""


class Track:
    """Turns scenes into voices of a mixer, one behind the other. ``ducked``: it is heard underneath another."""

    def __init__(
        self,
        mixer: Mixer,
        making: Making,
        telling: Telling,
        amplifier: Keeper,
        wall_clock: WallClock,
        zone: Cutting,
        *,
        ducked: bool = False,
    ) -> None:
        self._mixer = mixer
        self._making = making
        self._preparer = Preparer(mixer, making)
        self._amplifier = amplifier
        self._wall_clock = wall_clock
        self._zone = zone
        self.heard = Heard(mixer, telling, ducked=ducked)
        self._scene: SoundScene | None = None
        self._waiting: SoundScene | None = None
        self._waits_until_ms = 0

    @property
    def play(self) -> Playing | None:
        """What sounds; None: nothing."""
        return self.heard.play

    def carries(self, play: Sound) -> bool:
        """Whether ``play`` is what sounds."""
        return self.play is not None and is_the_same(self.play, play)

    def leads_to(self, play: Sound, at_ms: EpochMs) -> bool:
        """Whether ``play`` is what sounds, or is to begin when that has come to its end."""
        sounding = self.play
        return sounding is not None and (is_the_same(sounding, play) or lets_finish(sounding, play, at_ms))

    def take(self, scene: SoundScene) -> None:
        """Carry out ``scene`` now, or when what has come to its planned end was heard to its last sample."""
        sounding = self.heard.sounding
        if sounding is not None and is_the_same(sounding.play, scene.play):
            self._adjust(scene, sounding)
        elif self._scene is not None and is_the_same(self._scene.play, scene.play):
            self._scene = scene if sounding is None else self._scene
        elif sounding is not None and lets_finish(sounding.play, scene.play, scene.at_ms):
            self._wait(scene, sounding)
        else:
            self._carry_out(scene)
        self._prepare()

    def check(self) -> None:
        """Called every second: what follows is prepared in time, the amplifier woken, nothing waits for ever."""
        if self.heard.sounding is not None:
            self._making.retime(self.heard.sounding)
        item_sounds = isinstance(self.play, PlayItem)
        if self._waiting is not None and item_sounds and self._wall_clock() >= self._waits_until_ms:
            self._carry_out(self._waiting)
        self._prepare()

    def begun(self, voice: Voice) -> None:
        """The first samples of ``voice`` are heard."""
        if self.play is None and (begun := self._preparer.begun(voice)) is not None:
            self._amplifier.wake(self)
            self.heard.sounds(begun)
        self.heard.begun(voice)

    def ended(self, voice: Voice) -> None:
        """The last samples of ``voice`` were heard, or nothing more comes of it."""
        sounding = self.heard.sounding
        if sounding is None or sounding.voice is not voice:
            return
        self.heard.ended(then=self._preparer.begun(voice.successor))
        if self.play is None:
            self._amplifier.rest(self)
            self._end_waiting()
        elif self._waiting is not None:
            self._scene, self._waiting = self._waiting, None

    def fall_silent(self, because: str) -> None:
        """Fade out whatever sounds, and begin anew whatever comes."""
        self._scene, self._waiting = None, None
        self._preparer.drop()
        self._amplifier.rest(self)
        self.heard.cut(because)

    def _adjust(self, scene: SoundScene, sounding: Sounding) -> None:
        self._scene, self._waiting = scene, None
        self._mixer.set_gain(sounding.voice, self._making.gain_db(sounding.play, scene))
        self._preparer.set_gain(scene)

    def _wait(self, scene: SoundScene, sounding: Sounding) -> None:
        self._waiting = scene
        self._preparer.set_gain(scene)
        self._waits_until_ms = scene.at_ms + max(0, milliseconds_of(sounding.left_frames)) + OVERDUE_MS

    def _end_waiting(self) -> None:
        """A clip goes on where its picture now is, all else where it was when its scene came."""
        waiting = self._waiting
        if waiting is not None:
            at_ms = self._wall_clock() if keeps_step(waiting.play) else waiting.at_ms
            self._carry_out(replace(waiting, at_ms=at_ms))

    def _carry_out(self, scene: SoundScene) -> None:
        play, self._scene, self._waiting = scene.play, scene, None
        if isinstance(play, PlayItem | PlayAlert):
            self._begin(play, scene)
            return
        self._preparer.drop()
        self._amplifier.rest(self)
        if is_muted(play):
            self._zone.interrupt(name_of(play), lambda: None)
        else:
            self.heard.cut(name_of(play))

    def _begin(self, play: Playing, scene: SoundScene) -> None:
        wakes_in_ms = self._amplifier.wake(self)
        if wakes_in_ms:
            self._preparer.drop()
        begun = self._preparer.taken(play) or self._making.begin(play, scene, wakes_in_ms, self.heard.new_ramp())
        if isinstance(play, PlayAlert) or (self.play is None and self._mixer.idle):
            begun.feed.wait_ready(START_WAIT_S)
            self._zone.interrupt(name_of(play), lambda: self._mixer.start(begun.voice))
        else:
            self.heard.cut(name_of(play))
            self._mixer.start(begun.voice)
            self._zone.wake()
        self.heard.sounds(begun)

    def _prepare(self) -> None:
        scene = self._waiting or self._scene
        if scene is None:
            return
        if self.heard.sounding is not None:
            upcoming = scene.play if scene is self._waiting else scene.upcoming
            self._preparer.prepare_behind(self.heard.sounding, upcoming, scene)
        elif isinstance(scene.upcoming, PlayItem):
            self._prepare_after_silence(scene.upcoming, scene)

    def _prepare_after_silence(self, upcoming: PlayItem, scene: SoundScene) -> None:
        in_ms = upcoming.began_at_ms - self._wall_clock()
        self._amplifier.expect(in_ms)
        ramp = self.heard.ramp
        if self._amplifier.awake_in_ms() <= in_ms and self._preparer.prepare_for(in_ms, upcoming, scene, ramp):
            self._zone.wake()
