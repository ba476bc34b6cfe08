"""An abbreviation is said one way: no table takes it from another, and contexts only add what they mean elsewhere."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from media.speech.spoken import spoken
from media.speech.spoken.tables.abbreviations import TABLES
from media.speech.spoken.tables.agencies import AGENCIES, FIELDS
from media.speech.spoken.tables.contexts import CONTEXTS, Context
from media.speech.spoken.tables.letters import SPELLED

LONG_FIELDS = {short for short in FIELDS if len(short) > 2}


def test_no_abbreviation_is_in_two_tables() -> None:
    counted = Counter(short for table in (AGENCIES, LONG_FIELDS, *TABLES, SPELLED) for short in table)
    assert [short for short, count in counted.items() if count > 1] == []


@pytest.mark.parametrize("context", CONTEXTS, ids=lambda context: "-".join(context.meanings))
def test_contexts_are_patterns_of_whole_words(context: Context) -> None:
    assert context.after or context.before
    assert re.compile(context.after) and re.compile(context.before)
    assert not any(re.search(r"\d|[/%&]", said) for said in context.meanings.values())


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("gió ĐB cấp 5", "gió Đông Bắc cấp năm"),
        ("Công ty CP Bình Minh", "Công ty cổ phần Bình Minh"),
        ("Nghị định của CP", "Nghị định của Chính phủ"),
        ("tuyển 50 CN", "tuyển năm mươi công nhân"),
        ("thứ bảy, CN", "thứ bảy, Chủ nhật"),
        ("DTTS&MN", "dân tộc thiểu số và miền núi"),
        ("trường MN Hoa Sen", "trường mầm non Hoa Sen"),
    ],
)
def test_what_stands_beside_tells_the_meaning(written: str, said: str) -> None:
    assert (spoken(written).text, spoken(written).doubts) == (said, ())


@pytest.mark.parametrize(
    ("written", "said"), [("TT Lộc Ninh", "thị trấn Lộc Ninh"), ("báo cho KH", "báo cho khách hàng")]
)
def test_what_they_only_hint_at_is_marked(written: str, said: str) -> None:
    assert spoken(written).text == said
    assert [doubt.why for doubt in spoken(written).doubts] == ["several-meanings"]


def test_a_deputy_who_stands_in_is_no_town() -> None:
    assert spoken("Phó Chủ tịch TT Nguyễn Văn A").text == "Phó Chủ tịch Thường trực Nguyễn Văn A"
