"""Tables that do not stand as tables, codes that can't be scanned."""

from __future__ import annotations

from collections.abc import Iterator

from media.bulletin import Bulletin, Code, PagedBulletin, QrCode, Table
from media.legibility.remark import Remark
from media.text.codes import LEAST_MODULE_PX, scanned_from_m
from media.text.shape import PageShape
from media.text.symbol import modules_across
from media.text.tables import stands_as_table
from protocol.words import Words

_NEARLY_ALL = 0.75
"""Of the distance: a code that falls short of it by less is worth a note only."""


def table_remarks(bulletin: Bulletin, shape: PageShape) -> Iterator[Remark]:
    """Each table too wide or too high for the zone."""
    for block in bulletin.blocks:
        if isinstance(block, Table) and not stands_as_table(block, shape):
            yield _told_row_by_row(block)


def code_remarks(bulletin: Bulletin, paged: PagedBulletin, shape: PageShape) -> Iterator[Remark]:
    """Each code that could not be drawn, or only too small or too fine for those who stand farthest."""
    drawn = {code.payload: code for page in paged.pages for code in page.codes}
    for block in bulletin.blocks:
        if isinstance(block, QrCode):
            yield from _of_code(block, drawn.get(block.payload), shape)


def _of_code(block: QrCode, code: Code | None, shape: PageShape) -> Iterator[Remark]:
    name = block.caption or block.payload
    if code is None:
        yield _left_out(name)
        return
    if code.side_px < LEAST_MODULE_PX * modules_across(code.payload):
        yield _too_fine(name)
    scanned_m, farthest_m = (
        scanned_from_m(code.side_px, code.payload, shape.geometry),
        shape.geometry.viewing_distance_m,
    )
    if scanned_m < farthest_m:
        yield _too_small(name, scanned_m, farthest_m)


def _told_row_by_row(table: Table) -> Remark:
    columns = len(table.rows[0]) if table.rows else 0
    words = Words(
        f"Bảng {columns} cột không vừa với cỡ chữ đọc được: sẽ hiện lần lượt từng dòng, mỗi ô một hàng. "
        "Bớt cột hoặc rút gọn ô để giữ dạng bảng.",
        f"A table of {columns} columns does not fit in letters that can be read: it is shown row after row, a line a "
        "cell. Leave out columns or shorten cells to keep it a table.",
    )
    return Remark("warning", words)


def _left_out(name: str) -> Remark:
    words = Words(
        f"Vùng này quá nhỏ cho mã QR “{name}”: chỉ hiện chữ. Dùng địa chỉ ngắn hơn.",
        f"The zone is too small for the QR code “{name}”: only its words are shown. Use a shorter address.",
    )
    return Remark("warning", words)


def _too_fine(name: str) -> Remark:
    words = Words(
        f"Mã QR “{name}” quá dày: mỗi ô chưa đến {LEAST_MODULE_PX} điểm ảnh, khó quét. Dùng địa chỉ ngắn hơn.",
        f"The QR code “{name}” is too dense: under {LEAST_MODULE_PX} pixels a module. Use a shorter address.",
    )
    return Remark("warning", words)


def _too_small(name: str, scanned_m: float, farthest_m: float) -> Remark:
    words = Words(
        f"Mã QR “{name}” chỉ quét được từ khoảng {scanned_m:.1f} m; người xem xa nhất ({farthest_m:g} m) phải lại gần.",
        f"The QR code “{name}” can be scanned from about {scanned_m:.1f} m; the farthest readers ({farthest_m:g} m) "
        "must come nearer.",
    )
    return Remark("warning" if scanned_m < farthest_m * _NEARLY_ALL else "note", words)
