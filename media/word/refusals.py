"""Why a Word document was not taken, and what to do about it."""

from __future__ import annotations

from protocol.errors import InvalidMedia
from protocol.words import Words

_SAVE_AGAIN = Words(
    "Mở bằng Word, lưu lại thành .docx hoặc PDF rồi tải lên lần nữa.",
    "Open it in Word, save it as .docx or PDF and upload that.",
)
_SHORTER = Words(
    "Chia thành nhiều tệp ngắn hơn, hoặc lưu thành PDF.", "Split it into shorter files, or save it as PDF."
)


def older_or_locked(name: str) -> InvalidMedia:
    """A compound file: .doc, or a .docx with a password, which only its owner can tell apart."""
    return InvalidMedia(
        Words(
            f"“{name}” là tệp Office kiểu cũ (.doc) hoặc có mật khẩu.",
            f"{name!r} is an old Office file (.doc) or locked with a password.",
        ),
        Words(
            "Bỏ mật khẩu, lưu lại thành .docx hoặc PDF rồi tải lên.",
            "Remove the password, save it as .docx or PDF and upload that.",
        ),
    )


def not_word() -> InvalidMedia:
    """Another kind of archive."""
    return InvalidMedia(
        Words("Tệp này không phải văn bản Word (.docx).", "This file is no Word document (.docx)."),
        Words(
            "Với Word, lưu lại thành .docx hoặc PDF; với Excel, lưu lại thành CSV hoặc PDF.",
            "Save Word as .docx or PDF, and Excel as CSV or PDF.",
        ),
    )


def damaged(reason: str) -> InvalidMedia:
    """It can't be read to its end; ``reason`` is what the reader said."""
    why = reason.rstrip(".")
    return InvalidMedia(
        Words(f"Tệp Word bị hỏng hoặc thiếu ({why}).", f"The Word file is damaged or incomplete ({why})."), _SAVE_AGAIN
    )


def locked() -> InvalidMedia:
    """The archive itself is encrypted."""
    return InvalidMedia(
        Words("Tệp Word có mật khẩu.", "The Word file is locked with a password."),
        Words("Bỏ mật khẩu rồi tải lên lại.", "Remove the password and upload it again."),
    )


def has_macros() -> InvalidMedia:
    """Programs in documents are how offices are attacked."""
    return InvalidMedia(
        Words("Tệp Word có macro (.docm).", "The Word file has macros (.docm)."),
        Words("Lưu lại thành .docx thường, không macro.", "Save it as an ordinary .docx without macros."),
    )


def has_declarations() -> InvalidMedia:
    """ECMA-376 part 2 forbids document type declarations; they are there to read other files or to grow without end."""
    return InvalidMedia(
        Words("Tệp Word có khai báo lạ có thể gây hại.", "The Word file has declarations that could do harm."),
        _SAVE_AGAIN,
    )


def too_big() -> InvalidMedia:
    """Unpacked it is larger than any text."""
    return InvalidMedia(
        Words("Tệp Word quá lớn khi mở ra.", "The Word file is too large when unpacked."),
        Words("Bớt hình trong tệp, hoặc lưu thành PDF.", "Take pictures out of it, or save it as PDF."),
    )


def too_long(most: int) -> InvalidMedia:
    """Nobody stands before a board for so long."""
    return InvalidMedia(
        Words(f"Tệp Word dài quá {most} ký tự.", f"The Word file has over {most} characters."), _SHORTER
    )


def table_too_big(rows: int, columns: int) -> InvalidMedia:
    """As of sheets."""
    return InvalidMedia(
        Words(
            f"Trong tệp Word có bảng lớn hơn {rows} dòng hoặc {columns} cột.",
            f"A table of the Word file is over {rows} rows or {columns} columns.",
        ),
        _SHORTER,
    )


def no_words(left_out: int) -> InvalidMedia:
    """There is nothing to read; scanned papers are pictures."""
    only = Words("chỉ có hình", "only pictures") if left_out else Words("để trống", "is empty")
    return InvalidMedia(
        Words(f"Tệp Word không có chữ nào ({only.vi}).", f"There are no words in the Word file ({only.en})."),
        Words("Gõ lại nội dung, hoặc lưu thành PDF hay ảnh.", "Type the text, or save it as PDF or as pictures."),
    )
