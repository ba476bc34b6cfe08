"""A bulletin recorded by people, language by language, up to what boards get."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from controller.bulletins import recordings
from controller.bulletins import service as bulletins
from controller.bulletins.draft import Options, Upload
from controller.bulletins.items import item_of
from controller.bulletins.jobs import publish_files, publish_written
from controller.bulletins.models import Content
from controller.bulletins.written import CardSheet
from controller.clock import wall_ms
from controller.db import session_scope
from controller.library.workshop import Workshop
from controller.publishing.jobs import republish
from controller.publishing.survey import Pace
from controller.recordings import service
from controller.recordings.jobs import record
from controller.recordings.languages import InLanguage, in_languages, state_of
from controller.recordings.making import is_being_made, making
from controller.status.service import Heard, record_heartbeats
from media.bulletin import Card
from media.sound import RATE_HZ, duration_of, silence
from media.sound.decode import decode_all
from media.sound.loudness import loudness
from media.sound.normalise import TARGET_LUFS, TRUE_PEAK_DB
from protocol.errors import Conflict, InvalidInput, InvalidMedia, NotAllowed, NotFound
from protocol.ids import DeviceId, Sha256
from protocol.manifest import Blob, BulletinItem, Speech
from protocol.uplink import Status
from tests.controller.bulletins.conftest import TODAY
from tests.controller.places import CITY, NORTH, SOUTH, person, stand
from tests.controller.recordings.voices import reading, recorded

APPROVER = person("approver")
OPTIONS = Options(first_date=TODAY)


@pytest.fixture
def content(boards: Workshop, text: Upload) -> Content:
    [published] = publish_files(boards, APPROVER, [text], NORTH, OPTIONS)
    return published


@pytest.fixture
def voice(tmp_path: Path) -> Upload:
    path = recorded(tmp_path / "sti.wav")
    return Upload(path, path.name)


def speech(workshop: Workshop, content: Content) -> dict[str, Speech]:
    with session_scope(workshop.engine, writes=False) as session:
        item = item_of(session, session.get_one(Content, content.id), None)
    assert isinstance(item, BulletinItem)
    return {one.language: one for one in item.speech}


def listed(workshop: Workshop, content: Content) -> dict[str, InLanguage]:
    with session_scope(workshop.engine, writes=False) as session:
        return {one.language: one for one in in_languages(session, workshop, session.get_one(Content, content.id))}


def says(workshop: Workshop, device_id: str, *languages: str) -> None:
    status = Status(sid="session-1", online=True, languages=languages)
    with session_scope(workshop.engine) as session:
        record_heartbeats(session, [(DeviceId(device_id), Heard(status, wall_ms()))])


def test_a_recording_is_heard_beside_the_engines_voice(boards: Workshop, content: Content, voice: Upload) -> None:
    before = speech(boards, content)
    record(boards, APPROVER, content.id, "sti", voice)
    after = speech(boards, content)
    assert after["vi"] == before["vi"]
    assert after["sti"].voice == "recording"


def test_it_is_made_even_and_its_ends_are_cut(boards: Workshop, content: Content, voice: Upload) -> None:
    record(boards, APPROVER, content.id, "sti", voice)
    kept = speech(boards, content)["sti"]
    heard = decode_all(boards.store.path_of(Sha256(kept.blob.sha256)))
    assert abs(duration_of(heard) - kept.duration_ms) < 100
    assert duration_of(heard) < duration_of(reading()) - 1_700
    measured = loudness(heard)
    assert measured.integrated_lufs == pytest.approx(TARGET_LUFS, abs=1)
    assert measured.true_peak_db <= TRUE_PEAK_DB


@pytest.mark.parametrize("ending", ["ogg", "mp3"])
def test_files_of_other_kinds_are_taken(boards: Workshop, content: Content, tmp_path: Path, ending: str) -> None:
    path = recorded(tmp_path / f"thu.{ending}")
    record(boards, APPROVER, content.id, "cmo", Upload(path, path.name))
    assert speech(boards, content)["cmo"].duration_ms > 5_000


def test_a_recording_takes_the_place_of_the_engine_and_gives_it_back(
    boards: Workshop, content: Content, voice: Upload
) -> None:
    by_engine = speech(boards, content)
    record(boards, APPROVER, content.id, "vi", voice)
    assert {language: one.voice for language, one in speech(boards, content).items()} == {"vi": "recording"}
    with session_scope(boards.engine) as session:
        service.remove(session, APPROVER, content.id, "vi")
    assert speech(boards, content) == by_engine


def test_a_better_recording_replaces_the_first(
    boards: Workshop, content: Content, voice: Upload, tmp_path: Path
) -> None:
    record(boards, APPROVER, content.id, "sti", voice)
    first = speech(boards, content)["sti"]
    path = recorded(tmp_path / "b.wav", samples=reading()[: 5 * RATE_HZ])
    record(boards, APPROVER, content.id, "sti", Upload(path, path.name))
    second = speech(boards, content)["sti"]
    assert second.duration_ms < first.duration_ms
    record(boards, APPROVER, content.id, "sti", voice)
    assert speech(boards, content)["sti"] == first


def test_boards_are_told_and_their_manifest_names_it(boards: Workshop, content: Content, voice: Upload) -> None:
    pace = Pace(60.0, 30.0, "Asia/Ho_Chi_Minh")
    republish(boards, pace)
    record(boards, APPROVER, content.id, "sti", voice)
    assert republish(boards, pace) == 2
    assert republish(boards, pace) == 0


def test_published_again_with_the_same_words_it_stays(
    boards: Workshop, content: Content, voice: Upload, text: Upload
) -> None:
    record(boards, APPROVER, content.id, "sti", voice)
    kept = speech(boards, content)["sti"]
    publish_files(boards, APPROVER, [text], NORTH, OPTIONS)
    assert speech(boards, content)["sti"] == kept


def test_other_words_are_not_said_by_an_old_recording_and_the_old_words_are_again(
    boards: Workshop, voice: Upload
) -> None:
    def sheet(value: str) -> Content:
        written = CardSheet("Mực nước", (Card("Sông Bé", value),))
        return publish_written(boards, APPROVER, written, NORTH, OPTIONS)

    content = sheet("2 m")
    record(boards, APPROVER, content.id, "sti", voice)
    assert sheet("3 m").id == content.id
    assert "sti" not in speech(boards, content)
    assert listed(boards, content)["sti"].state == "outdated"
    sheet("2 m")
    assert listed(boards, content)["sti"].state == "recording"


FLAWS = {
    "silent": ("không có tiếng", silence(5_000)),
    "short": ("chưa được một giây", reading()[RATE_HZ : RATE_HZ * 3 // 2]),
    "quiet": ("quá nhỏ", reading() * 0.05),
    "clipped": ("rè", reading() * 40),
}


@pytest.mark.parametrize("flaw", [*FLAWS])
def test_a_flaw_is_told_and_what_was_there_stays(
    boards: Workshop, content: Content, voice: Upload, tmp_path: Path, flaw: str
) -> None:
    record(boards, APPROVER, content.id, "sti", voice)
    before = speech(boards, content)
    told, samples = FLAWS[flaw]
    path = recorded(tmp_path / "bad.wav", samples=samples)
    with pytest.raises(InvalidMedia) as refused:
        record(boards, APPROVER, content.id, "sti", Upload(path, path.name))
    assert told in refused.value.problem.vi
    assert speech(boards, content) == before
    assert not is_being_made(content.id, "sti")


@pytest.mark.parametrize("data", [b"", b"Thong bao", b"\xff\xd8\xff\xe0 JFIF", b"%PDF-1.7", b"OggS but not really"])
def test_what_is_no_sound_is_refused(boards: Workshop, content: Content, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "thu.mp3"
    path.write_bytes(data)
    with pytest.raises(InvalidMedia, match=r"thu\.mp3"):
        record(boards, APPROVER, content.id, "sti", Upload(path, path.name))
    assert set(speech(boards, content)) == {"vi"}


def test_one_that_is_too_long_is_refused(
    boards: Workshop, content: Content, voice: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recordings, "RECORDING_MOST_MIN", 0)
    with pytest.raises(InvalidMedia, match="longer"):
        record(boards, APPROVER, content.id, "sti", voice)


def test_one_at_a_time(boards: Workshop, content: Content, voice: Upload) -> None:
    with making(content.id, "sti"):
        assert listed(boards, content).get("sti") is None
        says(boards, "loa", "sti")
        assert listed(boards, content)["sti"].state == "making"
        with pytest.raises(Conflict):
            record(boards, APPROVER, content.id, "sti", voice)
        record(boards, APPROVER, content.id, "cmo", voice)
    assert listed(boards, content)["sti"].state == "needed"


@pytest.mark.parametrize("language", ["", "S'tiêng", "sti ", "../vi", "v", "tieng-viet-nam"])
def test_a_strange_language_is_refused(boards: Workshop, content: Content, voice: Upload, language: str) -> None:
    with pytest.raises(InvalidInput):
        record(boards, APPROVER, content.id, language, voice)


def test_a_picture_and_a_withdrawn_text_are_not_recorded(
    boards: Workshop, content: Content, voice: Upload, tmp_path: Path
) -> None:
    [sound] = publish_files(boards, APPROVER, [voice], NORTH, OPTIONS)
    with session_scope(boards.engine) as session:
        bulletins.withdraw(session, APPROVER, content.id, wall_ms())
    for one in (sound, content):
        with pytest.raises(Conflict):
            record(boards, APPROVER, one.id, "sti", voice)


def test_only_who_may_write_there_may_record(boards: Workshop, content: Content, voice: Upload) -> None:
    with pytest.raises(NotAllowed):
        record(boards, person("technician", NORTH), content.id, "sti", voice)
    with pytest.raises(NotFound):
        record(boards, person("approver", SOUTH), content.id, "sti", voice)
    with session_scope(boards.engine) as session, pytest.raises(NotFound):
        service.remove(session, APPROVER, content.id, "sti")


def test_the_languages_are_those_of_the_boards_it_goes_to(boards: Workshop, content: Content) -> None:
    says(boards, "loa", "vi", "sti")
    says(boards, "led", "vi")
    with session_scope(boards.engine) as session:
        stand(session, "far", SOUTH, "speaker-cluster")
    says(boards, "far", "km")
    found = listed(boards, content)
    assert [(one.language, one.state, one.boards) for one in found.values()] == [
        ("vi", "engine", 2),
        ("sti", "needed", 1),
    ]
    assert "S'tiêng" in found["sti"].name.vi


def test_a_text_of_the_whole_city_goes_to_all(boards: Workshop, text: Upload) -> None:
    says(boards, "loa", "vi", "sti")
    [content] = publish_files(boards, APPROVER, [text], CITY, OPTIONS)
    assert "sti" in listed(boards, content)


def test_a_text_no_engine_can_read_is_published_and_waits_for_its_recording(
    boards: Workshop, tmp_path: Path, voice: Upload
) -> None:
    path = tmp_path / "sti.md"
    path.write_text("# Bu nar\n\nBi aach gruh mpoong.", "utf-8")
    [content] = publish_files(boards, APPROVER, [Upload(path, path.name)], NORTH, Options(TODAY, language="sti"))
    assert speech(boards, content) == {}
    assert listed(boards, content)["sti"].state == "needed"
    record(boards, APPROVER, content.id, "sti", voice)
    assert listed(boards, content)["sti"].state == "recording"


def test_vietnamese_is_never_read_by_the_voice_of_another_language(boards: Workshop, text: Upload) -> None:
    province = replace(boards, languages=("vi", "en", "km"))
    [content] = publish_files(province, APPROVER, [text], NORTH, OPTIONS)
    assert set(speech(province, content)) == {"vi"}
    assert {language: one.state for language, one in listed(province, content).items()} == {
        "vi": "engine",
        "en": "needed",
        "km": "needed",
    }


def test_published_without_speech_it_is_silent_until_recorded(boards: Workshop, text: Upload, voice: Upload) -> None:
    [content] = publish_files(boards, APPROVER, [text], NORTH, Options(TODAY, spoken=False))
    assert listed(boards, content)["vi"].state == "silent"
    record(boards, APPROVER, content.id, "vi", voice)
    assert listed(boards, content)["vi"].state == "recording"


@pytest.mark.parametrize(
    ("voice_name", "was_recorded", "has_engine", "state"),
    [
        ("gtts vi", False, True, "engine"),
        ("recording", True, True, "recording"),
        ("gtts vi", True, True, "engine"),
        (None, True, False, "outdated"),
        (None, False, True, "silent"),
        (None, False, False, "needed"),
    ],
)
def test_states(voice_name: str | None, was_recorded: bool, has_engine: bool, state: str) -> None:
    blob = Blob(sha256="0" * 64, size_bytes=1, media_type="audio/ogg", url="/media/x")
    said = Speech(language="vi", blob=blob, duration_ms=1, voice=voice_name) if voice_name else None
    assert state_of(said, was_recorded, has_engine=has_engine) == state


def test_it_is_kept_as_mp3_too_once(boards: Workshop, content: Content, voice: Upload) -> None:
    record(boards, APPROVER, content.id, "sti", voice)
    mp3 = {language: one.mp3 for language, one in listed(boards, content).items()}
    for language, one in speech(boards, content).items():
        beside = mp3[language]
        assert beside is not None
        assert (one.blob.media_type, beside.media_type) == ("audio/ogg", "audio/mpeg")
        opus, other = (decode_all(boards.store.path_of(Sha256(sha256))) for sha256 in (one.blob.sha256, beside.sha256))
        assert loudness(other).integrated_lufs == pytest.approx(loudness(opus).integrated_lufs, abs=0.5)
        assert loudness(other).true_peak_db <= TRUE_PEAK_DB
    record(boards, APPROVER, content.id, "sti", voice)
    assert {language: one.mp3 for language, one in listed(boards, content).items()} == mp3
