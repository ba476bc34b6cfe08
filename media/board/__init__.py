"""The look of a board: what is on it, as pictures. Pillow ``RGB`` images; the same input gives the same pixels."""

from media.board.alert import draw_alert
from media.board.alert_plan import alert_pages, page_at
from media.board.clock import clock_text
from media.board.frame import whole_frame
from media.board.header import draw_header
from media.board.look import Look
from media.board.now_saying import draw_now_saying
from media.board.page import draw_page
from media.board.picture import draw_picture
from media.board.safe import draw_safe
from media.board.ticker import empty_ticker, ticker_strip

__all__ = [
    "Look",
    "alert_pages",
    "clock_text",
    "draw_alert",
    "draw_header",
    "draw_now_saying",
    "draw_page",
    "draw_picture",
    "draw_safe",
    "empty_ticker",
    "page_at",
    "ticker_strip",
    "whole_frame",
]
