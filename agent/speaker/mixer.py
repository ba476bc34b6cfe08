"""Adds voices up, sample by sample. Pulled by the sink, steered by the player."""

from __future__ import annotations

import threading
from collections.abc import Callable

import numpy as np

from agent.speaker.gain import Ramp
from agent.speaker.meter import LevelHistory
from agent.speaker.samples import BLOCK_FRAMES, quiet
from agent.speaker.voice import Voice
from media.sound import RATE_HZ, Samples, count_of

_Told = list[Callable[[], None]]


class Mixer:
    """All voices of one zone. A voice waits until those that were cut have faded, and for its own moment; one that has
    begun goes on.
    """

    def __init__(self) -> None:
        self._levels = LevelHistory()
        self._voices: list[Voice] = []
        self._lock = threading.Lock()

    @property
    def idle(self) -> bool:
        """Whether there is no voice, not even one that waits for its moment."""
        return not self._voices

    @property
    def supplied(self) -> bool:
        """Whether no voice waits for its decoder."""
        with self._lock:
            return all(voice.supplied for voice in self._voices)

    def start(self, voice: Voice) -> None:
        """Take ``voice`` into the mix, unless it is there."""
        with self._lock:
            if voice not in self._voices:
                self._voices.append(voice)

    def follow(self, voice: Voice, follower: Voice, from_frames: int) -> None:
        """Have ``follower`` begin in the very block in which ``voice`` ends, unless that has happened."""
        with self._lock:
            if voice in self._voices:
                voice.follow_with(follower, from_frames)

    def drop(self, follower: Voice) -> None:
        """Have ``follower`` follow nothing; fade it out if it has begun."""
        with self._lock:
            for voice in self._voices:
                voice.forget(follower)
            follower.fade_out()

    def cut(self, voice: Voice) -> None:
        """Fade out ``voice``, and what has followed it."""
        with self._lock:
            voice.fade_out()
            follower = voice.follower
            if follower in self._voices:
                follower.fade_out()

    def move(self, ramp: Ramp, amplitude: float, milliseconds: int) -> None:
        """Have the voices that share ``ramp`` be at ``amplitude`` of what they would be alone."""
        with self._lock:
            ramp.go_to(amplitude, count_of(milliseconds))

    def cut_all(self) -> None:
        """Fade out whatever sounds."""
        with self._lock:
            for voice in self._voices:
                voice.fade_out()

    def clear(self) -> None:
        """Let go of all voices: what they have handed out was thrown away, so there is nothing to fade out."""
        with self._lock:
            for voice in self._voices:
                voice.fade_out()
            self._voices.clear()

    def set_gain(self, voice: Voice, gain_db: float) -> None:
        """Move ``voice`` to another gain."""
        with self._lock:
            voice.set_gain(gain_db)

    def levels_dbfs(self, now_s: float) -> tuple[float, ...]:
        """Levels of the last minute before ``now_s``, one a second."""
        with self._lock:
            self._levels.reach(now_s)
            return tuple(self._levels.dbfs())

    def pull(self, frames: int, heard_at_s: float) -> Samples:
        """The next ``frames`` samples, always that many, the first of them heard at ``heard_at_s``. They now count as
        played.
        """
        mixed = quiet(frames)
        with self._lock:
            self._levels.reach(heard_at_s, frames)
        if not self._voices:
            self._levels.add_silence(frames)
            return mixed
        for start in range(0, frames, BLOCK_FRAMES):
            self._render_into(mixed[start : start + BLOCK_FRAMES], heard_at_s + start / RATE_HZ)
        return mixed

    def _render_into(self, block: Samples, at_s: float) -> None:
        with self._lock:
            happened = [told for voice in self._audible() for told in self._play_in_time(voice, block, at_s)]
            np.clip(block, -1.0, 1.0, out=block)
            self._levels.add(block)
            self._voices = [voice for voice in self._voices if not voice.over]
        for tell in happened:
            tell()

    def _audible(self) -> list[Voice]:
        fading = any(voice.cut for voice in self._voices)
        return [voice for voice in self._voices if voice.cut or voice.begun or (voice.can_begin and not fading)]

    def _play_in_time(self, voice: Voice, block: Samples, at_s: float) -> _Told:
        wait = 0 if voice.over else voice.wait_frames(at_s)
        return self._play(voice, block[wait:], at_s + wait / RATE_HZ) if wait < len(block) else []

    def _play(self, voice: Voice, block: Samples, at_s: float) -> _Told:
        """Adds ``voice`` to ``block``, and to the rest of it what follows that voice."""
        was_heard, begin_s = voice.heard, at_s + voice.lead_left_frames / RATE_HZ
        played = quiet(0) if voice.over else voice.render(len(block), at_s)
        block[: len(played)] += played
        end_s = at_s + len(played) / RATE_HZ
        told = _told(voice, was_heard, begin_s, end_s)
        successor = voice.successor
        if successor is not None:
            self._voices.append(successor)
            told += self._play_at_once(successor, block[len(played) :], end_s)
        return told

    def _play_at_once(self, voice: Voice, rest: Samples, at_s: float) -> _Told:
        return self._play(voice, rest, at_s) if len(rest) and voice.source.ready else []


def _told(voice: Voice, was_heard: bool, begin_s: float, end_s: float) -> _Told:
    told: _Told = []
    if voice.heard and not was_heard:
        told.append(lambda: voice.on_begun(voice, begin_s))
    if voice.over:
        told.append(lambda: voice.on_ended(voice, end_s))
    return told
