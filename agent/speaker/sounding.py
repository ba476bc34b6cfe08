"""One sound on its way out: what was asked for, the feed that decodes it, its voice in the mix; and how it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from agent.player.ports import SoundScene
from agent.speaker.ahead import Ahead
from agent.speaker.due import Due
from agent.speaker.feed import Feed
from agent.speaker.gain import Ramp, decibels_of_percent, item_gain_db
from agent.speaker.lead import Lead, lead_of, lead_on_time
from agent.speaker.samples import milliseconds_of
from agent.speaker.sounds import Opener, ahead_frames_of
from agent.speaker.succession import keeps_step, planned_end_ms
from agent.speaker.voice import Played, Told, Voice
from firmware_profiles import SoundProfile
from media.sound import Samples, count_of, silence
from protocol.ids import EpochMs
from protocol.programme_types import PlayAlert, PlayItem

Playing = PlayItem | PlayAlert
OpenerOf = Callable[[Playing, SoundScene], Opener]
HeardAt = Callable[[PlayItem, int, float], None]
"""Told, each block, at how many milliseconds of a clip its sound will stand at which monotonic second."""
SteadyOf = Callable[[EpochMs], float]
"""The monotonic second of a moment of the device's wall clock."""


@dataclass(frozen=True, slots=True)
class Sounding:
    """``planned_frames`` is how many samples the programme takes it to have, its lead among them; the first of them
    belongs to the moment ``first_ms``.
    """

    play: Playing
    voice: Voice
    feed: Feed
    first_ms: EpochMs
    planned_frames: int

    @property
    def left_frames(self) -> int:
        """How many of the planned samples were not played yet; negative behind the planned end."""
        return self.planned_frames - self.voice.taken


class Making:
    """Makes sounds for one zone. ``begun`` and ``ended`` are told of their voices, in the sink's thread."""

    def __init__(
        self,
        opener_of: OpenerOf,
        profile: SoundProfile,
        *,
        begun: Told,
        ended: Told,
        steady_s_of: SteadyOf,
        heard: HeardAt | None = None,
    ) -> None:
        self._opener_of = opener_of
        self._profile = profile
        self._reports = (begun, ended)
        self._steady_s_of = steady_s_of
        self._heard = heard

    def begin(self, play: Playing, scene: SoundScene, wakes_in_ms: int, duck: Ramp) -> Sounding:
        """The sound of ``scene``, through an amplifier that is awake in ``wakes_in_ms``; it fades in."""
        return self._made(play, scene, lead_of(play, scene.at_ms, wakes_in_ms), duck, joined=False)

    def follow_on(self, play: PlayItem, scene: SoundScene, duck: Ramp) -> Sounding:
        """The sound that comes behind the one of ``scene``, whole from its first sample on."""
        return self._made(play, scene, lead_on_time(play), duck, joined=True)

    def on_time(self, play: PlayItem, scene: SoundScene, duck: Ramp) -> Sounding:
        """The sound that comes after the silence of ``scene``: its first sample is heard when it begins."""
        return self._made(play, scene, lead_on_time(play), duck, joined=False)

    def retime(self, sounding: Sounding) -> None:
        """Keep ``sounding`` to the wall clock as it goes now."""
        if sounding.voice.due is not None:
            sounding.voice.due.retime(self._steady_s_of(sounding.first_ms))

    def gain_db(self, play: Playing, scene: SoundScene) -> float:
        """The gain that the settings in ``scene`` and its own give to ``play``, not over the profile's bound."""
        ceiling_db = decibels_of_percent(self._profile.max_volume_percent)
        if isinstance(play, PlayAlert):
            return min(decibels_of_percent(scene.emergency_volume_percent), ceiling_db)
        return min(decibels_of_percent(scene.volume_percent) + item_gain_db(play.item), ceiling_db)

    def _made(self, play: Playing, scene: SoundScene, lead: Lead, duck: Ramp, *, joined: bool) -> Sounding:
        opener = self._opener_of(play, replace(scene, at_ms=lead.from_ms))
        ahead = Ahead(ahead_frames_of(play))
        feed = Feed(lambda: _after_silence(lead.silence_ms, opener(ahead)), ahead)
        first_ms = EpochMs(lead.from_ms - lead.silence_ms)
        due = Due(self._steady_s_of(first_ms), lead.rule) if lead.rule else None
        on_played = self._on_played(play, first_ms)
        voice = Voice(
            feed,
            self.gain_db(play, scene),
            *self._reports,
            on_played,
            joined=joined,
            due=due,
            duck=duck,
            lead_frames=count_of(lead.silence_ms),
        )
        return Sounding(play, voice, feed, first_ms, count_of(planned_end_ms(play) - first_ms))

    def _on_played(self, play: Playing, first_ms: EpochMs) -> Played | None:
        """Tells where the sound of a clip is."""
        heard = self._heard
        if heard is None or not isinstance(play, PlayItem) or not keeps_step(play):
            return None
        into_ms = first_ms - play.began_at_ms
        return lambda taken, at_s: heard(play, into_ms + milliseconds_of(taken), at_s)


def _after_silence(duration_ms: int, chunks: Iterator[Samples]) -> Iterator[Samples]:
    return chain([silence(duration_ms)], chunks) if duration_ms else chunks
