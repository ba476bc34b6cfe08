"""What is heard of a track: one sound at a time, which may go down under another, be cut, and is told of."""

from __future__ import annotations

from agent.speaker.gain import Ramp, amplitude_of
from agent.speaker.mixer import Mixer
from agent.speaker.sounding import Playing, Sounding
from agent.speaker.telling import Telling
from agent.speaker.voice import Voice
from protocol.timers import DUCK_DB, DUCK_DOWN_S, DUCK_UP_S

FULL, SOFT = 1.0, amplitude_of(-DUCK_DB)


class Heard:
    """The sound of a track, and the ramp by which it goes down under another. ``ducked``: it is there now."""

    def __init__(self, mixer: Mixer, telling: Telling, *, ducked: bool) -> None:
        self._mixer = mixer
        self._telling = telling
        self._ducked = ducked
        self.ramp = self.new_ramp()
        self.sounding: Sounding | None = None

    @property
    def play(self) -> Playing | None:
        """What sounds; None: nothing."""
        return self.sounding.play if self.sounding is not None else None

    def new_ramp(self) -> Ramp:
        """For a sound that begins where this one now is, in front or underneath."""
        return Ramp(SOFT if self._ducked else FULL)

    def duck(self, *, down: bool) -> None:
        """Go down to be heard underneath another, or up again."""
        if self._ducked != down:
            self._ducked = down
            duration_s = DUCK_DOWN_S if down else DUCK_UP_S
            self._mixer.move(self.ramp, SOFT if down else FULL, int(duration_s * 1000) if self.sounding else 0)

    def sounds(self, begun: Sounding) -> None:
        """``begun`` is what sounds from now on."""
        self.sounding, self.ramp = begun, begun.voice.duck

    def begun(self, voice: Voice) -> None:
        """The first samples of ``voice`` are heard."""
        if self.sounding is not None and self.sounding.voice is voice:
            self._telling.begun(self.sounding)

    def ended(self, then: Sounding | None) -> None:
        """What sounds was heard to its end; ``then`` follows without a gap."""
        if self.sounding is not None:
            self._telling.ended(self.sounding)
        self.sounding = then

    def cut(self, by: str) -> None:
        """Fade out what sounds."""
        sounding = self.let_go()
        if sounding is not None:
            self._mixer.cut(sounding.voice)
        self.told_cut(sounding, by)

    def let_go(self) -> Sounding | None:
        """What sounds, which another cuts for good; the rest is :meth:`told_cut`."""
        sounding, self.sounding = self.sounding, None
        self.ramp = self.new_ramp()
        return sounding

    def told_cut(self, sounding: Sounding | None, by: str) -> None:
        """``sounding`` has made room."""
        if sounding is not None:
            sounding.feed.close()
            self._telling.finished(sounding, by)
