"""The look of a board: what is on it, as pictures. Pillow ``RGB`` images; the same input gives the same pixels."""

from media.board.alert import draw_alert
from media.board.alert_plan import alert_pages, page_at
from media.board.arranging import arranged, standard_arrangement
from media.board.big_clock import draw_clock
from media.board.clock import clock_text
from media.board.countdown import draw_countdown
from media.board.countdown_text import countdown_changes_in_ms
from media.board.frame import framed
from media.board.header import draw_header
from media.board.look import Look, Size
from media.board.now_saying import draw_now_saying
from media.board.page import draw_page
from media.board.picture import draw_picture
from media.board.qr import draw_qr
from media.board.qr_code import draw_code
from media.board.safe import draw_safe
from media.board.sketch import CALLED, MOST, WHOLE, Sketch, SketchZone, ZoneKind, check_sketch
from media.board.sketching import check_filled, refusals, sketch_of, sketched
from media.board.template_contents import Contents, Qr
from media.board.templates import TEMPLATES, Template
from media.board.ticker import empty_ticker, ticker_strip

__all__ = [
    "CALLED",
    "MOST",
    "TEMPLATES",
    "WHOLE",
    "Contents",
    "Look",
    "Qr",
    "Size",
    "Sketch",
    "SketchZone",
    "Template",
    "ZoneKind",
    "alert_pages",
    "arranged",
    "check_filled",
    "check_sketch",
    "clock_text",
    "countdown_changes_in_ms",
    "draw_alert",
    "draw_clock",
    "draw_code",
    "draw_countdown",
    "draw_header",
    "draw_now_saying",
    "draw_page",
    "draw_picture",
    "draw_qr",
    "draw_safe",
    "empty_ticker",
    "framed",
    "page_at",
    "refusals",
    "sketch_of",
    "sketched",
    "standard_arrangement",
    "ticker_strip",
]
