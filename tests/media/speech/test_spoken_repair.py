"""However a text was typed, the same letters come out."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from media.speech.spoken import spoken_form
from media.speech.spoken.repair import repaired


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("hoà bình", "hòa bình"),
        ("hòa bình", "hòa bình"),
        ("UỶ BAN, Uỷ ban, uỶ", "ỦY BAN, Ủy ban, ủY"),
        ("khoẻ, loè", "khỏe, lòe"),
        ("Thuý, tuỳ, luỹ, thuỷ lợi", "Thúy, tùy, lũy, thủy lợi"),
        ("hòan tòan", "hoàn toàn"),
        ("xóay, ngòai", "xoáy, ngoài"),
        ("hoàn toàn, huỳnh, huýt, thuyền, hoặc, xoắn", "hoàn toàn, huỳnh, huýt, thuyền, hoặc, xoắn"),
        ("quí, quý, quỳ, quà, qua", "quí, quý, quỳ, quà, qua"),
        ("của, mùa, nghĩa, già, kia", "của, mùa, nghĩa, già, kia"),
        ("Chloé", "Chloé"),
        ("Ðồng Xoài, ðường", "Đồng Xoài, đường"),
        ("e\u0301\u0302m", "ếm"),
        ("Vi\u200bệt\u00ad \ufeffNam", "Việt Nam"),
        ("xã\u00a0Lộc\t Ninh ", "xã Lộc Ninh"),
        ("−2 độ, 8‑9", "-2 độ, 8-9"),
        ("2½ ha, 30℃, 5㎡, ① Ｕ５, Ⅳ", "2 1/2 ha, 30°C, 5m2, 1 U5, IV"),
        ("0\u0306 - \u0301a, ư\u0306", "0 - a, ư\u0306"),
    ],
)
def test_letters_are_repaired(typed: str, wanted: str) -> None:
    assert repaired(typed) == unicodedata.normalize("NFC", wanted)


ONSETS = ("", "h", "th", "kh", "ngh", "đ", "l")
TONES = "\u0300\u0301\u0303\u0309\u0323"


@settings(deadline=None)
@given(st.sampled_from(ONSETS), st.sampled_from(("oa", "oe", "uy")), st.sampled_from(TONES), st.sampled_from(("", "n")))
def test_both_ways_of_placing_a_tone_become_one(onset: str, pair: str, tone: str, coda: str) -> None:
    older, newer = f"{onset}{pair[0]}{tone}{pair[1]}{coda}", f"{onset}{pair}{tone}{coda}"
    wanted = unicodedata.normalize("NFC", newer if coda else older)
    assert repaired(older) == repaired(newer) == wanted


@settings(deadline=None)
@given(st.text("aăoôuưyieqhkđcnt " + TONES + "\u0302\u0306\u031b'Ðð", max_size=20))
def test_what_was_repaired_needs_no_repair(text: str) -> None:
    assert repaired(repaired(text)) == repaired(text)


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=30), st.sampled_from(("NFC", "NFD")))
def test_lines_stay_apart_and_forms_do_not_matter(text: str, form: str) -> None:
    assert len(repaired(text).split("\n")) == max(1, len(text.splitlines()))
    same = unicodedata.normalize(form, text)
    assert repaired(same) == repaired(unicodedata.normalize("NFC", text))


def test_rules_see_repaired_text() -> None:
    assert spoken_form("khoá XV") == spoken_form("khóa XV") == "khóa mười lăm"
