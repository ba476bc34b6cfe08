"""Sounds, alerts and a loudspeaker whose time the test turns."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from agent.player.ports import Event, SoundScene
from agent.speaker.amplifier import Keeper
from agent.speaker.mixer import Mixer
from agent.speaker.sink import Meanwhile
from agent.speaker.sounding import Making, OpenerOf
from agent.speaker.telling import Telling
from agent.speaker.voice import Voice
from agent.speaker.zone import Zone
from firmware_profiles import SoundProfile
from media.sound import RATE_HZ, Samples, count_of, write_wav
from media.speech.voice import NotAvailable
from protocol.alert import Alert, AlertText
from protocol.errors import Unavailable
from protocol.ids import EpochMs
from protocol.manifest import AudioItem, Blob, Speech
from protocol.programme_types import PlayItem, Sound
from protocol.words import Words
from tests.servers.waiting import wait_for

MORNING_MS = EpochMs(1_795_386_600_000)
HOUR_MS = 3_600_000


def sine(hertz: float, duration_ms: int, amplitude: float = 0.5) -> Samples:
    times_s = np.arange(count_of(duration_ms)) / RATE_HZ
    return (amplitude * np.sin(2 * np.pi * hertz * times_s)).astype(np.float32)


def amplitude_at(samples: Samples, hertz: float) -> float:
    """Amplitude of one frequency in ``samples`` (Goertzel's sum, written out)."""
    turns = np.exp(-2j * np.pi * hertz * np.arange(len(samples)) / RATE_HZ)
    return float(2 * abs(np.dot(samples, turns)) / len(samples))


class Blobs:
    """Files by hash in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path_of(self, sha256: str) -> Path | None:
        path = self.folder / sha256
        return path if path.is_file() else None

    def keep(self, samples: Samples) -> Blob:
        made = self.folder / "made.wav"
        write_wav(samples, made)
        return self.keep_bytes(made.read_bytes())

    def keep_bytes(self, data: bytes) -> Blob:
        sha256 = hashlib.sha256(data).hexdigest()
        (self.folder / sha256).write_bytes(data)
        return Blob(sha256=sha256, size_bytes=len(data), media_type="audio/wav", url=f"/media/{sha256}")


class Hum:
    """A device's voice that can be told apart: a low note a word, 100 ms each. Speaks Vietnamese only."""

    HERTZ = 200.0

    def __init__(self) -> None:
        self.said: list[tuple[str, str]] = []

    def say(self, text: str, language: str) -> Iterator[Samples]:
        if language != "vi":
            raise NotAvailable(Words("không có giọng", "no such voice"), Words("thu âm", "record it"))
        self.said.append((text, language))
        return iter([sine(self.HERTZ, 100 * len(text.split()))])


def audio(blobs: Blobs, samples: Samples, began_ms: int = MORNING_MS, name: str = "nhac") -> PlayItem:
    duration_ms = len(samples) * 1000 // RATE_HZ
    content = AudioItem(id=name, title=name, duration_ms=duration_ms, blob=blobs.keep(samples))
    return PlayItem(content, "buoi-sang", None, EpochMs(began_ms))


def text(language: str = "vi", speech: Speech | None = None) -> AlertText:
    return AlertText(language=language, headline="Lũ quét", instruction="Lên cao ngay", speech=speech)


def speech(blobs: Blobs, samples: Samples, language: str = "vi") -> Speech:
    duration_ms = len(samples) * 1000 // RATE_HZ
    return Speech(language=language, blob=blobs.keep(samples), duration_ms=duration_ms, voice="recording")


def alert(*texts: AlertText, name: str = "lu-quet", status: str = "Actual", level: int = 4) -> Alert:
    return Alert(
        id=name,
        status=status,
        event="Lũ quét",
        level=level,
        severity="Severe",
        sent_at_ms=MORNING_MS,
        expires_at_ms=EpochMs(MORNING_MS + HOUR_MS),
        texts=texts or (text(),),
    )


def scene(
    play: Sound,
    at_ms: int = MORNING_MS,
    volume: int = 100,
    languages: tuple[str, ...] = ("vi",),
    upcoming: Sound = None,
) -> SoundScene:
    return SoundScene(EpochMs(at_ms), play, volume, 100, languages, upcoming)


class Switched:
    """An amplifier that notes when it was switched, in samples of its pole. Refuses while ``reason`` is set."""

    name = "fake"

    def __init__(self, frames: Callable[[], int] = lambda: 0) -> None:
        self.turns: list[tuple[bool, int]] = []
        self.reason = ""
        self.closed = False
        self._frames = frames

    def turn(self, *, on: bool) -> None:
        self.turns.append((on, self._frames()))
        if self.reason:
            raise Unavailable(Words(self.reason, self.reason), Words("-", "-"))

    def close(self) -> None:
        self.closed = True


class Pole:
    """A zone pulled by the test: :meth:`hear` is time going by, and the zone looks round as often as it can."""

    def __init__(
        self, opener_of: OpenerOf, profile: SoundProfile | None = None, begin_ms: EpochMs = MORNING_MS
    ) -> None:
        sound = profile or SoundProfile()
        self._begin_ms = begin_ms
        self.events: list[Event] = []
        self.heard: list[Samples] = []
        self.frames = 0
        self.mixer = Mixer()
        self.amplifier = Switched(lambda: self.frames)
        self._jobs: list[Callable[[], None]] = []
        telling = Telling(self.events.append, lambda: self.now_ms)
        self.keeper = Keeper(
            self.amplifier,
            warm_up_ms=sound.amplifier_warm_up_ms,
            hold_s=sound.amplifier.hold_s,
            monotonic_s=lambda: self.frames / RATE_HZ,
            on_trouble=telling.amplifier_failed,
        )
        making = Making(opener_of, sound, begun=self._begun, ended=self._ended, steady_s_of=self.steady_s_of)
        clocks = (lambda: self.now_ms, self, lambda: self.now_s)
        self.zone = Zone(self.mixer, making, telling, self.keeper, *clocks)

    @property
    def now_ms(self) -> EpochMs:
        return EpochMs(self._begin_ms + self.frames * 1000 // RATE_HZ)

    @property
    def now_s(self) -> float:
        return self.frames / RATE_HZ

    def steady_s_of(self, at_ms: EpochMs) -> float:
        return (at_ms - self._begin_ms) / 1000

    def restart(self, meanwhile: Meanwhile) -> None:
        """As an output without a buffer."""
        meanwhile(False)

    def wake(self) -> None: ...

    def take(self, new: SoundScene) -> None:
        self.zone.take(new)

    def hear(self, duration_ms: int) -> Samples:
        """What is heard in the next ``duration_ms``, decoding given the time it needs."""
        parts = []
        for _ in range(duration_ms // 20):
            parts.append(self.pull(20))
            self.heard.append(parts[-1])
        return np.concatenate(parts)

    def pull(self, duration_ms: int) -> Samples:
        """What is heard in the next ``duration_ms``, at once."""
        wait_for(lambda: self.mixer.supplied, "decoded samples")
        pulled = self.mixer.pull(count_of(duration_ms), self.now_s)
        self.frames += len(pulled)
        self._carry_out()
        return pulled

    def told(self, kind: type) -> list[Event]:
        return [event for event in self.events if isinstance(event, kind)]

    def _carry_out(self) -> None:
        while self._jobs:
            self._jobs.pop(0)()
        self.zone.check()
        self.keeper.check()

    def _begun(self, voice: Voice, _at_s: float) -> None:
        self._jobs.append(lambda: self.zone.begun(voice))

    def _ended(self, voice: Voice, _at_s: float) -> None:
        self._jobs.append(lambda: self.zone.ended(voice))
