"""Recordings in every container, published to the agent as its users have it, and found in what it played."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from media.sound import Samples, count_of
from protocol.documents import Window
from protocol.manifest import AudioItem, Manifest, Playlist, Slot
from protocol.uplink import Status
from tests.agent.bus import bus_on
from tests.agent.programmes import desired, published
from tests.agent.province import Province
from tests.agent.run.ground import DESIRED, Ground, ready
from tests.agent.speaker.containers import FADE_MS, FORMS, LOUD, SENTENCE_MS, found, sentence, written
from tests.agent.speaker.test_recording import read
from tests.servers.waiting import wait_for

pytestmark = [pytest.mark.timeout(180), pytest.mark.long]
CONFIG = (
    'data_dir = "data"\nprofile = "speaker-cluster"\nclock = "assume-trusted"\n[speaker]\nrecording = "sound.wav"\n'
)
KINDS = ("mp3", "aac in m4a", "aac in adts", "opus", "vorbis stereo", "flac", "wav 24 bit stereo")
GAP_MS, SYLLABLE_MS = 300, 170
ROUND_MS = len(KINDS) * (SENTENCE_MS + GAP_MS)
ALL_DAY = (Window(start="00:00", minutes=1440),)


@pytest.fixture
def loudspeaker(tmp_path: Path, mosquitto_port: int) -> Iterator[Ground]:
    """An enrolled loudspeaker that does not run yet."""
    province = Province(broker_port=mosquitto_port)
    with province.serving(), bus_on(mosquitto_port) as bus:
        here = Ground(province, bus, tmp_path, CONFIG)
        here.enrol()
        yield here


def programme_of(province: Province) -> Manifest:
    """Round and round, all day."""
    items = tuple(
        AudioItem(
            id=f"audio-{number}",
            title=kind,
            duration_ms=SENTENCE_MS,
            blob=province.blob(written(sentence(number), FORMS[kind]), "audio/any"),
        )
        for number, kind in enumerate(KINDS)
    )
    playlist = Playlist(id="round", item_ids=tuple(item.id for item in items), gap_ms=GAP_MS)
    slot = Slot(
        id="day",
        title="day",
        slot_class="scheduled",
        output="sound",
        playlist_id="round",
        first_date=date(2026, 1, 1),
        start="00:00",
        duration_min=1440,
    )
    return Manifest(unit_name="Xã", items=items, playlists=(playlist,), slots=(slot,))


def place_of(said: Samples, heard: Samples) -> int:
    """Where in it that begins, by its first syllable: all of it may be played a thousandth faster or slower.

    It begins where the whole of it follows: the recording ends in the middle of something.
    """
    begin = said[count_of(FADE_MS) : count_of(SYLLABLE_MS)]
    size = 1 << (len(heard) + len(begin)).bit_length()
    both = np.fft.irfft(np.fft.rfft(heard, size) * np.conj(np.fft.rfft(begin, size)), size)
    return max(0, int(np.argmax(both[: len(heard) - count_of(SENTENCE_MS + GAP_MS // 2)])) - count_of(FADE_MS))


def test_each_is_played_whole_and_in_its_order(loudspeaker: Ground) -> None:
    """Heard from the second round on: the first item waits for the amplifier."""
    province, bus = loudspeaker.province, loudspeaker.bus
    manifest = published(province, programme_of(province))
    bus.publish(DESIRED, province.signed("desired", desired(manifest, sound_windows=ALL_DAY, volume_percent=100)))
    child, path = loudspeaker.agent(), loudspeaker.folder / "sound.wav"
    try:
        bus.wait_for("status", Status, lambda one: ready(one) and one.showing.sound.startswith("audio audio-"))
        began = wait_for(lambda: np.flatnonzero(np.abs(read(path)) > LOUD).tolist()[:1], "sound", 30)[0]
        until = began + count_of(2 * ROUND_MS + SENTENCE_MS + GAP_MS)
        wait_for(lambda: len(read(path)) > until, "two rounds", 60)
    finally:
        assert child.stop() == 0, child.said()
    heard = read(path)[began + count_of(ROUND_MS) :]
    places = [place_of(sentence(number), heard) for number in range(len(KINDS))]
    for number, (kind, place) in enumerate(zip(KINDS, places, strict=True)):
        pieces = found(heard[place : place + count_of(SENTENCE_MS + GAP_MS // 2)], sentence(number))
        assert np.median(pieces) > 0.95, kind
        assert min(pieces[0], pieces[-1]) > 0.9, kind
    steps = [round((place - places[0]) / count_of(SENTENCE_MS + GAP_MS)) % len(KINDS) for place in places]
    assert steps == list(range(len(KINDS)))
