from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from sqlmodel import Session, select

from controller.bulletins import service
from controller.bulletins.boards import distinct_geometries, geometry_of
from controller.bulletins.draft import Options, Upload
from controller.bulletins.items import item_of
from controller.bulletins.jobs import publish_files, render_missing
from controller.bulletins.models import Content, Rendition
from controller.bulletins.render import clip_size_px
from controller.db import session_scope
from controller.library.workshop import Workshop
from media.board import Look
from media.bulletin import decode_pages
from media.picture import open_picture
from media.sound import duration_of, rms_dbfs, write_wav
from media.sound.decode import decode_all
from media.specimen import make_clip
from media.video import probe
from protocol.errors import InvalidInput, InvalidMedia, NotAllowed, NotFound
from protocol.ids import EpochMs, Sha256
from protocol.manifest import AudioItem, BulletinItem, PictureItem, VideoItem
from tests.controller.bulletins.conftest import TODAY
from tests.controller.places import CITY, NORTH, SOUTH, person, stand

OPTIONS = Options(first_date=TODAY)
LED, BOARD = geometry_of("led-p5-640x384"), geometry_of("bulletin-1080p")
APPROVER = person("approver")


@pytest.fixture
def reading(boards: Workshop) -> Iterator[Session]:
    with session_scope(boards.engine, writes=False) as session:
        yield session


def test_a_text_becomes_pages_for_the_boards_there_are_and_speech(
    boards: Workshop, text: Upload, reading: Session
) -> None:
    [content] = publish_files(boards, APPROVER, [text], NORTH, OPTIONS)
    item = item_of(reading, content, LED)
    assert isinstance(item, BulletinItem)
    assert (content.title, item.title) == ("Lịch tiêm chủng tháng 12",) * 2
    pages = decode_pages(boards.store.path_of(Sha256(item.pages[0].blob.sha256)).read_bytes())
    assert (pages.width_px, pages.height_px) == (640, 384)
    assert item.pages[0].durations_ms == tuple(page.duration_ms for page in pages.pages)
    shown = " ".join(line.text for page in pages.pages for line in page.lines)
    assert "Mang theo sổ tiêm chủng." in shown
    [speech] = item.speech
    samples = decode_all(boards.store.path_of(Sha256(speech.blob.sha256)))
    assert abs(duration_of(samples) - speech.duration_ms) < 100
    assert speech.duration_ms > 5_000
    assert rms_dbfs(samples) > -35


def test_texts_recordings_and_clips_carry_the_gain_they_were_published_with(
    boards: Workshop, text: Upload, tmp_path: Path, reading: Session
) -> None:
    times_s = np.arange(2 * 48_000) / 48_000
    song, clip = tmp_path / "song.wav", tmp_path / "clip.mp4"
    write_wav((0.3 * np.sin(2 * np.pi * 440 * times_s)).astype(np.float32), song)
    make_clip(clip, duration_ms=1_000, width_px=320, height_px=180)
    uploads = [text, Upload(song, song.name), Upload(clip, clip.name)]
    contents = publish_files(boards, APPROVER, uploads, NORTH, replace(OPTIONS, gain_db=-4.5))
    items = [item_of(reading, content, LED) for content in contents]
    assert [(type(one), getattr(one, "gain_db", None)) for one in items] == [
        (BulletinItem, -4.5),
        (AudioItem, -4.5),
        (VideoItem, -4.5),
    ]


def test_what_is_not_rendered_for_a_board_is_not_shown_there(boards: Workshop, text: Upload, reading: Session) -> None:
    [content] = publish_files(boards, APPROVER, [text], NORTH, OPTIONS)
    for geometry in (BOARD, None):
        item = item_of(reading, content, geometry)
        assert isinstance(item, BulletinItem)
        assert (item.pages, len(item.speech)) == ((), 1)


def test_a_board_of_a_new_size_gets_its_renditions_later(boards: Workshop, text: Upload, picture: Upload) -> None:
    publish_files(boards, APPROVER, [text, picture], NORTH, OPTIONS)
    with session_scope(boards.engine) as session:
        stand(session, "board", SOUTH, "bulletin-1080p")
    assert render_missing(boards) == 2
    assert render_missing(boards) == 0
    with session_scope(boards.engine, writes=False) as session:
        sizes = {(row.width_px, row.height_px) for row in session.exec(select(Rendition)).all()}
    assert sizes == {(640, 384), (1920, 1080)}


def test_rendering_later_gives_the_same_pages(boards: Workshop, text: Upload) -> None:
    publish_files(boards, APPROVER, [text], NORTH, replace(OPTIONS, last_date=TODAY, source="Trạm Y tế"))
    with session_scope(boards.engine) as session:
        before = session.exec(select(Rendition)).one()
        session.delete(before)
    assert render_missing(boards) == 1
    with session_scope(boards.engine, writes=False) as session:
        assert session.exec(select(Rendition)).one() == before


