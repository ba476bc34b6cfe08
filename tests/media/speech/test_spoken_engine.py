"""A text in words: stable, never empty, and what is doubtful is marked where it was written."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from media.speech.spoken import WHY, Doubt, Why, spoken, spoken_form
from media.speech.spoken.reading import Reading
from media.speech.spoken.rules import Rule, doubtful, rule

WRITTEN = """
    UBND xã ngày 5/6/2023 1/3 từ 7h30 đến 17h, QL14 km 12+500 (TP. S'tiêng) 49/2024/NĐ-CP 85% 8-9 - + a) II. A.B
    0271.3879.456 -2°C m2 KT. CHỦ TỊCH XYZQ Covid-19 1.250.000đ … ./. «Đăk Ơ» https://a.vn a@b.vn ≥ 5 ½ ☂ hoà
    Đ/c ĐT: a/b 1. 2.1) X V/v TT, Q. 3 /KH-UBND TM. thứ 2 IV quý I/2025 10^3 = < C&A - Ông: ; A95-III 12'30 &
"""
WORDS = st.sampled_from(WRITTEN.split())
TEXTS = st.lists(WORDS, max_size=8).map(" ".join)
ANY_TEXT = st.text(st.characters(codec="utf-8"), max_size=40) | TEXTS


@settings(max_examples=60, deadline=None)
@example("SỐ CẤP V/v")
@given(TEXTS)
def test_the_spoken_form_of_a_spoken_form_is_itself(text: str) -> None:
    said = spoken_form(text)
    assert spoken_form(said) == said


@settings(max_examples=60, deadline=None)
@example("https://")
@example("www.")
@example("KT.")
@given(ANY_TEXT)
def test_a_text_with_letters_is_never_silent(text: str) -> None:
    said = spoken_form(text)
    assert any(map(str.isalpha, said)) or not any(map(str.isalpha, text))


@settings(max_examples=40, deadline=None)
@given(ANY_TEXT)
def test_the_form_is_the_text_of_what_is_spoken_every_time(text: str) -> None:
    assert spoken_form(text) == spoken(text).text == spoken(text).text


@settings(max_examples=40, deadline=None)
@given(st.lists(TEXTS, max_size=4))
def test_doubts_count_the_lines_as_written(lines: list[str]) -> None:
    together = spoken("\n".join(lines)).doubts
    apart = [(number, doubt) for number, line in enumerate(lines) for doubt in spoken(line).doubts]
    assert [(doubt.line, doubt.written, doubt.said) for doubt in together] == [
        (number, doubt.written, doubt.said) for number, doubt in apart
    ]


def test_every_reason_is_told_to_people() -> None:
    assert set(WHY) == set(get_args(Why))
    assert all(words.vi and words.en for words in WHY.values())


def test_an_unknown_symbol_is_left_out_and_marked() -> None:
    result = spoken("Trời nắng.\n\nMưa ☂ to")
    assert result.text == "Trời nắng.\nMưa to"
    assert [(doubt.written, doubt.line, doubt.why) for doubt in result.doubts] == [("☂", 2, "unknown-symbol")]


def test_what_stands_above_a_word_is_left_out_and_marked() -> None:
    result = spoken("điều lệ²")
    assert result.text == "điều lệ"
    assert result.doubts == (Doubt("lệ²", "lệ", 0, "unknown-symbol"),)


@pytest.mark.parametrize("text", ["«chào» “bà con” – (xin mời) • một", "Ư̆ và Ơ̆ là chữ của người M'nông", "a & b @ c"])
def test_marks_for_the_eye_raise_no_doubt(text: str) -> None:
    assert spoken(text).doubts == ()


@pytest.mark.parametrize("letter", ["Ư̆", "Ơ̆", "ê̆"])
def test_letters_that_only_marks_make_are_kept(letter: str) -> None:
    assert spoken_form(f"xã {letter}ng") == f"xã {letter}ng"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("độ ẩm ≥ 80%", "độ ẩm lớn hơn hoặc bằng tám mươi phần trăm"),
        ("gió < cấp 6", "gió nhỏ hơn cấp sáu"),
        ("12*3 hộ", "mười hai nhân ba hộ"),
        ("nước +0,5m", "nước cộng không phẩy năm mét"),
        ("‘chào’ bà con'", "chào bà con"),
        ("x_y **t**", "x y t"),
    ],
)
def test_signs_are_said(written: str, said: str) -> None:
    assert spoken_form(written) == said


def _read(line: str, *rules: Rule) -> Reading:
    reading = Reading(line)
    reading.apply(rules)
    return reading


DASH = rule(r"(?<=\d)-(?=\d)", " đến ", doubt="range-or-minus")
DIGITS = rule(r"\d+", lambda it: "số" * len(it.group()))


def test_a_doubt_names_the_whole_words_as_written_and_as_finally_said() -> None:
    reading = _read("mưa (100-150mm), gió", DASH, DIGITS, rule("mm", " mi li mét"))
    assert reading.text == "mưa (sốsốsố đến sốsốsố mi li mét), gió"
    assert reading.doubts(7) == (Doubt("100-150mm", "sốsốsố đến sốsốsố mi li mét", 7, "range-or-minus"),)


def test_a_doubt_found_late_leads_back_to_what_was_written() -> None:
    unsure = rule("mi li mét", lambda it: doubtful(it.group(), "unknown-unit"))
    reading = _read("ngày 1, mưa 100mm", DIGITS, rule("mm", " mi li mét"), unsure)
    assert reading.doubts(0) == (Doubt("100mm", "sốsốsố mi li mét", 0, "unknown-unit"),)


def test_words_said_together_are_doubted_together() -> None:
    reading = _read("từ 5 - 7 giờ", rule(r"(?<=\d)\s*-\s*(?=\d)", " đến ", doubt="range-or-minus"))
    assert reading.doubts(0) == (Doubt("5 - 7", "5 đến 7", 0, "range-or-minus"),)


def test_doubts_come_in_the_order_of_the_line_and_the_same_one_once() -> None:
    late = rule("bê", lambda it: doubtful(it.group(), "foreign-word"))
    reading = _read("1-2 bê 3-4 1-2", late, DASH)
    assert [(doubt.written, doubt.why) for doubt in reading.doubts(0)] == [
        ("1-2", "range-or-minus"), ("bê", "foreign-word"), ("3-4", "range-or-minus"),
    ]  # fmt: skip


def test_a_rule_that_leaves_its_match_alone_doubts_nothing() -> None:
    assert _read("1-2", rule("-", lambda it: it.group(), doubt="range-or-minus")).doubts(0) == ()


def test_what_is_said_wins_over_the_rule_in_why() -> None:
    each = rule("x", lambda it: doubtful("ích", "foreign-word"), doubt="unknown-symbol")
    assert [doubt.why for doubt in _read("x", each).doubts(0)] == ["foreign-word"]
