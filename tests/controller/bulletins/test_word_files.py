"""Word files as bulletins: paged for boards, spoken, and refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from controller.bulletins.draft import Options, Upload
from controller.bulletins.items import item_of
from controller.bulletins.jobs import publish_files
from controller.bulletins.models import Content
from controller.bulletins.sniffing import form_of, refuse_hopeless
from controller.db import session_scope
from controller.library.workshop import Workshop
from media.bulletin import decode_pages
from protocol.errors import InvalidInput, InvalidMedia
from protocol.ids import Sha256
from protocol.manifest import BulletinItem
from tests.controller.bulletins.conftest import TODAY
from tests.controller.bulletins.test_forms_of_files import LED
from tests.controller.places import NORTH, person
from tests.media.word.papers import paper, picture, saved

APPROVER = person("approver")
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000)


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    document = paper()
    document.add_heading("Lịch thu gom rác", 1)
    document.add_paragraph("Bà con để rác trước cổng lúc 17 giờ.")
    document.add_picture(picture(tmp_path))
    table = document.add_table(2, 2)
    for at, text in enumerate(("Ấp", "Ngày", "Ấp 1", "thứ Ba")):
        table.cell(at // 2, at % 2).text = text
    return saved(document, tmp_path)


def put(workshop: Workshop, path: Path, name: str = "van-ban.docx", title: str | None = None) -> Content:
    options = Options(first_date=TODAY, title=title)
    return publish_files(workshop, APPROVER, [Upload(path, name)], NORTH, options)[0]


def test_a_word_file_is_paged_and_spoken_and_tells_what_it_left_out(boards: Workshop, notice: Path) -> None:
    content = put(boards, notice)
    with session_scope(boards.engine, writes=False) as session:
        item = item_of(session, content, LED)
    assert isinstance(item, BulletinItem)
    paged = [decode_pages(boards.store.path_of(Sha256(one.blob.sha256)).read_bytes()) for one in item.pages]
    shown = " ".join(line.text for pages in paged for page in pages.pages for line in page.lines)
    assert "Lịch thu gom rác" in shown and "trước cổng" in shown and "thứ Ba" in shown
    assert [one.language for one in item.speech] == ["vi"] and item.speech[0].duration_ms > 1_000
    assert (content.kind, content.form, content.title, content.left_out) == (
        "bulletin",
        "word",
        "Lịch thu gom rác",
        1,
    )


def test_the_same_file_is_the_same_content_and_its_title_may_be_given(workshop: Workshop, notice: Path) -> None:
    first = put(workshop, notice)
    other = notice.with_name("khac.docx")
    other.write_bytes(notice.read_bytes())
    assert put(workshop, other).id == first.id
    assert put(workshop, other, title="Tên khác").title == "Tên khác"


def test_letters_no_font_has_are_refused_as_in_any_text(workshop: Workshop, tmp_path: Path) -> None:
    document = paper()
    document.add_paragraph("Chúc mừng 😀")
    with pytest.raises(InvalidInput, match="no font"):
        put(workshop, saved(document, tmp_path))


def test_old_and_locked_files_are_refused_at_their_first_bytes(tmp_path: Path) -> None:
    path = tmp_path / "cong-van.docx"
    path.write_bytes(COMPOUND)
    for refused in (lambda: form_of(path), lambda: refuse_hopeless(path, 500), lambda: refuse_hopeless(path, 10**9)):
        with pytest.raises(InvalidMedia, match=r"\.doc") as told:
            refused()
        assert "lưu lại thành .docx hoặc PDF" in told.value.remedy.vi


def test_word_is_known_by_its_bytes_and_other_archives_are_not_taken(notice: Path, tmp_path: Path) -> None:
    assert form_of(notice.rename(tmp_path / "a.txt")) == "word"
    refuse_hopeless(tmp_path / "a.txt", 10**9)
    (tmp_path / "b.docx").write_bytes(b"PK\x03\x04" + bytes(26) + b"readme.txt" + bytes(100))
    with pytest.raises(InvalidMedia, match="no text"):
        form_of(tmp_path / "b.docx")
