"""Where the parts of an alert stand: a band on top, a panel for the text, a foot."""

from __future__ import annotations

from dataclasses import dataclass, replace

from media.board.look import Look
from media.text.boxes import Box
from media.text.scale import line_height_px

_BADGE_EMS = 14
"""A narrower band has no room for words between sign and badge."""


@dataclass(frozen=True, slots=True)
class AlertShape:
    """Boxes of the whole picture, in pixels."""

    border_px: int
    band_rows: int
    """Lines of text in the band: 1 on a low or narrow board, 3 on an upright one, else 2."""
    band: Box
    panel: Box
    foot: Box | None
    """None on a board so low that only one line of text would stay between band and foot."""

    @staticmethod
    def of(look: Look) -> AlertShape:
        """The shape of alerts on a board."""
        width, height = look.size
        border = max(3, round(min(width, height) * 0.018))
        rows, top, inner = _band_rows(look), border // 2, width - 2 * border
        band = Box(border, top, inner, _band_px(look, rows))
        foot = Box(border, height - top - _foot_px(look), inner, _foot_px(look))
        panel = Box(border, top + band.height_px, inner, foot.y_px - top - band.height_px)
        whole = AlertShape(border, rows, band, panel, foot)
        return whole if whole.room_px >= 2 * line_height_px(look.scale.least) else whole._without_foot(height - border)

    def _without_foot(self, bottom_px: int) -> AlertShape:
        panel = self.panel._replace(height_px=bottom_px - self.panel.y_px)
        return replace(self, panel=panel, foot=None)

    @property
    def margin_px(self) -> int:
        """Blank kept inside the panel above and below; twice as much at the sides."""
        return max(4, self.border_px)

    @property
    def room_px(self) -> int:
        """The height there is for lines in the panel."""
        return self.panel.height_px - 2 * self.margin_px


def _band_rows(look: Look) -> int:
    if look.is_low or look.size[0] < _BADGE_EMS * look.scale.least:
        return 1
    return 3 if look.geometry.height_px > look.geometry.width_px else 2


def _band_px(look: Look, rows: int) -> int:
    line = line_height_px(look.scale.least)
    return min(round(line * (rows * 1.12 if rows > 1 else 1.05)), look.size[1] // 3)


def _foot_px(look: Look) -> int:
    return min(round(line_height_px(look.scale.least) * 1.05), look.size[1] // 4)
