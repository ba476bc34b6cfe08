"""Ideas of a board that work on any size of it: bars one legible line high, the rest shared between main and aside.

A template degrades honestly: what would be too small to read, or would leave the main zone less than half of the
picture, is left out, and the main zone has its room.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from protocol.errors import NotFound
from protocol.words import Words

AsideKind = Literal["side", "qr", "clock"]


class Aside(NamedTuple):
    """What stands beside the main zone: at its right, on an upright board below it."""

    kind: AsideKind
    share: float
    """Of the width between the bars (on an upright board: of the height)."""
    least_lines: int
    """Legible lines high; with less it is left out."""
    least_ems: int
    """Legible letters (em) wide; with less it is left out."""


class Template(NamedTuple):
    """Which zones there are."""

    title: Words
    header: bool = True
    aside: Aside | None = None
    tickers: int = 1


TEMPLATES: Mapping[str, Template] = {
    "standard": Template(Words("Chuẩn: tên đơn vị, nội dung, chữ chạy", "Standard: unit name, content, running text")),
    "side": Template(
        Words("Nội dung và một cột bên", "Content and a side column"),
        aside=Aside("side", 0.30, least_lines=3, least_ems=7),
    ),
    "notice-qr": Template(
        Words("Thông báo kèm mã QR", "Notice with a QR code"),
        aside=Aside("qr", 0.26, least_lines=3, least_ems=5),
    ),
    "clock": Template(
        Words("Nội dung và đồng hồ lớn", "Content and a large clock"),
        header=False,
        aside=Aside("clock", 0.30, least_lines=2, least_ems=4),
    ),
    "two-tickers": Template(Words("Chữ chạy hai thứ tiếng", "Running text in two languages"), tickers=2),
    "bare": Template(Words("Chỉ nội dung và chữ chạy", "Only content and running text"), header=False),
}
"""By name, which is what a layout made of one is called."""


def template_named(name: str) -> Template:
    """The template of that name; raises NotFound."""
    if name in TEMPLATES:
        return TEMPLATES[name]
    names = ", ".join(TEMPLATES)
    raise NotFound(
        Words(f"Không có mẫu bố cục “{name}”.", f"There is no layout template “{name}”."),
        Words(f"Chọn một trong: {names}.", f"Choose one of: {names}."),
    )
