"""Pictures and clips with too few pixels for the board, or of another shape."""

from __future__ import annotations

from collections.abc import Iterator

from media.legibility.remark import Remark
from media.text import Boxes, Geometry
from protocol.layouts import Room
from protocol.words import Words

MOST_ENLARGED = 2.0
"""Enlarged more than this, photos look soft and letters in them have ragged edges."""
LEAST_COVERED = 0.5
"""Of the zone: a picture that covers less is small where it could be large."""


def picture_remarks(
    width_px: int, height_px: int, geometry: Geometry, room_px: Room | None = None
) -> tuple[Remark, ...]:
    """What to tell of a picture or clip of this size in a zone of ``room_px`` (None: the standard main zone)."""
    return tuple(_found((width_px, height_px), room_px or Boxes.of(geometry).main.size))


def _found(size: Room, room: Room) -> Iterator[Remark]:
    enlarged = min(room[0] / size[0], room[1] / size[1])
    if enlarged > MOST_ENLARGED:
        yield _blurred(size, room, enlarged)
    covered = size[0] * size[1] * enlarged**2 / (room[0] * room[1])
    if covered < LEAST_COVERED:
        yield _of_another_shape(size, room, covered)


def _blurred(size: Room, room: Room, enlarged: float) -> Remark:
    words = Words(
        f"Hình {_told(size)} nhỏ hơn nhiều so với vùng chiếu {_told(room)}: phóng to {enlarged:.1f} lần "
        "sẽ mờ. Chọn hình lớn hơn.",
        f"The picture of {_told(size)} is far smaller than its zone of {_told(room)}: enlarged "
        f"{enlarged:.1f} times it is blurred. Choose a bigger one.",
    )
    return Remark("warning", words)


def _of_another_shape(size: Room, room: Room, covered: float) -> Remark:
    is_too_narrow = size[0] * room[1] < room[0] * size[1]
    words = Words(
        f"Hình {_told(size)} khác dáng vùng chiếu {_told(room)}: chỉ chiếm {covered:.0%} vùng. "
        f"Cắt hoặc chọn hình {'ngang' if is_too_narrow else 'đứng'} hơn.",
        f"The picture of {_told(size)} has not the shape of its zone of {_told(room)}: it covers {covered:.0%} of it. "
        f"Crop it or choose a {'wider' if is_too_narrow else 'taller'} one.",
    )
    return Remark("warning", words)


def _told(size: Room) -> str:
    return f"{size[0]}×{size[1]}"
