from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from controller.bulletins.sniffing import form_of, has_moving_pictures, text_of
from media.sound import write_wav
from media.sound.opus import encode_opus
from protocol.errors import InvalidMedia


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_pictures_are_known_by_their_bytes_whatever_they_are_called(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "notes.txt"
    Image.new("RGB", (8, 8)).save(path, kind)
    assert form_of(path) == "picture"


def test_sound_files_are_recordings_without_pictures(tmp_path: Path) -> None:
    samples = np.zeros(4_800, dtype=np.float32)
    write_wav(samples, tmp_path / "one.mp4")
    encode_opus(samples, tmp_path / "two.jpg")
    assert [form_of(tmp_path / name) for name in ("one.mp4", "two.jpg")] == ["recording"] * 2
    assert not has_moving_pictures(tmp_path / "two.jpg")


@pytest.mark.parametrize(
    "head",
    [
        b"\x00\x00\x00\x18ftypisom",
        b"\x1aE\xdf\xa3\x01",
        b"ID3\x04",
        b"\xff\xfb\x90\x00",
        b"fLaC",
        b"RIFF\x00\x00\x00\x00AVI ",
    ],
)
def test_containers_are_known_by_their_first_bytes(tmp_path: Path, head: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(head + bytes(64))
    assert form_of(path) == "recording"


@pytest.mark.parametrize(
    ("head", "form"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "document"),
        (b"\r\n<!-- scanner -->\n%PDF-1.3\n", "document"),
        (b"\x00\x00\x00\x18ftypheic", "picture"),
        (b"\x00\x00\x00\x18ftypmif1", "picture"),
        (b"\x00\x00\x00\x18ftypavif", "picture"),
    ],
)
def test_documents_and_pictures_of_telephones_are_known_by_their_first_bytes(
    tmp_path: Path, head: bytes, form: str
) -> None:
    path = tmp_path / "tep.mp4"
    path.write_bytes(head + bytes(64))
    assert form_of(path) == form


@pytest.mark.parametrize(
    ("text", "name", "form"),
    [
        ("a,b\n1,2\n", "bang.csv", "table"),
        ("a,b\n1,2\n", "bang.TSV", "table"),
        ("a,b\n1,2\n", "bang.txt", "text"),
        ("a\tb\n1\t2\n", "bang", "table"),
        ("a\tb\n\n1\t2\n", "bang.md", "table"),
        ("Kính gửi\tbà con\n", "thu.txt", "text"),
        ("\tKính gửi bà con,\n\tHọp lúc 19 giờ.\tTại nhà văn hóa\n", "thu.txt", "text"),
        ('a\t"b\n1\t2\n', "thu.txt", "text"),
    ],
)
def test_a_sheet_is_told_from_a_text_by_its_tabs_or_its_name(tmp_path: Path, text: str, name: str, form: str) -> None:
    path = tmp_path / "upload"
    path.write_text(text, "utf-8")
    assert form_of(path, name) == form


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(st.characters(min_codepoint=32, blacklist_categories=("Cs",)), min_size=1).filter(str.strip))
def test_any_readable_text_is_text(tmp_path: Path, text: str) -> None:
    path = tmp_path / "text"
    path.write_text("Thông báo: " + text, "utf-8")
    assert form_of(path) == "text"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_texts_of_older_editors_are_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "thong-bao.txt"
    path.write_text("Thông báo cắt điện", encoding)
    assert form_of(path) == "text"
    assert text_of(path) == "Thông báo cắt điện"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"   \n",
        b"PK\x03\x04 docx",
        b"\x7fELF\x02\x01\x01\x00",
        "Đồng".encode("utf-16") + b"\x00\xd8",
    ],
    ids=["empty", "blank", "docx", "program", "broken utf-16"],
)
def test_anything_else_is_refused_with_what_to_do(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "thong-bao"
    path.write_bytes(content)
    with pytest.raises(InvalidMedia) as refused:
        form_of(path)
    assert "thong-bao" in refused.value.problem.vi
    assert "TXT" in refused.value.remedy.vi
