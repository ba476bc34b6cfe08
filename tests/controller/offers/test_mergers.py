"""What becomes of targets and answers when units end in the middle of an offer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from controller.bulletins.models import Content
from controller.db import session_scope
from controller.devices.models import Device
from controller.library.store import FolderStore
from controller.offers.known import flows
from controller.offers.models import ContentAnswer, ContentTarget
from controller.offers.service import Given, answer, from_above
from controller.people.actor import THE_SYSTEM
from controller.units import events
from controller.units.audience import inheritance
from controller.units.models import Unit
from controller.units.order import NewUnit, Order
from controller.units.service import forget_tree, tree
from tests.controller.offers.land import HASHES, NOW_MS, TODAY, ZONE, approver, heard, put, to, unit
from tests.controller.places import person
from tests.controller.units import test_merger_of_2025 as of_2025
from tests.controller.units.test_merger_of_2025 import lists

__all__ = ["lists"]
HEIR = f"hh-{TODAY:%Y%m%d}"


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "media")


def apply(engine: Engine, order: Order) -> None:
    with session_scope(engine) as session:
        events.order_event(session, THE_SYSTEM, order, NOW_MS, ZONE)


def merge(engine: Engine, *codes: str) -> None:
    apply(engine, Order("merge", TODAY, (NewUnit("hh", "H"),), {unit(code): HEIR for code in codes}))


def split(engine: Engine, code: str, into: tuple[str, str]) -> None:
    """The board of the unit goes to the first part."""
    parts = tuple(f"{one}-{TODAY:%Y%m%d}" for one in into)
    placed = {f"device board-{code}": parts[0]}
    new = tuple(NewUnit(one, one) for one in into)
    apply(engine, Order("split", TODAY, new, parts={unit(code): parts}, placed=placed))


def publish(engine: Engine, *targets: str, offered: bool = False) -> str:
    with session_scope(engine) as session:
        return put(session, "pp", "Tin", to(*targets, offered=offered)).id


def say(engine: Engine, content_id: str, unit_id: str, *, accepted: bool) -> None:
    with session_scope(engine) as session:
        given = Given(accepted, HASHES[0], "" if accepted else "trùng")
        answer(session, person("approver", unit_id), content_id, unit_id, given, NOW_MS, TODAY)


def test_a_target_that_is_merged_means_what_it_was_merged_into(engine: Engine, store: FolderStore) -> None:
    publish(engine, "cc")
    merge(engine, "cc", "dd")
    assert heard(engine, store, "Tin") == {"cc", "c1", "dd"}


def test_a_target_that_is_split_means_all_its_parts(engine: Engine, store: FolderStore) -> None:
    content_id = publish(engine, "dd", offered=True)
    split(engine, "dd", ("x1", "x2"))
    x1, x2 = (f"{one}-{TODAY:%Y%m%d}" for one in ("x1", "x2"))
    with session_scope(engine) as session:
        for one in (x1, x2):
            seen = from_above(session, person("approver", one), one, "", 10, TODAY)
            assert [(each.id, each.standing) for each in seen] == [(content_id, "waiting")]
    say(engine, content_id, x1, accepted=True)
    assert heard(engine, store, "Tin") == {"dd"}, "its board stands in the first part now"


@pytest.mark.parametrize(
    ("answers", "boards"),
    [
        ({"cc": True, "dd": True}, {"cc", "c1", "dd"}),
        ({"cc": True, "dd": False}, set()),
        ({"cc": True}, set()),
        ({"cc": False, "dd": False}, set()),
    ],
)
def test_what_all_said_that_were_merged_holds_and_else_it_is_asked_anew(
    engine: Engine, store: FolderStore, answers: dict[str, bool], boards: set[str]
) -> None:
    content_id = publish(engine, "cc", "dd", offered=True)
    for code, accepted in answers.items():
        say(engine, content_id, unit(code), accepted=accepted)
    merge(engine, "cc", "dd")
    assert heard(engine, store, "Tin") == boards
    say(engine, content_id, HEIR, accepted=not boards)
    assert heard(engine, store, "Tin") == ({"cc", "c1", "dd"} - boards), "its own answer goes before"


def test_a_unit_that_takes_another_in_goes_on_as_it_answered(engine: Engine, store: FolderStore) -> None:
    content_id = publish(engine, "cc", "dd", offered=True)
    say(engine, content_id, unit("cc"), accepted=True)
    apply(engine, Order("merge", TODAY, into={unit("cc"): unit("dd")}))
    assert heard(engine, store, "Tin") == set(), "nobody asked dd, which is what it was"
    say(engine, content_id, unit("dd"), accepted=True)
    assert heard(engine, store, "Tin") == {"cc", "c1", "dd"}


def test_another_name_changes_nothing(engine: Engine, store: FolderStore) -> None:
    content_id = publish(engine, "aa", "dd", offered=True)
    say(engine, content_id, unit("aa"), accepted=True)
    into = {unit(code): f"{code}-{TODAY:%Y%m%d}" for code in ("pp", "aa", "dd")}
    apply(engine, Order("rename", TODAY, tuple(NewUnit(code, code.upper()) for code in ("pp", "aa", "dd")), into))
    assert heard(engine, store, "Tin") == {"aa", "a1"}
    say(engine, content_id, into[unit("dd")], accepted=True)
    assert heard(engine, store, "Tin") == {"aa", "a1", "dd"}


def test_an_ended_unit_answers_no_more(engine: Engine) -> None:
    content_id = publish(engine, "cc", "dd", offered=True)
    merge(engine, "cc", "dd")
    with session_scope(engine) as session, pytest.raises(Exception, match="is no more"):
        answer(session, approver("cc"), content_id, unit("cc"), Given(True, HASHES[0]), NOW_MS, TODAY)


PLAYED, CITY = date(2026, 11, 30), "75-20260430"


def test_targets_and_answers_go_along_in_the_merger_of_111_communes(
    any_engine: Engine, lists: tuple[str, str], tmp_path: Path
) -> None:
    """The old province offered something to half of its communes; every third of those accepted it."""
    of_2025.settle(any_engine, lists)
    with session_scope(any_engine) as session:
        communes = sorted(one.id for one in of_2025.old_units(session) if one.tier == "commune")
        chosen, accepting = communes[::2], set(communes[::6])
        offer = session.get_one(Content, f"c-{of_2025.PROVINCE}")
        offer.flow = "offered"
        session.add(offer)
        session.add_all(ContentTarget(content_id=offer.id, unit_id=one) for one in chosen)
        session.flush()
        given = {"accepted": True, "mark": offer.original_sha256, "answered_at_ms": 0}
        session.add_all(ContentAnswer(content_id=offer.id, unit_id=one, **given) for one in accepting)
    of_2025.merge(any_engine, lists)
    with session_scope(any_engine, writes=False) as session:
        assert len(session.exec(select(ContentTarget)).all()) == len(chosen)
        made_of: dict[str, set[str]] = {}
        for passage in session.exec(select(Unit).where(col(Unit.id).in_(communes))).all():
            for one in heirs(session, passage.id):
                made_of.setdefault(one, set()).add(passage.id)
        assert len(made_of) == 40
        aimed = {one for one, sources in made_of.items() if sources & set(chosen)}
        played = {one for one in aimed if made_of[one] <= accepting}
        assert aimed - played
        assert {one for one in made_of if is_aimed(session, one)} == aimed
        assert boards_that_play(session) == {f"b-{one}" for heir in played for one in made_of[heir]}


def heirs(session: Session, unit_id: str) -> frozenset[str]:
    return flows(session).lineage.heirs(unit_id)


def is_aimed(session: Session, unit_id: str) -> bool:
    offer = session.get_one(Content, f"c-{of_2025.PROVINCE}")
    return flows(session).is_aimed(offer, tree(session).ancestors(unit_id, PLAYED))


def boards_that_play(session: Session) -> set[str]:
    """Of the old communes."""
    forget_tree(session)
    known, past, offer = flows(session), inheritance(session, PLAYED), session.get_one(Content, f"c-{of_2025.PROVINCE}")
    found = set()
    for device in session.exec(select(Device)).all():
        chain = tree(session).ancestors(device.unit_id, PLAYED)
        if offer.unit_id in past.left_to(device.id, chain).contents and known.plays(offer, chain):
            found.add(device.id)
    return found
