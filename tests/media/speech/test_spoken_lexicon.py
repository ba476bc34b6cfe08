"""A province's own words go before ours."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from media.speech.spoken import InvalidLexicon, Lexicon, spoken, spoken_form
from media.speech.spoken.lexicon import LONGEST_ENTRY, MOST_ENTRIES
from media.speech.spoken.tables.abbreviations import ABBREVIATIONS


@pytest.mark.parametrize(
    ("entries", "written", "said"),
    [
        ({"UBND": "u bê en dê"}, "Theo UBND xã", "Theo u bê en dê xã"),
        ({"BĐBP": "bộ đội biên phòng"}, "Đồn BĐBP.", "Đồn bộ đội biên phòng."),
        ({"TT": "tê tê", "TT CH": "trung tâm chỉ huy"}, "TT CH và TT", "trung tâm chỉ huy và tê tê"),
        ({"Tx": "thôn"}, "TX Bình Long", "thị xã Bình Long"),
        ({"an": "ờ"}, "an toàn, ban, can", "ờ toàn, ban, can"),
        ({"BXYZ": "ban lạ"}, "QQX/BXYZ, BXYZ/QQX", "quy quy ích, ban lạ, ban lạ, quy quy ích"),
        ({"Ô 5": "ô năm"}, "Ô 5", "ô năm"),
        ({"Hoà": "Hòa-xinh"}, "xã Hòa", "xã Hòa-xinh"),
        ({"UBND": "UBND tỉnh"}, "UBND", "Ủy ban nhân dân tỉnh"),
        ({"ấp 5-6": "hai ấp"}, "ấp 5-6", "hai ấp"),
    ],
)
def test_whole_words_in_their_case_the_longest_first(entries: dict[str, str], written: str, said: str) -> None:
    assert spoken_form(written, lexicon=Lexicon(entries)) == said


@settings(max_examples=50, deadline=None)
@given(st.sampled_from(sorted(ABBREVIATIONS)))
def test_nothing_of_ours_goes_before_it(short: str) -> None:
    assert spoken_form(f"theo {short} tỉnh", lexicon=Lexicon({short: "cách khác"})) == "theo cách khác tỉnh"


def test_symbols_of_documents_are_read_as_one() -> None:
    assert spoken_form("05/2023/TT-BCA", lexicon=Lexicon({"BCA": "bê xê a"})).endswith("của Bộ Công an")


def test_what_it_says_is_no_doubt() -> None:
    assert spoken("họp XYZQ", lexicon=Lexicon({"XYZQ": "ban lạ"})).doubts == ()


def test_its_number_words_are_the_provinces_own() -> None:
    said = spoken_form("K5 và 5.000", region="south", lexicon=Lexicon({"K5": "năm nghìn"}))
    assert said == "năm nghìn và năm ngàn"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("UBND", ""),
        ("UBND", " . "),
        ("", "gì"),
        ("--", "gì"),
        ("UB\x00ND", "ủy ban"),
        ("UBND", "ủy\nban"),
        ("UBND", "ủy\u2028ban"),
        ("U" * (LONGEST_ENTRY + 1), "ủy ban"),
        ("UBND", "a" * (LONGEST_ENTRY + 1)),
    ],
)
def test_entries_no_reader_could_follow_are_refused(written: str, said: str) -> None:
    with pytest.raises(InvalidLexicon) as refused:
        Lexicon({written: said})
    assert refused.value.remedy.vi
    assert str(refused.value).isprintable()


def test_a_lexicon_is_no_dictionary_of_the_language() -> None:
    entries = {f"X{number}": "ích" for number in range(MOST_ENTRIES)}
    assert spoken_form(f"X{MOST_ENTRIES - 1}", lexicon=Lexicon(entries)) == "ích"
    with pytest.raises(InvalidLexicon, match=str(MOST_ENTRIES + 1)):
        Lexicon(entries | {"Y": "y"})


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("UBND, UBNDs", "people's committee, UBNDs"),
        ("UBND/HĐND", "people's committee/HĐND"),
        ("ho\u0302m nay", "hôm nay"),
        ("12 %", "12 %"),
    ],
)
def test_in_a_language_without_rules_nothing_else_is_changed(written: str, said: str) -> None:
    assert Lexicon({"UBND": "people's committee"}).said_in(written) == said


def test_without_entries_a_text_stays_as_it_is() -> None:
    assert Lexicon({}).said_in("ho\u0302m") == "ho\u0302m"
