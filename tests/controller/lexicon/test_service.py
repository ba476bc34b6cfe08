"""Whose words hold where, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from controller.lexicon import service
from controller.lexicon.entry import Entry
from controller.lexicon.service import marks_of, said_in
from controller.people.actor import Actor
from controller.people.rights import Role
from controller.units.models import Unit
from media.speech.spoken import lexicon
from protocol.errors import Conflict, InvalidInput, NotAllowed, NotFound
from protocol.ids import EpochMs
from tests.controller.places import CITY, FIRST_DAY, NORTH, SOUTH, person, settle

NOW = EpochMs(1_800_000_000_000)
HAMLET = "ap-20250701"


@pytest.fixture
def session(any_engine: Engine) -> Iterator[Session]:
    with Session(any_engine) as session:
        settle(session)
        session.add(
            Unit(id=HAMLET, code="ap", name="Ấp 1", kind="Ấp", tier="hamlet", parent_id=NORTH, valid_from=FIRST_DAY)
        )
        session.flush()
        session.info.clear()
        yield session


def put(session: Session, unit_id: str, written: str, spoken: str, who: Actor | None = None, **more: str) -> None:
    service.put(session, who or person("approver"), unit_id, [Entry(written, spoken, **more)], NOW)


def test_a_units_own_word_goes_before_those_of_units_above(session: Session) -> None:
    put(session, CITY, "BĐBP", "bộ đội biên phòng")
    put(session, CITY, "KP", "khu phố")
    put(session, NORTH, "KP", "khu phố Bắc")
    assert said_in(session, [NORTH])["vi"] == {"BĐBP": "bộ đội biên phòng", "KP": "khu phố Bắc"}
    assert said_in(session, [HAMLET]) == said_in(session, [NORTH])
    assert said_in(session, [SOUTH])["vi"]["KP"] == "khu phố"
    assert said_in(session, [CITY])["vi"]["KP"] == "khu phố"


def test_to_several_units_only_words_of_units_that_hold_for_all_are_said(session: Session) -> None:
    put(session, CITY, "BĐBP", "bộ đội biên phòng")
    put(session, NORTH, "KP", "khu phố Bắc")
    assert said_in(session, [NORTH, SOUTH])["vi"] == {"BĐBP": "bộ đội biên phòng"}
    assert set(said_in(session, [NORTH, HAMLET])["vi"]) == {"BĐBP", "KP"}
    assert said_in(session, [CITY, NORTH])["vi"] == {"BĐBP": "bộ đội biên phòng"}
    assert said_in(session, []) == {}


def test_languages_are_apart(session: Session) -> None:
    put(session, CITY, "UBND", "people's committee", language="en")
    assert said_in(session, [NORTH]) == {"en": {"UBND": "people's committee"}}


def test_a_units_mark_follows_what_holds_there_and_nothing_else(session: Session) -> None:
    def mark() -> str:
        return marks_of(session, [NORTH])[NORTH]

    seen = [mark()]
    put(session, SOUTH, "KP", "khu phố")
    put(session, HAMLET, "KP", "khu phố")
    assert mark() == seen[0]
    put(session, CITY, "KP", "khu phố")
    seen.append(mark())
    put(session, CITY, "KP", "khu phố", note="ghi chú")
    assert mark() == seen[1]
    put(session, NORTH, "KP", "khu phố Bắc")
    seen.append(mark())
    put(session, NORTH, "KP", "khu phố", language="en")
    seen.append(mark())
    assert len(set(seen)) == 4
    for row in service.list_entries(session, person("editor")):
        service.remove(session, person("approver"), row.id)
    assert mark() == seen[0]


def test_the_same_word_again_is_the_same_entry_said_otherwise(session: Session) -> None:
    put(session, NORTH, "Hoà Bình", "hòa bình")
    put(session, NORTH, " Hòa Bình ", "hòa-bình")
    [row] = service.list_entries(session, person("editor"))
    assert (row.written, row.spoken, row.changed_at_ms) == ("Hòa Bình", "hòa-bình", NOW)
    assert service.put(session, person("approver"), NORTH, [Entry("Hòa Bình", "hòa-bình")], NOW) == []


def test_entries_are_found_by_words_whatever_the_accents(session: Session) -> None:
    put(session, CITY, "BĐBP", "bộ đội biên phòng")
    put(session, NORTH, "KP", "khu phố", note="theo đề nghị của phường")
    put(session, SOUTH, "KDC", "khu dân cư")
    listed = service.list_entries

    def found(who: Actor, words: str = "", unit_id: str = "") -> list[str]:
        return [row.written for row in listed(session, who, words, unit_id)]

    assert found(person("editor")) == ["BĐBP", "KDC", "KP"]
    assert found(person("editor"), "bien phong") == ["BĐBP"]
    assert found(person("editor"), "de nghi") == ["KP"]
    assert found(person("editor", NORTH)) == ["BĐBP", "KP"]
    assert found(person("editor"), unit_id=SOUTH) == ["BĐBP", "KDC"]
    with pytest.raises(NotAllowed):
        found(person("editor", NORTH), unit_id=SOUTH)
    with pytest.raises(NotFound):
        found(person("editor"), unit_id="none")


@pytest.mark.parametrize("role", ["editor", "operator", "technician", "auditor"])
def test_who_may_not_publish_may_not_change_words(session: Session, role: Role) -> None:
    put(session, NORTH, "KP", "khu phố")
    [row] = service.list_entries(session, person("editor"))
    for change in (
        lambda: put(session, NORTH, "A", "a", person(role)),
        lambda: service.replace(session, person(role), row.id, Entry("A", "a"), NOW),
        lambda: service.remove(session, person(role), row.id),
    ):
        with pytest.raises(NotAllowed):
            change()


def test_nobody_changes_another_units_words(session: Session) -> None:
    put(session, CITY, "BĐBP", "bộ đội biên phòng")
    put(session, SOUTH, "KP", "khu phố")
    of_city, of_south = service.list_entries(session, person("approver"))
    north = person("administrator", NORTH)
    with pytest.raises(NotAllowed):
        put(session, CITY, "A", "a", north)
    with pytest.raises(NotAllowed):
        put(session, SOUTH, "A", "a", north)
    with pytest.raises(NotAllowed):
        service.remove(session, north, of_city.id)
    with pytest.raises(NotFound):
        service.remove(session, north, of_south.id)
    with pytest.raises(NotFound):
        put(session, "none", "A", "a")


def test_an_entry_is_put_in_the_place_of_another(session: Session) -> None:
    put(session, NORTH, "KP", "khu phố")
    [row] = service.list_entries(session, person("editor"))
    service.replace(session, person("approver"), row.id, Entry("KPh", "khu phố"), NOW)
    assert said_in(session, [NORTH])["vi"] == {"KPh": "khu phố"}
    with pytest.raises(NotFound):
        service.find(session, person("approver"), row.id)


def test_a_word_taken_out_is_said_as_above_again(session: Session) -> None:
    put(session, CITY, "KP", "khu phố")
    put(session, NORTH, "KP", "khu phố Bắc")
    own = next(row for row in service.list_entries(session, person("editor")) if row.unit_id == NORTH)
    service.remove(session, person("approver"), own.id)
    assert said_in(session, [NORTH])["vi"] == {"KP": "khu phố"}


@pytest.mark.parametrize(
    "entry",
    [
        Entry("", "gì"),
        Entry("UBND", " . "),
        Entry("UB\x00ND", "gì"),
        Entry("UBND", "ủy\nban"),
        Entry("x" * 201, "gì"),
        Entry("UBND", "gì", language="tiếng Việt"),
        Entry("UBND", "gì", language="VI"),
        Entry("UBND", "gì", note="hai\ndòng"),
        Entry("UBND", "gì", note="x" * 201),
        Entry("=UBND", "gì"),
        Entry("UBND", "+gì"),
        Entry("UBND", "gì", note="@x"),
    ],
)
def test_what_cannot_be_an_entry_is_refused(session: Session, entry: Entry) -> None:
    with pytest.raises(InvalidInput):
        service.put(session, person("approver"), NORTH, [entry], NOW)


def test_no_unit_below_is_left_with_more_words_than_a_reader_takes(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (service, lexicon):
        monkeypatch.setattr(module, "MOST_ENTRIES", 3)
    put(session, NORTH, "A1", "a")
    put(session, NORTH, "B1", "b")
    put(session, CITY, "C1", "c")
    put(session, CITY, "A1", "a khác")
    with pytest.raises(Conflict, match="Bình Phước"):
        put(session, CITY, "D1", "d")
