"""What stands beside the main zone, and whether the board has room for it."""

from __future__ import annotations

from media.board.bars import even, keeps_half
from media.board.look import Look
from media.board.qr_code import LEAST_MODULE_PX
from media.board.template_contents import Contents
from media.board.templates import Aside, AsideKind
from media.text.boxes import Box
from media.text.scale import line_height_px
from media.text.symbol import modules_across
from protocol.layouts import ClockZone, QrZone, SideZone, Zone


def split(look: Look, middle: Box, aside: Aside, contents: Contents) -> tuple[Box, Box] | None:
    """``middle`` as main zone and aside; None where one of them would be too small."""
    main, beside = _stacked(middle, aside.share) if _is_upright(look) else _abreast(middle, aside.share)
    if aside.kind == "side":
        main = _with_line(look, main)
    return (main, beside) if keeps_half(look, main) and _has_room(look, beside, aside, contents) else None


def aside_zone(kind: AsideKind, box: Box, contents: Contents) -> Zone:
    """The zone of that kind; the contents have been checked."""
    match kind:
        case "side":
            return SideZone(name="side", playlist_id=contents.side_playlist_id or "", **box._asdict())
        case "qr":
            payload, caption = contents.qr or ("", "")
            return QrZone(name="qr", payload=payload, caption=caption, **box._asdict())
        case "clock":
            return ClockZone(name="clock", **box._asdict())


def _is_upright(look: Look) -> bool:
    return look.size[1] > look.size[0]


def _abreast(middle: Box, share: float) -> tuple[Box, Box]:
    main = even(round(middle.width_px * (1 - share)))
    beside = middle._replace(x_px=middle.x_px + main, width_px=middle.width_px - main)
    return middle._replace(width_px=main), beside


def _stacked(middle: Box, share: float) -> tuple[Box, Box]:
    main = even(round(middle.height_px * (1 - share)))
    below = middle._replace(y_px=middle.y_px + main, height_px=middle.height_px - main)
    return middle._replace(height_px=main), below


def _with_line(look: Look, main: Box) -> Box:
    """Two zones of paper need a line of the board's ground between them; a code or a clock has a ground of its own."""
    if _is_upright(look):
        return main._replace(height_px=main.height_px - line_px(look))
    return main._replace(width_px=main.width_px - line_px(look))


def line_px(look: Look) -> int:
    """How thick the line between two zones of paper is."""
    return even(max(2, min(look.size) // 180))


def _has_room(look: Look, box: Box, aside: Aside, contents: Contents) -> bool:
    lines, ems = box.height_px // line_height_px(look.scale.least), box.width_px // look.scale.least
    if lines < aside.least_lines or ems < aside.least_ems:
        return False
    return contents.qr is None or aside.kind != "qr" or _can_be_scanned(box, contents.qr[0])


def _can_be_scanned(box: Box, payload: str) -> bool:
    return modules_across(payload) * LEAST_MODULE_PX <= min(box.size)
