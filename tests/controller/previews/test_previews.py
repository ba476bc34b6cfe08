from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PIL import ImageChops
from sqlalchemy import Engine

from controller.alerts.jobs import write_draft
from controller.alerts.sets import alert_of
from controller.bulletins.boards import geometry_of
from controller.bulletins.draft import Options, Upload
from controller.bulletins.items import item_of
from controller.bulletins.jobs import publish_files
from controller.clock import wall_ms
from controller.db import session_scope
from controller.library.store import FolderStore
from controller.library.workshop import Workshop
from controller.previews.service import picture_of
from controller.publishing.jobs import republish
from controller.publishing.survey import Pace
from media.board import Look, draw_alert, draw_page, draw_safe
from media.board.clock import clock_text
from media.bulletin import decode_pages
from media.speech.espeak import Espeak
from protocol.errors import Conflict, NotFound
from protocol.ids import EpochMs, Sha256
from protocol.manifest import BulletinItem
from tests.controller.alerts.flood import FLOOD
from tests.controller.places import NORTH, SOUTH, person, settle, stand

PACE = Pace(heartbeat_s=60.0, snapshot_s=30.0, time_zone="Asia/Ho_Chi_Minh")
MOMENT = EpochMs(round(datetime(2026, 11, 22, 1, 5, tzinfo=UTC).timestamp() * 1000))
SEER = person("auditor")
LED = geometry_of("led-p5-640x384")
assert LED is not None
LOOK = Look.of(LED)


@pytest.fixture
def workshop(engine: Engine, tmp_path: Path) -> Workshop:
    with session_scope(engine) as session:
        settle(session)
        stand(session, "led", NORTH, "led-p5-640x384")
        stand(session, "loa", NORTH, "speaker-cluster")
    return Workshop(engine, FolderStore(tmp_path / "media"), (Espeak(),), ("vi",))


def test_an_empty_board_shows_its_unit_and_the_time(workshop: Workshop) -> None:
    republish(workshop, PACE)
    with session_scope(workshop.engine, writes=False) as session:
        seen = picture_of(session, workshop.store, SEER, "led", MOMENT)
    wanted = draw_safe(LOOK, "Phường Bình Phước", clock_text(datetime(2026, 11, 22, 8, 5, tzinfo=UTC)))
    assert seen.tobytes() == wanted.tobytes()


def test_a_page_is_seen_as_the_board_draws_it(workshop: Workshop, tmp_path: Path) -> None:
    path = tmp_path / "tin.txt"
    path.write_text("Họp tổ dân phố\n\nTối thứ Sáu, 19 giờ, tại nhà văn hóa.", "utf-8")
    options = Options(first_date=date(2026, 11, 1))
    [content] = publish_files(workshop, person("approver"), [Upload(path, path.name)], NORTH, options)
    republish(workshop, PACE)
    with session_scope(workshop.engine, writes=False) as session:
        seen = picture_of(session, workshop.store, SEER, "led", MOMENT)
        item = item_of(session, content, LED)
        said = picture_of(session, workshop.store, SEER, "loa", MOMENT)
    assert isinstance(item, BulletinItem)
    pages = decode_pages(workshop.store.path_of(Sha256(item.pages[0].blob.sha256)).read_bytes()).pages
    main = LOOK.main
    part = seen.crop((main.x_px, main.y_px, main.x_px + main.width_px, main.y_px + main.height_px))
    assert part.tobytes() in {draw_page(LOOK, page).tobytes() for page in pages}
    assert said.size == (640, 360)


def test_a_draft_is_seen_as_if_it_had_been_sent(workshop: Workshop) -> None:
    republish(workshop, PACE)
    row = write_draft(workshop, person("operator"), FLOOD)
    with session_scope(workshop.engine, writes=False) as session:
        alert = alert_of(session, row)
        now_ms = EpochMs(wall_ms() + 10)
        with_it = picture_of(session, workshop.store, SEER, "led", now_ms, alert)
        without = picture_of(session, workshop.store, SEER, "led", now_ms)
    wanted = draw_alert(LOOK, alert, alert.texts[0], 1, 1)
    assert with_it.tobytes() == wanted.tobytes()
    assert ImageChops.difference(with_it, without).getbbox() is not None


def test_what_may_not_be_seen_or_is_not_stated_is_refused(workshop: Workshop) -> None:
    with session_scope(workshop.engine, writes=False) as session:
        with pytest.raises(Conflict):
            picture_of(session, workshop.store, SEER, "led", MOMENT)
        with pytest.raises(NotFound):
            picture_of(session, workshop.store, person("auditor", SOUTH), "led", MOMENT)
