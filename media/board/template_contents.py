"""What people must give for a template before it can be made into zones."""

from __future__ import annotations

from typing import NamedTuple

from media.board.templates import Template
from protocol.errors import InvalidInput
from protocol.words import Words

Qr = tuple[str, str]
"""Payload and caption of a QR code."""


class Contents(NamedTuple):
    """What fills the zones that need something of their own."""

    side_playlist_id: str | None
    qr: Qr | None
    languages: tuple[str, ...]


def check_contents(template: Template, contents: Contents) -> None:
    """Raise InvalidInput where ``template`` needs something that ``contents`` lack."""
    kind = template.aside.kind if template.aside else None
    if kind == "side" and not contents.side_playlist_id:
        raise InvalidInput(
            Words("Cột bên chưa có gì để chiếu.", "The side column has nothing to show."),
            Words("Chọn một danh sách phát cho cột bên.", "Choose a playlist for the side column."),
        )
    if kind == "qr" and not (contents.qr and contents.qr[0]):
        raise InvalidInput(
            Words("Mã QR chưa có nội dung.", "The QR code has no content."),
            Words("Nhập địa chỉ hoặc số điện thoại cho mã QR.", "Enter an address or a telephone number for the code."),
        )
    if template.tickers > 1 and len(contents.languages) < template.tickers:
        raise InvalidInput(
            Words("Hai dòng chữ chạy cần hai thứ tiếng.", "Two running texts need two languages."),
            Words("Chọn đủ hai thứ tiếng.", "Choose two languages."),
        )
