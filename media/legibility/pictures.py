"""Pictures with too few pixels for the board."""

from __future__ import annotations

from media.legibility.remark import Remark
from media.text import Boxes, Geometry
from protocol.layouts import Room
from protocol.words import Words

MOST_ENLARGED = 2.0
"""Enlarged more than this, photos look soft and letters in them have ragged edges."""


def picture_remarks(
    width_px: int, height_px: int, geometry: Geometry, room_px: Room | None = None
) -> tuple[Remark, ...]:
    """What to tell of a picture of this size in a zone of ``room_px`` (None: the standard main zone)."""
    room = room_px or Boxes.of(geometry).main.size
    enlarged = min(room[0] / width_px, room[1] / height_px)
    if enlarged <= MOST_ENLARGED:
        return ()
    words = Words(
        f"Ảnh {width_px}×{height_px} nhỏ hơn nhiều so với vùng chiếu {room[0]}×{room[1]}: phóng to {enlarged:.1f} lần "
        "sẽ mờ. Chọn ảnh lớn hơn.",
        f"The picture of {width_px}×{height_px} is far smaller than its zone of {room[0]}×{room[1]}: enlarged "
        f"{enlarged:.1f} times it is blurred. Choose a bigger one.",
    )
    return (Remark("warning", words),)
