"""What a Word document says, as a bulletin."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from docx.document import Document

from media.bulletin import Block, QrCode, Table
from media.bulletin.model import Content
from media.word import read_word
from tests.media.word.papers import centred_bold, paper, picture, raw, rewritten, saved


def blocks(document: Document, folder: Path, title: str = "Thông báo") -> tuple[Content, ...]:
    return read_word(saved(document, folder), title).bulletin.blocks


def words(document: Document, folder: Path) -> list[str]:
    return [block.text for block in blocks(document, folder)]


def test_headings_paragraphs_and_lists_are_what_they_are(tmp_path: Path) -> None:
    document = paper()
    document.add_heading("Lịch tiêm chủng", 0)
    document.add_paragraph("Trạm Y tế tiêm cho trẻ dưới 5 tuổi.")
    document.add_heading("Chuẩn bị", 2)
    document.add_paragraph("Sổ tiêm chủng", style="List Bullet")
    document.add_paragraph("Quần áo rộng", style="List Bullet 2")
    read = read_word(saved(document, tmp_path)).bulletin
    assert read.title == "Lịch tiêm chủng"
    assert read.blocks == (
        Block("paragraph", "Trạm Y tế tiêm cho trẻ dưới 5 tuổi."),
        Block("heading", "Chuẩn bị", 2),
        Block("bullet", "Sổ tiêm chủng"),
        Block("bullet", "Quần áo rộng"),
    )


def test_an_official_document_has_its_letterhead_and_title(tmp_path: Path) -> None:
    document = paper()
    head = document.add_table(1, 2)
    head.cell(0, 0).text = "ỦY BAN NHÂN DÂN\nPHƯỜNG BÌNH PHƯỚC"
    head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    centred_bold(document, "THÔNG BÁO")
    centred_bold(document, "Về việc tạm ngừng cấp nước")
    document.add_paragraph("Kính gửi bà con nhân dân.")
    read = read_word(saved(document, tmp_path)).bulletin
    assert read.title == "THÔNG BÁO Về việc tạm ngừng cấp nước"
    assert read.source.startswith("ỦY BAN NHÂN DÂN PHƯỜNG BÌNH PHƯỚC; CỘNG HÒA")
    assert [block.text for block in read.blocks] == ["Kính gửi bà con nhân dân."]


def test_decomposed_vietnamese_is_composed(tmp_path: Path) -> None:
    document = paper()
    document.add_paragraph(unicodedata.normalize("NFD", "Phòng chống bão, ngập lụt ở S'tiêng"))
    [text] = words(document, tmp_path)
    assert text == unicodedata.normalize("NFC", text) == "Phòng chống bão, ngập lụt ở S'tiêng"


def test_numbers_of_lists_are_words_and_go_on_and_begin_anew(tmp_path: Path) -> None:
    document = paper()
    for text, style in (("Một", ""), ("Hai", ""), ("Sâu", " 2"), ("Sâu nữa", " 2"), ("Ba", "")):
        document.add_paragraph(text, style=f"List Number{style}")
    document.add_paragraph("Giữa hai danh sách.")
    document.add_paragraph("Bốn", style="List Number")
    assert words(document, tmp_path) == [
        "1. Một", "2. Hai", "1. Sâu", "2. Sâu nữa", "3. Ba", "Giữa hai danh sách.", "4. Bốn",
    ]  # fmt: skip


NUMBERING = """<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2."/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>"""


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def cell(paragraph: str) -> str:
    return f"<w:tc><w:p>{paragraph}</w:p></w:tc>"


def item(text: str, depth: int, list_id: int = 1) -> str:
    number = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return f"<w:p><w:pPr>{number}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_lists_of_several_depths_are_counted_as_word_counts_them(tmp_path: Path) -> None:
    document = paper()
    steps = [("A", 0), ("B", 1), ("C", 2), ("D", 2), ("E", 1), ("F", 2), ("G", 0), ("H", 1)]
    raw(document, "".join(item(*step) for step in steps) + item("I", 0, 2) + item("J", 0, 2) + item("K", 0, 9))
    path = rewritten(saved(document, tmp_path), lambda name, data: NUMBERING.encode() if "numbering" in name else data)
    assert [block.text for block in read_word(path, "x").bulletin.blocks] == [
        "I. A", "I.1. B", "a) C", "b) D", "I.2. E", "a) F", "II. G", "II.1. H", "I. I", "II. J", "K",
    ]  # fmt: skip


def test_merged_cells_are_said_in_every_row_they_reach_into(tmp_path: Path) -> None:
    document = paper()
    table = document.add_table(4, 3)
    rows = (("Lịch tháng 12", "", ""), ("Ấp", "Ngày", "Giờ"), ("Ấp 1", "12/12", "7:00"), ("", "13/12", "8:00"))
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(at, column).text = text
    table.cell(0, 0).merge(table.cell(0, 2))
    table.cell(2, 0).merge(table.cell(3, 0))
    found = blocks(document, tmp_path)
    assert found == (
        Block("paragraph", "Lịch tháng 12"),
        Table((("Ấp", "Ngày", "Giờ"), ("Ấp 1", "12/12", "7:00"), ("Ấp 1", "13/12", "8:00"))),
    )


