"""A station as an officer publishes it, as its manifest has it, and as a loudspeaker hears it: with a real Icecast."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Engine

from agent.speaker.ahead import Ahead
from agent.speaker.feed import Feed
from agent.speaker.sounds import opener_of
from controller.bulletins.draft import Options, Upload
from controller.db import all_tables, engine_of, session_scope
from controller.documents import service as documents
from controller.library.store import FolderStore
from controller.library.workshop import Workshop
from controller.publishing.jobs import republish
from controller.publishing.survey import Pace
from controller.stations.answers import Heard
from controller.stations.jobs import Station, publish_station
from controller.stations.trial import try_station
from media.sound import Samples, count_of, joined, write_wav
from media.speech.espeak import Espeak
from protocol.documents import Desired
from protocol.ids import EpochMs, Sha256
from protocol.manifest import StreamItem
from protocol.manifest_check import read_manifest
from protocol.programme_types import PlayItem
from protocol.wire import decode
from tests.agent.speaker.material import Hum, amplitude_at, scene
from tests.controller.bulletins.conftest import TODAY
from tests.controller.places import NORTH, person, settle, stand
from tests.servers.icecast import Studio, icecast, program
from tests.servers.ports import free_port
from tests.servers.radio import encoded, media_type_of, note

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(program() is None, reason="Icecast is not installed: run make test, which sets it up"),
]
SECONDS, BLOCK_MS, PATIENCE_S = 20, 20, 30.0
NOTES_HZ = {"station": 450.0, "fallback": 1_000.0}
AUDIBLE = 0.1
"""A recording is brought to -16 LUFS: quieter than the station's note."""


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    engine: Engine = engine_of(f"sqlite:///{tmp_path / 'rao.sqlite3'}")
    all_tables().create_all(engine)
    with session_scope(engine) as session:
        settle(session)
        stand(session, "loa", NORTH, "speaker-cluster")
    return Workshop(engine, FolderStore(tmp_path / "media"), (Espeak(),), ("vi",))


def told_to_the_loudspeaker(workshop: Workshop) -> StreamItem:
    republish(workshop, Pace(60, 60, "Asia/Ho_Chi_Minh"))
    with session_scope(workshop.engine, writes=False) as session:
        held = documents.find(session, "desired", "loa")
    assert held is not None
    blob = decode(held.body, Desired).manifest
    assert blob is not None
    [item] = read_manifest(workshop.store.path_of(Sha256(blob.sha256)).read_bytes()).items
    assert isinstance(item, StreamItem)
    return item


class Kept:
    """What the loudspeaker fetched, which is what the controller keeps."""

    def __init__(self, store: FolderStore) -> None:
        self._store = store

    def path_of(self, sha256: str) -> Path | None:
        return self._store.path_of(Sha256(sha256))


def note_in(heard: list[Samples]) -> str:
    """Which of the two notes is the louder one, where there is one."""
    samples = joined(heard)
    loud = {name: amplitude_at(samples, hz) for name, hz in NOTES_HZ.items()} if len(samples) else {}
    return max((name for name, level in loud.items() if level > AUDIBLE), key=loud.__getitem__, default="nothing")


def hear_until(feed: Feed, wanted: str) -> None:
    """Pull the sound as a sound card does until that note is in its last 100 ms."""
    heard, give_up_s = list[Samples](), time.monotonic() + PATIENCE_S
    while note_in(heard[-5:]) != wanted:
        assert time.monotonic() < give_up_s, f"no {wanted} within {PATIENCE_S} s"
        time.sleep(BLOCK_MS / 1000)
        heard.append(feed.read(count_of(BLOCK_MS)))


def test_a_published_station_is_relayed_and_its_fallback_heard_while_it_is_gone(
    workshop: Workshop, tmp_path: Path
) -> None:
    port = free_port()
    sound = encoded("mp3", note(SECONDS, NOTES_HZ["station"]))
    url = f"http://127.0.0.1:{port}/vov1"
    write_wav(note(3, NOTES_HZ["fallback"]), tmp_path / "nhac-hieu.wav")
    with icecast(tmp_path, port):
        studio = Studio(port, "/vov1", media_type_of("mp3"), sound, round(len(sound) / SECONDS))
        studio.go_on_air()
        assert isinstance(try_station(url, private_too=True), Heard)
        fallback = Upload(tmp_path / "nhac-hieu.wav", "nhac-hieu.wav")
        how = Options(first_date=TODAY, title="VOV1")
        publish_station(workshop, person("approver"), Station(url, 30, fallback), NORTH, how)
        play = PlayItem(told_to_the_loudspeaker(workshop), "sang", None, EpochMs(0))
        ahead = Ahead()
        feed = Feed(partial(opener_of(play, scene(play), Kept(workshop.store), Hum()), ahead), ahead)
        try:
            hear_until(feed, "station")
            studio.break_off()
            hear_until(feed, "fallback")
            studio.go_on_air()
            hear_until(feed, "station")
        finally:
            feed.close()
            studio.break_off()
