"""A lexicon as a sheet: what spreadsheets write is taken, what can't be is told by its line."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from controller.lexicon.entry import Entry, checked
from controller.lexicon.sheet import TOLD, BadSheet, read_sheet, write_sheet
from protocol.errors import InvalidInput

KP = Entry("KP", "khu phố")
words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=20)


@pytest.mark.parametrize(
    "text",
    [
        "KP,khu phố",
        "KP,khu phố,,\n",
        "written,spoken\nKP,khu phố\n",
        "Spoken,NOTE,Written\r\nkhu phố,,KP\r\n\r\n",
        "written;spoken;language;note\nKP;khu phố;vi;\n",
        "KP\tkhu phố\n",
        "\n KP , khu phố \n",
    ],
)
def test_what_spreadsheets_write_is_read(text: str) -> None:
    assert read_sheet(text.encode("utf-8-sig")) == read_sheet(text.encode()) == [KP]


def test_a_row_may_name_language_and_note() -> None:
    [entry] = read_sheet("UBND,people's committee,en,theo Sở Ngoại vụ".encode())
    assert entry == Entry("UBND", "people's committee", "en", "theo Sở Ngoại vụ")


@pytest.mark.parametrize(
    ("data", "line", "why"),
    [
        (b"", 1, "no entry"),
        (b"written,spoken\n", 1, "no entry"),
        (b"KP\n", 1, "1 columns"),
        (b"KP,a\nB,b,vi,n,m\n", 2, "5 columns"),
        (b"written,spoken\nKP,\n", 2, "without a letter"),
        (b"KP,khu\nKP,khu\n", 2, "on line 1"),
        (b"KP,khu,Vietnamese\n", 1, "no code of a language"),
        (b"KP,=khu\n", 1, "formula"),
        (b"written,spoken,colour\nKP,khu,red\n", 1, "'colour'"),
        (b"written,spoken,spoken\nKP,khu,khu\n", 1, "'spoken'"),
        ("KP,khu\nHà,hà".encode("utf-16"), 1, "UTF-8"),
        (b"KP,khu\n\xff,b\n", 2, "UTF-8"),
        (b'KP,khu\n"A" b,c\n', 2, "CSV"),
        (b"KP,khu\x00\n", 1, ""),
        (b"KP," + b"x" * 201, 1, "over 200"),
        (b"".join(b"A%d,b\n" % number for number in range(2001)), 1, "more than 2000"),
    ],
)
def test_what_cannot_be_taken_is_told_by_its_line(data: bytes, line: int, why: str) -> None:
    with pytest.raises(BadSheet) as refused:
        read_sheet(data)
    assert refused.value.faults[0].line == line
    assert why in refused.value.problem.en
    assert f"Dòng {line}" in refused.value.problem.vi


def test_every_bad_line_is_told_up_to_some() -> None:
    with pytest.raises(BadSheet) as refused:
        read_sheet("".join(f"A{number},\n" for number in range(TOLD + 5)).encode() + b"KP,khu\n")
    assert [one.line for one in refused.value.faults] == list(range(1, TOLD + 6))
    assert refused.value.problem.en.endswith("5 lines more.")


@settings(deadline=None)
@given(st.lists(st.builds(Entry, words, words, st.sampled_from(["vi", "km"]), words), max_size=6))
def test_what_is_written_is_read_again(entries: list[Entry]) -> None:
    kept: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        try:
            kept.setdefault(checked(entry).key, checked(entry))
        except InvalidInput:
            continue
    if kept:
        assert read_sheet(write_sheet(kept.values())) == list(kept.values())
