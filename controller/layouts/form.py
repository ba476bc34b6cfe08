"""The form in which a layout is drawn: a row a zone in percent, and zones in an address for its pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from pydantic import BaseModel

from media.board import WHOLE, Sketch, SketchZone, ZoneKind
from protocol.errors import InvalidInput
from protocol.words import Words

SLOTS: Mapping[str, ZoneKind] = {
    "header": "header",
    "main": "main",
    "side": "side",
    "clock": "clock",
    "qr": "qr",
    "ticker": "ticker",
    "ticker-2": "ticker",
}
"""The rows of the form: as many of each kind as a board may have."""
UNUSED: Mapping[str, tuple[int, int, int, int]] = {
    "header": (0, 0, 1000, 90),
    "main": (0, 90, 1000, 820),
    "side": (700, 90, 300, 820),
    "clock": (700, 90, 300, 300),
    "qr": (750, 500, 250, 400),
    "ticker": (0, 910, 1000, 90),
    "ticker-2": (0, 820, 1000, 90),
}
"""Where a zone appears when somebody takes it up: left, top, width, height."""
IN_PERCENT = WHOLE // 100
_PERCENT = re.compile(r"[0-9]{1,3}(\.[0-9]{0,6})?")


class Row(NamedTuple):
    """A row as the page shows it, in percent of the board."""

    slot: str
    kind: ZoneKind
    is_used: bool
    left: str
    top: str
    width: str
    height: str


class LayoutForm(BaseModel):
    """The fields as sent; ``used`` names rows, the lists have a value for each row of :data:`SLOTS`."""

    unit_id: str = ""
    name: str = ""
    board: str = ""
    do: Literal["keep", "look"] = "keep"
    used: list[str] = []
    left: list[str] = []
    top: list[str] = []
    width: list[str] = []
    height: list[str] = []

    def sketch(self) -> Sketch:
        """What is drawn; raises :class:`InvalidInput` for what is no percentage."""
        return tuple(self._zones())

    def rows(self) -> list[Row]:
        """What stands in the form, as it was sent."""
        sides = zip(SLOTS, self.left, self.top, self.width, self.height, strict=False)
        return [Row(slot, SLOTS[slot], slot in self.used, *values) for slot, *values in sides]

    def _zones(self) -> Iterator[SketchZone]:
        for row in self.rows():
            if row.is_used:
                left, top, width, height = (_parts(one) for one in row[3:])
                yield SketchZone(kind=row.kind, left=left, top=top, width=width, height=height)


def form_of(sketch: Sketch, unit_id: str, name: str, board: str) -> LayoutForm:
    """The form filled with what is drawn."""
    slots = dict(_in_slots(sketch))
    boxes = [slots.get(slot, UNUSED[slot]) for slot in SLOTS]
    left, top, width, height = ([_percent(box[side]) for box in boxes] for side in range(4))
    return LayoutForm(
        unit_id=unit_id, name=name, board=board, used=list(slots), left=left, top=top, width=width, height=height
    )


def in_address(sketch: Sketch) -> str:
    """Zones as they stand in an address: ``main.0.90.1000.820,ticker.0.910.1000.90``."""
    return ",".join(f"{zone.kind}.{zone.left}.{zone.top}.{zone.width}.{zone.height}" for zone in sketch)


def from_address(text: str) -> Sketch:
    """The reverse; raises :class:`InvalidInput`."""
    zones = list[SketchZone]()
    for one in text.split(",") if text else ():
        kind, *sides = one.split(".")
        if kind not in SLOTS.values() or len(sides) != len(("left", "top", "width", "height")):
            raise _no_zone(one)
        left, top, width, height = (_whole(side) for side in sides)
        zones.append(SketchZone(kind=SLOTS[kind], left=left, top=top, width=width, height=height))
    return tuple(zones)


def _in_slots(sketch: Sketch) -> Iterator[tuple[str, tuple[int, int, int, int]]]:
    free = list(SLOTS)
    for zone in sketch:
        slot = next((one for one in free if SLOTS[one] == zone.kind), None)
        if slot is not None:
            free.remove(slot)
            yield slot, (zone.left, zone.top, zone.width, zone.height)


def _percent(parts: int) -> str:
    return f"{parts / IN_PERCENT:g}"


def _parts(text: str) -> int:
    plain = text.strip().replace(",", ".")
    if not _PERCENT.fullmatch(plain) or float(plain) * IN_PERCENT > WHOLE:
        raise _no_zone(text)
    return round(float(plain) * IN_PERCENT)


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(WHOLE)) and int(text) <= WHOLE):
        raise _no_zone(text)
    return int(text)


def _no_zone(text: str) -> InvalidInput:
    return InvalidInput(
        Words(f"“{text[:40]}” không phải vị trí trên bảng.", f"{text[:40]!r} is no place on a board."),
        Words("Viết số từ 0 đến 100 (phần trăm).", "Write a number from 0 to 100 (percent)."),
    )
