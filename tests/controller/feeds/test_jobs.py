"""A feed on the air: published, kept up to date, kept while its site is down, taken off when it is too old."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import select

from controller.bulletins import service, sources
from controller.bulletins.boards import geometry_of
from controller.bulletins.draft import Options
from controller.bulletins.items import item_of
from controller.bulletins.jobs import render_missing
from controller.bulletins.models import Content, Source
from controller.bulletins.schemas import contents_out
from controller.clock import wall_ms
from controller.db import session_scope
from controller.feeds.jobs import FEED_EVERY_S, FeedAddress, publish_feed, refresh_feeds
from controller.library.workshop import Workshop
from controller.settings import Sources
from media.bulletin import decode_pages
from protocol.errors import InvalidInput, NotAllowed, Unavailable
from protocol.ids import EpochMs, Sha256
from protocol.manifest import BulletinItem
from tests.controller.feeds.site import ATOM, RSS, Answer, Site
from tests.controller.places import NORTH, SOUTH, person, stand

APPROVER = person("approver")
OPTIONS = Options(first_date=date(2026, 11, 22))
LED = geometry_of("led-p5-640x384")
LATER_MS = FEED_EVERY_S * 1000 + 1


class Clock:
    def __init__(self) -> None:
        self.now_ms = wall_ms()

    def __call__(self) -> EpochMs:
        return EpochMs(self.now_ms)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    for module in ("feeds.jobs", "bulletins.jobs", "bulletins.refreshing"):
        monkeypatch.setattr(f"controller.{module}.wall_ms", clock)
    return clock


@pytest.fixture
def on_air(workshop: Workshop, site: Site, clock: Clock) -> Content:
    url = site.serve("/rss", RSS, ETag='"1"')
    return publish_feed(workshop, APPROVER, FeedAddress(url), NORTH, OPTIONS)


def now(workshop: Workshop, content_id: str) -> tuple[Content, Source]:
    with session_scope(workshop.engine, writes=False) as session:
        return session.get_one(Content, content_id), session.get_one(Source, content_id)


def shown(workshop: Workshop, content_id: str) -> str:
    with session_scope(workshop.engine, writes=False) as session:
        item = item_of(session, session.get_one(Content, content_id), LED)
    assert isinstance(item, BulletinItem)
    pages = decode_pages(workshop.store.path_of(Sha256(item.pages[0].blob.sha256)).read_bytes()).pages
    return " ".join(line.text for page in pages for line in page.lines)


def test_a_feed_is_shown_as_a_bulletin_and_run_but_not_said(workshop: Workshop, on_air: Content) -> None:
    assert (on_air.kind, on_air.title, on_air.state) == ("feed", "Báo Đồng Nai", "published")
    assert "Hồ Phước Hòa xả lũ" in shown(workshop, on_air.id)
    assert on_air.ticker.startswith("Báo Đồng Nai: Khai mạc lễ hội Đồng Xòi")
    with session_scope(workshop.engine, writes=False) as session:
        item = item_of(session, on_air, LED)
    assert isinstance(item, BulletinItem)
    assert item.speech == ()


def test_nothing_new_changes_nothing(workshop: Workshop, on_air: Content, site: Site, clock: Clock) -> None:
    clock.now_ms += LATER_MS
    assert refresh_feeds(workshop) == 0
    assert site.asked[-1][1]["If-None-Match"] == '"1"'
    content, source = now(workshop, on_air.id)
    assert (content.changed_at_ms, content.original_sha256) == (on_air.changed_at_ms, on_air.original_sha256)
    assert source.good_at_ms == clock.now_ms


def test_the_same_headlines_from_a_server_that_knows_no_tags_change_nothing(
    workshop: Workshop, on_air: Content, site: Site, clock: Clock
) -> None:
    site.serve("/rss", RSS)
    clock.now_ms += LATER_MS
    assert refresh_feeds(workshop) == 0
    assert now(workshop, on_air.id)[0].changed_at_ms == on_air.changed_at_ms


def test_what_is_not_due_is_not_asked(workshop: Workshop, on_air: Content, site: Site, clock: Clock) -> None:
    clock.now_ms += LATER_MS - 1_000
    asked = len(site.asked)
    assert refresh_feeds(workshop) == 0
    assert len(site.asked) == asked


def test_news_take_the_place_of_the_old(workshop: Workshop, on_air: Content, site: Site, clock: Clock) -> None:
    site.serve("/rss", RSS.replace("Hồ Phước Hòa xả lũ", "Nước rút ở Đồng Xoài"), ETag='"2"')
    clock.now_ms += LATER_MS
    assert refresh_feeds(workshop) == 1
    text = shown(workshop, on_air.id)
    assert "Nước rút ở Đồng Xoài" in text
    assert "Hồ Phước Hòa" not in text
    assert now(workshop, on_air.id)[1].etag == '"2"'
    assert render_missing(workshop) == 0


@pytest.mark.parametrize("answer", [Answer(status=503), Answer(b"<html>error</html>")], ids=["503", "no feed"])
def test_the_last_good_stays_and_the_fault_is_told(
    workshop: Workshop, on_air: Content, site: Site, clock: Clock, answer: Answer
) -> None:
    site.pages["/rss"] = answer
    clock.now_ms += LATER_MS
    assert refresh_feeds(workshop) == 0
    content, source = now(workshop, on_air.id)
    assert (content.state, source.failures) == ("published", 1)
    assert "Hồ Phước Hòa xả lũ" in shown(workshop, on_air.id)
    with session_scope(workshop.engine, writes=False) as session:
        told = [contents_out(session, [content], language)[0].fault for language in ("vi", "en")]
    assert all(told)
    assert told[0] != told[1]


def test_what_was_not_confirmed_for_a_day_leaves_the_boards_until_it_is(
    workshop: Workshop, on_air: Content, site: Site, clock: Clock
) -> None:
    site.pages["/rss"] = Answer(status=503)
    clock.now_ms += sources.VALID_MS + 1
    assert refresh_feeds(workshop) == 1
    assert now(workshop, on_air.id)[0].state == "waiting"
    with session_scope(workshop.engine, writes=False) as session:
        assert service.on_air(session, [NORTH], OPTIONS.first_date) == []
    site.serve("/rss", RSS, ETag='"1"')
    clock.now_ms += LATER_MS
    assert refresh_feeds(workshop) == 1
    content, source = now(workshop, on_air.id)
    assert (content.state, source.failures, source.fault_vi) == ("published", 0, "")


def test_a_board_that_hears_nothing_stops_showing_it_by_itself(
    workshop: Workshop, on_air: Content, clock: Clock
) -> None:
    day = sources.stale_date_of(EpochMs(clock.now_ms), "Asia/Ho_Chi_Minh")
    assert (on_air.stale_date, on_air.last_day) == (day, day)
    earlier = replace(OPTIONS, last_date=OPTIONS.first_date)
    assert Content(**on_air.model_dump() | {"last_date": earlier.last_date}).last_day == OPTIONS.first_date


def test_a_withdrawn_feed_is_asked_no_more(workshop: Workshop, on_air: Content, site: Site, clock: Clock) -> None:
    with session_scope(workshop.engine) as session:
        service.withdraw(session, APPROVER, on_air.id, wall_ms())
    clock.now_ms += LATER_MS
    asked = len(site.asked)
    assert refresh_feeds(workshop) == 0
    assert len(site.asked) == asked


def test_one_that_fails_keeps_no_other_from_being_asked(
    workshop: Workshop, on_air: Content, site: Site, clock: Clock
) -> None:
    url = site.serve("/atom", ATOM)
    other = publish_feed(workshop, APPROVER, FeedAddress(url), SOUTH, OPTIONS)
    site.pages["/rss"] = Answer(status=500)
    site.serve("/atom", ATOM.replace("Phun thuốc diệt muỗi", "Uống vắc-xin"))
    clock.now_ms += LATER_MS
    assert refresh_feeds(workshop) == 1
    assert "Uống vắc-xin" in shown(workshop, other.id)


def test_the_same_address_again_is_the_same_content(workshop: Workshop, on_air: Content, site: Site) -> None:
    again = publish_feed(
        workshop, APPROVER, FeedAddress(site.url + "/rss", most=1), NORTH, replace(OPTIONS, title="Tin tỉnh")
    )
    assert (again.id, again.title) == (on_air.id, "Tin tỉnh")
    with session_scope(workshop.engine, writes=False) as session:
        assert len(session.exec(select(Source)).all()) == 1
    assert "Hồ Phước Hòa" not in shown(workshop, on_air.id)


def test_a_board_of_a_new_size_gets_the_headlines_that_are_there(workshop: Workshop, on_air: Content) -> None:
    with session_scope(workshop.engine) as session:
        stand(session, "board", SOUTH, "bulletin-1080p")
    assert render_missing(workshop) == 1


@pytest.mark.parametrize(
    ("publish", "refusal"),
    [
        (lambda url: (APPROVER, FeedAddress("file:///etc/passwd"), NORTH, OPTIONS), InvalidInput),
        (lambda url: (APPROVER, FeedAddress(url, most=0), NORTH, OPTIONS), InvalidInput),
        (lambda url: (APPROVER, FeedAddress(url, most=21), NORTH, OPTIONS), InvalidInput),
        (lambda url: (APPROVER, FeedAddress(url), NORTH, replace(OPTIONS, title="\U00013080")), InvalidInput),
        (lambda url: (APPROVER, FeedAddress(url), NORTH, replace(OPTIONS, last_date=date(2026, 1, 1))), InvalidInput),
        (lambda url: (APPROVER, FeedAddress(url + "-khong-co"), NORTH, OPTIONS), Unavailable),
        (lambda url: (person("technician"), FeedAddress(url), NORTH, OPTIONS), NotAllowed),
        (lambda url: (person("approver", SOUTH), FeedAddress(url), NORTH, OPTIONS), NotAllowed),
    ],
)
def test_what_can_not_be_published_is_refused(
    workshop: Workshop, site: Site, publish: Callable[[str], tuple[object, ...]], refusal: type[Exception]
) -> None:
    url = site.serve("/rss", RSS)
    with pytest.raises(refusal):
        publish_feed(workshop, *publish(url))  # type: ignore[arg-type]
    with session_scope(workshop.engine, writes=False) as session:
        assert session.exec(select(Content)).all() == []


def test_who_may_not_publish_makes_the_controller_ask_nobody(workshop: Workshop, site: Site) -> None:
    url = site.serve("/rss", RSS)
    with pytest.raises(NotAllowed):
        publish_feed(workshop, person("technician"), FeedAddress(url), NORTH, OPTIONS)
    assert site.asked == []


def test_without_leave_this_machine_is_not_asked(workshop: Workshop, site: Site) -> None:
    url = site.serve("/rss", RSS)
    with pytest.raises(InvalidInput, match="private"):
        publish_feed(replace(workshop, sources=Sources()), APPROVER, FeedAddress(url), NORTH, OPTIONS)
    assert site.asked == []
