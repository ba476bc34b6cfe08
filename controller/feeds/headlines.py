"""Headlines as a bulletin for boards."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from zoneinfo import ZoneInfo

from controller.feeds.parse import Headline, Headlines
from media.bulletin import Block, Bulletin, clean
from media.text import missing_glyphs
from protocol.ids import EpochMs


def bulletin_of(headlines: Headlines, title: str, time_zone: str) -> Bulletin:
    """A line a headline: what, who says so where others are quoted, and when. ``title`` empty: the feed's own."""
    blocks = tuple(Block("bullet", _line(one, ZoneInfo(time_zone))) for one in headlines.headlines)
    return drawable(Bulletin(title or headlines.title, blocks))


def drawable(bulletin: Bulletin) -> Bulletin:
    """Without the letters that boards have no font for, such as emoji: nobody here can correct what others wrote."""
    blocks = tuple(Block(one.kind, _drawn(one.text)) for one in bulletin.blocks if isinstance(one, Block))
    return Bulletin(_drawn(bulletin.title), blocks)


def _drawn(text: str) -> str:
    """What is left of it. A mark whose letter went may join the letter before, so it is looked at again."""
    composed = unicodedata.normalize("NFC", text)
    while missing := missing_glyphs(composed):
        for letter in missing:
            composed = composed.replace(letter, "")
        composed = unicodedata.normalize("NFC", clean(composed))
    return composed


def _line(headline: Headline, zone: ZoneInfo) -> str:
    told = (headline.source, _when(headline.at_ms, zone) if headline.at_ms is not None else "")
    behind = ", ".join(filter(None, told))
    return f"{headline.title} ({behind})" if behind else headline.title


def _when(at_ms: EpochMs, zone: ZoneInfo) -> str:
    return datetime.fromtimestamp(at_ms / 1000, zone).strftime("%H:%M %d/%m")
