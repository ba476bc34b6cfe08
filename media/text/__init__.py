"""Text laid out so that it can be read from where people stand: sizes, lines, pages, and what can't be drawn."""

from media.text.boxes import Box, Boxes
from media.text.geometry import Geometry, least_letter_px, size_for_letter_px
from media.text.glyphs import missing_glyphs
from media.text.ink import Ink, draw_text, ink, width_px
from media.text.paging import paginate
from media.text.scale import Scale
from media.text.shaping import Shaping, shaping, unshapable
from media.text.wrap import wrap

__all__ = [
    "Box",
    "Boxes",
    "Geometry",
    "Ink",
    "Scale",
    "Shaping",
    "draw_text",
    "ink",
    "least_letter_px",
    "missing_glyphs",
    "paginate",
    "shaping",
    "size_for_letter_px",
    "unshapable",
    "width_px",
    "wrap",
]
