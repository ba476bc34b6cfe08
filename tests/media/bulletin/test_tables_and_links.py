"""Tables, links and pictures in the markdown of officers' texts."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.bulletin import Block, Bulletin, QrCode, Table, read_bulletin
from media.bulletin.reader import read_blocks

CELL = st.text("abcđêẤỄỘ 0123", min_size=1, max_size=9).map(str.strip).filter(bool)
ROWS = st.integers(1, 5).flatmap(lambda width: st.lists(st.tuples(*[CELL] * width), min_size=2, max_size=6))
SITE = "https://dongnai.gov.vn/tiem"


def blocks_of(text: str) -> tuple[object, ...]:
    return read_bulletin(text, title="T").blocks


@given(ROWS, st.sampled_from([("| ", " |"), ("|", "|"), ("", "")]), st.sampled_from(["---", ":--", "-:", ":-:"]))
def test_every_cell_of_a_table_is_read(rows: list[tuple[str, ...]], edges: tuple[str, str], dashes: str) -> None:
    if len(rows[0]) == 1:
        edges = ("|", "|")
    lines = [edges[0] + " | ".join(row) + edges[1] for row in (rows[0], [dashes] * len(rows[0]), *rows[1:])]
    cleaned = tuple(tuple(" ".join(cell.split()) for cell in row) for row in rows)
    assert blocks_of("\n".join(["Trước.", *lines, "", "Sau."])) == (
        Block("paragraph", "Trước."),
        Table(cleaned),
        Block("paragraph", "Sau."),
    )


def test_cells_are_mended_to_the_width_of_the_head() -> None:
    text = "| Ấp | Ngày |\n|---|---|\n| 1 |\n| 2 | 12/11 | sáng |\n| | |"
    assert blocks_of(text) == (Table((("Ấp", "Ngày"), ("1", ""), ("2", "12/11 sáng"))),)


def test_an_empty_head_is_none() -> None:
    assert blocks_of("| | |\n|---|---|\n| Ấp 1 | 12/11 |") == (Table((("Ấp 1", "12/11"),), has_header=False),)


def test_an_empty_column_is_left_out() -> None:
    assert blocks_of("| Ấp | | Ngày |\n|---|---|---|\n| 1 | | 12/11 |") == (Table((("Ấp", "Ngày"), ("1", "12/11"))),)


def test_cells_are_plain_words() -> None:
    text = f"| **Ấp** | Nơi |\n|---|---|\n| a \\| b | [Trạm]({SITE})<br>y tế ![ảnh](x.png) |"
    assert blocks_of(text)[0] == Table((("Ấp", "Nơi"), ("a | b", "Trạm y tế ảnh")))


@pytest.mark.parametrize("text", ["Ấp | Ngày", "| a | b |\n| c | d |", "| a | b |\n|---|", "a\n---\nb", "|\n|---|"])
def test_bars_without_a_line_of_dashes_are_no_table(text: str) -> None:
    assert not any(isinstance(block, Table) for block in blocks_of(text))


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (f"[Đăng ký]({SITE})", QrCode(SITE, "Đăng ký")),
        (f"- **[Đăng ký]({SITE})**.", QrCode(SITE, "Đăng ký")),
        (f'[Đăng ký]({SITE} "mở trang")', QrCode(SITE, "Đăng ký")),
        (f"[![Đăng ký](nut.png)]({SITE})", QrCode(SITE, "Đăng ký")),
        (f"{SITE}_(2026)", QrCode(f"{SITE}_(2026)")),
        (f"<{SITE}>", QrCode(SITE)),
        (f"{SITE}.", QrCode(SITE)),
    ],
)
def test_a_link_alone_on_its_line_is_a_code_there(line: str, code: QrCode) -> None:
    assert blocks_of(f"Trước.\n{line}\nSau.") == (Block("paragraph", "Trước."), code, Block("paragraph", "Sau."))


def test_the_only_link_of_running_text_is_its_words_and_a_code_at_the_end() -> None:
    assert blocks_of(f"Xem [ở đây]({SITE}) nhé.\n\n# Hết") == (
        Block("paragraph", "Xem ở đây nhé."),
        Block("heading", "Hết", 1),
        QrCode(SITE, "ở đây"),
    )
    assert blocks_of(f"Xem tại {SITE}.")[-1] == QrCode(SITE)


def test_the_same_address_twice_is_one_link() -> None:
    text = f"Xem [ở đây]({SITE}) hoặc [tại đây]({SITE}), tức {SITE}."
    assert [block for block in blocks_of(text) if isinstance(block, QrCode)] == [QrCode(SITE, "ở đây")]


def test_of_several_links_in_running_text_only_the_words_stay() -> None:
    text = f"Xem [một]({SITE}/1) và [hai]({SITE}/2)."
    assert blocks_of(text) == (Block("paragraph", "Xem một và hai."),)


@pytest.mark.parametrize("address", ["https://a.vn/" + "x" * 300, "ftp://a.vn", "javascript:alert(1)"])
def test_what_can_be_no_code_stays_words(address: str) -> None:
    assert not any(isinstance(block, QrCode) for block in blocks_of(f"Xem [ở đây]({address}) nhé."))


def test_pictures_are_their_alternative_text() -> None:
    assert blocks_of("Ảnh: ![Trạm y tế](anh/tram.png) mới.") == (Block("paragraph", "Ảnh: Trạm y tế mới."),)
    assert blocks_of("![](anh.png)") == ()


def test_an_alert_s_text_gets_no_code_added() -> None:
    assert read_blocks(f"Xem tại {SITE} nhé.") == (Block("paragraph", f"Xem tại {SITE} nhé."),)


def test_titles_of_texts_that_begin_with_something_else() -> None:
    table = Table((("Ấp", "Ngày"), ("1", "12/11")))
    assert read_bulletin("| Ấp | Ngày |\n|---|---|\n| 1 | 12/11 |") == Bulletin("Ấp; Ngày", (table,))
    assert read_bulletin(f"[Đăng ký]({SITE})") == Bulletin("Đăng ký", (QrCode(SITE, "Đăng ký"),))
    assert read_bulletin(SITE) == Bulletin(SITE, (QrCode(SITE),))


def test_a_letterhead_in_a_table_is_the_source() -> None:
    text = "| UBND XÃ ĐỒNG TÂM | Số: 12/TB |\n|---|---|\n\n# Thông báo\n\nMời họp."
    read = read_bulletin(text)
    assert (read.title, read.source) == ("Thông báo", "UBND XÃ ĐỒNG TÂM; Số: 12/TB")


def test_a_code_above_the_title_is_kept() -> None:
    read = read_bulletin(f"[Đăng ký]({SITE})\n\n# Thông báo\n\nMời họp.")
    assert QrCode(SITE, "Đăng ký") in read.blocks


@pytest.mark.parametrize(
    "piece", ["[", "![", "[a](https://a", "| ", "|---", "https://(", "[a](", "*a ", "**a ", "_a ", "_a_b"]
)
def test_no_text_takes_long_to_read(piece: str) -> None:
    began = time.process_time()
    read_bulletin("x" + piece * (60_000 // len(piece)), title="T")
    assert time.process_time() - began < 2
