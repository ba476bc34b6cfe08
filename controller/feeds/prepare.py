"""A feed's news, rendered for boards."""

from __future__ import annotations

from dataclasses import replace

from controller.bulletins.boards import Boards
from controller.bulletins.draft import Asked, Options, Prepared
from controller.bulletins.originals import kept_draft
from controller.bulletins.prepare import prepare_text
from controller.bulletins.reading import TICKER_LETTERS, encode_bulletin, shortened
from controller.feeds.answers import News
from controller.feeds.headlines import bulletin_of
from controller.feeds.reach import host_of, parts_of
from controller.library.workshop import Workshop
from media.bulletin import Bulletin

BETWEEN = " • "


def bulletin_for(workshop: Workshop, news: News, asked: Asked, title: str) -> Bulletin:
    """The headlines under ``title``, else the feed's own, else its host's name."""
    named = title or news.headlines.title or host_of(parts_of(asked.url))
    return bulletin_of(news.headlines, named, workshop.time_zone)


def prepare_news(
    workshop: Workshop, bulletin: Bulletin, asked: Asked, given_title: str, options: Options, boards: Boards
) -> Prepared:
    """Rendered, published nowhere yet. Headlines are shown and run, never said: they change too often."""
    draft = kept_draft(workshop, "feed", "written", encode_bulletin(bulletin), given_title, options)
    prepared = prepare_text(workshop, draft, replace(options, spoken=False), boards)
    return replace(prepared, asked=asked, identity=asked.url, ticker=_ticker(bulletin))


def _ticker(bulletin: Bulletin) -> str:
    told = BETWEEN.join(block.text for block in bulletin.blocks)
    return shortened(f"{bulletin.title}: {told}", TICKER_LETTERS)
