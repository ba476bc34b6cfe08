"""A Word document opened, in the child: every way in which it can be none, or a trap, is a refusal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from docx.opc.constants import CONTENT_TYPE
from docx.opc.part import Part
from docx.package import Package
from docx.parts.document import DocumentPart

from media.word.refusals import damaged, has_declarations, has_macros, locked, not_word, too_big

MOST_PARTS = 3_000
MOST_BYTES = 256 * 1024**2
MOST_XML_BYTES = 24 * 1024**2
"""Unpacked: all of it, and one part that is read as XML. An archive unpacks to what it declares or is broken."""
_ENCRYPTED = 0x1
_MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"
_DECLARATIONS = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


def opened(docx: Path) -> DocumentPart:
    """The main part of a document, or :class:`~protocol.errors.InvalidMedia`; python-docx resolves no entities."""
    try:
        with ZipFile(docx) as archive:
            _check(archive)
    except BadZipFile as error:
        raise damaged(str(error)) from error
    return _main(Package.open(str(docx)))


def _check(archive: ZipFile) -> None:
    parts = archive.infolist()
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise locked()
    if not any(part.filename == "[Content_Types].xml" for part in parts):
        raise not_word()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
        raise too_big()
    if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
        raise has_macros()
    _check_xml(archive, [part for part in parts if part.filename.lower().endswith((".xml", ".rels"))])


def _check_xml(archive: ZipFile, parts: Sequence[ZipInfo]) -> None:
    if any(part.file_size > MOST_XML_BYTES for part in parts):
        raise too_big()
    for part in parts:
        data = archive.read(part)
        if any(mark in data for mark in _DECLARATIONS):
            raise has_declarations()


def _main(package: Package) -> DocumentPart:
    try:
        main: Part = package.main_document_part
    except KeyError as error:
        raise not_word() from error
    if main.content_type == _MACRO_TYPE:
        raise has_macros()
    if main.content_type != CONTENT_TYPE.WML_DOCUMENT_MAIN or not isinstance(main, DocumentPart):
        raise not_word()
    return main
