"""A station published: what boards are told, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from controller.bulletins.draft import Options, Upload
from controller.bulletins.jobs import publish_files
from controller.bulletins.models import Content
from controller.db import session_scope
from controller.documents import service as documents
from controller.library.workshop import Workshop
from controller.publishing.jobs import republish
from controller.publishing.survey import Pace
from controller.stations.jobs import Station, publish_station
from media.sound import write_wav
from protocol.documents import Desired
from protocol.errors import InvalidInput, InvalidMedia, NotAllowed, NotFound
from protocol.ids import Sha256
from protocol.manifest import AudioItem, Manifest, StreamItem
from protocol.manifest_check import read_manifest
from protocol.wire import decode
from tests.controller.bulletins.conftest import TODAY
from tests.controller.places import NORTH, SOUTH, person
from tests.servers.radio import hush, note

URL = "https://radio.example/vov1"
HOW = Options(first_date=TODAY, title="VOV1")
APPROVER = person("approver")


@pytest.fixture
def recording(tmp_path: Path) -> Upload:
    path = tmp_path / "nhac-hieu.wav"
    write_wav(note(2, 1_000), path)
    return Upload(path, path.name)


def manifest_of(workshop: Workshop, device: str) -> Manifest:
    republish(workshop, Pace(60, 60, "Asia/Ho_Chi_Minh"))
    with Session(workshop.engine) as session:
        held = documents.find(session, "desired", device)
    assert held is not None
    blob = decode(held.body, Desired).manifest
    assert blob is not None
    return read_manifest(workshop.store.path_of(Sha256(blob.sha256)).read_bytes())


def publish(workshop: Workshop, station: Station, how: Options = HOW) -> Content:
    return publish_station(workshop, APPROVER, station, NORTH, how)


def test_loudspeakers_relay_it_and_fall_back_to_the_recording(boards: Workshop, recording: Upload) -> None:
    content = publish(boards, Station(f" {URL} ", 45, recording))
    manifest = manifest_of(boards, "loa")
    [item] = manifest.items
    assert isinstance(item, StreamItem)
    assert (item.id, item.title, item.url, item.duration_ms) == (content.id, "VOV1", URL, 45 * 60_000)
    assert item.fallback is not None
    assert boards.store.intact(Sha256(item.fallback.sha256))
    [slot] = manifest.slots
    assert (slot.output, slot.slot_class) == ("sound", "scheduled")


def test_it_may_be_softer_than_the_volume(boards: Workshop) -> None:
    publish(boards, Station(URL, 45), replace(HOW, gain_db=-9.0))
    [item] = manifest_of(boards, "loa").items
    assert isinstance(item, StreamItem) and item.gain_db == -9.0


def test_a_board_has_nothing_to_show_of_it(boards: Workshop) -> None:
    publish(boards, Station(URL, 45))
    manifest = manifest_of(boards, "led")
    assert [slot.output for slot in manifest.slots] == ["sound"]
    assert manifest.filler_screen is None


def test_a_published_recording_may_be_the_fallback(boards: Workshop, recording: Upload) -> None:
    [recorded] = publish_files(boards, APPROVER, [recording], NORTH, Options(first_date=TODAY))
    publish(boards, Station(URL, 45, recorded.id))
    items = manifest_of(boards, "loa").items
    sound = next(one.blob for one in items if isinstance(one, AudioItem))
    assert next(one.fallback for one in items if isinstance(one, StreamItem)) == sound


def test_the_same_address_again_is_the_same_content_brought_up_to_date(boards: Workshop) -> None:
    first = publish(boards, Station(URL, 45))
    again = publish(boards, Station(URL, 10), replace(HOW, title="Đài tỉnh"))
    assert again.id == first.id
    with session_scope(boards.engine, writes=False) as session:
        [row] = session.exec(select(Content).where(col(Content.kind) == "station")).all()
    assert (row.title, row.duration_ms, row.station_url) == ("Đài tỉnh", 600_000, URL)


@pytest.mark.parametrize(
    ("station", "how"),
    [
        (Station("", 45), HOW),
        (Station("ftp://radio.example/x", 45), HOW),
        (Station("http://an:mat@radio.example/x", 45), HOW),
        (Station("https://đài.example/x", 45), HOW),
        (Station("https://radio.example/" + "x" * 500, 45), HOW),
        (Station(URL, 0), HOW),
        (Station(URL, 721), HOW),
        (Station(URL, 45), replace(HOW, title="  ")),
        (Station(URL, 45), replace(HOW, title="Đài \U00013000")),
        (Station(URL, 45), replace(HOW, slot_class="filler")),
        (Station(URL, 45), replace(HOW, last_date=TODAY.replace(year=2020))),
    ],
)
def test_what_cannot_be_relayed_is_refused(boards: Workshop, station: Station, how: Options) -> None:
    with pytest.raises(InvalidInput):
        publish(boards, station, how)


def test_an_address_is_refused_in_words_an_officer_understands(boards: Workshop) -> None:
    with pytest.raises(InvalidInput) as refused:
        publish(boards, Station("rtmp://dai", 45))
    assert "không phải địa chỉ đài" in refused.value.problem.vi
    assert "http:// hoặc https://" in refused.value.remedy.vi


def test_a_fallback_must_be_a_recording_one_may_hear(boards: Workshop, recording: Upload, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        publish(boards, Station(URL, 45, "audio-none"))
    path = tmp_path / "tin.txt"
    path.write_text("Họp lúc 19 giờ.", "utf-8")
    [text] = publish_files(boards, APPROVER, [Upload(path, path.name)], NORTH, Options(first_date=TODAY))
    with pytest.raises(InvalidInput, match="no recording"):
        publish(boards, Station(URL, 45, text.id))
    with pytest.raises(InvalidMedia):
        publish(boards, Station(URL, 45, Upload(path, path.name)))
    write_wav(hush(2), silent := tmp_path / "im-lang.wav")
    with pytest.raises(InvalidMedia, match="can be heard"):
        publish(boards, Station(URL, 45, Upload(silent, silent.name)))
    [of_south] = publish_files(boards, APPROVER, [recording], SOUTH, Options(first_date=TODAY))
    with pytest.raises(NotFound):
        publish_station(boards, person("approver", NORTH), Station(URL, 45, of_south.id), NORTH, HOW)


def test_who_may_not_publish_there_may_not_publish_a_station(boards: Workshop) -> None:
    for who in (person("technician"), person("approver", SOUTH)):
        with pytest.raises(NotAllowed):
            publish_station(boards, who, Station(URL, 45), NORTH, HOW)
