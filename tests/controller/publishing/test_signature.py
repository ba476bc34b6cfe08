"""A unit's tune: set by a technician, heard around its texts on every loudspeaker that says them, not the chime."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import numpy as np
import pytest
from sqlmodel import Session, delete

from controller.bulletins.draft import Options, Upload
from controller.bulletins.jobs import publish_files
from controller.db import session_scope
from controller.documents import service as documents
from controller.library.models import SoundTwin
from controller.library.sound_files import mp3_of
from controller.library.sounds import BREATH_MS, chime_in
from controller.library.workshop import Workshop
from controller.publishing.jobs import republish
from controller.publishing.signature import LONGEST_S, Part, prepare_signature, set_signature, whose_is
from controller.publishing.survey import Pace
from controller.publishing.telling import told
from controller.publishing.tuning import owner_of
from media.sound import Samples, chime, count_of, duration_of, write_wav
from media.sound.decode import decode_all
from protocol.documents import Desired, Window
from protocol.errors import InvalidInput, InvalidMedia, NotAllowed
from protocol.ids import EpochMs, Sha256
from protocol.manifest import AudioItem, BulletinItem, Manifest, SequenceItem
from protocol.manifest_check import read_manifest
from protocol.programme import programme
from protocol.programme_types import Alerts, Board, PlayItem
from tests.agent.speaker.material import amplitude_at, sine
from tests.controller.places import CITY, NORTH, SOUTH, person

PACE = Pace(heartbeat_s=60.0, snapshot_s=30.0, time_zone="Asia/Ho_Chi_Minh")
TECHNICIAN = person("technician")
ALL_DAY = (Window(start="00:00", minutes=1440),)
SPEAKER = Board(0, 0, has_sound=True, sound_windows=ALL_DAY)


def tune(folder: Path, hertz: float, seconds: float = 2.0) -> Upload:
    path = folder / f"{hertz}.wav"
    write_wav(sine(hertz, round(seconds * 1000), 0.3), path)
    return Upload(path, path.name)


def give(workshop: Workshop, owner: str, part: Part, upload: Upload) -> None:
    sound = prepare_signature(workshop, part, upload)
    with session_scope(workshop.engine) as session:
        set_signature(session, TECHNICIAN, owner, part, "own", sound)


def say(workshop: Workshop, folder: Path, unit_id: str = NORTH) -> None:
    """One text of that unit on the air."""
    path = folder / "tin.txt"
    path.write_text("Thông báo\n\nNgày mai họp thôn.", "utf-8")
    publish_files(workshop, person("approver"), [Upload(path, path.name)], unit_id, Options(date(2026, 1, 1)))


def manifest(workshop: Workshop, device: str = "loa") -> Manifest:
    republish(workshop, PACE)
    with session_scope(workshop.engine, writes=False) as session:
        row = documents.find(session, "desired", device)
        assert row is not None
        blob = msgspec.json.decode(row.body, type=Desired).manifest
    assert blob is not None
    return read_manifest(workshop.store.path_of(Sha256(blob.sha256)).read_bytes())


def heard(workshop: Workshop, device: str = "loa") -> list[Samples]:
    """What a loudspeaker plays of one round, file after file, as its programme names them."""
    made, now_ms = manifest(workshop, device), EpochMs(1_795_000_000_000)
    plays: list[PlayItem] = []
    while len(plays) < 12:
        decided = programme(made, Alerts(), now_ms, SPEAKER)
        if isinstance(decided.sound, PlayItem):
            plays.append(decided.sound)
        now_ms = decided.until_ms
    first = next(number for number, one in enumerate(plays) if isinstance(one.item, BulletinItem)) + 1
    second = next(number for number in range(first, 12) if isinstance(plays[number].item, BulletinItem)) + 1
    return [_samples(workshop, one) for one in plays[first:second]]


def _samples(workshop: Workshop, play: PlayItem) -> Samples:
    assert play.speech or isinstance(play.item, AudioItem)
    blob = play.speech.blob if play.speech else play.item.blob
    return decode_all(workshop.store.path_of(Sha256(blob.sha256)))


def names(workshop: Workshop, device: str = "loa") -> list[tuple[str, ...]]:
    return [one.part_ids for one in manifest(workshop, device).items if isinstance(one, SequenceItem)]


def correlation(samples: Samples, reference: Samples) -> float:
    """How alike ``reference`` and the piece of ``samples`` are that it fits best: 1 is the same."""
    size = len(samples) + len(reference)
    crossed = np.fft.irfft(np.fft.rfft(samples, size) * np.conj(np.fft.rfft(reference, size)), size)
    at = int(np.argmax(np.abs(crossed[: len(samples)])))
    piece = samples[at : at + len(reference)]
    both = np.linalg.norm(piece) * np.linalg.norm(reference[: len(piece)])
    return float(abs(np.dot(piece, reference[: len(piece)])) / max(both, 1e-9))


def test_without_a_tune_a_chime_goes_before_the_words_and_once(workshop: Workshop, tmp_path: Path) -> None:
    say(workshop, tmp_path)
    [before, words] = heard(workshop)
    assert duration_of(before) == pytest.approx(duration_of(chime()) + BREATH_MS, abs=30)
    assert correlation(before, chime()) > 0.95
    assert correlation(words, chime()) < 0.3
    [parts] = names(workshop)
    assert [one.partition("-")[0] for one in parts] == ["opening", "bulletin"]


def test_a_units_tunes_go_around_its_words_instead_of_the_chime(workshop: Workshop, tmp_path: Path) -> None:
    give(workshop, NORTH, "opening", tune(tmp_path, 1_000))
    give(workshop, NORTH, "closing", tune(tmp_path, 1_500))
    say(workshop, tmp_path)
    closing, opening, words = heard(workshop)
    assert amplitude_at(opening[: count_of(2_000)], 1_000) > 0.05
    assert not np.abs(opening[count_of(2_100) :]).max() > 0.01
    assert amplitude_at(closing[count_of(BREATH_MS) :], 1_500) > 0.05
    assert not np.abs(closing[: count_of(BREATH_MS - 100)]).max() > 0.01
    assert max(correlation(one, chime()) for one in (opening, words, closing)) < 0.3
    [parts] = names(workshop)
    assert [one.partition("-")[0] for one in parts] == ["opening", "bulletin", "closing"]


def test_it_holds_where_the_text_comes_from_and_the_nearest_says_it(workshop: Workshop, tmp_path: Path) -> None:
    give(workshop, CITY, "opening", tune(tmp_path, 1_000))
    say(workshop, tmp_path, CITY)
    say(workshop, tmp_path, NORTH)
    [of_city], [of_north_too] = {one[0] for one in names(workshop)}, {one[0] for one in names(workshop, "board")}
    assert of_city == of_north_too
    give(workshop, NORTH, "opening", tune(tmp_path, 1_200))
    assert len({one[0] for one in names(workshop)}) == 2, "the city's text keeps the city's tune"
    with session_scope(workshop.engine) as session:
        set_signature(session, TECHNICIAN, NORTH, "opening", "none", None)
    assert [len(one) for one in names(workshop)] == [2], "no sequence around what has no tune"
    with session_scope(workshop.engine) as session:
        set_signature(session, TECHNICIAN, NORTH, "opening", "above", None)
        assert whose_is(session, owner_of(session, TECHNICIAN, NORTH), "opening") == "above"
    assert {one[0] for one in names(workshop)} == {of_city}


def test_a_text_that_is_published_already_gets_the_new_tune_and_boards_are_told_once(
    workshop: Workshop, tmp_path: Path
) -> None:
    say(workshop, tmp_path)
    before = names(workshop)
    give(workshop, NORTH, "opening", tune(tmp_path, 1_000))
    assert republish(workshop, PACE) == 3
    assert republish(workshop, PACE) == 0
    assert names(workshop) != before


def test_what_holds_is_told(workshop: Workshop, tmp_path: Path) -> None:
    chime_sound = chime_in(workshop)
    give(workshop, CITY, "closing", tune(tmp_path, 1_500))
    with session_scope(workshop.engine, writes=False) as session:
        north, city = (told(session, owner_of(session, TECHNICIAN, one), chime_sound) for one in (NORTH, CITY))
    assert (north.opening.whose, north.opening.url) == ("above", chime_sound.blob.url)
    assert (north.closing.whose, city.closing.whose) == ("above", "own")
    assert north.closing == city.closing.model_copy(update={"whose": "above"})
    assert city.closing.duration_ms == pytest.approx(2_000 + BREATH_MS, abs=100)


def test_a_tune_is_no_longer_than_a_minute_and_can_be_heard(workshop: Workshop, tmp_path: Path) -> None:
    with pytest.raises(InvalidMedia, match="longer than 60 s"):
        prepare_signature(workshop, "opening", tune(tmp_path, 500, LONGEST_S + 5))
    text = tmp_path / "nhac.mp3"
    text.write_text("không phải nhạc", "utf-8")
    with pytest.raises(InvalidMedia):
        prepare_signature(workshop, "opening", Upload(text, text.name))


def test_only_technicians_set_it_and_only_for_units(session: Session, workshop: Workshop) -> None:
    for who in (person("approver"), person("editor"), person("technician", SOUTH)):
        with pytest.raises(NotAllowed):
            set_signature(session, who, NORTH, "opening", "none", None)
    with pytest.raises(InvalidInput, match="not to one loudspeaker"):
        set_signature(session, TECHNICIAN, "loa", "opening", "none", None)
    with pytest.raises(InvalidInput, match="no recording"):
        set_signature(session, TECHNICIAN, NORTH, "opening", "own", None)


def test_the_chime_is_the_same_bytes_in_every_library(workshop: Workshop) -> None:
    first = chime_in(workshop)
    assert chime_in(workshop) == first
    data = workshop.store.path_of(Sha256(first.blob.sha256)).read_bytes()
    assert len(data) == first.blob.size_bytes < 40_000


def test_the_chime_is_mp3_too_even_where_only_its_opus_was_known(workshop: Workshop) -> None:
    first = chime_in(workshop)
    with session_scope(workshop.engine) as session:
        mp3 = mp3_of(session, first.blob.sha256)
        session.exec(delete(SoundTwin))
    assert mp3 is not None
    assert chime_in(workshop) == first
    with session_scope(workshop.engine, writes=False) as session:
        assert mp3_of(session, first.blob.sha256) == mp3
        opening = told(session, owner_of(session, TECHNICIAN, NORTH), first).opening
    assert opening.mp3_url == mp3.url
    heard = decode_all(workshop.store.path_of(Sha256(mp3.sha256)))
    assert duration_of(heard) == pytest.approx(first.duration_ms, abs=60)
