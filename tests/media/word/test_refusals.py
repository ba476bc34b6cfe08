"""Word documents that are none, or traps."""

from __future__ import annotations

import struct
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import msgspec
import pytest

from media.word import read_word
from media.word.package import MOST_PARTS, MOST_XML_BYTES
from media.word.reading import LIMITS
from protocol.errors import InvalidMedia
from tests.media.word.papers import paper, picture, raw, rewritten, saved

BOMB = """<!DOCTYPE w:document [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>"""
OUTSIDE = """<!DOCTYPE w:document [<!ENTITY secret SYSTEM "file:///etc/passwd">]>"""


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    document = paper()
    document.add_paragraph("Nội dung.")
    return saved(document, tmp_path)


def declared(declaration: str, entity: str, encoding: str = "utf-8") -> bytes:
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?>{declaration}<w:document '
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>'
        f"x {entity}</w:t></w:r></w:p></w:body></w:document>"
    )
    return text.encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(("declaration", "entity"), [(BOMB, "&b;"), (OUTSIDE, "&secret;")])
def test_declarations_of_entities_are_refused(plain: Path, declaration: str, entity: str, encoding: str) -> None:
    trap = declared(declaration, entity, encoding)
    with pytest.raises(InvalidMedia, match="declarations"):
        read_word(rewritten(plain, lambda name, data: trap if name == "word/document.xml" else data))
    with pytest.raises(InvalidMedia, match="declarations"):
        read_word(rewritten(plain, lambda name, data: trap if name == "docProps/core.xml" else data))


def test_macros_are_refused_by_their_part_and_by_their_type(plain: Path) -> None:
    with pytest.raises(InvalidMedia, match="macros"):
        read_word(rewritten(plain, lambda _name, data: data, {"word/vbaProject.bin": b"x"}))
    usual, macro = (
        b"openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"ms-word.document.macroEnabled.main+xml",
    )
    with pytest.raises(InvalidMedia, match="macros"):
        read_word(rewritten(plain, lambda _name, data: data.replace(usual, macro)))


def test_other_documents_of_office_are_refused(plain: Path, tmp_path: Path) -> None:
    usual, sheet = b"wordprocessingml.document.main+xml", b"spreadsheetml.sheet.main+xml"
    with pytest.raises(InvalidMedia, match="no Word document"):
        read_word(rewritten(plain, lambda _name, data: data.replace(usual, sheet)))
    strict = b"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
    usual = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    with pytest.raises(InvalidMedia, match="no Word document"):
        read_word(rewritten(plain, lambda _name, data: data.replace(usual, strict)))
    with ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("word/readme.txt", "x")
    with pytest.raises(InvalidMedia, match="no Word document"):
        read_word(tmp_path / "a.zip")


def test_an_encrypted_archive_is_refused(plain: Path) -> None:
    data = bytearray(plain.read_bytes())
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) != -1:
        data[at + 8 : at + 10] = struct.pack("<H", 1)
        at += 1
    plain.write_bytes(data)
    with pytest.raises(InvalidMedia, match="password"):
        read_word(plain)


@pytest.mark.parametrize("cut", [50, 3_000, -30])
def test_a_cut_off_file_is_damaged(plain: Path, cut: int) -> None:
    plain.write_bytes(plain.read_bytes()[:cut])
    with pytest.raises(InvalidMedia, match="damaged"):
        read_word(plain)


@pytest.mark.parametrize("broken", [b"<w:document", b"", b"<a/>"])
def test_broken_xml_is_damaged(plain: Path, broken: bytes) -> None:
    with pytest.raises(InvalidMedia, match="damaged"):
        read_word(rewritten(plain, lambda name, data: broken if name == "word/document.xml" else data))


def test_a_missing_body_part_is_damaged(plain: Path) -> None:
    with pytest.raises(InvalidMedia, match="damaged"):
        read_word(rewritten(plain, lambda name, data: None if name == "word/document.xml" else data))


def test_what_unpacks_to_too_much_is_refused_before_it_is(plain: Path) -> None:
    bomb = b" " * (MOST_XML_BYTES + 1)
    with pytest.raises(InvalidMedia, match="too large"):
        read_word(rewritten(plain, lambda _name, data: data, {"word/more.xml": bomb}))
    many = {f"customXml/item{number}.bin": b"" for number in range(MOST_PARTS)}
    with pytest.raises(InvalidMedia, match="too large"):
        read_word(rewritten(plain, lambda _name, data: data, many))


def test_a_large_picture_counts_with_the_others(plain: Path) -> None:
    half = bytes(140 * 1024**2)
    with ZipFile(plain, "a", ZIP_DEFLATED) as archive:
        for number in range(2):
            archive.writestr(f"word/media/image{number}.bmp", half)
    with pytest.raises(InvalidMedia, match="too large"):
        read_word(plain)


def test_a_child_without_memory_is_a_damaged_file(plain: Path) -> None:
    with pytest.raises(InvalidMedia, match="damaged"):
        read_word(plain, limits=msgspec.structs.replace(LIMITS, memory_bytes=16 * 1024**2))


def test_a_document_without_words_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidMedia, match="is empty"):
        read_word(saved(paper(), tmp_path), "Có tiêu đề")
    scanned = paper()
    scanned.add_picture(picture(tmp_path))
    with pytest.raises(InvalidMedia, match="only pictures"):
        read_word(saved(scanned, tmp_path))


def test_a_text_or_a_table_longer_than_a_board_shows_is_refused(tmp_path: Path) -> None:
    document = paper()
    for _ in range(6):
        document.add_paragraph("dài " * 25_000)
    with pytest.raises(InvalidMedia, match="500000"):
        read_word(saved(document, tmp_path))
    row = "<w:tr><w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr>"
    document = paper()
    raw(document, f"<w:tbl>{row * 301}</w:tbl>")
    with pytest.raises(InvalidMedia, match="300 rows"):
        read_word(saved(document, tmp_path))
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="999999"/></w:tcPr><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>'
    document = paper()
    raw(document, f"<w:tbl><w:tr>{wide}{wide}</w:tr></w:tbl>")
    with pytest.raises(InvalidMedia, match="20 columns"):
        read_word(saved(document, tmp_path))
