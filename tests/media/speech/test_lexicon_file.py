"""A lexicon as a spreadsheet writes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from media.speech.lexicon_file import read_lexicon
from media.speech.spoken import InvalidLexicon, spoken_form
from protocol.errors import InvalidInput


def lexicon_file(folder: Path, content: bytes) -> Path:
    path = folder / "tu-dien.csv"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    "content",
    [
        "written,spoken\nBĐBP,bộ đội biên phòng\n".encode(),
        "\ufeffwritten,spoken\r\n\r\nBĐBP, bộ đội biên phòng \r\n,\r\n".encode(),
        'BĐBP,"bộ đội biên phòng"\nBĐBP,bộ đội biên phòng'.encode(),
        "written,spoken,language,note\nBĐBP,bộ đội biên phòng,vi,x\nBĐBP,border guards,en,\n".encode(),
    ],
)
def test_with_or_without_a_head_mark_and_empty_lines(tmp_path: Path, content: bytes) -> None:
    lexicon = read_lexicon(lexicon_file(tmp_path, content))
    assert spoken_form("Đồn BĐBP", lexicon=lexicon) == "Đồn bộ đội biên phòng"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xff\xfe", "no CSV file in UTF-8"),
        ("BĐBP\n".encode(), "1 does not have 2 to 4 columns"),
        (b"written,spoken\nA,b,vi,c,d\n", "2 does not have 2 to 4 columns"),
        ("BĐBP,một\nBĐBP,hai\n".encode(), "2 lists «BĐBP» again"),
    ],
)
def test_what_is_no_lexicon_is_refused_by_its_line(tmp_path: Path, content: bytes, told: str) -> None:
    with pytest.raises(InvalidInput, match=told):
        read_lexicon(lexicon_file(tmp_path, content))


def test_an_entry_that_says_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidLexicon):
        read_lexicon(lexicon_file(tmp_path, "BĐBP,\n".encode()))
