"""What waits, by the database, against one look at each content after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from controller.bulletins.models import Content, ContentRecording
from controller.db import session_scope
from controller.library.store import FolderStore
from controller.library.workshop import Workshop
from controller.offers.models import ContentTarget
from controller.people.actor import Actor
from controller.people.scope import visible_units
from controller.recordings.languages import in_languages, languages_below
from controller.unspoken import service
from controller.unspoken.listeners import listeners
from controller.unspoken.service import Asked, languages_heard, page_of_tasks
from controller.unspoken.voiced import voiced
from media.speech.espeak import Espeak
from protocol.errors import NotFound
from tests.controller.places import CITY, NORTH, SOUTH, person, settle
from tests.controller.unspoken.province import SHAS, TODAY, content, contents, media, speakers

AUDITOR = person("auditor")


@pytest.fixture
def workshop(any_engine: Engine, tmp_path: Path) -> Workshop:
    with session_scope(any_engine) as session:
        settle(session)
        media(session)
    return Workshop(any_engine, FolderStore(tmp_path / "media"), (Espeak(),), ("vi",))


@pytest.fixture
def reading(workshop: Workshop) -> Iterator[Session]:
    with session_scope(workshop.engine, writes=False) as session:
        yield session


def asked(workshop: Workshop, language: str = "", after: str = "", most: int = 10_000) -> Asked:
    return Asked(TODAY, voiced(workshop), language, after, most)


def oracle(session: Session, workshop: Workshop, actor: Actor) -> list[tuple[date, str, str]]:
    """By the very code of a content's page, one content after the other; and by where it was sent."""
    seen = visible_units(session, actor)
    found = []
    for one in session.exec(select(Content)).all():
        lasts = one.last_date is None or one.last_date >= TODAY
        if one.kind != "bulletin" or one.state != "published" or not lasts or one.unit_id not in seen:
            continue
        targets = session.exec(select(ContentTarget.unit_id).where(ContentTarget.content_id == one.id)).all()
        boards = sum((languages_below(session, unit) for unit in targets or [one.unit_id]), Counter[str]())
        waiting = [each for each in in_languages(session, workshop, one) if each.state in ("needed", "outdated")]
        found += [(one.first_date, one.id, each.language) for each in waiting if boards[each.language]]
    return sorted(found)


@pytest.mark.parametrize("seed", range(3))
def test_the_list_is_what_the_page_of_each_content_says(
    workshop: Workshop, reading: Session, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "AT_ONCE", 2 + 5 * seed)
    with session_scope(workshop.engine) as session:
        chance = Random(seed)
        speakers(session, 20, chance)
        contents(session, 60, chance, aimed=0.5 if seed else 0.0)
    for actor in (AUDITOR, person("editor", NORTH), person("editor", SOUTH)):
        tasks = page_of_tasks(reading, actor, asked(workshop))
        wanted = oracle(reading, workshop, actor)
        assert [(one.content.first_date, one.content.id, one.language) for one in tasks] == wanted
        assert all(one.boards > 0 for one in tasks)
        km = page_of_tasks(reading, actor, asked(workshop, "km"))
        assert [one.id for one in km] == [f"{content_id}.km" for _, content_id, code in wanted if code == "km"]
        assert list(in_pages(reading, workshop, actor)) == [one.id for one in tasks]


def in_pages(session: Session, workshop: Workshop, actor: Actor) -> Iterator[str]:
    after = ""
    while page := page_of_tasks(session, actor, asked(workshop, after=after, most=7)):
        yield from (one.id for one in page)
        after = page[-1].id


def test_what_is_recorded_leaves_and_comes_back_when_the_words_change(workshop: Workshop) -> None:
    with session_scope(workshop.engine) as session:
        speakers(session, 10, Random(1))
        one = content(1, Random(3)) | {"kind": "bulletin", "state": "published", "last_date": None, "unit_id": CITY}
        session.add(Content(**one | {"language": "vi"}))  # type: ignore[arg-type]

    def waiting() -> dict[str, str]:
        with session_scope(workshop.engine, writes=False) as session:
            return {task.language: task.need for task in page_of_tasks(session, AUDITOR, asked(workshop))}

    assert waiting() == {"km": "needed", "sti": "needed", "cmo": "needed"}
    with session_scope(workshop.engine) as session:
        known = {"sha256": SHAS[2], "duration_ms": 1, "recorded_at_ms": 0, "original_sha256": SHAS[0]}
        session.add(ContentRecording(content_id=str(one["id"]), language="km", **known))  # type: ignore[arg-type]
    assert "km" not in waiting()
    with session_scope(workshop.engine) as session:
        session.get_one(Content, one["id"]).original_sha256 = SHAS[1]
    assert waiting() == {"km": "outdated", "sti": "needed", "cmo": "needed"}
    with session_scope(workshop.engine) as session:
        session.get_one(Content, one["id"]).last_date = TODAY - timedelta(1)
    assert waiting() == {}


def test_another_units_content_is_no_place_to_go_on_from(workshop: Workshop, reading: Session) -> None:
    with session_scope(workshop.engine) as session:
        session.add(Content(**content(1, Random(3)) | {"unit_id": SOUTH}))  # type: ignore[arg-type]
    for after in ("bulletin-00001.km", "nothing", "bulletin-77777.km"):
        with pytest.raises(NotFound):
            page_of_tasks(reading, person("editor", NORTH), asked(workshop, after=after))


def test_languages_are_those_of_ones_own_devices(workshop: Workshop, reading: Session) -> None:
    with session_scope(workshop.engine) as session:
        speakers(session, 40, Random(2))
    assert set(languages_heard(reading, AUDITOR)) == {"vi", "km", "sti", "cmo"}
    assert "km" not in languages_heard(reading, person("editor", NORTH))
    assert listeners(reading).below(CITY) == languages_below(reading, CITY)


def test_nothing_waits_where_nobody_listens(workshop: Workshop, reading: Session) -> None:
    with session_scope(workshop.engine) as session:
        contents(session, 20, Random(4), done=0.0)
    assert page_of_tasks(reading, AUDITOR, asked(workshop)) == []
