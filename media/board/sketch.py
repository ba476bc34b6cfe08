"""A layout that people drew: zones in thousandths of the board, one idea for any size of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Annotated, Literal

from msgspec import Meta, Struct

from protocol.errors import InvalidInput
from protocol.layouts import Place, is_within, overlap
from protocol.words import Words

WHOLE = 1000
"""Parts of the board's width, and of its height."""
ZoneKind = Literal["main", "side", "header", "clock", "ticker", "qr"]
Parts = Annotated[int, Meta(ge=0, le=WHOLE)]
MOST: Mapping[ZoneKind, int] = {"main": 1, "side": 1, "header": 1, "clock": 1, "ticker": 2, "qr": 1}
"""What a board has to fill them with: one side playlist, one QR code, two lists of running texts."""
CALLED: Mapping[ZoneKind, Words] = {
    "main": Words("ô nội dung chính", "the main zone"),
    "side": Words("ô bên cạnh", "the side zone"),
    "header": Words("ô tên đơn vị", "the header"),
    "clock": Words("ô đồng hồ", "the clock"),
    "ticker": Words("ô chữ chạy", "the running text"),
    "qr": Words("ô mã QR", "the QR code"),
}


class SketchZone(Struct, frozen=True, kw_only=True):
    """A rectangle, in thousandths of the board's width (``left``, ``width``) and height (``top``, ``height``)."""

    kind: ZoneKind
    left: Parts
    top: Parts
    width: Parts
    height: Parts


Sketch = tuple[SketchZone, ...]


def check_sketch(sketch: Sketch) -> None:
    """Raises :class:`InvalidInput` for the first thing that no board could be, whatever its size."""
    fault = next(_faults(sketch), None)
    if fault:
        raise InvalidInput(*fault)


def _faults(sketch: Sketch) -> Iterator[tuple[Words, Words]]:
    """Problem and remedy of each."""
    counted = Counter(zone.kind for zone in sketch)
    if not counted["main"]:
        yield (
            Words("Bố cục chưa có ô nội dung chính.", "The layout has no main zone."),
            Words("Thêm một ô nội dung chính.", "Add a main zone."),
        )
    for kind in (kind for kind in MOST if counted[kind] > MOST[kind]):
        name = CALLED[kind]
        yield (
            Words(f"Có {counted[kind]} {name.vi}, nhiều nhất là {MOST[kind]}.", f"{name.en}: {counted[kind]} of them."),
            Words("Bỏ bớt ô thừa.", f"Keep at most {MOST[kind]}."),
        )
    for zone in sketch:
        if not (zone.width and zone.height and is_within(_place(zone), (WHOLE, WHOLE))):
            name = CALLED[zone.kind]
            yield (
                Words(f"{_begun(name.vi)} ra ngoài bảng.", f"{_begun(name.en)} leaves the board."),
                Words("Kéo ô vào trong bảng.", "Move it onto the board, with a width and a height."),
            )
    for one, other in combinations(sketch, 2):
        if overlap(_place(one), _place(other)):
            first, second = CALLED[one.kind], CALLED[other.kind]
            yield (
                Words(
                    f"{_begun(first.vi)} và {second.vi} chồng lên nhau.", f"{_begun(first.en)} and {second.en} overlap."
                ),
                Words("Kéo hai ô rời nhau ra.", "Move them apart."),
            )


def _place(zone: SketchZone) -> Place:
    return Place(name=zone.kind, x_px=zone.left, y_px=zone.top, width_px=zone.width, height_px=zone.height)


def _begun(text: str) -> str:
    return text[0].upper() + text[1:]
