"""In which form a file is, found out from its bytes: names and declared types of uploads are only claims."""

from __future__ import annotations

from pathlib import Path

from av.stream import Disposition

from controller.bulletins.grid import is_grid
from controller.bulletins.kinds import Form
from media.container import open_container
from media.picture.heif import is_heif
from media.word.refusals import older_or_locked
from protocol.errors import InvalidMedia
from protocol.words import Words

HEAD_BYTES = 4096
TEXT_BYTES = 1024 * 1024
"""Longer than any bulletin; a whole law is about half of it."""
PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
RECORDINGS = (b"\x1aE\xdf\xa3", b"OggS", b"fLaC", b"ID3", b"#!AMR")
PDF = b"%PDF-"
PDF_WITHIN_BYTES = 1024
"""Readers accept rubbish of up to this length before the mark (ISO 32000-1, Annex H.3.4.1)."""
ZIP = b"PK\x03\x04"
ZIP_NAME_AT = 30
"""Of the first file in a ZIP archive (APPNOTE 4.3.7)."""
WORD_BEGINS = (b"[Content_Types].xml", b"_rels/", b"word/", b"docProps/", b"customXml/")
"""How the first name in an archive of Office begins (ECMA-376 part 2); only reading it tells Word from the others."""
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""[MS-CFB]: .doc, .xls, and .docx with a password."""
AVIF_BRANDS = (b"avif", b"avis")
"""Pictures too, which are refused as such and not as broken clips, though their container is that of MP4."""
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
"""The byte order marks of what older editors call Unicode."""
FIT_FOR_TEXT = frozenset("\t\n\r\f\u200b")


def form_of(path: Path, claimed_name: str = "") -> Form:
    """The form of the file at ``path``; raises :class:`InvalidMedia` for what no board could show or say.

    ``claimed_name`` is what its owner calls it: between a text and a table of commas only its ending can decide.
    """
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if _is_picture(head):
        return "picture"
    if _is_recording(head):
        return "recording"
    if _is_document(head):
        return "document"
    if _is_office(head):
        return "word"
    if head.startswith(COMPOUND):
        raise older_or_locked(path.name)
    if _is_text(path):
        return "table" if is_grid(text_of(path), claimed_name or path.name) else "text"
    raise _unknown(path.name)


def refuse_hopeless(path: Path, whole_bytes: int) -> None:
    """Raises :class:`InvalidMedia` for what by its beginning can't become a file we take, however it goes on."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if head.startswith(COMPOUND):
        raise older_or_locked(path.name)
    known = _is_picture(head) or _is_recording(head) or _is_document(head) or _is_office(head)
    if whole_bytes > TEXT_BYTES and not known:
        raise _unknown(path.name)


def is_recording(path: Path) -> bool:
    """Whether the file looks like one with sound or moving pictures in it."""
    with path.open("rb") as file:
        return _is_recording(file.read(HEAD_BYTES))


def text_of(path: Path) -> str:
    """The text in a file: UTF-8, or UTF-16 with its mark; raises UnicodeDecodeError for anything else."""
    data = path.read_bytes()
    return data.decode("utf-16" if data.startswith(UTF_16) else "utf-8-sig")


def has_moving_pictures(path: Path) -> bool:
    """Whether a recording is a clip; the cover of a song does not make it one. Raises :class:`InvalidMedia`."""
    with open_container(path) as container:
        return any(not stream.disposition & Disposition.attached_pic for stream in container.streams.video)


def _is_picture(head: bytes) -> bool:
    return head.startswith(PICTURES) or _riff(head) == b"WEBP" or is_heif(head) or _is_avif(head)


def _is_recording(head: bytes) -> bool:
    return head.startswith(RECORDINGS) or _riff(head) in (b"WAVE", b"AVI ") or _is_iso(head) or _is_mpeg_audio(head)


def _is_document(head: bytes) -> bool:
    return PDF in head[:PDF_WITHIN_BYTES]


def _is_office(head: bytes) -> bool:
    return head.startswith(ZIP) and head[ZIP_NAME_AT:].startswith(WORD_BEGINS)


def _is_avif(head: bytes) -> bool:
    return _is_iso(head) and head[8:12] in AVIF_BRANDS


def _riff(head: bytes) -> bytes:
    return head[8:12] if head.startswith(b"RIFF") else b""


def _is_iso(head: bytes) -> bool:
    """ISO 14496-12: the first box of MP4, M4A, MOV, 3GP and HEIF is ``ftyp``."""
    return head[4:8] == b"ftyp"


def _is_mpeg_audio(head: bytes) -> bool:
    """ISO 11172-3: eleven bits of sync, then a version and a layer that are not reserved; also ADTS."""
    return (
        len(head) > 1
        and not head.startswith(UTF_16)
        and head[0] == 0xFF
        and head[1] & 0xE0 == 0xE0
        and head[1] & 0x18 != 0x08
    )


def _is_text(path: Path) -> bool:
    if not 0 < path.stat().st_size <= TEXT_BYTES:
        return False
    try:
        text = text_of(path)
    except UnicodeDecodeError:
        return False
    return bool(text.strip()) and all(letter >= " " or letter in FIT_FOR_TEXT for letter in text)


def _unknown(name: str) -> InvalidMedia:
    return InvalidMedia(
        Words(
            f"“{name}” không phải văn bản, bảng, ảnh, PDF, Word, video hay âm thanh mà bảng tin phát được.",
            f"{name!r} is no text, table, picture, PDF, Word document, clip or sound that a board can play.",
        ),
        Words(
            "Dùng tệp TXT, MD, CSV (UTF-8), DOCX, PDF, JPG, PNG, WebP, HEIC, MP4, WebM, MKV, MP3, OGG hoặc WAV; "
            "với Excel hãy lưu lại thành CSV hoặc PDF.",
            "Use TXT, MD or CSV (UTF-8), DOCX, PDF, JPG, PNG, WebP, HEIC, MP4, WebM, MKV, MP3, OGG or WAV; "
            "save Excel as CSV or PDF.",
        ),
    )
