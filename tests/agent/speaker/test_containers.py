"""Recordings in every container through the whole speaker into a recording: the right one, as loud, from the first
syllable to the last; and what is heard and told of damaged ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from agent.player.ports import Event, Failed, Finished, Flawed
from agent.speaker.player import SpeakerPlayer
from media.sound import Samples, count_of, duration_of, rms_dbfs
from protocol.ids import EpochMs
from protocol.manifest import AudioItem
from protocol.programme_types import PlayItem, Silence
from tests.agent.speaker.containers import FORMS, LOUD, SENTENCE_MS, found, sentence, written
from tests.agent.speaker.material import Blobs, Hum, scene
from tests.agent.speaker.test_player import PROFILE, Hearing, wall_clock
from tests.agent.speaker.test_recording import read
from tests.servers.waiting import wait_for

pytestmark = pytest.mark.long

AT_ONCE = 6
SOON_MS = 800
SOFTER_DB = 0.8
"""LAME takes 5 % off, and there is a fade."""


@dataclass(frozen=True)
class Played:
    """What one loudspeaker recorded, and what it told."""

    heard: Samples
    events: Sequence[Event]

    def faults(self) -> list[str]:
        return [event.code for event in self.events if isinstance(event, Failed | Flawed)]


def played(folder: Path, recordings: Mapping[str, bytes]) -> dict[str, Played]:
    """Each of them on a loudspeaker of its own, all at the same time."""
    speakers = {name: Loudspeaker(folder / str(number), name) for number, name in enumerate(recordings)}
    for name, data in recordings.items():
        speakers[name].play(data)
    return {name: speaker.played() for name, speaker in speakers.items()}


class Loudspeaker:
    """A speaker that plays one recording into a file."""

    def __init__(self, folder: Path, name: str) -> None:
        folder.mkdir()
        self._name, self._path = name, folder / "heard.wav"
        self._blobs, self._hearing = Blobs(folder), Hearing()
        self._player = SpeakerPlayer(
            PROFILE, self._blobs, self._hearing, wall_clock, recording=self._path, own_voice=Hum()
        )

    def play(self, data: bytes) -> None:
        """Soon, and told before: then it begins on its sample, as in a timetable, and need not hurry."""
        self._player.start()
        item = AudioItem(id="x", title=self._name, duration_ms=SENTENCE_MS, blob=self._blobs.keep_bytes(data))
        self._play = PlayItem(item, "sang", None, EpochMs(wall_clock() + SOON_MS))
        self._player.present(scene(Silence("idle"), wall_clock(), upcoming=self._play))

    def played(self) -> Played:
        wait_for(lambda: wall_clock() >= self._play.began_at_ms, "its moment")
        self._player.present(scene(self._play, self._play.began_at_ms))
        over = (Finished, Failed, Flawed)
        wait_for(lambda: any(map(self._hearing.told, over)), f"the end of {self._name}", 30)
        self._player.stop()
        return Played(read(self._path), [event for _, event in self._hearing.events])


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Played]:
    heard: dict[str, Played] = {}
    names = list(FORMS)
    for first in range(0, len(names), AT_ONCE):
        some = names[first : first + AT_ONCE]
        files = {name: written(sentence(names.index(name)), FORMS[name]) for name in some}
        heard |= played(tmp_path_factory.mktemp("forms"), files)
    return heard


@pytest.mark.parametrize("name", FORMS)
def test_it_is_heard_whole_and_as_loud_as_it_is(forms: Mapping[str, Played], name: str) -> None:
    said = sentence(list(FORMS).index(name))
    pieces = found(forms[name].heard, said)
    assert np.median(pieces) > 0.95
    assert pieces[0] > 0.9, "the first syllable"
    assert pieces[-1] > 0.9, "the last syllable"
    loud = np.flatnonzero(np.abs(forms[name].heard) > LOUD)
    assert rms_dbfs(forms[name].heard[loud[0] : loud[-1]]) == pytest.approx(rms_dbfs(said), abs=SOFTER_DB)
    assert forms[name].faults() == []


def test_none_of_them_is_taken_for_another(forms: Mapping[str, Played]) -> None:
    assert np.median(found(forms["mp3"].heard, sentence(1))) < 0.5


def hurt(data: bytes) -> bytes:
    """Noise in the middle of it."""
    begin, length = len(data) // 2, len(data) // 6
    return data[:begin] + np.random.default_rng(4).bytes(length) + data[begin + length :]


HALVES_MS = {
    "mp3": 500,
    "aac in adts": 500,
    "wav 16 bit": 500,
    "flac": 200,
    "aac in m4a": 0,
    "opus": 0,
    "vorbis stereo": 0,
}
"""How much of the first half of a file is heard: without its index an M4A is nothing, Ogg comes in pages of a second,
FLAC in blocks of a tenth.
"""


def heard_ms(sound: Samples) -> int:
    loud = np.flatnonzero(np.abs(sound) > LOUD)
    return duration_of(sound[loud[0] : loud[-1]]) if len(loud) else 0


def test_of_a_truncated_file_what_is_there_is_heard_and_that_it_is_short_is_told(tmp_path: Path) -> None:
    files = {name: written(sentence(1), FORMS[name]) for name in HALVES_MS}
    some = played(tmp_path, {name: data[: len(data) // 2] for name, data in files.items()})
    for name, length_ms in HALVES_MS.items():
        assert heard_ms(some[name].heard) == pytest.approx(length_ms, abs=60), name
        assert some[name].faults() in (["short"], ["decode"]), name
    for name in ("mp3", "aac in adts", "wav 16 bit"):
        assert min(found(some[name].heard, sentence(1)[: count_of(320)])) > 0.9, name


@pytest.mark.parametrize("name", ["mp3", "aac in adts", "aac in m4a", "flac", "opus", "vorbis stereo"])
def test_of_a_damaged_file_its_sound_parts_are_heard_or_a_fault_is_told(tmp_path: Path, name: str) -> None:
    result = played(tmp_path, {name: hurt(written(sentence(1), FORMS[name]))})[name]
    assert heard_ms(result.heard) > 900 or result.faults() in (["short"], ["decode"])


@pytest.mark.parametrize("data", [b"", b"no sound at all", np.random.default_rng(4).bytes(5_000)])
def test_what_is_no_sound_is_told_and_silent(tmp_path: Path, data: bytes) -> None:
    result = played(tmp_path, {"noise": data})["noise"]
    assert result.faults() == ["decode"]
    assert not result.heard.any()
