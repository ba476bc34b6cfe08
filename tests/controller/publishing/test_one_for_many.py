"""One bulletin changed for 111 boards: it is laid out once, one manifest is built, and those boards alone are told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from controller.approval import service as approval
from controller.bulletins import originals, render
from controller.bulletins.draft import Edited, Options, Upload
from controller.bulletins.jobs import publish_files
from controller.bulletins.models import Content
from controller.db import session_scope
from controller.documents.models import SignedDocument
from controller.keys.ring import Keyring
from controller.library.store import FolderStore
from controller.library.workshop import Workshop
from controller.link.courier import Courier
from controller.people.actor import THE_SYSTEM
from controller.publishing import survey
from protocol.jws import Signer
from tests.controller.places import CITY, NORTH, SOUTH, settle, stand
from tests.controller.publishing.steps import Broker, Steps, publish

HERE, ELSEWHERE = 111, 40


@pytest.fixture
def engine(any_engine: Engine) -> Engine:
    return any_engine


@pytest.fixture
def workshop(engine: Engine, tmp_path: Path) -> Workshop:
    with session_scope(engine) as session:
        settle(session)
        for number in range(HERE):
            stand(session, f"north-{number}", NORTH, "led-p5-640x384")
        for number in range(ELSEWHERE):
            stand(session, f"south-{number}", SOUTH, "led-p5-640x384")
    return Workshop(engine, FolderStore(tmp_path / "media"), (), ("vi",))


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often what is dear was done."""
    counted: Counter[str] = Counter()

    def spied(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def spy(*given: Any, **named: Any) -> Any:
            counted[name] += 1
            return real(*given, **named)

        return spy

    monkeypatch.setattr(survey, "compile_manifest", spied("compiled", survey.compile_manifest))
    monkeypatch.setattr(originals, "made_for", spied("laid out", render.made_for))
    return counted


def revisions(engine: Engine) -> dict[str, int]:
    with session_scope(engine, writes=False) as session:
        return {row.aud: row.rev for row in session.exec(select(SignedDocument)).all()}


def written(workshop: Workshop, folder: Path, unit_id: str, text: str, edits: Edited | None = None) -> Content:
    path = folder / f"{unit_id}.txt"
    path.write_text(text, "utf-8")
    how = Options(first_date=date(2026, 1, 1), spoken=False, edits=edits)
    return publish_files(workshop, THE_SYSTEM, [Upload(path, path.name)], unit_id, how)[0]


def test_it_is_built_once_and_only_theirs_change(
    engine: Engine, workshop: Workshop, tmp_path: Path, counts: Counter[str]
) -> None:
    working, topics = Signer.generate(), list[str]()
    broker = Broker(Steps(lambda: None), lambda topic, _: topics.append(topic))
    courier = Courier(engine, Keyring(working.public_key, working, working), broker)
    content = written(workshop, tmp_path, NORTH, "Họp lúc 19 giờ.")
    written(workshop, tmp_path, CITY, "Chào xuân.")
    publish(workshop, courier)
    before, files = revisions(engine), set(workshop.store.everything())
    with session_scope(engine, writes=False) as session:
        edits = Edited(content.id, approval.seen(session, session.get_one(Content, content.id)))
    topics.clear(), counts.clear()
    written(workshop, tmp_path, NORTH, "Họp lúc 20 giờ.", edits)
    publish(workshop, courier)
    changed = {aud for aud, rev in revisions(engine).items() if rev != before[aud]}
    assert changed == {f"north-{number}" for number in range(HERE)}
    assert sorted(topics) == sorted(f"rao/v1/dev/{one}/down/desired" for one in changed), "each is told once"
    assert counts == {"laid out": 1, "compiled": 2}, "once for all that are alike here, once for those elsewhere"
    assert len(set(workshop.store.everything()) - files) == 3, "the text, its pages and one manifest"
    topics.clear()
    publish(workshop, courier)
    assert topics == []
