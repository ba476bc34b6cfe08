"""What an author is told is what boards would do: by the same computation, on the unit's own boards."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from sqlmodel import Session

from controller.bulletins.draft import Draft, Options, Upload
from controller.bulletins.jobs import publish_files
from controller.db import session_scope
from controller.legibility.checking import checked, summed_up
from controller.legibility.contents import checked_content
from controller.legibility.kinds import Audience, KindOfBoard, audience_of
from controller.legibility.writing import LOOKED_AT_LETTERS, Writing, bulletin_in
from controller.library.store import FolderStore
from controller.library.workshop import Workshop
from controller.publishing.setting import BoardSetting
from controller.publishing.staging import arrangement_for
from controller.publishing.tuning import set_board
from media.text import Geometry, paginate
from protocol.errors import InvalidInput, NotFound
from tests.controller.places import CITY, NORTH, SOUTH, person, settle, stand
from tests.media.document.papers import A4, write_pdf
from tests.media.video.test_flashes import write_blinking

LED = Geometry(640, 384, 5.0, 8.0)
AUDIENCE = Audience("Phường Bình Phước", (KindOfBoard(LED, None),))
CLOCK = "17:05\n23/11/2026"
NOTICE = "# Lịch tiêm chủng\n\nTrạm y tế tiêm chủng sáng thứ Năm.\n\n- Mang theo sổ tiêm chủng"


def test_a_unit_has_the_boards_below_it_the_widest_first(province: Session) -> None:
    assert [one.geometry.width_px for one in audience_of(province, CITY).boards] == [1920, 640]
    assert [one.geometry.width_px for one in audience_of(province, NORTH).boards] == [640]
    assert audience_of(province, SOUTH).unit_name == "Phường Đồng Xoài"
    with pytest.raises(NotFound):
        audience_of(province, "nowhere-1")


def test_a_text_is_looked_at_in_the_zone_its_unit_has(province: Session) -> None:
    set_board(province, person("technician"), NORTH, BoardSetting(layout="clock"))
    [board] = audience_of(province, NORTH).boards
    arrangement = arrangement_for(BoardSetting(layout="clock"), board.geometry, with_side=True)
    assert (board.arranged, board.room) == (arrangement, arrangement.main.room if arrangement else None)


def test_a_good_text_has_a_picture_and_its_length() -> None:
    [board] = checked(bulletin_in(Writing(text=NOTICE)), AUDIENCE, CLOCK)
    assert board.picture is not None
    assert board.picture.size == (480, 288)
    assert (board.is_stopped, board.faults) == (False, 0)
    assert "1 trang" in board.remarks[-1].words.vi


def test_a_letter_no_font_has_stops_and_an_empty_board_is_not_drawn() -> None:
    boards = checked(bulletin_in(Writing(text=NOTICE + " \U00013000")), AUDIENCE, CLOCK)
    assert (boards[0].is_stopped, boards[0].picture) == (True, None)
    assert summed_up(boards) == (1, True)
    assert summed_up(()) == (0, False)


@given(words=st.lists(st.sampled_from(["chủng", "Ễ", "khu phố", "𓀀", "KHẨN", "\n\n", "- ", "| a | b |\n"]), min_size=1))
def test_the_count_of_pages_is_that_of_the_board(words: list[str]) -> None:
    text = " ".join(words)
    try:
        bulletin = bulletin_in(Writing(text=text, title="Thông báo"))
    except InvalidInput:
        return
    [board] = checked(bulletin, AUDIENCE, CLOCK)
    pages = len(paginate(bulletin, LED).pages)
    assert any(one.words.vi.startswith(f"{pages} trang,") for one in board.remarks)
    assert board.is_stopped == ("𓀀" in text)


def test_the_form_is_read_as_it_will_be_published() -> None:
    writing = Writing(text="Họp lúc 19 giờ", title=" Mời họp ", source=" UBND ", last_date=date(2026, 12, 31))
    bulletin = bulletin_in(writing)
    assert (bulletin.title, bulletin.source, bulletin.valid_until) == ("Mời họp", "UBND", "31/12/2026")


def test_only_the_beginning_of_a_very_long_text_is_looked_at() -> None:
    long = Writing(text="từ " * LOOKED_AT_LETTERS, title="Dài")
    assert long.is_cut
    assert sum(len(block.text) for block in bulletin_in(long).blocks) <= LOOKED_AT_LETTERS
    assert not Writing(text="ngắn").is_cut


def test_what_is_a_stop_here_is_refused_there(engine: object, tmp_path: Path) -> None:
    path = tmp_path / "tin.txt"
    path.write_text(NOTICE + " \U00013000", "utf-8")
    workshop = Workshop(engine, FolderStore(tmp_path / "media"), (), ())  # type: ignore[arg-type]
    with session_scope(workshop.engine) as session:
        settle(session)
        stand(session, "led-1", NORTH, "led-p5-640x384")
    with pytest.raises(InvalidInput) as refused:
        publish_files(workshop, person("approver"), [Upload(path, path.name)], NORTH, Options(date(2026, 1, 1)))
    assert "\U00013000" in refused.value.problem.vi


def test_a_small_picture_is_warned_of_and_a_big_one_not(tmp_path: Path) -> None:
    for size, faults in (((64, 48), 1), ((1280, 720), 0)):
        path = tmp_path / "anh.png"
        Image.new("RGB", size, (200, 120, 40)).save(path)
        boards = checked_content(Draft("picture", "picture", path, "Ảnh", "", None), AUDIENCE)
        assert summed_up(boards) == (faults, False)


def test_a_small_clip_is_warned_of(tmp_path: Path) -> None:
    clip = write_blinking(tmp_path / "phim.mp4", 2)
    [board] = checked_content(Draft("video", "recording", clip, "Phim", "", None), AUDIENCE)
    assert "160×96" in board.remarks[0].words.vi


def test_a_letter_sheet_is_warned_of_and_a_slide_with_big_letters_needs_none(tmp_path: Path) -> None:
    sheet = Draft("document", "document", write_pdf(tmp_path / "a.pdf", [A4, A4]), "Công văn", "", None)
    [board] = checked_content(sheet, AUDIENCE)
    assert [remark.words.vi.startswith("Chữ sẽ nhỏ") for remark in board.remarks] == [True]
    note = write_pdf(tmp_path / "b.pdf", ["0 0 160 90"])
    assert checked_content(Draft("document", "document", note, "Phiếu", "", None), AUDIENCE) == ()


def test_a_published_text_is_told_of_again(tmp_path: Path) -> None:
    path = tmp_path / "tin.txt"
    path.write_text(NOTICE, "utf-8")
    [board] = checked_content(Draft("bulletin", "text", path, "", "", None), AUDIENCE)
    assert board.faults == 0
    assert checked_content(Draft("audio", "recording", path, "", "", None), AUDIENCE) == ()