def test_a_content_that_is_lost_keeps_no_other_from_being_rendered(
    boards: Workshop, text: Upload, picture: Upload, caplog: pytest.LogCaptureFixture
) -> None:
    [lost, _] = publish_files(boards, APPROVER, [text, picture], NORTH, OPTIONS)
    boards.store.path_of(Sha256(lost.original_sha256)).unlink()
    with session_scope(boards.engine) as session:
        stand(session, "board", SOUTH, "bulletin-1080p")
    with caplog.at_level(logging.WARNING):
        assert render_missing(boards) == 1
    assert f"{lost.id} is not rendered" in caplog.text


def test_a_picture_fills_the_main_part_of_a_board(boards: Workshop, picture: Upload, reading: Session) -> None:
    [content] = publish_files(boards, APPROVER, [picture], NORTH, replace(OPTIONS, picture_ms=7_000))
    item = item_of(reading, content, LED)
    assert isinstance(item, PictureItem)
    assert (item.title, item.duration_ms) == ("Lễ hội", 7_000)
    fitted = open_picture(boards.store.path_of(Sha256(item.renditions[0].blob.sha256)))
    assert fitted.width == 640
    assert 192 < fitted.height < 384


def test_a_clip_is_made_to_fit_each_board(boards: Workshop, tmp_path: Path, reading: Session) -> None:
    path = tmp_path / "clip.txt"
    make_clip(path, duration_ms=1_000, width_px=320, height_px=180)
    [content] = publish_files(boards, APPROVER, [Upload(path, "Bình minh.mp4")], NORTH, OPTIONS)
    item = item_of(reading, content, LED)
    assert isinstance(item, VideoItem)
    assert (item.title, item.has_sound) == ("Bình minh", True)
    assert 900 <= item.duration_ms <= 1_100
    [rendition] = item.renditions
    assert (rendition.width_px, rendition.height_px) == (640, 384)
    facts = probe(boards.store.path_of(Sha256(rendition.blob.sha256)))
    assert 0 <= clip_size_px(Look.of(LED))[0] - facts.width_px <= 1
    assert 0 <= clip_size_px(Look.of(LED))[1] - facts.height_px <= 1
    assert facts.has_sound


def test_a_cut_clip_is_refused(boards: Workshop, tmp_path: Path) -> None:
    whole, cut = tmp_path / "whole.mp4", tmp_path / "cut.mp4"
    make_clip(whole, duration_ms=1_000, width_px=320, height_px=180)
    cut.write_bytes(whole.read_bytes()[:3_000])
    with pytest.raises(InvalidMedia):
        publish_files(boards, APPROVER, [Upload(cut, cut.name)], NORTH, OPTIONS)


def test_a_recording_is_for_loudspeakers(boards: Workshop, tmp_path: Path, reading: Session) -> None:
    path = tmp_path / "thu-am.wav"
    tone = 0.1 * np.sin(2 * np.pi * 440 * np.arange(2 * 48_000) / 48_000)
    write_wav(tone.astype(np.float32), path)
    [content] = publish_files(boards, APPROVER, [Upload(path, path.name)], NORTH, OPTIONS)
    item = item_of(reading, content, None)
    assert isinstance(item, AudioItem)
    assert (item.title, content.kind) == ("thu-am", "audio")
    assert 1_900 <= item.duration_ms <= 2_000


def test_a_silent_recording_is_refused(boards: Workshop, tmp_path: Path) -> None:
    path = tmp_path / "silence.wav"
    write_wav(np.zeros(48_000, dtype=np.float32), path)
    with pytest.raises(InvalidMedia, match="Nothing can be heard"):
        publish_files(boards, APPROVER, [Upload(path, path.name)], NORTH, OPTIONS)


def test_one_bad_file_publishes_none(boards: Workshop, text: Upload, tmp_path: Path, reading: Session) -> None:
    cut = tmp_path / "cut.png"
    cut.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    with pytest.raises(InvalidMedia):
        publish_files(boards, APPROVER, [text, Upload(cut, cut.name)], NORTH, OPTIONS)
    assert reading.exec(select(Content)).all() == []


