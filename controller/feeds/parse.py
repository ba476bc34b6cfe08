"""A feed's bytes as headlines: RSS 0.9 to 2.0, RDF and Atom, by feedparser."""

from __future__ import annotations

import calendar
import html
import io
import re
from typing import Any

import feedparser
from msgspec import Struct

from media.bulletin import clean
from protocol.errors import InvalidInput
from protocol.ids import EpochMs
from protocol.words import Words

TITLE_LETTERS = 200
_MARKUP = re.compile(r"</?[a-zA-Z!][^<>]*>")


class Headline(Struct, frozen=True):
    """One piece of news; ``at_ms`` None when the feed does not say when."""

    title: str
    at_ms: EpochMs | None = None
    source: str = ""


class Headlines(Struct, frozen=True):
    """A feed, its newest first."""

    title: str
    headlines: tuple[Headline, ...]


def parse(body: bytes, content_type: str, most: int) -> Headlines:
    """The newest ``most`` headlines in ``body``; raises :class:`InvalidInput` when there are none.

    Those without a date stand behind all that have one, in the feed's own order.
    """
    # A stream, since feedparser takes bytes that look like a path or an address for one.
    read = feedparser.parse(io.BytesIO(body), response_headers={"content-type": content_type or "application/xml"})
    found = [headline for entry in read.entries if (headline := _headline(entry)).title]
    if not found:
        raise _no_headlines()
    newest = sorted(dict.fromkeys(found), key=lambda one: -(one.at_ms or 0))
    return Headlines(plain(read.feed.get("title")), tuple(newest[:most]))


def plain(text: object) -> str:
    """``text`` of a feed for a board: one line, no markup, entities decoded, no control characters, not endless.

    Entities are decoded twice: many feeds escape what is escaped already.
    """
    given = text if isinstance(text, str) else ""
    shown = clean(_MARKUP.sub(" ", html.unescape(_MARKUP.sub(" ", html.unescape(given)))))
    return shown if len(shown) <= TITLE_LETTERS else shown[: TITLE_LETTERS - 1].rsplit(" ", 1)[0] + "…"


def _headline(entry: Any) -> Headline:
    stamp = entry.get("published_parsed") or entry.get("updated_parsed")
    source = entry.get("source")
    named = source.get("title") if isinstance(source, dict) else None
    return Headline(plain(entry.get("title")), EpochMs(calendar.timegm(stamp) * 1000) if stamp else None, plain(named))


def _no_headlines() -> InvalidInput:
    return InvalidInput(
        Words("Địa chỉ này không có tin nào ở dạng RSS hoặc Atom.", "There is no RSS or Atom news at this address."),
        Words("Lấy đúng địa chỉ RSS của trang rồi thử lại.", "Take the site's RSS address, then try again."),
    )
