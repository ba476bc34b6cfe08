"""One door for foreign media.

FFmpeg guesses a format from content, so a text of the HLS or concat kind named ``.bin`` would make it open *other*
local files or addresses. Hence a list of plain formats, and no protocol but a file or bytes in memory.
"""

from __future__ import annotations

import errno
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import av
from av.container import InputContainer

from protocol.errors import InvalidMedia
from protocol.words import Words

FORMATS = ("aac", "amr", "avi", "flac", "flv", "matroska", "mov", "mp3", "mpeg", "mpegts", "ogg", "wav")
"""FFmpeg's names of the formats we open; ``mov`` is also MP4 and 3GP, ``matroska`` is also WebM."""

_NAMES_IN_FULL = {"matroska": "matroska,webm", "mov": "mov,mp4,m4a,3gp,3g2,mj2"}

OPTIONS = {
    "format_whitelist": ",".join(_NAMES_IN_FULL.get(name, name) for name in FORMATS),
    "protocol_whitelist": "file",
}
"""FFmpeg's options that close every other way in."""

_PLAINLY = {errno.EINVAL: "a kind of file that is not taken", errno.EPERM: "cut, its index is missing"}
"""What opening and seeking mean by these."""

_REMEDY = Words(
    "Mở tệp trên máy tính để kiểm tra, xuất lại thành MP4, MP3 hoặc WAV rồi tải lên lần nữa.",
    "Check that the file plays on a computer, export it again as MP4, MP3 or WAV and upload it again.",
)


def damaged(name: str, reason: str) -> InvalidMedia:
    """The error for a file that can't be played: which one and why."""
    return InvalidMedia(
        Words(f"Không đọc được tệp “{name}” ({reason}).", f"The file {name!r} can't be read ({reason})."), _REMEDY
    )


@contextmanager
def foreign_errors(name: str) -> Iterator[None]:
    """Turn whatever FFmpeg and PyAV raise over a bad file into :class:`InvalidMedia`."""
    try:
        yield
    except (av.FFmpegError, ValueError, IndexError, ArithmeticError, EOFError) as error:
        raise damaged(name, _reason(error)) from error


@contextmanager
def open_container(source: Path | bytes) -> Iterator[InputContainer]:
    """``source`` opened for reading; raises :class:`InvalidMedia` for anything that is not a playable file."""
    name = source.name if isinstance(source, Path) else "-"
    with foreign_errors(name), av.open(_openable(source), "r", options=OPTIONS) as container:
        yield container


def _openable(source: Path | bytes) -> str | io.BytesIO:
    """FFmpeg reads a name with a colon as an address, so a path is always given from its root."""
    return io.BytesIO(source) if isinstance(source, bytes) else str(source.resolve())


def _reason(error: Exception) -> str:
    """FFmpeg's own words without the path of our store; plainer ones where it only has a number of the system."""
    if not isinstance(error, av.FFmpegError):
        return str(error)
    return _PLAINLY.get(error.errno or 0) or error.strerror or "unknown"
