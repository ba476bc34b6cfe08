"""Where the parts of an alert stand: a band on top, a panel for the text, a foot."""

from __future__ import annotations

from dataclasses import dataclass

from media.board.look import Look
from media.text.boxes import Box
from media.text.scale import line_height_px


@dataclass(frozen=True, slots=True)
class AlertShape:
    """Boxes of the whole picture, in pixels."""

    border_px: int
    band_rows: int
    """Lines of text in the band: 1 on a low board, 3 on an upright one, else 2."""
    band: Box
    panel: Box
    foot: Box

    @staticmethod
    def of(look: Look) -> AlertShape:
        """The shape of alerts on a board."""
        width, height = look.size
        line = line_height_px(look.scale.least)
        border = max(3, round(min(width, height) * 0.018))
        rows = _band_rows(look)
        band = min(round(line * (rows * 1.12 if rows > 1 else 1.05)), height // 3)
        foot = min(round(line * 1.05), height // 4)
        top, inner = border // 2 + band, width - 2 * border
        return AlertShape(
            border,
            rows,
            Box(border, border // 2, inner, band),
            Box(border, top, inner, height - top - foot - border // 2),
            Box(border, height - foot - border // 2, inner, foot),
        )

    @property
    def margin_px(self) -> int:
        """Blank kept inside the panel above and below; twice as much at the sides."""
        return max(4, self.border_px)

    @property
    def room_px(self) -> int:
        """The height there is for lines in the panel."""
        return self.panel.height_px - 2 * self.margin_px


def _band_rows(look: Look) -> int:
    if look.is_low:
        return 1
    return 3 if look.geometry.height_px > look.geometry.width_px else 2
