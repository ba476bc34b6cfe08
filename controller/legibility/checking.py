"""A content on each kind of board: what is to be said of it, and for a text what its first page looks like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image

from controller.legibility.kinds import Audience, KindOfBoard
from media.board import Look, draw_page, framed
from media.bulletin import Bulletin
from media.frame import Painter
from media.legibility import Remark, remarks
from media.text import Geometry, paginate
from protocol.layouts import ClockZone, HeaderZone, QrZone

PICTURE_WIDTH_PX = 480


@dataclass(frozen=True, slots=True)
class OnBoard:
    """What one kind of board makes of it."""

    geometry: Geometry
    remarks: tuple[Remark, ...]
    """Gravest first."""
    picture: Image.Image | None = None

    @property
    def is_stopped(self) -> bool:
        """Whether it can't be published as it is."""
        return any(one.severity == "stop" for one in self.remarks)

    @property
    def faults(self) -> int:
        """How many remarks ask for a change."""
        return sum(one.severity != "note" for one in self.remarks)


def checked(bulletin: Bulletin, audience: Audience, clock: str) -> tuple[OnBoard, ...]:
    """``bulletin`` on each kind of board; ``clock`` stands in the header of its picture."""
    return tuple(_on_board(bulletin, audience.unit_name, board, clock) for board in audience.boards)


def summed_up(boards: Sequence[OnBoard]) -> tuple[int, bool]:
    """How many remarks on how it would best be changed there are over all boards, and whether one is a stop."""
    return sum(board.faults for board in boards), any(board.is_stopped for board in boards)


def _on_board(bulletin: Bulletin, unit_name: str, board: KindOfBoard, clock: str) -> OnBoard:
    found = remarks(bulletin, board.geometry, board.room)
    on_board = OnBoard(board.geometry, found)
    if on_board.is_stopped:
        return on_board
    return OnBoard(board.geometry, found, _first_page(bulletin, unit_name, board, clock))


def _first_page(bulletin: Bulletin, unit_name: str, board: KindOfBoard, clock: str) -> Image.Image:
    look = Look.of(board.geometry)
    painter, arrangement = Painter(look, lambda _sha256: None), board.arrangement
    page = paginate(bulletin, board.geometry, board.room).pages[0]
    parts = {arrangement.main.name: draw_page(look, page, arrangement.main.room)}
    for zone in arrangement.zones:
        if isinstance(zone, HeaderZone | ClockZone | QrZone):
            parts[zone.name] = painter.standing(zone, unit_name, clock)
    frame = framed(look, arrangement, parts)
    frame.thumbnail((PICTURE_WIDTH_PX, frame.height), Image.Resampling.LANCZOS)
    return frame
