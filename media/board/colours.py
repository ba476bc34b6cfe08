"""The colours of a board, and the rule they obey: WCAG 2.1 contrast, 4.5:1 for text and 7:1 in alerts."""

from __future__ import annotations

from dataclasses import dataclass

Colour = tuple[int, int, int]

WHITE: Colour = (255, 255, 255)
GOLD: Colour = (255, 200, 46)
BLUE_LIGHT_END: Colour = (16, 72, 148)
BLUE_DARK_END: Colour = (7, 38, 92)
PALE_BLUE: Colour = (206, 224, 250)

PAPER_TOP: Colour = (255, 255, 255)
PAPER_BOTTOM: Colour = (234, 241, 250)
TEXT: Colour = (18, 32, 56)
TITLE: Colour = (9, 50, 118)
MUTED: Colour = (66, 84, 112)
HAIRLINE: Colour = (196, 209, 228)

CODE: Colour = (0, 0, 0)
"""Modules of a QR code, on white: cameras want all the contrast there is."""

NIGHT: Colour = (6, 18, 40)
"""Behind pictures that do not fill their box, and behind what a loudspeaker says."""


@dataclass(frozen=True, slots=True)
class LevelColours:
    """What stands for one level of risk: its own colour and those that go with it."""

    ground: Colour
    text: Colour
    accent: Colour
    """The same hue, dark enough to be seen on white (3:1): bullets and the bars of headings."""


LEVELS: tuple[LevelColours, ...] = (
    LevelColours((158, 212, 245), (6, 22, 48), (20, 104, 172)),
    LevelColours((255, 240, 140), (40, 30, 0), (140, 104, 0)),
    LevelColours((255, 150, 40), (28, 14, 0), (190, 84, 0)),
    LevelColours((176, 0, 24), WHITE, (176, 0, 24)),
    LevelColours((92, 24, 140), WHITE, (92, 24, 140)),
)
"""Levels 1 to 5 of Decision 18/2021/QĐ-TTg: light blue, light yellow, orange, red, purple."""


def contrast(one: Colour, other: Colour) -> float:
    """The WCAG 2.1 contrast ratio of two colours, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
