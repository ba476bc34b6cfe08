"""How large a window a page is laid out in, so that its ordinary text can be read from where people stand."""

from __future__ import annotations

from msgspec import Struct

from media.text import Geometry, least_letter_px
from protocol.layouts import Room

ORDINARY_CAPITAL_PX = 11.5
"""The height of a capital in text of 16 CSS pixels, which browsers set unless a page says otherwise."""
NARROWEST_PX = 480
"""In CSS pixels: what pages are still made for. Where letters would have to be bigger than that allows, they aren't."""


class Viewport(Struct, frozen=True):
    """A window of CSS pixels; ``scale`` of the board's pixels stand for one of them."""

    width_px: int
    height_px: int
    scale: float


def viewport_of(geometry: Geometry, room: Room) -> Viewport:
    """The window whose picture fills ``room`` of such a board."""
    wanted = max(1.0, least_letter_px(geometry) / ORDINARY_CAPITAL_PX)
    scale = max(1.0, min(wanted, room[0] / NARROWEST_PX))
    return Viewport(max(1, round(room[0] / scale)), max(1, round(room[1] / scale)), scale)
