"""How a board is to sound, to be lit and arranged: what one unit or device says, and what follows from all above it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec import Struct

from controller.publishing.models import Tuning
from media.board import Sketch
from protocol.documents import PercentWindow, Window
from protocol.manifest import TransitionKind

LISTS: dict[str, Any] = {
    "volume_windows": tuple[PercentWindow, ...],
    "brightness_windows": tuple[PercentWindow, ...],
    "screen_off_windows": tuple[Window, ...],
    "ticker_languages": tuple[str, ...],
}
"""What stands in the table as JSON."""


class BoardSetting(Struct, frozen=True, kw_only=True):
    """None is: as above. An empty list or text says: none, whatever stands above."""

    volume_percent: int | None = None
    volume_windows: tuple[PercentWindow, ...] | None = None
    emergency_volume_percent: int | None = None
    sound_delay_ms: int | None = None
    brightness_percent: int | None = None
    brightness_windows: tuple[PercentWindow, ...] | None = None
    emergency_brightness_percent: int | None = None
    screen_off_windows: tuple[Window, ...] | None = None
    layout: str | None = None
    """The name of one of ``media.board.TEMPLATES``, or the id of a layout that somebody drew."""
    transition: TransitionKind | None = None
    qr_payload: str | None = None
    qr_caption: str | None = None
    ticker_languages: tuple[str, ...] | None = None
    ticker_speed_px_s: int | None = None
    sketch: Sketch | None = None
    """What was drawn of ``layout``, where that is no template: looked up, never said."""


SAID = tuple(name for name in BoardSetting.__struct_fields__ if name != "sketch")
"""What a unit or a device says: the columns of its row."""


def setting_of(row: Tuning) -> BoardSetting:
    """What the row says of it."""
    said = {name: getattr(row, name) for name in SAID}
    decoded = {name: msgspec.json.decode(said[name]) for name in LISTS if said[name] is not None}
    return msgspec.convert(said | decoded, BoardSetting)


def write(setting: BoardSetting, row: Tuning) -> None:
    """Puts ``setting`` in the place of all that ``row`` said of it."""
    for name in SAID:
        value = getattr(setting, name)
        in_json = name in LISTS and value is not None
        setattr(row, name, msgspec.json.encode(value).decode() if in_json else value)


def merged(chain: Sequence[BoardSetting]) -> BoardSetting:
    """Of each field what the first of ``chain`` (nearest first) that says something says."""
    said: dict[str, Any] = {}
    for setting in reversed(chain):
        said |= {name: value for name, value in msgspec.structs.asdict(setting).items() if value is not None}
    return BoardSetting(**said)
