"""Why a picture was not taken, and what to do about it."""

from __future__ import annotations

from protocol.errors import InvalidMedia
from protocol.words import Words

MOST_PIXELS = 50_000_000


def unknown_kind() -> InvalidMedia:
    """It is no picture, or of a kind we don't open."""
    return InvalidMedia(
        Words("Tệp này không phải là ảnh đọc được.", "This file is not a picture that can be read."),
        Words("Dùng ảnh JPEG, PNG hoặc WebP.", "Use a JPEG, PNG or WebP picture."),
    )


def damaged(detail: str) -> InvalidMedia:
    """It can't be decoded to its end; ``detail`` is what the decoder said."""
    reason = " ".join(detail.split()).rstrip(".")
    return InvalidMedia(
        Words(f"Tệp ảnh bị hỏng hoặc thiếu: {reason}.", f"The picture is damaged or incomplete: {reason}."),
        Words("Xuất lại ảnh từ bản gốc rồi tải lên lại.", "Export it again from the original and upload it again."),
    )


def too_big() -> InvalidMedia:
    """It would fill the memory."""
    return InvalidMedia(
        Words("Ảnh quá lớn, hơn 50 megapixel.", "The picture is too big, more than 50 megapixels."),
        Words("Thu nhỏ ảnh xuống dưới 50 megapixel.", "Scale it down below 50 megapixels."),
    )


def no_heif_here() -> InvalidMedia:
    """Its decoder is an optional part of the installation."""
    return InvalidMedia(
        Words("Máy chủ này chưa đọc được ảnh HEIC của iPhone.", "This server can't read the HEIC pictures of iPhones."),
        Words(
            "Lưu ảnh thành JPEG rồi tải lên lại, hoặc nhờ quản trị viên cài gói pillow-heif.",
            "Save the picture as JPEG and upload it again, or have the administrator install the package pillow-heif.",
        ),
    )
