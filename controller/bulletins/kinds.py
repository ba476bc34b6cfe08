"""What kind of content a file is, found out from its bytes: names and declared types of uploads are only claims."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal, get_args

from av.stream import Disposition

from media.container import open_container
from protocol.errors import InvalidMedia
from protocol.manifest import SlotClass
from protocol.words import Words

Kind = Literal["bulletin", "picture", "video", "audio"]
KINDS: Mapping[str, Kind] = {kind: kind for kind in get_args(Kind)}
SLOT_CLASSES: Mapping[str, SlotClass] = {one: one for one in get_args(SlotClass)}
Form = Literal["text", "picture", "recording"]
"""``recording`` is any container with sound or moving pictures in it; which, only opening it can tell."""

HEAD_BYTES = 4096
TEXT_BYTES = 1024 * 1024
"""Longer than any bulletin; a whole law is about half of it."""
PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
RECORDINGS = (b"\x1aE\xdf\xa3", b"OggS", b"fLaC", b"ID3", b"#!AMR")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
"""The byte order marks of what older editors call Unicode."""
FIT_FOR_TEXT = frozenset("\t\n\r\f\u200b")


def form_of(path: Path) -> Form:
    """The form of the file at ``path``; raises :class:`InvalidMedia` for what no board could show or say."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if head.startswith(PICTURES) or _riff(head) == b"WEBP":
        return "picture"
    if head.startswith(RECORDINGS) or _riff(head) in (b"WAVE", b"AVI ") or _is_mp4(head) or _is_mpeg_audio(head):
        return "recording"
    if _is_text(path):
        return "text"
    raise _unknown(path.name)


def kind_of(stored: str) -> Kind:
    """A kind as it stands in the database; an unknown one is a KeyError."""
    return KINDS[stored]


def slot_class_of(stored: str) -> SlotClass:
    """A slot class as it stands in the database; an unknown one is a KeyError."""
    return SLOT_CLASSES[stored]


def text_of(path: Path) -> str:
    """The text in a file: UTF-8, or UTF-16 with its mark; raises UnicodeDecodeError for anything else."""
    data = path.read_bytes()
    return data.decode("utf-16" if data.startswith(UTF_16) else "utf-8-sig")


def has_moving_pictures(path: Path) -> bool:
    """Whether a recording is a clip; the cover of a song does not make it one. Raises :class:`InvalidMedia`."""
    with open_container(path) as container:
        return any(not stream.disposition & Disposition.attached_pic for stream in container.streams.video)


def _riff(head: bytes) -> bytes:
    return head[8:12] if head.startswith(b"RIFF") else b""


def _is_mp4(head: bytes) -> bool:
    """ISO 14496-12: the first box of MP4, M4A, MOV and 3GP is ``ftyp``."""
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
            f"“{name}” không phải văn bản, ảnh, video hay âm thanh mà bảng tin phát được.",
            f"{name!r} is no text, picture, clip or sound that a board can play.",
        ),
        Words(
            "Dùng tệp TXT, MD (UTF-8), JPG, PNG, WebP, MP4, WebM, MKV, MP3, OGG hoặc WAV; "
            "với PDF, Word hãy lưu lại thành văn bản thuần.",
            "Use TXT or MD (UTF-8), JPG, PNG, WebP, MP4, WebM, MKV, MP3, OGG or WAV; save PDF and Word as plain text.",
        ),
    )
