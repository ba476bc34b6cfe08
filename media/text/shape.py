"""The room a bulletin's pages have: margins, sizes of letters, heights."""

from __future__ import annotations

from dataclasses import dataclass, replace

from media.text.boxes import Boxes
from media.text.column import Column
from media.text.flow import height_px
from media.text.geometry import Geometry
from media.text.repeat import repeat_height_px
from media.text.scale import Scale, legible_size_px, line_height_px
from protocol.errors import InvalidInput
from protocol.layouts import Room
from protocol.words import Words

_TITLE_OF_PAGE = 0.5
"""A title higher than this part of the first page is set smaller, down to the size of the text."""
_LINES_TO_TIE_BLOCKS = 6
_LEAST_WIDTH_EM = 4
"""In a narrower column nearly every word would be broken."""


@dataclass(frozen=True, slots=True)
class PageShape:
    """What pages of one bulletin in one zone have in common. All in pixels."""

    geometry: Geometry
    column: Column
    top: int
    """Where the first page's text begins; that of later ones ``repeat`` below."""
    first: int
    """Height of the text on the first page."""
    repeat: int
    """Of which the short repeat of the title takes so much from later pages; 0: there is none."""

    @property
    def later(self) -> int:
        """Height of the text on later pages."""
        return self.first - self.repeat

    def with_column(self, column: Column) -> PageShape:
        """The same pages with another ``column``."""
        return replace(self, column=column, repeat=repeat_height_px(column, self.first))

    @staticmethod
    def of(title: str, geometry: Geometry, room_px: Room | None = None) -> PageShape:
        """The shape of pages under ``title`` in a zone of ``room_px`` (None: the standard main zone).

        Raises :class:`InvalidInput` for a zone with no room for one line of letters that can be read.
        """
        width, height = room_px or Boxes.of(geometry).main.size
        beside, above = margins_px(width, height)
        first = height - 2 * above
        column = _column(geometry, beside, width - 2 * beside, first)
        if not _is_legible(geometry, column, first):
            raise _too_small(geometry, room_px)
        column = with_modest_title(title, column, first)
        return PageShape(geometry, column, above, first, repeat_height_px(column, first))


def least_room_px(geometry: Geometry, room_px: Room) -> Room:
    """Width and height under which a zone like ``room_px`` has no room for one line; as :meth:`PageShape.of` judges."""
    beside, above = margins_px(*room_px)
    scale = Scale.of(geometry).within(room_px[0] - 2 * beside)
    return _LEAST_WIDTH_EM * scale.least + 2 * beside, line_height_px(scale.heading) + 2 * above


def margins_px(width_px: int, height_px: int) -> tuple[int, int]:
    """Blank kept inside a zone: left and right, above and below."""
    return max(6, round(width_px * 0.03)), max(3, round(height_px * 0.03))


def hairline_px(width_px: int) -> int:
    """How thick a line must be to be seen across ``width_px``."""
    return max(1, width_px // 900)


def page_column(left_px: int, width_px: int, scale: Scale, room_px: int) -> Column:
    """The column for pages ``room_px`` high."""
    many_lines = room_px >= _LINES_TO_TIE_BLOCKS * line_height_px(scale.body)
    return Column(left_px, width_px, scale, ties_blocks=many_lines)


def with_modest_title(title: str, column: Column, room_px: int) -> Column:
    """``column`` with the title as big as leaves half of the page to the text, at least the size of the text."""
    columns = [column, *with_smaller_titles(column)]
    modest = (one for one in columns if height_px(one.lines(title, "title")) <= room_px * _TITLE_OF_PAGE)
    return next(modest, columns[-1])


def with_smaller_titles(column: Column) -> tuple[Column, ...]:
    """``column`` with smaller titles, biggest first, down to the size of the text."""
    scale = column.scale
    sizes = (round(scale.body * 1.2), scale.body)
    return tuple(replace(column, scale=replace(scale, title=size)) for size in sizes if size < scale.title)


def _column(geometry: Geometry, left_px: int, width_px: int, room_px: int) -> Column:
    return page_column(left_px, width_px, Scale.of(geometry).within(width_px), room_px)


def _is_legible(geometry: Geometry, column: Column, room_px: int) -> bool:
    scale = column.scale
    wide_enough = column.width >= _LEAST_WIDTH_EM * scale.least
    return wide_enough and scale.least >= legible_size_px(geometry) and room_px >= line_height_px(scale.heading)


def _too_small(geometry: Geometry, room_px: Room | None) -> InvalidInput:
    width, height = room_px or (geometry.width_px, geometry.height_px)
    what = Words("Vùng", "A zone") if room_px else Words("Bảng", "A board")
    return InvalidInput(
        Words(
            f"{what.vi} {width}×{height} quá nhỏ để đọc từ {geometry.viewing_distance_m:g} m.",
            f"{what.en} of {width}×{height} is too small to be read from {geometry.viewing_distance_m:g} m.",
        ),
        Words(
            "Giảm viewing_distance_m trong mẫu thiết bị, hoặc dùng màn hình (vùng) lớn hơn.",
            "Lower viewing_distance_m in its hardware model, or use a bigger screen or zone.",
        ),
    )
