"""One sound on its way out: what was asked for, the feed that decodes it, its voice in the mix; and how it is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import chain

from agent.player.ports import SoundScene
from agent.speaker.feed import Feed
from agent.speaker.gain import decibels_of_percent
from agent.speaker.lead import Lead, lead_of
from agent.speaker.samples import milliseconds_of
from agent.speaker.sounds import Opener
from agent.speaker.succession import keeps_step, planned_end_ms
from agent.speaker.voice import Voice
from firmware_profiles import SoundProfile
from media.sound import count_of, silence
from protocol.programme_types import PlayAlert, PlayItem

Playing = PlayItem | PlayAlert
OpenerOf = Callable[[Playing, SoundScene], Opener]
Report = Callable[[Voice], None]
HeardAt = Callable[[PlayItem, int], None]
"""Told, each block, how far (ms) the sound of a clip was handed to the sink."""


@dataclass(frozen=True, slots=True)
class Sounding:
    """``planned_frames`` is how many samples the programme takes it to have, its lead among them."""

    play: Playing
    voice: Voice
    feed: Feed
    planned_frames: int

    @property
    def left_frames(self) -> int:
        """How many of the planned samples were not played yet; negative behind the planned end."""
        return self.planned_frames - self.voice.meter.frames


class Making:
    """Makes sounds for one zone. ``begun`` and ``ended`` are told of their voices, in the sink's thread."""

    def __init__(
        self,
        opener_of: OpenerOf,
        profile: SoundProfile,
        *,
        begun: Report,
        ended: Report,
        heard: HeardAt | None = None,
    ) -> None:
        self._opener_of = opener_of
        self._profile = profile
        self._reports = (begun, ended)
        self._heard = heard

    def begin(self, play: Playing, scene: SoundScene, wakes_in_ms: int) -> Sounding:
        """The sound of ``scene``, through an amplifier that is awake in ``wakes_in_ms``; it fades in."""
        return self._made(play, scene, lead_of(play, scene.at_ms, wakes_in_ms), joined=False)

    def follow_on(self, play: PlayItem, scene: SoundScene) -> Sounding:
        """The sound that comes behind the one of ``scene``, whole from its first sample on."""
        return self._made(play, scene, Lead(0, play.began_at_ms), joined=True)

    def gain_db(self, play: Playing, scene: SoundScene) -> float:
        """The gain the settings in ``scene`` give to ``play``, not over the profile's bound."""
        wanted = scene.emergency_volume_percent if isinstance(play, PlayAlert) else scene.volume_percent
        return decibels_of_percent(min(wanted, self._profile.max_volume_percent))

    def _made(self, play: Playing, scene: SoundScene, lead: Lead, *, joined: bool) -> Sounding:
        opener = self._opener_of(play, replace(scene, at_ms=lead.from_ms))
        feed = Feed(_after_silence(lead.silence_ms, opener))
        on_played = self._on_played(play, scene)
        voice = Voice(feed, self.gain_db(play, scene), *self._reports, on_played, joined=joined)
        return Sounding(play, voice, feed, count_of(lead.silence_ms + planned_end_ms(play) - lead.from_ms))

    def _on_played(self, play: Playing, scene: SoundScene) -> Callable[[int], None] | None:
        """Tells where the sound of a clip is: its first sample, of silence or not, stands where the clip then was."""
        heard = self._heard
        if heard is None or not isinstance(play, PlayItem) or not keeps_step(play):
            return None
        first_ms = scene.at_ms - play.began_at_ms
        return lambda frames: heard(play, first_ms + milliseconds_of(frames))


def _after_silence(duration_ms: int, opener: Opener) -> Opener:
    return (lambda: chain([silence(duration_ms)], opener())) if duration_ms else opener