def test_the_same_file_again_is_the_same_content_brought_up_to_date(
    boards: Workshop, text: Upload, reading: Session
) -> None:
    [first] = publish_files(boards, APPROVER, [text], NORTH, OPTIONS)
    [again] = publish_files(boards, APPROVER, [text], NORTH, replace(OPTIONS, title="Tiêm chủng"))
    [elsewhere] = publish_files(boards, APPROVER, [text], SOUTH, OPTIONS)
    assert (again.id, again.created_at_ms) == (first.id, first.created_at_ms)
    assert elsewhere.id != first.id
    rows = reading.exec(select(Content.id, Content.title)).all()
    assert sorted(rows) == sorted([(first.id, "Tiêm chủng"), (elsewhere.id, "Lịch tiêm chủng tháng 12")])


def test_days_that_end_before_they_begin_are_refused(boards: Workshop, text: Upload) -> None:
    with pytest.raises(InvalidInput, match="last day"):
        publish_files(boards, APPROVER, [text], NORTH, replace(OPTIONS, last_date=date(2026, 11, 21)))


def test_letters_no_font_has_are_refused_by_name(boards: Workshop, tmp_path: Path) -> None:
    path = tmp_path / "la.txt"
    path.write_text("Xin chào \U00013080 bà con", "utf-8")
    with pytest.raises(InvalidInput, match="\U00013080"):
        publish_files(boards, APPROVER, [Upload(path, path.name)], NORTH, OPTIONS)


@pytest.mark.parametrize(
    ("actor", "unit_id", "refusal"),
    [
        (person("technician"), NORTH, NotAllowed),
        (person("approver", SOUTH), NORTH, NotAllowed),
        (person("approver", SOUTH), CITY, NotAllowed),
        (person("approver"), "1-20250701", NotFound),
    ],
)
def test_who_may_not_publish_there_is_refused(
    boards: Workshop, text: Upload, actor: object, unit_id: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        publish_files(boards, actor, [text], unit_id, OPTIONS)  # type: ignore[arg-type]


def test_withdrawn_is_off_the_air_and_publishing_brings_it_back(boards: Workshop, text: Upload) -> None:
    [content] = publish_files(boards, APPROVER, [text], NORTH, OPTIONS)
    with session_scope(boards.engine) as session:
        for _ in range(2):
            assert service.withdraw(session, APPROVER, content.id, EpochMs(5)).state == "withdrawn"
        assert service.on_air(session, [NORTH], TODAY) == []
        with pytest.raises(NotAllowed):
            service.withdraw(session, person("editor"), content.id, EpochMs(6))
        with pytest.raises(NotFound):
            service.withdraw(session, person("approver", SOUTH), content.id, EpochMs(6))
    publish_files(boards, APPROVER, [text], NORTH, OPTIONS)
    with session_scope(boards.engine, writes=False) as session:
        assert [one.id for one in service.on_air(session, [NORTH], TODAY)] == [content.id]
        assert service.on_air(session, [SOUTH], TODAY) == []
        assert service.titles_of(session, [content.id, "other"]) == {content.id: content.title}


def test_the_list_holds_ones_own_units_only(boards: Workshop, text: Upload) -> None:
    publish_files(boards, APPROVER, [text], NORTH, OPTIONS)
    with session_scope(boards.engine, writes=False) as session:
        assert len(service.list_contents(session, person("auditor", NORTH))) == 1
        assert service.list_contents(session, person("auditor", SOUTH)) == []


def test_equal_boards_need_one_rendition() -> None:
    assert distinct_geometries(["led-p5-640x384", "speaker-cluster", "led-p5-640x384"]) == (LED,)


def test_page_durations_are_kept_as_numbers(boards: Workshop, text: Upload, reading: Session) -> None:
    publish_files(boards, APPROVER, [text], NORTH, OPTIONS)
    durations = json.loads(reading.exec(select(Rendition)).one().page_durations_ms)
    assert durations
    assert all(isinstance(duration, int) and duration > 0 for duration in durations)


TURNS = Options(first_date=TODAY, over="duck", resume="restart")


def test_a_spoken_text_is_said_over_others_and_begins_anew(boards: Workshop, text: Upload) -> None:
    [content] = publish_files(boards, APPROVER, [text], NORTH, TURNS)
    assert (content.over, content.resume) == ("duck", "restart")


@pytest.mark.parametrize("how", [TURNS, replace(TURNS, resume="skip"), replace(TURNS, over="cut")])
def test_what_is_only_shown_or_fills_has_no_turn_to_choose(
    boards: Workshop, text: Upload, picture: Upload, how: Options
) -> None:
    with pytest.raises(InvalidInput, match="No loudspeaker plays"):
        publish_files(boards, APPROVER, [picture], NORTH, how)
    with pytest.raises(InvalidInput, match="No loudspeaker plays"):
        publish_files(boards, APPROVER, [text], NORTH, replace(how, spoken=False))
    with pytest.raises(InvalidInput, match="filler"):
        publish_files(boards, APPROVER, [text], NORTH, replace(how, slot_class="filler"))
