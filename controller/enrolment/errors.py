"""Why a device is not enrolled, told to the technician who stands in front of it."""

from __future__ import annotations

from protocol.errors import NotAllowed
from protocol.words import Words

ASK_FOR_ANOTHER = Words("Xin mã đăng ký mới trên bảng điều khiển.", "Get a new claim from the panel.")


class ClaimRefused(NotAllowed):
    """The claim gives no right to enrol this device."""


def unknown_claim() -> ClaimRefused:
    """No such claim was ever issued."""
    return ClaimRefused(Words("Mã đăng ký không đúng.", "The claim is wrong."), ASK_FOR_ANOTHER)


def used_claim() -> ClaimRefused:
    """Another device used it."""
    return ClaimRefused(
        Words("Mã đăng ký đã được thiết bị khác dùng.", "Another device has used this claim."), ASK_FOR_ANOTHER
    )


def expired_claim() -> ClaimRefused:
    """It ran out."""
    return ClaimRefused(Words("Mã đăng ký đã hết hạn.", "The claim has run out."), ASK_FOR_ANOTHER)


def other_profile(wanted: str, given: str) -> ClaimRefused:
    """It was issued for other hardware."""
    return ClaimRefused(
        Words(f"Mã này dành cho mẫu “{wanted}”, không phải “{given}”.", f"The claim is for {wanted!r}, not {given!r}."),
        Words(
            "Sửa mẫu thiết bị trong cấu hình hoặc xin mã khác.", "Correct the device's profile, or get another claim."
        ),
    )
