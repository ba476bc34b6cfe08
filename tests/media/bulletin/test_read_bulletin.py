"""Reading what officers have: no word lost, order kept, broken paragraphs made whole."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.bulletin import Block, Bulletin, clean, read_bulletin
from media.bulletin.reader import MOST_CHARACTERS
from protocol.errors import InvalidInput

PLAN = Path(__file__).parents[4] / "shared/samples/ke-hoach-thong-tin-co-so-2023.txt"
needs_the_plan = pytest.mark.skipif(not PLAN.exists(), reason="the sample plan is not in this clone")

WORD = st.text("abcdđeêghiklmnoôơpqrstuưvxyẤỄỘẬỗ0123456789", min_size=1, max_size=8)
WORDS = st.lists(WORD, min_size=1, max_size=30).map(" ".join)
MARKED = st.tuples(st.sampled_from(["", "## ", "#### ", "- ", "+ ", "* ", "• "]), WORDS).map("".join)
EMPHASISED = st.tuples(st.sampled_from(["**", "*", "***", "_"]), WORDS).map(lambda pair: f"{pair[0]}{pair[1]}{pair[0]}")
DOCUMENT = st.lists(
    st.tuples(st.one_of(MARKED, EMPHASISED), st.sampled_from(["\n", "\n\n", "  \n", "\r\n"])), min_size=1
)


def words_of(bulletin: Bulletin) -> list[str]:
    texts = [bulletin.source.replace("·", " "), bulletin.title, *(block.text for block in bulletin.blocks)]
    return " ".join(texts).split()


@given(DOCUMENT)
def test_no_word_is_lost_and_their_order_is_kept(pairs: list[tuple[str, str]]) -> None:
    document = "".join(line + ending for line, ending in pairs)
    written = re.sub(r"(?m)^(#+|[-+*•]) ", "", document.replace("\r\n", "\n"))
    written = re.sub(r"[*_]", "", written)
    read = words_of(read_bulletin(document))
    beginning = read_bulletin(document).title.removesuffix("…").split()
    assert read == written.split() or read[len(beginning) :] == written.split()


@given(st.text())
def test_any_text_is_read_or_refused_with_words(text: str) -> None:
    try:
        bulletin = read_bulletin(text)
    except InvalidInput as refused:
        assert refused.told_in("vi")
    else:
        assert clean(bulletin.title) == bulletin.title != ""
        assert all(clean(block.text) == block.text != "" for block in bulletin.blocks)


@given(st.text())
def test_a_given_title_makes_any_text_readable(text: str) -> None:
    assert read_bulletin(text, title="Thông báo").title == "Thông báo"


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_decomposed_text_is_composed() -> None:
    assert clean("Tie\u0302\u0301ng Vie\u0323\u0302t") == "Tiếng Việt"


def test_control_characters_vanish_and_khmer_break_points_stay() -> None:
    assert clean("a\x00\u202eb\ufeff ក\u200bខ") == "ab ក\u200bខ"


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("vận hành thiết bị kỹ\n\nthuật hiện đại phù hợp.", "vận hành thiết bị kỹ thuật hiện đại phù hợp."),
        ("truyền thông (máy\n\n*tính có khả năng khác) cho xã.*", "truyền thông (máy tính có khả năng khác) cho xã."),
        ("- Sở Tài chính\n\nthẩm định dự toán.", "Sở Tài chính thẩm định dự toán."),
    ],
)
def test_a_paragraph_broken_by_a_page_end_is_made_whole(broken: str, whole: str) -> None:
    assert [block.text for block in read_bulletin(broken, title="T").blocks] == [whole]


@pytest.mark.parametrize(
    "text", ["Hết câu.\nnhưng dòng sau", "Mời họp;\nông bà đến", "Dòng một\nDòng hai", "dòng một  \ndòng hai"]
)
def test_lines_meant_apart_stay_apart(text: str) -> None:
    assert len(read_bulletin(text, title="T").blocks) == 2


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("***Nơi nhận:***", "Nơi nhận:"),
        ("**KT. CHỦ TỊCH**", "KT. CHỦ TỊCH"),
        ("(*trước ngày 10/12*)", "(trước ngày 10/12)"),
        ("_nghiêng_ và a_b_c", "nghiêng và a_b_c"),
        ("3 * 4 * 5 (*) (*)", "3 * 4 * 5 (*) (*)"),
        ("**Giá 3 * 4 *rất* rẻ**", "Giá 3 * 4 rất rẻ"),
        ("_Số ____ ngày a_b_c_", "Số ____ ngày a_b_c"),
        ("Số: ____/UBND", "Số: ____/UBND"),
    ],
)
def test_emphasis_marks_vanish_and_other_stars_stay(marked: str, plain: str) -> None:
    assert read_bulletin(marked, title="T").blocks[0].text == plain


def test_kinds_of_blocks() -> None:
    text = "# Một\n\n### Hai\n\nBa.\n- Bốn\n+ Năm\n\n---\n\n• Sáu"
    assert read_bulletin(text, title="T").blocks == (
        Block("heading", "Một", 1),
        Block("heading", "Hai", 3),
        Block("paragraph", "Ba."),
        Block("bullet", "Bốn"),
        Block("bullet", "Năm", 1),
        Block("bullet", "Sáu"),
    )


def test_a_plain_notice_is_titled_by_its_first_line() -> None:
    bulletin = read_bulletin("Lịch cắt điện\nNgày mai cắt điện ấp 3.")
    assert (bulletin.title, bulletin.blocks) == ("Lịch cắt điện", (Block("paragraph", "Ngày mai cắt điện ấp 3."),))


def test_a_long_first_paragraph_gives_its_beginning_and_stays_whole() -> None:
    long = "Kính gửi bà con " * 20
    bulletin = read_bulletin(long)
    assert bulletin.title.endswith("…")
    assert bulletin.blocks[0].text == long.strip()


def test_a_title_given_that_the_text_repeats_is_said_once() -> None:
    assert read_bulletin("# Lịch tiêm\n\nMai.", title="Lịch tiêm").blocks == (Block("paragraph", "Mai."),)


@pytest.mark.parametrize("text", ["", " \n\t\n", "---", "\u200e\x00"])
def test_a_text_without_words_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="no words"):
        read_bulletin(text)


def test_a_text_without_end_is_refused() -> None:
    with pytest.raises(InvalidInput, match="Split it"):
        read_bulletin("a" * (MOST_CHARACTERS + 1))


@needs_the_plan
def test_the_plan_is_read_whole() -> None:
    text = PLAN.read_text("utf-8")
    bulletin = read_bulletin(text)
    written = re.sub(r"[*#]", "", re.sub(r"(?m)^[-+] ", "", text))
    assert words_of(bulletin) == clean(written).split()


@needs_the_plan
def test_the_plan_s_title_source_and_broken_paragraphs() -> None:
    bulletin = read_bulletin(PLAN.read_text("utf-8"))
    texts = [block.text for block in bulletin.blocks]
    assert bulletin.title.startswith("KẾ HOẠCH Thực hiện Chiến lược phát triển lĩnh vực thông tin cơ sở")
    assert bulletin.source == "Số: /KH-UBND · Bình Phước, ngày tháng năm 2023"
    assert any("vận hành thiết bị kỹ thuật hiện đại" in text for text in texts)
    assert any("(máy tính có khả năng cài đặt" in text for text in texts)
    assert texts[-3:] == ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Tuyết Minh"]
