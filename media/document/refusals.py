"""Why a document was not taken, and what to do about it."""

from __future__ import annotations

from protocol.errors import InvalidMedia
from protocol.words import Words

_EXPORT_AGAIN = Words(
    "Mở tệp trên máy tính, in hoặc lưu lại thành PDF rồi tải lên lần nữa.",
    "Open the file on a computer, print or save it as PDF again and upload that.",
)


def not_a_pdf() -> InvalidMedia:
    """It is something else."""
    return InvalidMedia(
        Words("Tệp này không phải là PDF đọc được.", "This file is not a PDF that can be read."), _EXPORT_AGAIN
    )


def damaged(reason: str) -> InvalidMedia:
    """It can't be read to its end; ``reason`` is what the decoder said."""
    why = reason.rstrip(".")
    return InvalidMedia(
        Words(f"Tệp PDF bị hỏng hoặc thiếu ({why}).", f"The PDF is damaged or incomplete ({why})."), _EXPORT_AGAIN
    )


def encrypted() -> InvalidMedia:
    """Only its owner can open it."""
    return InvalidMedia(
        Words("Tệp PDF có mật khẩu.", "The PDF is locked with a password."),
        Words("Bỏ mật khẩu rồi tải lên lại.", "Remove the password and upload it again."),
    )


def no_pages() -> InvalidMedia:
    """There is nothing to show."""
    return InvalidMedia(Words("Tệp PDF không có trang nào.", "The PDF has no pages."), _EXPORT_AGAIN)


def too_many_pages(count: int, most: int) -> InvalidMedia:
    """Nobody stands before a board for so long."""
    return InvalidMedia(
        Words(
            f"Tệp PDF có {count} trang, bảng chỉ chiếu tối đa {most} trang.",
            f"The PDF has {count} pages; a board shows at most {most}.",
        ),
        Words("Chọn những trang cần chiếu và lưu thành tệp riêng.", "Save the pages to show as a file of their own."),
    )


def impossible_page(number: int) -> InvalidMedia:
    """A page without width or height, or with an impossible one; numbers begin with 1."""
    return InvalidMedia(
        Words(f"Trang {number} của tệp PDF có khổ giấy sai.", f"Page {number} of the PDF has an impossible size."),
        _EXPORT_AGAIN,
    )
