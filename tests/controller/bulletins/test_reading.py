from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from controller.bulletins.reading import (
    TICKER_LETTERS,
    check_glyphs,
    encode_bulletin,
    read_written,
    shortened,
    ticker_of,
    words_of,
)
from media.bulletin import Block, Bulletin, Card, Cards, Content, QrCode, Table
from protocol.errors import InvalidInput

TEXT = st.text(max_size=300)
BLOCKS: st.SearchStrategy[Content] = st.one_of(
    st.builds(Block, st.sampled_from(("heading", "paragraph", "bullet")), TEXT),
    st.builds(Cards, st.lists(st.builds(Card, TEXT, TEXT, TEXT), max_size=3).map(tuple)),
    st.builds(QrCode, st.text(min_size=1, max_size=300), TEXT),
    st.builds(lambda cell: Table(((cell, cell),)), TEXT),
)
BULLETINS = st.builds(Bulletin, TEXT, st.lists(BLOCKS, max_size=4).map(tuple), TEXT)


@pytest.mark.parametrize(
    ("blocks", "runs"),
    [
        ((), "Tin"),
        ((Block("heading", "Mục", 2), Block("paragraph", "Họp\nlúc 19 giờ")), "Tin: Họp lúc 19 giờ"),
        ((Table((("a", "b"), ("1", "2"))),), "Tin"),
        ((Table((("a", "b"),)), Block("bullet", "Mang sổ")), "Tin: Mang sổ"),
        ((Cards((Card("Mưa", "2 mm"), Card("Gió", "cấp 3", "đêm"))),), "Tin: Mưa: 2 mm • Gió: cấp 3, đêm"),
        ((QrCode("https://a.vn", "Quét"),), "Tin: Quét"),
        ((QrCode("https://a.vn"),), "Tin"),
    ],
)
def test_what_runs_is_the_title_and_how_it_begins(blocks: tuple[Content, ...], runs: str) -> None:
    assert ticker_of(Bulletin("Tin", blocks)) == runs


@given(bulletin=BULLETINS)
def test_nothing_that_runs_is_endless(bulletin: Bulletin) -> None:
    assert len(ticker_of(bulletin)) <= TICKER_LETTERS


@given(text=TEXT, most=st.integers(2, 60))
def test_a_text_is_cut_at_a_word_or_left_alone(text: str, most: int) -> None:
    cut = shortened(text, most)
    assert len(cut) <= most
    assert cut == text or (cut.endswith("…") and text.startswith(cut[:-1]))


@given(bulletin=BULLETINS)
def test_what_was_written_here_is_read_again(bulletin: Bulletin, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "written"
    path.write_bytes(encode_bulletin(bulletin))
    assert read_written(path) == bulletin


def test_letters_no_board_has_are_named_wherever_they_stand() -> None:
    bulletin = Bulletin("Tin", (Cards((Card("Gió", "\U00013080"),)),))
    with pytest.raises(InvalidInput, match="\U00013080"):
        check_glyphs(*words_of(bulletin))
