"""Word documents as offices have them, and as nobody should."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image


def paper() -> Document:
    """An empty one."""
    return docx.Document()


def saved(document: Document, folder: Path, name: str = "van-ban.docx") -> Path:
    path = folder / name
    document.save(str(path))
    return path


def centred_bold(document: Document, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(text).bold = True


def raw(document: Document, xml: str) -> None:
    """Elements of the body, before its last one, which tells the paper's size."""
    body = document.element.body
    for element in parse_xml(f"<w:body {nsdecls('w', 'm', 'r')}>{xml}</w:body>"):
        body.insert(len(body) - 1, element)


def picture(folder: Path) -> str:
    path = folder / "anh.png"
    Image.new("RGB", (8, 8), "red").save(path)
    return str(path)


def rewritten(docx_file: Path, change: Callable[[str, bytes], bytes | None], more: Mapping[str, bytes] = {}) -> Path:
    """The same archive with other parts; ``None`` leaves one out."""
    out = docx_file.with_name("other.docx")
    with ZipFile(docx_file) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = change(name, old.read(name))
            if data is not None:
                new.writestr(name, data)
        for name, data in more.items():
            new.writestr(name, data)
    return out
