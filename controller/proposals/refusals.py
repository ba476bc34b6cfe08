"""What people are told when a proposal can't be written or put in force."""

from __future__ import annotations

from collections.abc import Sequence

from protocol.errors import Conflict, InvalidInput, NotFound, RaoError
from protocol.words import Words


def overtaken(titles: Sequence[str]) -> Conflict:
    """For what was changed in force after somebody proposed to change it."""
    named = ", ".join(f"“{one}”" for one in titles)
    return Conflict(
        Words(
            f"Lịch đang phát đã thay đổi sau khi lập đề xuất: {named}.",
            f"The schedule in force has changed since this was proposed: {named}.",
        ),
        Words(
            "Trả lại để người soạn mở từng mục đó, xem lại và lưu lần nữa.",
            "Return it: its author opens each of them, looks at it and saves it once more.",
        ),
    )


def impossible(refused: Sequence[tuple[str, RaoError]]) -> InvalidInput:
    """For lines which can't stand in the schedule as it is now."""
    return InvalidInput(
        Words(
            " ".join(f"“{title}”: {why.problem.vi}" for title, why in refused),
            " ".join(f"{title!r}: {why.problem.en}" for title, why in refused),
        ),
        Words("Sửa các mục đó rồi gửi lại.", "Mend them and submit it again."),
    )


def nothing_new() -> InvalidInput:
    """For a proposal that changes nothing."""
    return InvalidInput(
        Words("Chưa có gì khác với lịch đang phát.", "Nothing of it differs from the schedule in force."),
        Words("Thêm hoặc sửa một khung giờ, một danh sách trước.", "Add or change a slot or a playlist first."),
    )


def not_there(asked: str) -> NotFound:
    """There is none of that id among the actor's units."""
    return NotFound(
        Words(f"Không có đề xuất “{asked}”.", f"There is no proposal {asked!r}."),
        Words("Xem danh sách để lấy đúng mã.", "List them to get the id."),
    )
