"""What was on the air before is put there again, as a newer version: who may, when it waits, what is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from PIL import Image

from controller.approval.jobs import take_off, take_steps
from controller.approval.service import judged_in
from controller.bulletins.draft import Edited, Options, Upload
from controller.bulletins.jobs import publish_files, publish_written
from controller.bulletins.models import Content
from controller.bulletins.written import CardSheet, Countdown, QrNotice
from controller.clock import wall_ms
from controller.db import session_scope
from controller.documents import service as documents
from controller.editing.rolling_back import roll_back
from controller.library.workshop import Workshop
from controller.originals.jobs import clear_out
from controller.originals.models import Original
from controller.originals.noting import original_id_of
from controller.originals.service import trash
from controller.people.actor import THE_SYSTEM
from controller.publishing.jobs import republish
from controller.stations.jobs import Station, publish_station
from media.bulletin import Card
from protocol.documents import Desired
from protocol.errors import Conflict, NotFound
from protocol.ids import EpochMs
from protocol.timers import MEDIA_UNUSED_S
from tests.controller.approval.conftest import TODAY, People, Writing, account
from tests.controller.approval.test_steps import PACE, seen, steps
from tests.controller.places import NORTH, SOUTH

OLD, NEW = "# Họp dân\n\nHọp lúc 19 giờ.", "# Họp dân\n\nHọp lúc 20 giờ, ở nhà văn hóa."
LATER_MS = round(MEDIA_UNUSED_S * 1000) + 86_400_000
Writes = Callable[[Options], Content]


def on_air(workshop: Workshop, people: People, content: Content) -> Content:
    return take_steps(workshop, people["leader"], content.id, ["approve", "publish"], seen(workshop, content))


def edited(workshop: Workshop, content: Content) -> Edited:
    return Edited(content.id, seen(workshop, content))


def twice_published(workshop: Workshop, people: People, writing: Writing) -> Content:
    """A bulletin that says something else by now, each time approved by a leader."""
    content = on_air(workshop, people, writing(people["editor"], OLD))
    return on_air(workshop, people, writing(people["editor"], NEW, edits=edited(workshop, content)))


def stated(workshop: Workshop, device: str = "led") -> tuple[int, str]:
    """Revision and manifest."""
    republish(workshop, PACE)
    with session_scope(workshop.engine, writes=False) as session:
        row = documents.find(session, "desired", device)
    assert row
    manifest = msgspec.json.decode(row.body, type=Desired).manifest
    assert manifest
    return row.rev, manifest.sha256


def test_the_older_content_is_on_the_air_at_once_as_a_newer_revision(
    workshop: Workshop, people: People, writing: Writing
) -> None:
    content = on_air(workshop, people, writing(people["editor"], OLD))
    first, manifest = stated(workshop)
    on_air(workshop, people, writing(people["editor"], NEW, edits=edited(workshop, content)))
    second, other = stated(workshop)
    assert roll_back(workshop, people["leader"], content.id, None, seen(workshop, content)).state == "published"
    assert stated(workshop) == (second + 1, manifest) != (first, other)
    done = [(one.act, one.to_state, one.own) for one in steps(workshop, content)][-3:]
    assert done == [("edit", "submitted", ""), ("approve", "approved", "again"), ("publish", "published", "")]
    assert steps(workshop, content)[-1].digest == steps(workshop, content)[0].digest
    roll_back(workshop, people["deputy"], content.id, None, seen(workshop, content))
    assert stated(workshop) == (second + 2, other), "and back again"


def test_whoever_may_not_publish_leaves_it_to_a_leader(workshop: Workshop, people: People, writing: Writing) -> None:
    content = twice_published(workshop, people, writing)
    assert roll_back(workshop, people["editor"], content.id, 1, seen(workshop, content)).state == "submitted"
    on_air(workshop, people, content)
    assert steps(workshop, content)[-1].digest == steps(workshop, content)[0].digest


def test_what_was_withdrawn_or_never_approved_waits_for_another(
    workshop: Workshop, people: People, writing: Writing
) -> None:
    content = writing(people["leader"], OLD)
    take_steps(workshop, people["deputy"], content.id, ["approve", "publish"], seen(workshop, content))
    take_off(workshop, people["deputy"], content.id)
    writing(people["editor"], NEW, edits=edited(workshop, content))
    take_steps(workshop, people["deputy"], content.id, ["approve", "publish"], seen(workshop, content))
    assert roll_back(workshop, people["leader"], content.id, 1, seen(workshop, content)).state == "submitted"
    take_steps(workshop, people["deputy"], content.id, ["return"], seen(workshop, content), "Đã gỡ vì sai.")
    writing(people["leader"], "Chưa ai xem.", edits=edited(workshop, content))
    unseen = steps(workshop, content)[-1].number
    writing(people["editor"], NEW, edits=edited(workshop, content))
    assert roll_back(workshop, people["leader"], content.id, unseen, seen(workshop, content)).state == "submitted"


def pictured(workshop: Workshop, people: People, folder: Path, colour: str, edits: Edited | None = None) -> Content:
    path = folder / f"{colour}.png"
    Image.new("RGB", (64, 48), colour).save(path)
    how = Options(first_date=TODAY, title="Ảnh", edits=edits)
    [content] = publish_files(workshop, people["editor"], [Upload(path, path.name)], NORTH, how)
    return on_air(workshop, people, content)


def test_a_file_in_the_trash_comes_out_again(workshop: Workshop, people: People, tmp_path: Path) -> None:
    content = pictured(workshop, people, tmp_path, "red")
    first = original_id_of(NORTH, content.original_sha256)
    _, manifest = stated(workshop)
    pictured(workshop, people, tmp_path, "blue", edited(workshop, content))
    stated(workshop)
    with session_scope(workshop.engine) as session:
        trash(session, people["leader"], first, TODAY, wall_ms())
    roll_back(workshop, people["leader"], content.id, None, seen(workshop, content))
    assert stated(workshop)[1] == manifest
    with session_scope(workshop.engine, writes=False) as session:
        assert session.get_one(Original, first).trashed_at_ms is None


def test_a_file_that_was_cleared_out_is_told(workshop: Workshop, people: People, tmp_path: Path) -> None:
    content = pictured(workshop, people, tmp_path, "red")
    gone = content.original_sha256
    pictured(workshop, people, tmp_path, "blue", edited(workshop, content))
    stated(workshop)
    with session_scope(workshop.engine) as session:
        trash(session, people["leader"], original_id_of(NORTH, gone), TODAY, wall_ms())
    clear_out(workshop, EpochMs(wall_ms() + LATER_MS))
    before = steps(workshop, content)
    with pytest.raises(NotFound, match="cleared out"):
        roll_back(workshop, people["leader"], content.id, None, seen(workshop, content))
    assert steps(workshop, content) == before


def test_refusals(workshop: Workshop, people: People, writing: Writing) -> None:
    content = twice_published(workshop, people, writing)
    old = "1-" + "0" * 16
    with pytest.raises(Conflict, match="changed"):
        roll_back(workshop, people["leader"], content.id, None, old)
    with pytest.raises(NotFound, match="step 99"):
        roll_back(workshop, people["leader"], content.id, 99, seen(workshop, content))
    with session_scope(workshop.engine) as session:
        stranger = account(session, "stranger", "administrator", SOUTH)
    with pytest.raises(NotFound):
        roll_back(workshop, stranger, content.id, None, seen(workshop, content))
    other = on_air(workshop, people, writing(people["editor"], "Một lần."))
    with pytest.raises(Conflict, match="never published"):
        roll_back(workshop, people["leader"], other.id, None, seen(workshop, other))


def files(workshop: Workshop, path: Path, name: str, text: str) -> Writes:
    path.write_text(text, "utf-8")
    return lambda how: publish_files(workshop, THE_SYSTEM, [Upload(path, name)], NORTH, how)[0]


@pytest.mark.parametrize("kind", ["own heading", "given title", "table", "countdown", "cards", "qr", "station"])
def test_of_every_kind_it_is_just_what_it_was(workshop: Workshop, tmp_path: Path, kind: str) -> None:
    usual = Options(first_date=TODAY, spoken=False)
    moment = EpochMs(wall_ms() // 60_000 * 60_000 + 86_400_000)
    cards, other = (CardSheet("Thời tiết", (Card("Mưa", value),)) for value in ("2 mm", "9 mm"))
    first = files(workshop, tmp_path / "a.txt", "a.txt", OLD)
    then = files(workshop, tmp_path / "b.txt", "b.txt", NEW)
    table = files(workshop, tmp_path / "c.csv", "c.csv", "Giờ,Việc\n7,Họp\n8,Nghỉ\n")
    sheet = files(workshop, tmp_path / "d.csv", "d.csv", "Giờ,Việc\n9,Họp\n8,Nghỉ\n")
    titled = replace(usual, title="Tên khác")

    def written(what: Countdown | CardSheet | QrNotice) -> Writes:
        return lambda how: publish_written(workshop, THE_SYSTEM, what, NORTH, how)

    def station(url: str) -> Writes:
        return lambda how: publish_station(workshop, THE_SYSTEM, Station(url, 30), NORTH, how)

    ways: dict[str, tuple[Writes, Writes, Options]] = {
        "own heading": (first, then, replace(usual, source="UBND", gain_db=-3.0)),
        "given title": (first, then, titled),
        "table": (table, sheet, replace(titled, last_date=TODAY)),
        "countdown": (written(Countdown("Tết", moment, "Đến")), written(Countdown("Hè", moment)), usual),
        "cards": (written(cards), written(other), replace(usual, slot_class="priority")),
        "qr": (written(QrNotice("Mã", "https://a.example")), written(QrNotice("Mã", "https://b.example")), usual),
        "station": (station("https://a.example/dai"), station("https://b.example/dai"), titled),
    }
    before, after, options = ways[kind]
    content = before(options)
    original, judged = content.original_sha256, judged_in(steps(workshop, content)[-1])
    changed = after(replace(options, edits=edited(workshop, content)))
    assert changed.original_sha256 != original
    back = roll_back(workshop, THE_SYSTEM, content.id, None, seen(workshop, content))
    assert (back.id, back.original_sha256, back.state) == (content.id, original, "published")
    assert judged_in(steps(workshop, content)[-1]) == judged
    assert (back.title, back.given_title, back.form) == (content.title, content.given_title, content.form)
