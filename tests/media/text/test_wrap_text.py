"""Breaking lines: nothing lost, nothing wider than the room, words whole where they fit."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from media.bulletin import clean
from media.fonts import family_for
from media.text import ink, width_px, wrap
from media.text.clusters import clusters
from media.text.ink import reach_px
from media.text.runs import runs

TEXTS = st.text(st.characters(codec="utf-8"), max_size=80).map(clean)
VIETNAMESE = st.text("aăâẤỄỘậỗ jfgQy,.ươđ ", max_size=80).map(clean)


@given(TEXTS)
def test_clusters_joined_are_the_text(text: str) -> None:
    assert "".join(clusters(text)) == text


def test_a_letter_keeps_its_marks_and_khmer_its_subscripts() -> None:
    assert list(clusters("ê\u0306a")) == ["ê\u0306", "a"]
    assert list(clusters("ស្ទៀង")) == ["ស្ទៀ", "ង"]


@given(TEXTS)
def test_runs_joined_are_the_text(text: str) -> None:
    """But for what no font has, which would be drawn as empty boxes."""
    drawn = "".join(letter for letter in text if family_for(letter))
    assert "".join(run.text for run in runs(text)) == drawn


def test_what_no_font_has_is_left_out_and_the_letter_under_an_unknown_mark_stays() -> None:
    assert "".join(run.text for run in runs("Xin 漢 chào 😀")) == "Xin  chào "
    assert "".join(run.text for run in runs("a\u20dd")) == "a"


@given(st.text("កខគ។៕", min_size=2, max_size=60), st.integers(60, 300))
def test_no_piece_of_a_broken_word_begins_with_what_closes_a_sentence(text: str, room_px: int) -> None:
    lines = wrap(text, "regular", 30, room_px)
    assert "".join(lines) == text
    for before, line in pairwise(lines):
        assert line[0] not in "។៕" or before[-1] in "។៕" or len(list(clusters(before))) == 1


@given(st.one_of(TEXTS, VIETNAMESE), st.integers(12, 120))
def test_a_line_reaches_as_far_as_its_letters(text: str, size_px: int) -> None:
    box = ink(text, "bold", size_px)
    above, below = reach_px(text, "bold", size_px)
    assert (above, below) >= (max(0, -box.top), max(0, box.bottom))
    assert above >= -box.top and below >= box.bottom


def test_stacked_marks_reach_further_than_their_letters() -> None:
    assert reach_px("Ẵ\u0306", "regular", 40)[0] > reach_px("Ẵ", "regular", 40)[0]


def test_each_stretch_has_one_family() -> None:
    assert [run.family.name for run in runs("Xã Bù Đốp ŏŭ ភូមិ")] == [
        "BeVietnamPro",
        "NotoSans",
        "BeVietnamPro",
        "NotoSansKhmer",
    ]


@given(st.one_of(TEXTS, VIETNAMESE), st.integers(60, 900))
def test_no_letter_is_lost(text: str, room_px: int) -> None:
    joined = "".join(wrap(text, "regular", 24, room_px))
    unspaced = text.replace(" ", "").replace("\u200b", "")
    assert joined.replace(" ", "").replace("\u200b", "") == unspaced


@given(st.one_of(TEXTS, VIETNAMESE), st.integers(200, 900))
def test_no_line_is_wider_than_the_room(text: str, room_px: int) -> None:
    for line in wrap(text, "bold", 24, room_px):
        assert width_px(line, "bold", 24) <= room_px
        assert ink(line, "bold", 24).right <= room_px


@given(st.lists(st.text("aăâẤỄỘậỗjfg", min_size=1, max_size=6), min_size=1, max_size=30), st.integers(200, 900))
def test_words_that_fit_are_whole(words: list[str], room_px: int) -> None:
    words = [clean(word) for word in words]
    assert " ".join(wrap(" ".join(words), "regular", 24, room_px)).split(" ") == words


def test_khmer_breaks_at_zero_width_spaces() -> None:
    words = ["សេចក្តី", "ជូន", "ដំណឹង", "ដល់", "ប្រជាពលរដ្ឋ"]
    lines = wrap("\u200b".join(words), "regular", 24, 160)
    assert len(lines) > 1
    assert [word for line in lines for word in line.split("\u200b")] == words


def test_a_word_wider_than_the_room_is_broken_between_letters() -> None:
    lines = wrap("Ễ" * 50, "regular", 24, 200)
    assert "".join(lines) == "Ễ" * 50
    assert len(lines) > 1
