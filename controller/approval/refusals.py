"""What people are told when a step can't be taken."""

from __future__ import annotations

from collections.abc import Mapping

from controller.people.scope import not_allowed
from protocol.errors import Conflict, InvalidInput, NotAllowed
from protocol.words import Words

STANDING: Mapping[str | None, Words] = {
    None: Words("chưa có", "not there yet"),
    "draft": Words("bản nháp", "a draft"),
    "submitted": Words("chờ duyệt", "waiting for approval"),
    "returned": Words("bị trả lại", "returned"),
    "approved": Words("đã duyệt", "approved"),
    "published": Words("đã phát hành", "published"),
    "waiting": Words("chờ nguồn tin trả lời", "waiting for its source"),
    "withdrawn": Words("đã gỡ", "withdrawn"),
    "expired": Words("đã hết hạn", "expired"),
}
"""What each state is called."""
REASON_LETTERS = 1_000


def no_right() -> NotAllowed:
    """For an act that the role or the unit does not allow."""
    return not_allowed()


def own_work() -> NotAllowed:
    """For somebody who approves what they wrote."""
    return NotAllowed(
        Words("Không ai tự duyệt bài của mình.", "Nobody approves their own work."),
        Words(
            "Chờ người khác có quyền duyệt; hoặc người quản trị cho đơn vị tự duyệt.",
            "Leave it to another approver, or have an administrator let the unit approve its own.",
        ),
    )


def wrong_state(state: str | None) -> Conflict:
    """For an act that a content in this state does not know."""
    standing = STANDING[state]
    return Conflict(
        Words(
            f"Đang ở tình trạng “{standing.vi}”, không làm được việc này.",
            f"It is {standing.en}: this can't be done now.",
        ),
        Words("Tải lại trang để xem tình trạng mới nhất.", "Load the page again to see how it stands."),
    )


def changed_since() -> Conflict:
    """For whoever judges or edits what is not what they saw."""
    return Conflict(
        Words("Nội dung này đã thay đổi sau khi bạn xem.", "It has changed since you looked at it."),
        Words("Tải lại trang, xem bản mới rồi làm lại.", "Load the page again, look at it, then do it once more."),
    )


def demand_reason(reason: str) -> str:
    """Why something is returned, tidied; raises :class:`InvalidInput` for none and for a long one."""
    why = reason.strip()
    if not 0 < len(why) <= REASON_LETTERS:
        raise no_reason()
    return why


def no_reason() -> InvalidInput:
    """For a return without a word."""
    return InvalidInput(
        Words("Chưa ghi lý do trả lại.", "There is no reason why it is returned."),
        Words(
            f"Viết điều cần sửa, nhiều nhất {REASON_LETTERS} chữ.",
            f"Write what is to be mended, in at most {REASON_LETTERS} letters.",
        ),
    )
