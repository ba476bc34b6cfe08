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
from agent.speaker.gain import Ramp, amplitude_of
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
from protocol.timers import DUCK_DB, DUCK_DOWN_S, DUCK_UP_S

OVERDUE_MS = 2_000
"""An item that should have ended so long ago has stalled, or is longer than it says."""
START_WAIT_S = 0.1
"""How long a decoder is waited for, so that the card is not given silence before what is to be heard at once."""
FULL, SOFT = 1.0, amplitude_of(-DUCK_DB)


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
        self._telling = telling
        self._amplifier = amplifier
        self._wall_clock = wall_clock
        self._zone = zone
        self._ducked = ducked
        self._duck = self._new_duck()
        self._scene: SoundScene | None = None
        self._waiting: SoundScene | None = None
        self._waits_until_ms = 0
        self._sounding: Sounding | None = None

    @property
    def play(self) -> Playing | None:
        """What sounds; None: nothing."""
        return self._sounding.play if self._sounding is not None else None

    def carries(self, play: Sound) -> bool:
        """Whether ``play`` is what sounds."""
        return self._sounding is not None and is_the_same(self._sounding.play, play)

    def leads_to(self, play: Sound, at_ms: EpochMs) -> bool:
        """Whether ``play`` is what sounds, or is to begin when that has come to its end."""
        sounding = self.play
        return sounding is not None and (is_the_same(sounding, play) or lets_finish(sounding, play, at_ms))

    def take(self, scene: SoundScene) -> None:
        """Carry out ``scene`` now, or when what has come to its planned end was heard to its last sample."""
        sounding = self._sounding
        if sounding is not None and is_the_same(sounding.play, scene.play):
            self._adjust(scene, sounding)
        elif self._scene is not None and is_the_same(self._scene.play, scene.play):
            self._scene = scene if sounding is None else self._scene
        elif sounding is not None and lets_finish(sounding.play, scene.play, scene.at_ms):
            self._wait(scene, sounding)
        else:
            self._carry_out(scene)
        self._prepare()

    def duck(self, *, down: bool) -> None:
        """Go down to be heard underneath another, or up again."""
        if self._ducked != down:
            self._ducked = down
            duration_s = DUCK_DOWN_S if down else DUCK_UP_S
            self._mixer.move(self._duck, SOFT if down else FULL, int(duration_s * 1000) if self._sounding else 0)

    def check(self) -> None:
        """Called every second: what follows is prepared in time, the amplifier woken, nothing waits for ever."""
        if self._sounding is not None:
            self._making.retime(self._sounding)
        item_sounds = isinstance(self.play, PlayItem)
        if self._waiting is not None and item_sounds and self._wall_clock() >= self._waits_until_ms:
            self._carry_out(self._waiting)
        self._prepare()

    def begun(self, voice: Voice) -> None:
        """The first samples of ``voice`` are heard."""
        if self._sounding is None and (begun := self._preparer.begun(voice)) is not None:
            self._amplifier.wake(self)
            self._sounds(begun)
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

    def fall_silent(self, because: str) -> None:
        """Fade out whatever sounds, and begin anew whatever comes."""
        self._scene, self._waiting = None, None
        self._preparer.drop()
        self._amplifier.rest(self)
        self._cut(because)

    def let_go(self) -> Sounding | None:
        """What sounds, which another cuts for good; the rest is :meth:`told_cut`."""
        sounding, self._sounding = self._sounding, None
        self._duck = self._new_duck()
        return sounding

    def told_cut(self, sounding: Sounding | None, by: str) -> None:
        """``sounding`` has made room."""
        if sounding is not None:
            sounding.feed.close()
            self._telling.finished(sounding, by)

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
            self._cut(name_of(play))

    def _begin(self, play: Playing, scene: SoundScene) -> None:
        wakes_in_ms = self._amplifier.wake(self)
        if wakes_in_ms:
            self._preparer.drop()
        begun = self._preparer.taken(play) or self._making.begin(play, scene, wakes_in_ms, self._new_duck())
        if isinstance(play, PlayAlert) or (self._sounding is None and self._mixer.idle):
            begun.feed.wait_ready(START_WAIT_S)
            self._zone.interrupt(name_of(play), lambda: self._mixer.start(begun.voice))
        else:
            self._cut(name_of(play))
            self._mixer.start(begun.voice)
            self._zone.wake()
        self._sounds(begun)

    def _sounds(self, begun: Sounding) -> None:
        self._sounding, self._duck = begun, begun.voice.duck

    def _prepare(self) -> None:
        scene = self._waiting or self._scene
        if scene is None:
            return
        if self._sounding is not None:
            upcoming = scene.play if scene is self._waiting else scene.upcoming
            self._preparer.prepare_behind(self._sounding, upcoming, scene)
        elif isinstance(scene.upcoming, PlayItem):
            self._prepare_after_silence(scene.upcoming, scene)

    def _prepare_after_silence(self, upcoming: PlayItem, scene: SoundScene) -> None:
        in_ms = upcoming.began_at_ms - self._wall_clock()
        self._amplifier.expect(in_ms)
        if self._amplifier.awake_in_ms() <= in_ms and self._preparer.prepare_for(in_ms, upcoming, scene, self._duck):
            self._zone.wake()

    def _cut(self, by: str) -> None:
        sounding = self.let_go()
        if sounding is not None:
            self._mixer.cut(sounding.voice)
        self.told_cut(sounding, by)

    def _new_duck(self) -> Ramp:
        return Ramp(SOFT if self._ducked else FULL)
