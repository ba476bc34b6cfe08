"""Pages made for paper, whose letters are small on a board."""

from __future__ import annotations

import math

from media.legibility.remark import Remark
from media.text import Boxes, Geometry, least_letter_px
from protocol.layouts import Room
from protocol.words import Words

LETTERS_PT = 12
"""The size most documents are typed in, or little under it."""
CAP_EM = 0.66
"""How high the capitals of the usual faces of documents are; Times New Roman's."""


def page_remarks(
    width_pt: float, height_pt: float, geometry: Geometry, room_px: Room | None = None
) -> tuple[Remark, ...]:
    """What to tell of a document's page of this size in points (1/72 inch; A4 upright is 595 by 842).

    ``room_px`` is the zone it is shown in, as large as it fits (None: the standard main zone).
    """
    room = room_px or Boxes.of(geometry).main.size
    letter_px = LETTERS_PT * CAP_EM * min(room[0] / width_pt, room[1] / height_pt)
    least_px = least_letter_px(geometry)
    if letter_px >= least_px:
        return ()
    return (_too_small(letter_px, least_px, geometry.viewing_distance_m),)


def _too_small(letter_px: float, least_px: int, distance_m: float) -> Remark:
    readable_pt = math.ceil(LETTERS_PT * least_px / letter_px)
    words = Words(
        f"Chữ sẽ nhỏ: chữ {LETTERS_PT} pt trên trang này chỉ cao {letter_px:.0f} điểm ảnh, đọc từ {distance_m:g} m cần "
        f"{least_px}. Dán nội dung thành văn bản, hoặc dùng trang ngang với chữ từ {readable_pt} pt.",
        f"Letters will be small: {LETTERS_PT} pt on this page are {letter_px:.0f} pixels high, and {least_px} are "
        f"needed to be read from {distance_m:g} m. Paste it as text, or use a landscape page with letters of "
        f"{readable_pt} pt and more.",
    )
    return Remark("warning", words)
