from __future__ import annotations

import io
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from controller.bulletins.uploads import on_disk, safe_name


@dataclass
class Sent:
    filename: str | None
    file: BinaryIO = field(default_factory=lambda: io.BytesIO(b"content"))


@pytest.mark.parametrize(
    ("claimed", "kept"),
    [
        ("Lịch tiêm chủng.docx", "Lịch tiêm chủng.docx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\An\\tin.txt", "tin.txt"),
        (".htaccess", "htaccess"),
        ("..", "file"),
        ("", "file"),
        ("a\x00b.txt", "a_b.txt"),
    ],
)
def test_a_claimed_name_becomes_a_harmless_one(claimed: str, kept: str) -> None:
    assert safe_name(claimed) == kept


@given(claimed=st.text(max_size=400))
def test_no_name_leaves_its_folder(claimed: str) -> None:
    name = safe_name(claimed)
    assert PurePath(name).name == name
    assert not name.startswith(".")
    assert 0 < len(name.encode()) <= 255


def test_files_of_one_name_stay_apart_and_are_gone_afterwards() -> None:
    with on_disk([Sent("tin.txt"), Sent("tin.txt", io.BytesIO(b"other")), Sent(None)]) as uploads:
        contents = [upload.path.read_bytes() for upload in uploads]
        assert [upload.name for upload in uploads] == ["tin.txt", "tin.txt", "file"]
    assert contents == [b"content", b"other", b"content"]
    assert not any(upload.path.exists() for upload in uploads)
