"""A loudspeaker from its manifest and its alerts to the samples that leave it, with a time the test turns."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from agent.player.player import Content, Player
from agent.player.ports import Finished, SoundScene
from agent.speaker.sounds import opener_of
from firmware_profiles import SoundProfile
from media.sound import RATE_HZ, Samples, count_of
from protocol.alert_rounds import ATTENTION_TONE_MS
from protocol.documents import Desired, Window
from protocol.ids import EpochMs
from protocol.intake import Now
from protocol.manifest import AudioItem, Manifest, Slot
from protocol.programme_types import Alerts, Board, HeldAlert, PlayAlert
from tests.agent.speaker.material import MORNING_MS, Blobs, Hum, Pole, alert, speech, text
from tests.protocol.makers import slot

BOARD = Board(0, 0, has_sound=True)
DESIRED = Desired(
    unit_name="Phường Bình Phước",
    areas=(),
    volume_percent=100,
    emergency_volume_percent=100,
    sound_windows=(Window(start="05:30", minutes=60),),
)
STEP_MS = 20


PIECE_S = 0.1
"""Short enough to be like its reference although what is late is played a little faster."""

SPARSE = 8
"""One sample of so many says all there is to say of sounds of some hundred hertz."""


def noise(name: str, seconds: float, amplitude: float = 0.2) -> Samples:
    """Of up to some hundred hertz; no piece of it is like another, and none like another's."""
    numbers = np.random.default_rng(list(name.encode())).standard_normal(count_of(int(seconds * 1000)))
    spectrum = np.fft.rfft(numbers)
    spectrum[int(400 * seconds) :] = 0
    soft = np.fft.irfft(spectrum, len(numbers))
    return (soft * amplitude / np.abs(soft).max()).astype(np.float32)


def found(heard: Samples, reference: Samples) -> tuple[float, float]:
    """Where in ``reference`` that piece is, in seconds, and how much they are alike (1: the same but for its level)."""
    piece, whole = heard[::SPARSE], reference[::SPARSE]
    size = 1 << (len(whole) + len(piece)).bit_length()
    product = np.fft.rfft(whole, size) * np.conj(np.fft.rfft(piece, size))
    at = int(np.argmax(np.fft.irfft(product, size)[: len(whole) - len(piece) + 1]))
    return at * SPARSE / RATE_HZ, likeness(piece, whole[at : at + len(piece)])


def likeness(one: Samples, other: Samples) -> float:
    """The correlation of two pieces of one length."""
    return float(np.dot(one, other) / (np.linalg.norm(one) * np.linalg.norm(other) + 1e-12))


class Village:
    """Presents what its programme says, when it says so, from ``begin_s`` after 05:30 on."""

    def __init__(self, blobs: Blobs, begin_s: float, warm_up_ms: int = 0) -> None:
        self.blobs = blobs
        hum, sound = Hum(), SoundProfile(amplifier_warm_up_ms=warm_up_ms)
        self.pole = Pole(lambda play, new: opener_of(play, new, blobs, hum), sound)
        self.pole.frames = count_of(int(begin_s * 1000))
        self._first = self.pole.frames
        self.sounds: dict[str, Samples] = {}
        self.items: list[AudioItem] = []
        self.manifest = Manifest(unit_name="Phường Bình Phước")
        self.held: list[HeldAlert] = []
        self.muted = False
        self._player = Player(BOARD, None, self)

    def start(self) -> None: ...

    def stop(self) -> None: ...

    def levels_dbfs(self) -> Sequence[float]:
        return ()

    def present(self, scene: SoundScene) -> None:
        self.pole.take(scene)

    def item(self, name: str, seconds: float, samples: Samples | None = None) -> AudioItem:
        """A recording; what it sounds like is in ``sounds``."""
        self.sounds[name] = noise(name, seconds) if samples is None else samples
        blob = self.blobs.keep(self.sounds[name])
        self.items.append(AudioItem(id=name, title=name, duration_ms=int(seconds * 1000), blob=blob))
        return self.items[-1]

    def flood(self, name: str, begin_s: float, end_s: float | None = None, level: int = 4) -> None:
        """An alert that takes 6 s to say, but for the pause between tone and text."""
        said = self.sounds[name] = noise(name, 2)
        warning = alert(text(speech=speech(self.blobs, said)), name=name, level=level)
        assert ATTENTION_TONE_MS == 4_000
        end_ms = None if end_s is None else at(end_s)
        self.held.append(HeldAlert(warning, at(begin_s), end_ms))

    def hear_until(self, second: float) -> None:
        """Time goes by; whatever is due is presented."""
        while self.pole.now_ms < at(second):
            until_ms = min(self._present(), *self._alerts_change_ms(), at(second))
            steps = -(-(until_ms - self.pole.now_ms) // STEP_MS)
            self.pole.hear(max(1, steps) * STEP_MS)

    def heard(self, from_s: float, to_s: float) -> Samples:
        """What was heard between two moments."""
        whole = np.concatenate(self.pole.heard)
        return whole[count_of(int(from_s * 1000)) - self._first : count_of(int(to_s * 1000)) - self._first]

    def plays(self, name: str, from_s: float, to_s: float) -> float:
        """Of which second of ``name`` the first sample is of what is heard then; fails unless all of it is of it."""
        begins_s = (from_s, (from_s + to_s) / 2, to_s - PIECE_S)
        places_s = [self._place(name, begin_s) - begin_s for begin_s in begins_s]
        assert np.ptp(places_s) < 0.02, f"{name} does not go on as it should: {places_s}"
        return from_s + places_s[0]

    def _place(self, name: str, begin_s: float) -> float:
        at_s, alike = found(self.heard(begin_s, begin_s + PIECE_S), self.sounds[name])
        assert alike > 0.97, f"{name} is not what is heard at {begin_s:.2f} s: {alike:.3f}"
        return at_s

    def finished(self) -> list[tuple[str, int, str]]:
        """The record: what, how long, cut by what."""
        ends = [one for one in self.pole.told(Finished) if isinstance(one, Finished)]
        return [(_name(one), one.lasted_ms, one.cut_by) for one in ends]

    def _present(self) -> EpochMs:
        now_ms = self.pole.now_ms
        held = tuple(one for one in self.held if one.received_at_ms <= now_ms)
        content = Content(self.manifest, Alerts(held, self.muted), DESIRED)
        return self._player.present(content, Now(now_ms, "trusted")).until_ms

    def _alerts_change_ms(self) -> list[EpochMs]:
        return [one.received_at_ms for one in self.held if one.received_at_ms > self.pole.now_ms]


def at(second: float) -> EpochMs:
    """A moment, from 05:30 on."""
    return EpochMs(MORNING_MS + int(second * 1000))


def slot_of(playlist_id: str, slot_class: str, start: str, minutes: int = 10, **more: object) -> Slot:
    plain = {"slot_class": slot_class, "output": "sound", "start": start, "duration_min": minutes}
    return slot(playlist_id, playlist_id, **(plain | more))


def _name(event: Finished) -> str:
    return event.of.alert.id if isinstance(event.of, PlayAlert) else event.of.item.id  # type: ignore[union-attr]
