"""One loudspeaker zone's state: which scene it carries out, what is heard, what waits for its end.

All methods are called from one thread (:mod:`agent.speaker.line` sees to that). What is told of voices is told when it
is heard, so the state is that of the ear, a moment behind the mixer.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from agent.player.ports import SoundScene, WallClock
from agent.speaker.amplifier import Keeper
from agent.speaker.mixer import Mixer
from agent.speaker.naming import name_of
from agent.speaker.preparer import Preparer
from agent.speaker.samples import milliseconds_of
from agent.speaker.sink import Meanwhile
from agent.speaker.sounding import Making, Playing, Sounding
from agent.speaker.succession import is_muted, is_the_same, keeps_step, lets_finish
from agent.speaker.telling import OUTPUT_LOST, Telling
from agent.speaker.voice import Voice
from protocol.programme_types import PlayAlert, PlayItem, Silence

OVERDUE_MS = 2_000
"""An item that should have ended so long ago has stalled, or is longer than it says."""
START_WAIT_S = 0.1
"""How long a decoder is waited for, so that the card is not given silence before what is to be heard at once."""


class Restarting(Protocol):
    """What a zone asks of its output; see :class:`agent.speaker.sink.Sink`."""

    def restart(self, meanwhile: Meanwhile) -> None:
        """What begins in ``meanwhile`` is heard at once."""

    def wake(self) -> None:
        """Sound is coming."""


class Zone:
    """Turns scenes into voices of a mixer. What its :class:`Making` tells of voices must reach :meth:`begun` and
    :meth:`ended` in the zone's thread.
    """

    def __init__(
        self,
        mixer: Mixer,
        making: Making,
        telling: Telling,
        amplifier: Keeper,
        wall_clock: WallClock,
        outlet: Restarting,
        monotonic_s: Callable[[], float] = time.monotonic,
    ) -> None:
        self._mixer = mixer
        self._making = making
        self._preparer = Preparer(mixer, making)
        self._telling = telling
        self._amplifier = amplifier
        self._wall_clock = wall_clock
        self._outlet = outlet
        self._monotonic_s = monotonic_s
        self._scene: SoundScene | None = None
        self._waiting: SoundScene | None = None
        self._waits_until_ms = 0
        self._sounding: Sounding | None = None
        self._mute = False

    @property
    def silent(self) -> bool:
        """Whether nothing is heard."""
        return self._sounding is None

    def take(self, scene: SoundScene) -> None:
        """Carry out ``scene`` now, or when what has come to its planned end was heard to its last sample."""
        sounding = self._sounding
        if self._mute:
            self._scene = scene
        elif sounding is not None and is_the_same(sounding.play, scene.play):
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
        if self._sounding is not None:
            self._making.retime(self._sounding)
        item_sounds = self._sounding is not None and isinstance(self._sounding.play, PlayItem)
        if self._waiting is not None and item_sounds and self._wall_clock() >= self._waits_until_ms:
            self._carry_out(self._waiting)
        self._prepare()

    def begun(self, voice: Voice) -> None:
        """The first samples of ``voice`` are heard."""
        if self._sounding is None and (begun := self._preparer.begun(voice)) is not None:
            self._amplifier.wake(self)
            self._sounding = begun
        if self._sounding is not None and self._sounding.voice is voice:
            self._telling.begun(self._sounding)

    def ended(self, voice: Voice) -> None:
        """The last samples of ``voice`` were heard, or nothing more comes of it."""
        sounding = self._sounding
        if sounding is None or sounding.voice is not voice:
            return
        self._telling.ended(sounding)
        self._sounding = self._preparer.begun(voice.successor)
        if self._sounding is None:
            self._amplifier.rest(self)
            self._end_waiting()
        elif self._waiting is not None:
            self._scene, self._waiting = self._waiting, None

    def output_lost(self, detail: str) -> None:
        """The loudspeaker is gone; what sounded counts as cut, and nothing begins until it is back."""
        self._telling.output_lost(self._sounding.play if self._sounding else Silence("idle"), detail)
        self._preparer.drop()
        self._end(OUTPUT_LOST)
        self._scene, self._waiting, self._mute = self._waiting or self._scene, None, True

    def output_retaken(self) -> None:
        """The loudspeaker is back: begin the scene again where it now stands; an alert's round from its tone."""
        scene, self._mute = self._scene, False
        if scene is not None:
            self._carry_out(replace(scene, at_ms=self._wall_clock()))

    def fall_silent(self, because: str) -> None:
        """Fade out whatever sounds."""
        self._waiting = None
        self._preparer.drop()
        self._end(because)

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
        self._scene, self._waiting = scene, None
        play = scene.play
        if isinstance(play, PlayItem | PlayAlert):
            self._begin(play, scene)
        elif is_muted(play):
            self._preparer.drop()
            self._amplifier.rest(self)
            self._interrupt(name_of(play), lambda: None)
        else:
            self.fall_silent(name_of(play))

    def _begin(self, play: Playing, scene: SoundScene) -> None:
        wakes_in_ms = self._amplifier.wake(self)
        if wakes_in_ms:
            self._preparer.drop()
        prepared = self._preparer.taken(play)
        begun = prepared or self._making.begin(play, scene, wakes_in_ms)
        nothing_is_heard = self._sounding is None and self._mixer.idle
        if isinstance(play, PlayAlert) or nothing_is_heard:
            begun.feed.wait_ready(START_WAIT_S)
            self._interrupt(name_of(play), lambda: self._mixer.start(begun.voice))
        else:
            self._cut(name_of(play))
            self._mixer.start(begun.voice)
            self._outlet.wake()
        self._sounding = begun

    def _prepare(self) -> None:
        scene = self._waiting or self._scene
        if scene is None or self._mute:
            return
        if self._sounding is not None:
            upcoming = scene.play if scene is self._waiting else scene.upcoming
            self._preparer.prepare_behind(self._sounding, upcoming, scene)
        elif isinstance(scene.upcoming, PlayItem):
            self._prepare_after_silence(scene.upcoming, scene)

    def _prepare_after_silence(self, upcoming: PlayItem, scene: SoundScene) -> None:
        in_ms = upcoming.began_at_ms - self._wall_clock()
        self._amplifier.expect(in_ms)
        if self._amplifier.awake_in_ms() <= in_ms and self._preparer.prepare_for(in_ms, upcoming, scene):
            self._outlet.wake()

    def _interrupt(self, by: str, begin: Callable[[], None]) -> None:
        """Cut what sounds, and what the sound card still holds of it; ``begin`` is heard in its place."""
        sounding, self._sounding = self._sounding, None

        def meanwhile(thrown_away: bool) -> None:
            if thrown_away:
                self._mixer.clear()
            else:
                self._mixer.cut_all()
            if thrown_away and sounding is not None:
                sounding.voice.take_back(self._monotonic_s())
            begin()

        self._outlet.restart(meanwhile)
        self._told_cut(sounding, by)

    def _end(self, by: str) -> None:
        self._amplifier.rest(self)
        self._cut(by)

    def _cut(self, by: str) -> None:
        sounding, self._sounding = self._sounding, None
        if sounding is not None:
            self._mixer.cut_all()
        self._told_cut(sounding, by)

    def _told_cut(self, sounding: Sounding | None, by: str) -> None:
        if sounding is not None:
            sounding.feed.close()
            self._telling.finished(sounding, by)
