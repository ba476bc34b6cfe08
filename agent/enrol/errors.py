"""What can go wrong at enrolment, told to the technician on the ladder."""

from __future__ import annotations

import httpx
from msgspec import Struct

from protocol.errors import Conflict, NotAllowed, Unavailable
from protocol.wire import Undecodable, decode
from protocol.words import Words

MOST = 200
"""Characters of an answer that are told; what answers may be anything."""


class Told(Struct, frozen=True):
    """What the controller says of an error, in one language."""

    problem: str
    remedy: str = ""


def told_by(response: httpx.Response) -> Told | None:
    """The controller's own words in an error answer; None when it has none, or isn't the controller's."""
    try:
        told = decode(response.content, Told)
    except Undecodable:
        return None
    return Told(told.problem[:MOST], told.remedy[:MOST])


class AlreadyEnrolled(Conflict):
    """The data folder holds an identity."""

    def __init__(self, device_id: str) -> None:
        super().__init__(
            Words(f"Thiết bị này đã đăng ký là “{device_id}”.", f"This device is already enrolled as {device_id!r}."),
            Words("Thêm --again nếu thật sự muốn đăng ký lại.", "Add --again if you really want to enrol it anew."),
        )


class ClaimRefused(NotAllowed):
    """The controller does not take the claim token: wrong, used, run out, or for another profile."""

    def __init__(self, response: httpx.Response) -> None:
        told = told_by(response) or Told(response.text[:MOST].strip() or str(response.status_code))
        super().__init__(
            Words(
                f"Bộ điều khiển từ chối mã đăng ký: {told.problem}", f"The controller refused the claim: {told.problem}"
            ),
            _remedy(told, Words("Xin mã đăng ký mới trên bảng điều khiển.", "Get a new claim token from the panel.")),
        )


class ControllerInTrouble(Unavailable):
    """The controller answers that it can't enrol now, and why."""

    def __init__(self, told: Told) -> None:
        super().__init__(
            Words(f"Bộ điều khiển báo lỗi: {told.problem}", f"The controller reports an error: {told.problem}"),
            _remedy(told, Words("Thử lại sau ít phút.", "Try again in a few minutes.")),
        )


class NotTheController(Unavailable):
    """Something answered that doesn't talk like a controller of this system."""

    def __init__(self, url: str) -> None:
        super().__init__(
            Words(f"{url} trả lời không đúng.", f"The answer of {url} is not an enrolment."),
            Words("Kiểm tra địa chỉ và phiên bản bộ điều khiển.", "Check the address and the controller's version."),
        )


def unreachable(url: str, error: httpx.HTTPError | httpx.InvalidURL) -> Unavailable:
    """No answer at all, or no address."""
    return Unavailable(
        Words(f"Không kết nối được {url}: {error}.", f"{url} can't be reached: {error}."),
        Words("Kiểm tra mạng và địa chỉ rồi chạy lại.", "Check the network and the address, then run it again."),
    )


def _remedy(told: Told, otherwise: Words) -> Words:
    return Words(told.remedy, told.remedy) if told.remedy else otherwise
