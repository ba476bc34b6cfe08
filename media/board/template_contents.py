"""What people must give for a template before it can be made into zones."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from protocol.errors import InvalidInput
from protocol.words import Words

Qr = tuple[str, str]
"""Payload and caption of a QR code."""
CODE_AT_MOST = 300
CAPTION_AT_MOST = 80
"""Characters; as ``protocol.layouts.QrZone`` has them."""


class Contents(NamedTuple):
    """What fills the zones that need something of their own."""

    side_playlist_id: str | None
    qr: Qr | None
    languages: tuple[str, ...]


def check_contents(asides: Collection[str], tickers: int, contents: Contents) -> None:
    """Raise InvalidInput where such zones beside the main one, or so many tickers, need what ``contents`` lack."""
    fault = next(_faults(asides, tickers, contents), None)
    if fault:
        raise InvalidInput(*fault)


def _faults(asides: Collection[str], tickers: int, contents: Contents) -> Iterator[tuple[Words, Words]]:
    """Problem and remedy of each."""
    payload, caption = contents.qr or ("", "")
    if "side" in asides and not contents.side_playlist_id:
        yield _NO_PLAYLIST
    if "qr" in asides and not payload:
        yield _NO_CODE
    if len(payload) > CODE_AT_MOST or len(caption) > CAPTION_AT_MOST:
        yield _LONG_CODE
    if len(contents.languages) < tickers and tickers > 1:
        yield _ONE_LANGUAGE


_NO_PLAYLIST = (
    Words("Cột bên chưa có gì để chiếu.", "The side column has nothing to show."),
    Words("Chọn một danh sách phát cho cột bên.", "Choose a playlist for the side column."),
)
_NO_CODE = (
    Words("Mã QR chưa có nội dung.", "The QR code has no content."),
    Words("Nhập địa chỉ hoặc số điện thoại cho mã QR.", "Enter an address or a telephone number for the code."),
)
_LONG_CODE = (
    Words("Nội dung hoặc chú thích của mã QR quá dài.", "The QR code's content or caption is too long."),
    Words(
        f"Rút nội dung còn {CODE_AT_MOST} ký tự, chú thích còn {CAPTION_AT_MOST} ký tự.",
        f"Shorten the content to {CODE_AT_MOST} characters, the caption to {CAPTION_AT_MOST}.",
    ),
)
_ONE_LANGUAGE = (
    Words("Hai dòng chữ chạy cần hai thứ tiếng.", "Two running texts need two languages."),
    Words("Chọn đủ hai thứ tiếng.", "Choose two languages."),
)
