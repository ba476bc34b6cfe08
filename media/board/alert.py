"""An alert, full screen. It has no clock in it, so the hash of the picture is evidence of what was shown."""

from __future__ import annotations

from msgspec.structs import replace
from PIL import Image, ImageDraw

from media.board.alert_band import draw_band
from media.board.alert_foot import draw_foot
from media.board.alert_plan import alert_pages
from media.board.alert_shape import AlertShape
from media.board.alert_untold import told_below
from media.board.alert_words import VIET_NAM, counter_wordings, words_for
from media.board.backdrop import striped
from media.board.colours import LEVELS, WHITE, Colour
from media.board.look import Look
from media.board.page import draw_lines
from media.bulletin.model import Page, Style
from media.text.boxes import Box
from protocol.alert import Alert, AlertText

ALERT_TEXT: Colour = (10, 12, 20)
ALERT_MUTED: Colour = (60, 64, 76)
ALERT_COLOURS: dict[Style, Colour] = {
    "title": ALERT_TEXT,
    "heading": ALERT_TEXT,
    "body": ALERT_TEXT,
    "bullet": ALERT_TEXT,
    "small": ALERT_MUTED,
}


def draw_alert(
    look: Look,
    alert: Alert,
    text: AlertText,
    position: int,
    count: int,
    page: int = 0,
    time_zone: str = VIET_NAM,
) -> Image.Image:
    """Page ``page`` (from 0) of ``text``, of the alert that is number ``position`` (from 1) of ``count`` active ones.

    The level stands there four times: as a colour, a number, words and a sign. A drill is framed in stripes and says
    so above and, where there is a foot, below.
    """
    shape, words, colours = AlertShape.of(look), words_for(text.language), LEVELS[alert.level - 1]
    pages = alert_pages(look, alert, text, time_zone)
    image = _ground(look, alert, colours.ground)
    draw_band(image, look, shape, alert, words)
    _draw_panel(image, shape.panel, pages[page], colours.accent)
    if shape.foot:
        counter = counter_wordings(position, count, page + 1, len(pages), words)
        draw_foot(image, look, shape.foot, told_below(alert, words, time_zone), counter, colours)
    return image


def _ground(look: Look, alert: Alert, colour: Colour) -> Image.Image:
    return striped(look.size, colour) if alert.status == "Exercise" else Image.new("RGB", look.size, colour)


def _draw_panel(image: Image.Image, box: Box, page: Page, accent: Colour) -> None:
    """Straight onto the picture: another picture to draw it on would take longer than the letters."""
    draw = ImageDraw.Draw(image)
    x, y, width, height = box
    draw.rectangle([x, y, x + width - 1, y + height - 1], fill=WHITE)
    lines = tuple(replace(line, x_px=line.x_px + x, y_px=line.y_px + y) for line in page.lines)
    draw_lines(draw, lines, ALERT_COLOURS, accent, x)
