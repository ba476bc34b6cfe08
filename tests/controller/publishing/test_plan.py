"""The real thing: the province's own plan, all of it, paged, tickered and spoken from end to end."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from controller.bulletins.boards import geometry_of
from controller.bulletins.draft import Options, Upload
from controller.bulletins.items import item_of
from controller.bulletins.jobs import publish_files
from controller.clock import wall_ms
from controller.db import session_scope
from controller.documents import service as documents
from controller.library.workshop import Workshop
from controller.previews.scene import scene_of
from controller.publishing.jobs import republish
from controller.publishing.survey import Pace
from controller.publishing.tuning import set_sound_windows
from firmware_profiles import load
from media.bulletin import PagedBulletin, decode_pages
from media.sound import rms_dbfs
from media.sound.decode import decode_all
from media.text import missing_glyphs
from protocol.documents import Window
from protocol.ids import Sha256
from protocol.manifest import BulletinItem
from protocol.programme_types import PlayItem, ShowItem
from tests.controller.places import CITY, person

PLAN = Path(__file__).parents[4] / "shared" / "samples" / "ke-hoach-thong-tin-co-so-2023.txt"
PACE = Pace(heartbeat_s=60.0, snapshot_s=30.0, time_zone="Asia/Ho_Chi_Minh")
pytestmark = [
    pytest.mark.skipif(not PLAN.exists(), reason="shared/samples is not here"),
    pytest.mark.long,
    pytest.mark.timeout(400),  # a quarter of an hour of speech is made and measured
]


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFC", text))


def words_on(paged: PagedBulletin) -> list[str]:
    """Everything laid out, without what is repeated at the head of later pages."""
    kept = []
    for number, page in enumerate(paged.pages):
        repeat = number > 0 and page.lines[0].style == "small"
        kept.extend(line.text for line in page.lines[1 if repeat else 0 :])
    return words_of(" ".join(kept))


def test_the_plan_is_paged_shown_and_spoken_whole(workshop: Workshop) -> None:
    upload, options = Upload(PLAN, PLAN.name), Options(first_date=date(2026, 1, 1))
    [content] = publish_files(workshop, person("approver"), [upload], CITY, options)
    with session_scope(workshop.engine) as session:
        set_sound_windows(session, person("approver"), CITY, CITY, [Window(start="00:00", minutes=1440)])
    assert republish(workshop, PACE) == 4
    with session_scope(workshop.engine, writes=False) as session:
        items = {one: item_of(session, content, geometry_of(one)) for one in ("led-p5-640x384", "bulletin-1080p")}
        led = scene_of(session, workshop.store, "led-1", load("led-p5-640x384"), wall_ms()).programme
        loa = scene_of(session, workshop.store, "loa", load("speaker-cluster"), wall_ms()).programme
        assert documents.find(session, "desired", "board") is not None
    assert content.title.startswith("KẾ HOẠCH Thực hiện Chiến lược phát triển lĩnh vực thông tin cơ sở")
    for item in items.values():
        _is_whole_on_its_pages(workshop, item)
    _is_spoken(workshop, items["bulletin-1080p"])
    assert isinstance(led.screen, ShowItem)
    assert led.tickers[0].text.startswith("KẾ HOẠCH")
    assert isinstance(loa.sound, PlayItem)


def _is_whole_on_its_pages(workshop: Workshop, item: object) -> None:
    assert isinstance(item, BulletinItem)
    [pages] = item.pages
    paged = decode_pages(workshop.store.path_of(Sha256(pages.blob.sha256)).read_bytes())
    wanted = sorted(words_of(PLAN.read_text("utf-8")))
    assert [word for word in wanted if word not in set(words_on(paged))] == []
    assert len(words_on(paged)) >= len(wanted)
    assert missing_glyphs(PLAN.read_text("utf-8")) == ()


def _is_spoken(workshop: Workshop, item: object) -> None:
    assert isinstance(item, BulletinItem)
    [speech] = item.speech
    samples = decode_all(workshop.store.path_of(Sha256(speech.blob.sha256)))
    assert speech.duration_ms > 5 * 60_000
    minute = 60 * 48_000
    levels = [rms_dbfs(samples[start : start + minute]) for start in range(0, len(samples) - minute, minute)]
    assert all(-30 < level < -10 for level in levels)
