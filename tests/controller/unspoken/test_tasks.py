"""What waits, by the database, against one look at each content after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st
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
from controller.unspoken import jobs, waiting
from controller.unspoken.jobs import mark_anew
from controller.unspoken.listeners import listeners
from controller.unspoken.models import HearingMark
from controller.unspoken.service import Asked, Task, counts_of_tasks, page_of_tasks
from controller.unspoken.voiced import voiced
from media.speech.espeak import Espeak
from protocol.errors import NotFound
from tests.controller.places import CITY, NORTH, SOUTH, person, settle
from tests.controller.unspoken.province import SHAS, TODAY, content, contents, media, speakers
from tests.controller.unspoken.slowly import waits
from tests.controller.unspoken.writing import act, empty

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


def tasks_of(session: Session, actor: Actor, wanted: Asked) -> Sequence[Task]:
    return page_of_tasks(session, actor, wanted).tasks


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
@pytest.mark.parametrize("is_marked", [True, False])
def test_the_list_is_what_the_page_of_each_content_says(
    workshop: Workshop, reading: Session, seed: int, is_marked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "AT_ONCE", 2 + 5 * seed)
    monkeypatch.setattr(waiting, "MOST_NAMED", 10 * seed)
    monkeypatch.setattr(jobs, "AT_A_TIME", 7)
    with session_scope(workshop.engine) as session:
        chance = Random(seed)
        speakers(session, 20, chance)
        contents(session, 60, chance, aimed=0.5 if seed else 0.0)
    if is_marked:
        assert mark_anew(workshop.engine) > 0 == mark_anew(workshop.engine)
    for actor in (AUDITOR, person("editor", NORTH), person("editor", SOUTH)):
        tasks = tasks_of(reading, actor, asked(workshop))
        wanted = oracle(reading, workshop, actor)
        assert [(one.content.first_date, one.content.id, one.language) for one in tasks] == wanted
        assert all(one.boards > 0 for one in tasks)
        assert waits(reading, actor, voiced(workshop), TODAY) == wanted, "both who look slowly agree"
        counts = counts_of_tasks(reading, actor, asked(workshop))
        assert +Counter(counts) == Counter(code for *_, code in wanted)
        km = tasks_of(reading, actor, asked(workshop, "km"))
        assert [one.id for one in km] == [f"{content_id}.km" for _, content_id, code in wanted if code == "km"]
        assert list(in_pages(reading, workshop, actor)) == [one.id for one in tasks]


def in_pages(session: Session, workshop: Workshop, actor: Actor) -> Iterator[str]:
    after = ""
    while page := tasks_of(session, actor, asked(workshop, after=after, most=7)):
        yield from (one.id for one in page)
        after = page[-1].id


def test_what_is_recorded_leaves_and_comes_back_when_the_words_change(workshop: Workshop) -> None:
    with session_scope(workshop.engine) as session:
        speakers(session, 10, Random(1))
        one = content(1, Random(3)) | {"kind": "bulletin", "state": "published", "last_date": None, "unit_id": CITY}
        session.add(Content(**one | {"language": "vi"}))  # type: ignore[arg-type]

    def waiting() -> dict[str, str]:
        with session_scope(workshop.engine, writes=False) as session:
            return {task.language: task.need for task in tasks_of(session, AUDITOR, asked(workshop))}

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
            tasks_of(reading, person("editor", NORTH), asked(workshop, after=after))


def test_languages_are_those_of_ones_own_devices(workshop: Workshop, reading: Session) -> None:
    with session_scope(workshop.engine) as session:
        speakers(session, 40, Random(2))
    assert counts_of_tasks(reading, AUDITOR, asked(workshop)) == dict.fromkeys(("cmo", "km", "sti", "vi"), 0)
    assert "km" not in counts_of_tasks(reading, person("editor", NORTH), asked(workshop))
    assert listeners(reading).below(CITY) == languages_below(reading, CITY)


def test_nothing_waits_where_nobody_listens(workshop: Workshop, reading: Session) -> None:
    with session_scope(workshop.engine) as session:
        contents(session, 20, Random(4), done=0.0)
    assert tasks_of(reading, AUDITOR, asked(workshop)) == []


LOOK = -1
"""The job has its turn."""


@given(acts=st.lists(st.just(LOOK) | st.integers(0, 100_000), max_size=40))
@how(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_is_written_the_list_is_what_a_slow_look_finds(workshop: Workshop, acts: list[int]) -> None:
    with session_scope(workshop.engine) as session:
        empty(session)
    for one in acts:
        if one == LOOK:
            mark_anew(workshop.engine)
            continue
        with session_scope(workshop.engine) as session:
            act(session, one)
    for _ in range(2):
        with session_scope(workshop.engine, writes=False) as session:
            for actor in (AUDITOR, person("editor", NORTH)):
                found = tasks_of(session, actor, asked(workshop))
                told = [(one.content.first_date, one.content.id, one.language) for one in found]
                assert told == waits(session, actor, voiced(workshop), TODAY)
        mark_anew(workshop.engine)


def test_bulletins_that_are_heard_alike_have_one_mark(workshop: Workshop) -> None:
    with session_scope(workshop.engine) as session:
        speakers(session, 10, Random(1))
        usual = {"kind": "bulletin", "state": "published", "last_date": None, "unit_id": CITY, "language": "vi"}
        for number in range(9):
            session.add(Content(**content(number, Random(number)) | usual))  # type: ignore[arg-type]
    assert mark_anew(workshop.engine) == 9
    with session_scope(workshop.engine) as session:
        assert len(set(session.exec(select(HearingMark.mark)).all())) == 1
        session.get_one(Content, "bulletin-00004").state = "withdrawn"
    with session_scope(workshop.engine) as session:
        session.add(ContentTarget(content_id="bulletin-00002", unit_id=NORTH))
    with session_scope(workshop.engine, writes=False) as session:
        marks = {row.content_id: row.mark for row in session.exec(select(HearingMark)).all()}
    assert len(marks) == 8 and marks["bulletin-00002"] == "bulletin-00002" and len(set(marks.values())) == 2
    assert mark_anew(workshop.engine) == 1
