"""What comes next: opened shortly before its turn, and tied to the last sample of the present or to its own moment."""

from __future__ import annotations

from agent.player.ports import SoundScene
from agent.speaker.gain import Ramp
from agent.speaker.mixer import Mixer
from agent.speaker.sounding import Making, Playing, Sounding
from agent.speaker.succession import follows_on
from agent.speaker.voice import Voice
from media.sound import count_of
from protocol.programme_types import PlayItem, Sound

PREPARE_MS = 3_000
"""It is opened so long before its turn: :meth:`agent.speaker.zone.Zone.check` comes every second, a decoder needs a
tenth of one, and a sound card is given samples a quarter of one ahead.
"""
SOON_MS = 500
"""What is nearer than that is not laid behind the silence the card already has: it begins when its scene comes."""
EARLY_FRAMES = count_of(100)
"""What ends so much before its plan is followed at once; after what broke off earlier, the next waits for its time."""


class Preparer:
    """Holds at most one sound that has not begun."""

    def __init__(self, mixer: Mixer, making: Making) -> None:
        self._mixer = mixer
        self._making = making
        self._ready: Sounding | None = None

    def prepare_behind(self, sounding: Sounding, upcoming: Sound, scene: SoundScene) -> None:
        """Have ``upcoming`` follow ``sounding``, when that is the next thing; ``scene`` has the volume."""
        self._drop_other_than(upcoming)
        near = sounding.left_frames <= count_of(PREPARE_MS)
        if self._ready is None and near and isinstance(upcoming, PlayItem) and follows_on(sounding.play, upcoming):
            self._ready = self._making.follow_on(upcoming, scene, sounding.voice.duck)
            from_frames = sounding.planned_frames - EARLY_FRAMES
            self._mixer.follow(sounding.voice, self._ready.voice, from_frames)

    def prepare_for(self, in_ms: int, upcoming: Sound, scene: SoundScene, duck: Ramp) -> bool:
        """Have ``upcoming`` begin on time, in ``in_ms``, after silence, by ``duck``. Whether it waits for that now."""
        self._drop_other_than(upcoming)
        if self._ready is None and isinstance(upcoming, PlayItem) and SOON_MS < in_ms <= PREPARE_MS:
            self._ready = self._making.on_time(upcoming, scene, duck)
            self._mixer.start(self._ready.voice)
        return self._ready is not None

    def set_gain(self, scene: SoundScene) -> None:
        """What is prepared is to be as loud as ``scene`` says."""
        if self._ready is not None:
            self._mixer.set_gain(self._ready.voice, self._making.gain_db(self._ready.play, scene))

    def begun(self, voice: Voice | None) -> Sounding | None:
        """What was prepared, when it is the one of ``voice``, which the mixer has gone over to."""
        if self._ready is None or self._ready.voice is not voice:
            return None
        begun, self._ready = self._ready, None
        return begun

    def taken(self, play: Playing) -> Sounding | None:
        """What was prepared for ``play`` and can begin; anything else that was prepared is given up."""
        ready = self._ready
        if ready is None or ready.play != play or ready.voice.cut:
            self.drop()
            return None
        self._ready = None
        return ready

    def drop(self) -> None:
        """Give up what was prepared."""
        if self._ready is not None:
            self._mixer.drop(self._ready.voice)
            self._ready.feed.close()
            self._ready = None

    def _drop_other_than(self, upcoming: Sound) -> None:
        if self._ready is not None and self._ready.play != upcoming:
            self.drop()
