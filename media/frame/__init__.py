"""A board's whole picture at a moment: which file a show is made of, and every zone drawn in its place.

The board's screen, ``rao agent preview`` and the panel's previews all draw by this one code, so none can differ.
"""

from media.frame.clock import clock_shown, next_minute_ms
from media.frame.contents import Content, content_of, planned_end_ms
from media.frame.painter import AlertPage, Painter
from media.frame.ticker import TickerRun
from media.frame.whole import Setting, frame_of

__all__ = [
    "AlertPage",
    "Content",
    "Painter",
    "Setting",
    "TickerRun",
    "clock_shown",
    "content_of",
    "frame_of",
    "next_minute_ms",
    "planned_end_ms",
]
