"""One loudspeaker zone: what is heard in front, and what goes on underneath while that is said over it.

All methods are called from one thread (:mod:`agent.speaker.line` sees to that).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from agent.player.ports import SoundScene, WallClock
from agent.speaker.amplifier import Keeper
from agent.speaker.lead import has_its_time
from agent.speaker.mixer import Mixer
from agent.speaker.naming import name_of
from agent.speaker.sink import Meanwhile
from agent.speaker.sounding import Making
from agent.speaker.telling import OUTPUT_LOST, STARVED, Telling
from agent.speaker.track import Track
from agent.speaker.voice import Voice
from protocol.programme_types import PlayAlert, PlayItem, Silence

SILENCE = Silence("idle")


class Restarting(Protocol):
    """What a zone asks of its output; see :class:`agent.speaker.sink.Sink`."""

    def restart(self, meanwhile: Meanwhile) -> None:
        """What begins in ``meanwhile`` is heard at once."""

    def wake(self) -> None:
        """Sound is coming."""


class Zone:
    """Deals scenes out to two tracks. A sound that goes on stays in its track, which changes its place with the other
    when it comes to be underneath, and again when it is alone. What its :class:`Making` tells of voices must reach
    :meth:`begun` and :meth:`ended` in the zone's thread.
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
        self._telling = telling
        self._wall_clock = wall_clock
        self._outlet = outlet
        self._monotonic_s = monotonic_s
        self._front = Track(mixer, making, telling, amplifier, wall_clock, self)
        self._bed = Track(mixer, making, telling, amplifier, wall_clock, self, ducked=True)
        self._scene: SoundScene | None = None
        self._mute = False

    @property
    def silent(self) -> bool:
        """Whether nothing is heard."""
        return self._front.play is None and self._bed.play is None

    def take(self, scene: SoundScene) -> None:
        """Carry out ``scene`` now, or when what has come to its planned end was heard to its last sample."""
        self._scene = scene
        if not self._mute:
            self._carry_out(scene)

    def check(self) -> None:
        """Called every second: what follows is prepared in time, the amplifier woken, nothing waits for ever."""
        if self._mute:
            return
        self._front.check()
        self._bed.check()
        self._settle()

    def begun(self, voice: Voice) -> None:
        """The first samples of ``voice`` are heard."""
        self._front.begun(voice)
        self._bed.begun(voice)

    def ended(self, voice: Voice) -> None:
        """The last samples of ``voice`` were heard, or nothing more comes of it."""
        self._front.ended(voice)
        self._bed.ended(voice)
        self._settle()

    def output_lost(self, detail: str) -> None:
        """The loudspeaker is gone; what sounded counts as cut, and nothing begins until it is back."""
        self._telling.output_lost(self._front.play or self._bed.play or SILENCE, detail)
        self.fall_silent(OUTPUT_LOST)
        self._mute = True

    def output_retaken(self) -> None:
        """The loudspeaker is back: begin the scene again where it now stands; an alert's round from its tone."""
        self._mute = False
        if self._scene is not None:
            self._carry_out(replace(self._scene, at_ms=self._wall_clock()))

    def output_starved(self) -> None:
        """The loudspeaker did without for a moment and was opened anew: what has its time goes on where that now is."""
        playing = self._front.play or self._bed.play
        self._telling.output_starved(playing or SILENCE)
        if self._scene is not None and has_its_time(playing):
            self.fall_silent(STARVED)
            self._carry_out(replace(self._scene, at_ms=self._wall_clock()))

    def fall_silent(self, because: str) -> None:
        """Fade out whatever sounds."""
        self._front.fall_silent(because)
        self._bed.fall_silent(because)

    def interrupt(self, by: str, begin: Callable[[], None]) -> None:
        """Cut all that sounds, and what the sound card still holds of it; ``begin`` is heard in its place at once."""
        cut = [
            (track, sounding) for track in (self._front, self._bed) if (sounding := track.heard.let_go()) is not None
        ]

        def meanwhile(thrown_away: bool) -> None:
            if thrown_away:
                self._mixer.clear()
                for _, sounding in cut:
                    sounding.voice.take_back(self._monotonic_s())
            else:
                self._mixer.cut_all()
            begin()

        self._outlet.restart(meanwhile)
        for track, sounding in cut:
            track.heard.told_cut(sounding, by)

    def wake(self) -> None:
        """Sound is coming."""
        self._outlet.wake()

    def _carry_out(self, scene: SoundScene) -> None:
        if self._goes_underneath(scene):
            self._change_places()
        if self._goes_on_alone(scene):
            self._front.take(replace(scene, play=SILENCE, upcoming=None))
            self._bed.take(scene)
        elif scene.under is None:
            self._front.take(scene)
            self._bed.fall_silent(name_of(scene.play))
        else:
            self._front.take(scene)
            self._take_under(scene)
        self._settle()

    def _goes_underneath(self, scene: SoundScene) -> bool:
        """Whether what is heard in front is what is to go on underneath another; an emergency never is."""
        if scene.under is None or self._bed.carries(scene.under) or self._front.carries(scene.play):
            return False
        return isinstance(self._front.play, PlayItem) and self._front.leads_to(scene.under, scene.at_ms)

    def _goes_on_alone(self, scene: SoundScene) -> bool:
        """Whether what is heard underneath is what is to be heard alone."""
        if scene.under is not None or self._front.carries(scene.play):
            return False
        return self._bed.leads_to(scene.play, scene.at_ms)

    def _take_under(self, scene: SoundScene) -> None:
        """Nothing is heard under the last words of an emergency."""
        if not isinstance(self._front.play, PlayAlert):
            self._bed.take(replace(scene, play=scene.under, upcoming=scene.upcoming_under))

    def _settle(self) -> None:
        """What was said over another has come to its end: that is heard alone again. What could not begin begins."""
        scene = self._scene
        if self._mute or scene is None:
            return
        if scene.under is not None and self._bed.play is None:
            self._take_under(replace(scene, at_ms=self._wall_clock()))
        elif scene.under is None and self._front.play is None and self._bed.play is not None:
            self._change_places()

    def _change_places(self) -> None:
        self._front, self._bed = self._bed, self._front
        self._front.heard.duck(down=False)
        self._bed.heard.duck(down=True)
