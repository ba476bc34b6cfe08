"""Publishing a feed, and asking feeds anew: what takes long is done between short transactions."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from controller.bulletins.boards import Boards
from controller.bulletins.checks import check_days, check_title
from controller.bulletins.draft import Asked, Options
from controller.bulletins.jobs import boards_to_render_for, take_in
from controller.bulletins.models import Content, Source
from controller.bulletins.reading import encode_bulletin
from controller.bulletins.refreshing import Renewed, asked_again, refresh
from controller.bulletins.sources import stale_date_of
from controller.clock import wall_ms
from controller.feeds.answers import News, Question
from controller.feeds.ask import ask
from controller.feeds.prepare import bulletin_for, prepare_news
from controller.feeds.reach import checked_url
from controller.library.workshop import Workshop
from controller.people.actor import Actor
from protocol.errors import InvalidInput, Unavailable
from protocol.words import Words

FEED_EVERY_S = 15 * 60
MOST_HEADLINES = 20
AT_ONCE = 4
"""Feeds asked together; each takes a process of some 60 MB for as long as its site takes."""


@dataclass(frozen=True, slots=True)
class FeedAddress:
    """A feed to be shown under ``Options.title``, else under its own."""

    url: str
    most: int = 8
    """How many of its headlines."""


def publish_feed(workshop: Workshop, actor: Actor, feed: FeedAddress, unit_id: str, options: Options) -> Content:
    """Asks the feed and puts its headlines on the air in a unit, to be kept up to date from then on.

    Raises :class:`InvalidInput` for an address that is none or not allowed or has no news,
    :class:`~protocol.errors.Unavailable` for one that does not answer, and what ``publish`` raises.
    """
    asked, title = _checked(workshop, feed, options), check_title(options.title)
    boards = boards_to_render_for(workshop, actor, unit_id)
    news, asked = _asked(workshop, asked)
    if news is None:
        raise _nothing()
    bulletin = bulletin_for(workshop, news, asked, title)
    prepared = prepare_news(workshop, bulletin, asked, title, options, boards)
    return take_in(workshop, actor, [prepared], unit_id, options)[0]


def refresh_feeds(workshop: Workshop) -> int:
    """Asks all feeds that are due; answers how many contents changed, so that devices are to be told."""
    return refresh(workshop, "feed", _look, at_once=AT_ONCE)


def _look(workshop: Workshop, content: Content, source: Source, boards: Boards) -> Renewed:
    news, asked = _asked(workshop, asked_again(workshop, source))
    if news is None:
        return Renewed(asked, None)
    bulletin = bulletin_for(workshop, news, asked, content.given_title)
    if hashlib.sha256(encode_bulletin(bulletin)).hexdigest() == content.original_sha256:
        return Renewed(asked, None)
    return Renewed(asked, prepare_news(workshop, bulletin, asked, content.given_title, _options(content), boards))


def _asked(workshop: Workshop, asked: Asked) -> tuple[News | None, Asked]:
    """The news, None when there are none since; and what to ask for the next time."""
    answer = ask(
        Question(
            url=asked.url,
            most=asked.most,
            etag=asked.etag,
            last_modified=asked.last_modified,
            private_too=workshop.sources.private_addresses,
        )
    )
    if isinstance(answer, News):
        return answer, replace(asked, etag=answer.etag, last_modified=answer.last_modified)
    return None, asked


def _options(content: Content) -> Options:
    """What rendering a published feed anew asks of how it was published."""
    return Options(
        first_date=content.first_date,
        last_date=content.last_date,
        source=content.source,
        full_screen=content.full_screen,
        language=content.language,
    )


def _checked(workshop: Workshop, feed: FeedAddress, options: Options) -> Asked:
    check_days(options)
    if not 1 <= feed.most <= MOST_HEADLINES:
        raise InvalidInput(
            Words(f"Số tin phải từ 1 đến {MOST_HEADLINES}.", f"It takes 1 to {MOST_HEADLINES} headlines."),
            Words("Sửa số tin rồi phát hành lại.", "Correct the number, then publish again."),
        )
    stale_date = stale_date_of(wall_ms(), workshop.time_zone)
    return Asked(url=checked_url(feed.url), every_s=FEED_EVERY_S, stale_date=stale_date, most=feed.most)


def _nothing() -> Unavailable:
    return Unavailable(
        Words("Nguồn tin trả lời là không có gì mới.", "The feed answers that nothing is new."),
        Words("Thử lại sau vài phút.", "Try again in some minutes."),
    )
