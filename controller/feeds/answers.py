"""What the child process that asks a feed is told, and what it tells."""

from __future__ import annotations

from msgspec import Struct

from controller.feeds.fetch import TIME_LIMIT_S
from controller.feeds.parse import Headlines
from protocol.words import Words


class Question(Struct, frozen=True, kw_only=True):
    """Which feed, how many headlines, and what is known of its last answer."""

    url: str
    most: int
    etag: str = ""
    last_modified: str = ""
    private_too: bool = False
    limit_s: float = TIME_LIMIT_S


class News(Struct, frozen=True, kw_only=True, tag="news"):
    """The feed's newest headlines."""

    headlines: Headlines
    etag: str
    last_modified: str


class NoNews(Struct, frozen=True, tag="no news"):
    """Nothing changed since the last answer."""


class Refused(Struct, frozen=True, tag="refused"):
    """No answer that could be shown; ``final`` when asking again as it is would be in vain."""

    problem: Words
    remedy: Words
    final: bool


Answer = News | NoNews | Refused