def test_a_row_that_begins_late_or_was_deleted_and_a_table_within_a_cell(tmp_path: Path) -> None:
    document = paper()
    inner = f"<w:tbl><w:tr>{cell(run('trong'))}{cell(run('nữa'))}</w:tr></w:tbl><w:p/>"
    late = f'<w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc>{inner}</w:tc>'
    gone = f'<w:trPr><w:del w:id="1" w:author="x"/></w:trPr>{cell(run("bỏ"))}'
    rows = (f"{cell(run('A'))}{cell(run('B'))}", late, gone)
    raw(document, f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>")
    assert blocks(document, tmp_path) == (Table((("A", "B"), ("", "trong; nữa"))),)


def test_a_table_of_one_column_is_paragraphs(tmp_path: Path) -> None:
    document = paper()
    table = document.add_table(2, 1)
    table.cell(0, 0).text, table.cell(1, 0).text = "Lưu ý", "Đội mũ"
    assert blocks(document, tmp_path) == (Block("paragraph", "Lưu ý"), Block("paragraph", "Đội mũ"))


def test_headers_footers_and_comments_are_no_part_of_the_text(tmp_path: Path) -> None:
    document = paper()
    document.sections[0].header.paragraphs[0].text = "đầu trang"
    document.sections[0].footer.paragraphs[0].text = "Trang 1"
    paragraph = document.add_paragraph("Nội dung.")
    document.add_comment(paragraph.runs, "hỏi lại anh Ba", author="x")
    assert words(document, tmp_path) == ["Nội dung."]


def test_of_tracked_changes_the_newest_wording_counts(tmp_path: Path) -> None:
    document = paper()
    by = 'w:id="1" w:author="x"'
    deleted = f"<w:del {by}><w:r><w:delText>7 giờ</w:delText></w:r></w:del>"
    raw(document, f"<w:p>{run('Họp lúc ')}{deleted}<w:ins {by}>{run('8 giờ')}</w:ins></w:p>")
    raw(document, f"<w:p><w:moveFrom {by}>{run('dời đi')}</w:moveFrom></w:p>")
    raw(document, f"<w:p><w:moveTo {by}>{run('dời đến')}</w:moveTo></w:p>")
    raw(document, f"<w:p><w:pPr><w:rPr><w:del {by}/></w:rPr></w:pPr>{run('Nối ')}</w:p><w:p>{run('liền.')}</w:p>")
    assert words(document, tmp_path) == ["Họp lúc 8 giờ", "dời đến", "Nối liền."]


def test_what_is_hidden_or_a_field_or_a_placeholder_is_not_said(tmp_path: Path) -> None:
    document = paper()
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
    date = f'<w:fldSimple w:instr="DATE">{run("12/12")}</w:fldSimple>'
    hyphen = "<w:r><w:tab/><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t></w:r><m:oMath><m:r><m:t>=c</m:t></m:r></m:oMath>"
    raw(document, f"<w:p>{hidden}{date}{hyphen}</w:p>")
    raw(document, f"<w:sdt><w:sdtPr/><w:sdtContent><w:p>{run('ô điền')}</w:p></w:sdtContent></w:sdt>")
    empty = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Bấm để nhập')}</w:sdtContent></w:sdt>"
    raw(document, f"<w:p>{empty}<w:r><w:t>x</w:t><w:br/><w:t>y</w:t></w:r></w:p>")
    assert words(document, tmp_path) == ["12/12 a-b=c", "ô điền", "x", "y"]


def test_words_of_text_boxes_are_said_once(tmp_path: Path) -> None:
    document = paper()
    box = "<w:txbxContent><w:p><w:r><w:t>trong khung</w:t></w:r></w:p></w:txbxContent>"
    raw(
        document,
        '<w:p xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:r><w:t>ngoài</w:t></w:r><w:r>'
        f'<mc:AlternateContent><mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>'
        "</mc:AlternateContent></w:r></w:p>",
    )
    assert words(document, tmp_path) == ["ngoài", "trong khung"]


def test_pictures_and_notes_are_counted_as_left_out(tmp_path: Path) -> None:
    document = paper()
    document.add_picture(picture(tmp_path))
    document.add_paragraph("Có hình ở trên.").add_run().add_picture(picture(tmp_path))
    raw(document, '<w:p><w:r><w:t>chú</w:t><w:footnoteReference w:id="1"/></w:r></w:p><w:altChunk r:id="rId99"/>')
    read = read_word(saved(document, tmp_path), "x")
    assert read.left_out == 4
    assert [block.text for block in read.bulletin.blocks] == ["Có hình ở trên.", "chú"]


def linked(document: Document, text: str, address: str, before: str = "") -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    name = document.part.relate_to(address, kind, is_external=True)
    link = f'<w:hyperlink r:id="{name}"><w:r><w:t>{text}</w:t></w:r></w:hyperlink>'
    raw(document, f'<w:p><w:r><w:t xml:space="preserve">{before}</w:t></w:r>{link}</w:p>')


def test_a_link_alone_is_a_code_and_one_in_a_sentence_stands_at_the_end(tmp_path: Path) -> None:
    document = paper()
    linked(document, "Đăng ký", "https://example.org/dk")
    assert blocks(document, tmp_path) == (QrCode("https://example.org/dk", "Đăng ký"),)
    document = paper()
    linked(document, "trang xã", "https://example.org/xa", before="Xem ")
    linked(document, "thư", "mailto:a@example.org", before="Gửi ")
    assert blocks(document, tmp_path) == (
        Block("paragraph", "Xem trang xã"),
        Block("paragraph", "Gửi thư"),
        QrCode("https://example.org/xa", "trang xã"),
    )


@pytest.mark.parametrize(("title", "rest"), [("Việc một", ["Hai."]), ("Khác", ["Việc một", "Hai."])])
def test_a_given_title_goes_before_the_documents_own(tmp_path: Path, title: str, rest: list[str]) -> None:
    document = paper()
    document.add_heading("Việc một", 1)
    document.add_paragraph("Hai.")
    read = read_word(saved(document, tmp_path), title).bulletin
    assert (read.title, [block.text for block in read.blocks]) == (title, rest)
