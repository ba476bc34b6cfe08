"""What units brought is found again, used again, thrown away and taken back, on both databases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from sqlmodel import select

from controller.bulletins.draft import Options, Upload
from controller.bulletins.jobs import publish_files
from controller.bulletins.models import Content
from controller.bulletins.service import withdraw
from controller.db import session_scope
from controller.library.workshop import Workshop
from controller.originals import service
from controller.originals.again import used_again
from controller.originals.models import Original
from controller.originals.noting import original_id_of, plain
from controller.originals.schemas import originals_out
from controller.originals.thumbnails import draw_thumbnails
from controller.people.actor import Actor
from controller.preparation.jobs import prepare_clips
from media.picture import open_picture
from media.sound import write_wav
from media.specimen import make_clip
from protocol.errors import Conflict, NotAllowed, NotFound
from protocol.ids import EpochMs, Sha256
from tests.controller.originals.conftest import Publish
from tests.controller.places import CITY, NORTH, SOUTH, person

APPROVER = person("approver")
TODAY = date(2026, 11, 22)
NOW = EpochMs(1_800_000_000_000)


def listed(workshop: Workshop, actor: Actor = APPROVER, sought: str = "", trashed: bool = False) -> list[str]:
    with session_scope(workshop.engine, writes=False) as session:
        found = service.page_of_originals(session, actor, after="", most=50, sought=sought, trashed=trashed)
        return [one.name for one in found]


def id_of(content: Content) -> str:
    return original_id_of(content.unit_id, content.original_sha256)


def off_air(workshop: Workshop, contents: Sequence[Content]) -> None:
    with session_scope(workshop.engine) as session:
        for content in contents:
            withdraw(session, APPROVER, content.id, NOW)


def test_what_is_published_is_in_the_library_once_a_unit(workshop: Workshop, publish: Publish) -> None:
    north, south, again = publish("Lễ hội"), publish("Lễ hội", SOUTH), publish("Lễ hội")
    assert north.original_sha256 == south.original_sha256 == again.original_sha256
    assert listed(workshop) == ["Lễ hội", "Lễ hội"]
    assert listed(workshop, person("approver", NORTH)) == ["Lễ hội"]


def test_it_is_found_whatever_the_accents(workshop: Workshop, publish: Publish) -> None:
    for name in ("Lễ hội Đền", "Họp dân 100%", "Lịch tiêm"):
        publish(name)
    assert listed(workshop, sought="le hoi den") == ["Lễ hội Đền"]
    assert listed(workshop, sought="ĐỀN lễ") == ["Lễ hội Đền"]
    assert listed(workshop, sought="100%") == ["Họp dân 100%"]
    assert listed(workshop, sought="_") == []
    assert plain("Đường Số 3") == "duong so 3"


def test_pages_follow_each_other_and_miss_nothing(workshop: Workshop, publish: Publish) -> None:
    names = [f"Ảnh {number}" for number in range(7)]
    for name in names:
        publish(name)
    with session_scope(workshop.engine) as session:
        for row in session.exec(select(Original)).all():
            row.brought_at_ms = 5 if row.name < "Ảnh 4" else 6
            session.add(row)
    seen: list[Original] = []
    with session_scope(workshop.engine, writes=False) as session:
        while page := service.page_of_originals(session, APPROVER, after=seen[-1].id if seen else "", most=2):
            seen += page
    assert sorted(one.name for one in seen) == names
    assert [one.brought_at_ms for one in seen] == [6, 6, 6, 5, 5, 5, 5]


def test_what_is_on_the_air_is_not_thrown_away(workshop: Workshop, publish: Publish) -> None:
    content = publish("Lễ hội")
    with session_scope(workshop.engine) as session, pytest.raises(Conflict) as refused:
        service.trash(session, APPROVER, id_of(content), TODAY, NOW)
    assert "“Lễ hội”" in refused.value.problem.vi
    off_air(workshop, [content])
    with session_scope(workshop.engine) as session:
        service.trash(session, APPROVER, id_of(content), TODAY, NOW)
        service.trash(session, APPROVER, id_of(content), TODAY, EpochMs(NOW + 1))
        assert session.get_one(Original, id_of(content)).trashed_at_ms == NOW
    assert (listed(workshop), listed(workshop, trashed=True)) == ([], ["Lễ hội"])
    with session_scope(workshop.engine) as session:
        service.restore(session, APPROVER, id_of(content))
    assert (listed(workshop), listed(workshop, trashed=True)) == (["Lễ hội"], [])


def test_what_is_published_again_is_out_of_the_trash(workshop: Workshop, publish: Publish) -> None:
    content = publish("Lễ hội")
    off_air(workshop, [content])
    with session_scope(workshop.engine) as session:
        service.trash(session, APPROVER, id_of(content), TODAY, NOW)
    publish("Lễ hội")
    assert listed(workshop) == ["Lễ hội"]


def test_what_is_over_is_not_on_the_air(workshop: Workshop, publish: Publish) -> None:
    content = publish("Lễ hội")
    with session_scope(workshop.engine) as session:
        row = session.get_one(Content, content.id)
        row.last_date = date(2026, 11, 21)
        session.add(row)
    with session_scope(workshop.engine) as session:
        service.trash(session, APPROVER, id_of(content), TODAY, NOW)
    assert listed(workshop, trashed=True) == ["Lễ hội"]


def test_rights_are_those_of_its_unit(workshop: Workshop, publish: Publish) -> None:
    content = publish("Lễ hội")
    off_air(workshop, [content])
    for actor, refusal in ((person("editor"), NotAllowed), (person("approver", SOUTH), NotFound)):
        with session_scope(workshop.engine) as session:
            with pytest.raises(refusal):
                service.trash(session, actor, id_of(content), TODAY, NOW)
            with pytest.raises(refusal):
                service.restore(session, actor, id_of(content))
    with pytest.raises(NotFound):
        used_again(workshop, person("approver", SOUTH), [id_of(content)])


def test_uses_are_told_to_who_may_see_them(workshop: Workshop, publish: Publish, tmp_path: Path) -> None:
    song = tmp_path / "bai-ca.wav"
    write_wav((0.3 * np.sin(np.arange(48_000) / 20)).astype(np.float32), song)
    sound = publish("Bài ca", NORTH, song)
    with session_scope(workshop.engine) as session:
        relay = replace_content(sound, id="station-1", kind="station", form="station", title="VOV1", unit_id=SOUTH)
        session.add(relay)
    off_air(workshop, [sound])
    with session_scope(workshop.engine, writes=False) as session:
        original = service.find(session, APPROVER, id_of(sound))
        [seen] = originals_out(session, APPROVER, [original], TODAY)
        assert [(use.kind, use.title, use.is_on_air) for use in seen.uses] == [
            ("content", "Bài ca", False),
            ("fallback", "VOV1", True),
        ]
        [seen] = originals_out(session, person("approver", NORTH), [original], TODAY)
        assert [use.title for use in seen.uses] == ["Bài ca"]
    with session_scope(workshop.engine) as session, pytest.raises(Conflict):
        service.trash(session, APPROVER, id_of(sound), TODAY, NOW)


def replace_content(content: Content, **changes: object) -> Content:
    return Content(**{**content.model_dump(), **changes})


def test_small_pictures_are_made_once(workshop: Workshop, publish: Publish, tmp_path: Path) -> None:
    song, clip, notice = tmp_path / "bai-ca.wav", tmp_path / "le-hoi.mp4", tmp_path / "hop.txt"
    write_wav((0.3 * np.sin(np.arange(48_000) / 20)).astype(np.float32), song)
    make_clip(clip, duration_ms=1_000, width_px=320, height_px=180)
    notice.write_text("# Họp dân\n\nTối nay.", "utf-8")
    publish("Ảnh")
    publish("Bài ca", NORTH, song)
    publish("Họp dân", NORTH, notice)
    aside = workshop.with_worker()
    options = Options(TODAY, title="Phim")
    publish_files(aside, APPROVER, [Upload(clip, clip.name)], NORTH, options)
    assert draw_thumbnails(workshop) == 3
    assert draw_thumbnails(workshop) == 0, "the clip is not prepared yet"
    assert prepare_clips(aside, lambda: None) == 1
    assert draw_thumbnails(workshop) == 1
    assert draw_thumbnails(workshop) == 0
    with session_scope(workshop.engine, writes=False) as session:
        made = {one.name: one.thumbnail_sha256 for one in session.exec(select(Original)).all()}
    assert {name for name, sha256 in made.items() if sha256} == {"Ảnh", "Phim"}
    for name in ("Ảnh", "Phim"):
        small = open_picture(workshop.store.path_of(Sha256(made[name] or "")))
        assert small.width <= 320
        assert small.height <= 180


def test_a_file_is_used_again_in_another_unit(workshop: Workshop, publish: Publish, tmp_path: Path) -> None:
    table = tmp_path / "gia.csv"
    table.write_text("Mặt hàng,Giá\nGạo,18000\n", "utf-8")
    content = publish("Giá cả ngày 22.11", NORTH, table)
    [upload] = used_again(workshop, APPROVER, [id_of(content)])
    again = publish_files(workshop, APPROVER, [upload], CITY, replace(Options(TODAY), title=None))[0]
    assert (again.form, again.unit_id) == ("table", CITY)
    assert again.original_sha256 == content.original_sha256


def test_a_picture_that_is_lost_has_no_small_one(workshop: Workshop, publish: Publish, tmp_path: Path) -> None:
    Image.new("RGB", (8, 8)).save(tmp_path / "x.png")
    content = publish("Ảnh")
    workshop.store.path_of(Sha256(content.original_sha256)).write_bytes(b"damaged")
    assert draw_thumbnails(workshop) == 1
    assert draw_thumbnails(workshop) == 0
