"""What is published without a file ends in the manifest of a board, whose own programme shows it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest

from controller.bulletins.draft import Options
from controller.bulletins.jobs import publish_written
from controller.bulletins.models import Content
from controller.bulletins.written import CardSheet, Countdown, QrNotice
from controller.clock import wall_ms
from controller.db import session_scope
from controller.documents import service as documents
from controller.feeds.jobs import FeedAddress, publish_feed
from controller.library.workshop import Workshop
from controller.publishing.jobs import republish
from controller.publishing.survey import Pace
from media.bulletin import Card
from protocol.documents import Desired
from protocol.ids import EpochMs, Sha256
from protocol.manifest import Manifest
from protocol.manifest_check import read_manifest
from protocol.programme import programme
from protocol.programme_types import Alerts, Board, ShowItem
from tests.controller.feeds.site import RSS, Site
from tests.controller.places import NORTH, person

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
PACE = Pace(heartbeat_s=60.0, snapshot_s=30.0, time_zone=ZONE.key)
APPROVER = person("approver")
LED = Board(width_px=640, height_px=384, has_sound=False)


@pytest.fixture
def options() -> Options:
    return Options(first_date=datetime.fromtimestamp(wall_ms() / 1000, ZONE).date(), spoken=False)


def manifest(workshop: Workshop) -> Manifest:
    republish(workshop, PACE)
    with session_scope(workshop.engine, writes=False) as session:
        row = documents.find(session, "desired", "led")
    assert row is not None
    blob = msgspec.json.decode(row.body, type=Desired).manifest
    assert blob is not None
    return read_manifest(workshop.store.path_of(Sha256(blob.sha256)).read_bytes())


def seen(workshop: Workshop, after_days: int = 0) -> str | None:
    """The id of what the board shows then, by what it knows today."""
    at_ms = EpochMs(wall_ms() + after_days * 86_400_000)
    shown = programme(manifest(workshop), Alerts(), at_ms, LED).screen
    return shown.item.id if isinstance(shown, ShowItem) else None


def published(workshop: Workshop, site: Site, kind: str, options: Options) -> Content:
    soon = EpochMs(wall_ms() + 3_600_000)
    match kind:
        case "countdown":
            return publish_written(workshop, APPROVER, Countdown("Khai mạc", soon), NORTH, options)
        case "cards":
            sheet = CardSheet("Thời tiết", (Card("Mưa", "12 mm"),))
            return publish_written(workshop, APPROVER, sheet, NORTH, options)
        case "qr":
            return publish_written(workshop, APPROVER, QrNotice("Mã", "https://example.org"), NORTH, options)
    return publish_feed(workshop, APPROVER, FeedAddress(site.serve("/rss", RSS)), NORTH, options)


@pytest.mark.parametrize("full_screen", [False, True])
@pytest.mark.parametrize("kind", ["countdown", "cards", "qr", "feed"])
def test_a_board_shows_it(workshop: Workshop, site: Site, options: Options, kind: str, full_screen: bool) -> None:
    content = published(workshop, site, kind, replace(options, full_screen=full_screen))
    assert seen(workshop) == content.id


def test_a_board_left_alone_stops_showing_headlines_that_may_be_out_of_date(
    workshop: Workshop, site: Site, options: Options
) -> None:
    content = published(workshop, site, "feed", options)
    assert seen(workshop) == content.id
    assert seen(workshop, after_days=3) is None


def test_what_stays_for_good_stays_on_a_board_left_alone(workshop: Workshop, site: Site, options: Options) -> None:
    content = published(workshop, site, "cards", options)
    assert seen(workshop, after_days=300) == content.id
    last = published(workshop, site, "cards", replace(options, last_date=options.first_date + timedelta(days=1)))
    assert last.id == content.id
    assert seen(workshop, after_days=3) is None
