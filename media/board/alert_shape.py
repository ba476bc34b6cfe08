"""Where the parts of an alert stand: a band on top, a panel for the text, a foot."""

from __future__ import annotations

from dataclasses import dataclass, replace

from media.board.look import Look
from media.text.boxes import Box
from media.text.flow import Column
from media.text.scale import Scale, line_height_px


@dataclass(frozen=True, slots=True)
class AlertShape:
    """Boxes of the whole picture, in pixels. On a low board the band has one line instead of two."""

    border_px: int
    band: Box
    panel: Box
    foot: Box

    @staticmethod
    def of(look: Look) -> AlertShape:
        """The shape of alerts on a board."""
        width, height = look.size
        line = line_height_px(look.scale.least)
        border = max(3, round(min(width, height) * 0.018))
        band = min(round(line * (1.05 if look.is_low else 2.3)), height // 3)
        foot = min(round(line * 1.05), height // 4)
        inner = width - 2 * border
        panel_height = height - band - foot - border
        return AlertShape(
            border,
            Box(border, border // 2, inner, band),
            Box(border, border // 2 + band, inner, panel_height),
            Box(border, height - foot - border // 2, inner, foot),
        )

    @property
    def margin_px(self) -> int:
        """Blank kept inside the panel at every side."""
        return max(4, self.border_px)

    @property
    def room_px(self) -> int:
        """The height there is for lines in the panel."""
        return self.panel.height_px - 2 * self.margin_px


def alert_column(look: Look, shape: AlertShape) -> Column:
    """The room for an alert's lines: letters a size bigger than a bulletin's where the board is not low."""
    beside = shape.margin_px * 2
    return Column(beside, shape.panel.width_px - 2 * beside, look.scale if look.is_low else _bigger(look.scale))


def _bigger(scale: Scale) -> Scale:
    body = round(scale.body * 1.12)
    return replace(scale, body=body, heading=body, title=round(scale.body * 1.5))
