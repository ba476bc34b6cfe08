"""Texts in as big letters as fit: never over the edge, never torn needlessly, cut only where nothing else helps."""

from hypothesis import given, settings
from hypothesis import strategies as st

from media.board.colours import WHITE
from media.board.lettering import fitted
from media.board.rows import Row, biggest, fits, height_px
from media.board.text_block import is_whole, text_rows
from media.bulletin import clean
from media.text import width_px

WORDS = st.lists(st.sampled_from(["Khai", "giảng", "năm", "học", "mới,", "Đồng", "Xoài", "ỄỘ"]), max_size=14)
ROOMS = st.tuples(st.integers(20, 900), st.integers(10, 600))
KHMER = "ការបោះឆ្នោត\u200bជ្រើសរើស\u200bតំណាង\u200bរាស្ត្រ"


@settings(max_examples=80, deadline=None)
@given(WORDS, ROOMS, st.integers(8, 40), st.integers(0, 60))
def test_rows_fit_their_room_in_letters_between_least_and_biggest(
    words: list[str], room: tuple[int, int], least: int, more: int
) -> None:
    rows = text_rows(" ".join(words), (least + more, least), room, WHITE)
    assert height_px(rows) <= room[1]
    assert all(least <= row.size_px <= least + more for row in rows)
    assert len({row.size_px for row in rows}) <= 1
    if room[0] >= 5 * least:
        assert fits(rows, room)


@settings(max_examples=80, deadline=None)
@given(WORDS, ROOMS)
def test_all_words_stand_in_order_or_an_ellipsis_says_that_some_are_missing(
    words: list[str], room: tuple[int, int]
) -> None:
    text = " ".join(words)
    rows = text_rows(text, (40, 12), room, WHITE)
    if is_whole(rows, text):
        return
    assert not rows or rows[-1].text.endswith("…")
    said = "".join(row.text for row in rows).rstrip("…").replace(" ", "")
    assert text.replace(" ", "").startswith(said)


def test_letters_are_bigger_where_there_is_more_room() -> None:
    sizes = [text_rows("Khai giảng năm học mới", (200, 12), (w, w // 2), WHITE)[0].size_px for w in (200, 400, 800)]
    assert sizes == sorted(set(sizes))


def test_lines_are_of_even_length() -> None:
    rows = text_rows("Bầu cử đại biểu Quốc hội và HĐND", (24, 24), (320, 200), WHITE)
    assert [row.text for row in rows] == ["Bầu cử đại biểu", "Quốc hội và HĐND"]


def test_khmer_is_broken_at_its_words() -> None:
    rows = text_rows(KHMER, (40, 12), (150, 200), WHITE)
    assert len(rows) > 1
    assert is_whole(rows, KHMER)
    pieces = KHMER.split("\u200b")
    assert all(any(piece in row.text for row in rows) for piece in pieces)


def test_no_text_has_no_rows() -> None:
    assert text_rows("", (40, 12), (300, 300), WHITE) == ()


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["17:05", "Chủ nhật, 22/11/2026", "i", "WWWW"]), st.integers(1, 1200), st.integers(8, 200))
def test_fitted_letters_are_the_biggest_that_fit(text: str, room_px: int, biggest_px: int) -> None:
    found = fitted(text, "bold", (biggest_px, 8), room_px)
    sizes = [size for size in range(8, biggest_px + 1) if width_px(text, "bold", size) <= room_px]
    assert found.size_px == max(sizes, default=8)
    assert not sizes or found.text == text


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([["17:05"], ["12 ngày", "03:14"], ["03:14:22"]]), ROOMS)
def test_figures_are_the_biggest_that_fit(texts: list[str], room: tuple[int, int]) -> None:
    rows = biggest([Row(text, 1, WHITE, steady=True) for text in texts], room)
    size = rows[0].size_px
    assert fits(rows, room) or size == 1
    assert not fits([row._replace(size_px=size + 1) for row in rows], room)


def test_what_is_cleaned_stays_as_it_is() -> None:
    assert clean(KHMER) == KHMER
