"""What units share with the people of a subtree, and what becomes of it there."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select

from controller.bulletins.draft import Options, Upload
from controller.bulletins.jobs import publish_files
from controller.bulletins.models import Content, ContentRecording, Rendition
from controller.bulletins.service import withdraw
from controller.clock import day_of, wall_ms
from controller.db import session_scope
from controller.library.store import FolderStore
from controller.library.workshop import Workshop
from controller.offers.jobs import use_shared
from controller.offers.sharing import share, shared_with
from controller.offers.standpoint import look_at
from controller.people.actor import THE_SYSTEM
from controller.publishing.jobs import republish
from media.speech.espeak import Espeak
from protocol.errors import Conflict, InvalidInput, NotAllowed, NotFound
from tests.controller.offers.land import NOW_MS, PACE, TODAY, ZONE, approver, put, to, unit
from tests.controller.places import person


def share_with(engine: Engine, content_id: str, code: str, with_code: str | None) -> None:
    with session_scope(engine) as session:
        share(session, approver(code), content_id, with_code and unit(with_code), NOW_MS)


def listed(engine: Engine, code: str) -> list[str]:
    with session_scope(engine, writes=False) as session:
        return [one.content.title for one in shared_with(session, approver(code), "", 50, TODAY)]


@pytest.mark.parametrize(
    ("within", "seen_by"), [("aa", {"a1"}), ("gg", {"bb", "a1"}), ("pp", {"bb", "a1", "cc", "dd", "c1"})]
)
def test_it_is_listed_for_all_of_the_subtree_and_nobody_else(engine: Engine, within: str, seen_by: set[str]) -> None:
    with session_scope(engine) as session:
        content_id = put(session, "aa", "Tin", to()).id
    share_with(engine, content_id, "aa", within)
    others = ("bb", "a1", "cc", "dd", "c1")
    assert {code for code in others if listed(engine, code)} == seen_by
    assert listed(engine, "aa") == listed(engine, "pp") == [], "it is their own"
    with session_scope(engine, writes=False) as session:
        for code in others:
            if code in seen_by:
                assert look_at(session, approver(code), content_id, TODAY).id == content_id
            elif code != "a1":
                with pytest.raises(NotFound):
                    look_at(session, approver(code), content_id, TODAY)


def test_what_is_no_longer_shared_withdrawn_or_over_is_gone(engine: Engine) -> None:
    for name in ("Thôi", "Gỡ", "Hết"):
        with session_scope(engine) as session:
            last = TODAY - timedelta(days=1) if name == "Hết" else None
            content_id = put(session, "aa", name, to(last_date=last)).id
        share_with(engine, content_id, "aa", "pp")
        if name == "Thôi":
            assert listed(engine, "dd") == ["Thôi"]
            share_with(engine, content_id, "aa", None)
            share_with(engine, content_id, "aa", None)
        if name == "Gỡ":
            with session_scope(engine) as session:
                withdraw(session, THE_SYSTEM, content_id, NOW_MS)
        assert listed(engine, "dd") == []


def test_only_whoever_may_publish_there_shares_and_only_with_units_above(engine: Engine) -> None:
    with session_scope(engine) as session:
        content_id = put(session, "aa", "Tin", to()).id
    for code in ("bb", "a1"):
        with pytest.raises(NotFound):
            share_with(engine, content_id, code, "pp")
    with session_scope(engine) as session, pytest.raises(NotAllowed):
        share(session, person("editor", unit("aa")), content_id, unit("pp"), NOW_MS)
    for elsewhere in ("bb", "a1"):
        with pytest.raises(InvalidInput, match="can't be shared"):
            share_with(engine, content_id, "aa", elsewhere)


def test_the_list_comes_in_pages_the_last_shared_first(engine: Engine) -> None:
    with session_scope(engine) as session:
        ids = [put(session, "aa", f"Tin {number}", to()).id for number in range(7)]
        for number, content_id in enumerate(ids):
            share(session, approver("aa"), content_id, unit("pp"), NOW_MS + number // 3)
    with session_scope(engine, writes=False) as session:
        whole = [one.id for one in shared_with(session, approver("dd"), "", 50, TODAY)]
        pages: list[str] = []
        while found := shared_with(session, approver("dd"), pages[-1] if pages else "", 2, TODAY):
            pages += [one.id for one in found]
        assert pages == whole
        assert set(whole) == set(ids)
        assert set(whole[-3:]) == set(ids[:3])
        with pytest.raises(NotFound):
            shared_with(session, approver("dd"), "nothing", 2, TODAY)


@pytest.fixture
def workshop(engine: Engine, tmp_path: Path) -> Workshop:
    return Workshop(engine, FolderStore(tmp_path / "media"), (Espeak(),), ("vi",))


def test_a_copy_is_ones_own_with_all_that_was_recorded_and_lives_on(workshop: Workshop, tmp_path: Path) -> None:
    path, today = tmp_path / "tin.txt", day_of(wall_ms(), ZONE)
    path.write_text("Tiêm chủng\n\nSáng thứ năm tại trạm y tế.", "utf-8")
    options = Options(today, source="Trạm y tế", slot_class="priority")
    [original] = publish_files(workshop, approver("aa"), [Upload(path, path.name)], unit("aa"), options)
    with session_scope(workshop.engine) as session:
        share(session, approver("aa"), original.id, unit("pp"), NOW_MS)
        said = {"sha256": original.original_sha256, "duration_ms": 1_000, "recorded_at_ms": NOW_MS}
        words = original.original_sha256
        row = ContentRecording(content_id=original.id, language="sti", original_sha256=words, **said)
        session.add(row)
    waiting = use_shared(workshop, person("editor", unit("cc")), original.id, unit("cc"), today)
    assert (waiting.state, waiting.unit_id) == ("submitted", unit("cc")), "whoever may not publish waits for approval"
    copy = use_shared(workshop, approver("dd"), original.id, unit("dd"), today)
    assert copy.state == "published"
    assert use_shared(workshop, approver("dd"), original.id, unit("dd"), today).id == copy.id
    assert copy.id != original.id
    assert (copy.unit_id, copy.copied_from, copy.slot_class) == (unit("dd"), original.id, "scheduled")
    same = ("title", "source", "ticker", "original_sha256", "kind", "form", "language", "last_date")
    assert {name: getattr(copy, name) for name in same} == {name: getattr(original, name) for name in same}
    with session_scope(workshop.engine) as session:
        assert session.get(ContentRecording, (copy.id, "sti"))
        made = select(Rendition.geometry).where(col(Rendition.content_id) == original.id).order_by(Rendition.geometry)
        copied = select(Rendition.geometry).where(col(Rendition.content_id) == copy.id).order_by(Rendition.geometry)
        assert session.exec(copied).all() == session.exec(made).all() != []
        withdraw(session, approver("aa"), original.id, NOW_MS)
    republish(workshop, PACE)
    with session_scope(workshop.engine, writes=False) as session:
        assert session.get_one(Content, copy.id).state == "published"


def test_nobody_copies_what_is_not_shared_nor_for_another_unit(workshop: Workshop) -> None:
    with session_scope(workshop.engine) as session:
        content_id = put(session, "aa", "Tin", to()).id
        share(session, approver("aa"), content_id, unit("gg"), NOW_MS)
    for code, into, refusal in (
        ("dd", "dd", NotFound),
        ("bb", "aa", NotAllowed),
        ("bb", "dd", NotAllowed),
        ("aa", "aa", Conflict),
        ("bb", "zz", NotFound),
    ):
        with pytest.raises(refusal):
            use_shared(workshop, approver(code), content_id, unit(into), TODAY)
    with pytest.raises(NotAllowed):
        use_shared(workshop, person("technician", unit("bb")), content_id, unit("bb"), TODAY)
