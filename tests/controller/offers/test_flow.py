"""To which boards a content goes: the rules, one by one, as the manifests of a board in each unit have them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from controller.bulletins.draft import Options
from controller.bulletins.service import withdraw
from controller.db import session_scope
from controller.library.store import FolderStore
from controller.offers.flow import mark_of
from controller.offers.service import Given, answer, take_back
from controller.offers.targets import all_targets
from controller.people.actor import THE_SYSTEM
from protocol.errors import Conflict, InvalidInput, NotAllowed, NotFound
from protocol.ids import EpochMs
from tests.controller.offers.land import BEGUN, HASHES, NOW_MS, TODAY, TREE, approver, heard, put, state, to, unit
from tests.controller.places import person

ALL = set(TREE)
GROUP = {"gg", "aa", "bb", "a1"}


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "media")


def say(engine: Engine, content_id: str, code: str, *, accepted: bool, original: str = HASHES[0]) -> None:
    """A unit answers."""
    given = Given(accepted, original, "" if accepted else "trùng với tin của xã")
    with session_scope(engine) as session:
        answer(session, approver(code), content_id, unit(code), given, NOW_MS, TODAY)


def publish(engine: Engine, code: str, options: Options, original: str = HASHES[0], name: str = "Tin") -> str:
    with session_scope(engine) as session:
        return put(session, code, name, options, original).id


TARGETS: list[tuple[str, tuple[str, ...], set[str]]] = [
    ("pp", (), ALL),
    ("gg", (), GROUP),
    ("aa", (), {"aa", "a1"}),
    ("pp", ("aa",), {"aa", "a1"}),
    ("pp", ("gg",), GROUP),
    ("pp", ("aa", "dd"), {"aa", "a1", "dd"}),
    ("pp", ("a1", "cc"), {"a1", "cc", "c1"}),
    ("gg", ("bb",), {"bb"}),
    ("pp", ("pp",), ALL),
    ("pp", ("pp", "aa"), ALL),
    ("pp", ("gg", "aa"), GROUP),
]


def test_it_goes_to_the_units_chosen_and_all_below_each(engine: Engine, store: FolderStore) -> None:
    for number, (of, targets, _) in enumerate(TARGETS):
        publish(engine, of, to(*targets), name=f"Tin {number}")
    found = [heard(engine, store, f"Tin {number}") for number in range(len(TARGETS))]
    assert found == [boards for _, _, boards in TARGETS]


def test_what_lies_below_another_target_is_not_written_down(engine: Engine) -> None:
    for chosen, kept in (("gg", "aa", "a1", "dd"), ["dd", "gg"]), (("pp", "aa"), []), (("aa",), ["aa"]):
        content_id = publish(engine, "pp", to(*chosen))
        with session_scope(engine, writes=False) as session:
            assert all_targets(session, [content_id]).get(content_id, []) == [unit(one) for one in kept]


@pytest.mark.parametrize(("of", "target"), [("gg", "dd"), ("aa", "pp"), ("aa", "bb")])
def test_nothing_goes_to_units_that_are_not_below(engine: Engine, of: str, target: str) -> None:
    with pytest.raises(InvalidInput, match="not a part"):
        publish(engine, of, to(target))


def test_nothing_goes_to_a_unit_that_is_not_there(engine: Engine) -> None:
    with pytest.raises(NotFound):
        publish(engine, "pp", to("zz"))


ANSWERS: list[tuple[str, tuple[str, ...], dict[str, bool], set[str]]] = [
    ("pp", (), {}, {"pp"}),
    ("pp", (), {"aa": True}, {"pp", "aa", "a1"}),
    ("pp", (), {"aa": True, "a1": False}, {"pp", "aa"}),
    ("pp", (), {"aa": False, "a1": True}, {"pp", "a1"}),
    ("pp", (), {"gg": True}, {"pp", *GROUP}),
    ("pp", (), {"gg": True, "bb": False}, {"pp", "gg", "aa", "a1"}),
    ("pp", (), {"gg": False, "bb": True, "dd": True}, {"pp", "bb", "dd"}),
    ("pp", ("aa", "dd"), {}, set()),
    ("pp", ("aa", "dd"), {"aa": True}, {"aa", "a1"}),
    ("pp", ("aa", "dd"), {"gg": True}, {"aa", "a1"}),
    ("pp", ("aa",), {"a1": True}, {"a1"}),
    ("gg", (), {"aa": True}, {"gg", "aa", "a1"}),
]


def test_what_is_offered_plays_where_the_nearest_unit_that_answered_accepted_it(
    engine: Engine, store: FolderStore
) -> None:
    for number, (of, targets, answers, _) in enumerate(ANSWERS):
        content_id = publish(engine, of, to(*targets, offered=True), name=f"Tin {number}")
        for code, accepted in answers.items():
            say(engine, content_id, code, accepted=accepted)
    found = [heard(engine, store, f"Tin {number}") for number in range(len(ANSWERS))]
    assert found == [boards for _, _, _, boards in ANSWERS]


def test_an_answer_tells_the_boards_it_concerns_and_no_others(engine: Engine, store: FolderStore) -> None:
    content_id = publish(engine, "pp", to("aa", "dd", offered=True))
    state(engine, store)
    say(engine, content_id, "aa", accepted=True)
    assert state(engine, store) == 2, "aa and its hamlet"
    say(engine, content_id, "aa", accepted=True)
    assert state(engine, store) == 0
    with session_scope(engine) as session:
        take_back(session, approver("aa"), content_id, unit("aa"), TODAY)
        take_back(session, approver("aa"), content_id, unit("aa"), TODAY)
    assert state(engine, store) == 2
    assert heard(engine, store, "Tin") == set()


def test_what_is_withdrawn_or_over_above_is_gone_everywhere(engine: Engine, store: FolderStore) -> None:
    content_id = publish(engine, "pp", to("aa", offered=True, last_date=TODAY))
    say(engine, content_id, "aa", accepted=True)
    assert heard(engine, store, "Tin") == {"aa", "a1"}
    assert heard(engine, store, "Tin", EpochMs(NOW_MS + 86_400_000)) == set(), "its last day is over"
    assert heard(engine, store, "Tin") == {"aa", "a1"}
    with session_scope(engine) as session:
        withdraw(session, THE_SYSTEM, content_id, NOW_MS)
    assert heard(engine, store, "Tin") == set()
    with pytest.raises(NotFound):
        say(engine, content_id, "aa", accepted=True)


def test_what_changes_is_off_until_it_is_accepted_anew(engine: Engine, store: FolderStore) -> None:
    content_id = publish(engine, "pp", to("aa", offered=True))
    say(engine, content_id, "aa", accepted=True)
    assert publish(engine, "pp", to("aa", offered=True), HASHES[1]) == content_id
    assert heard(engine, store, "Tin") == set()
    with pytest.raises(Conflict):
        say(engine, content_id, "aa", accepted=True)
    say(engine, content_id, "aa", accepted=True, original=HASHES[1])
    assert heard(engine, store, "Tin") == {"aa", "a1"}


def test_what_an_address_gives_is_accepted_once(engine: Engine) -> None:
    with session_scope(engine) as session:
        first = put(session, "pp", "Tin", to(offered=True), kind="feed")
        mark = mark_of(first)
        again = put(session, "pp", "Tin", to(offered=True), HASHES[1], kind="feed")
        assert (again.id, mark_of(again)) == (first.id, mark)


def test_published_again_it_goes_where_it_is_sent_now(engine: Engine, store: FolderStore) -> None:
    content_id = publish(engine, "pp", to("aa", offered=True))
    say(engine, content_id, "aa", accepted=True)
    publish(engine, "pp", to("dd"))
    assert heard(engine, store, "Tin") == {"dd"}
    publish(engine, "pp", to(offered=True))
    assert heard(engine, store, "Tin") == {"pp", "aa", "a1"}, "the same words were accepted"


def test_nobody_answers_for_another_unit(engine: Engine) -> None:
    content_id = publish(engine, "pp", to("aa", "dd", offered=True))
    given = Given(True, HASHES[0])
    with session_scope(engine) as session:
        for who, where in (("dd", "aa"), ("a1", "aa"), ("bb", "aa")):
            with pytest.raises(NotAllowed):
                answer(session, approver(who), content_id, unit(where), given, NOW_MS, TODAY)
            with pytest.raises(NotAllowed):
                take_back(session, approver(who), content_id, unit(where), TODAY)
        with pytest.raises(NotAllowed):
            answer(session, person("editor", unit("aa")), content_id, unit("aa"), given, NOW_MS, TODAY)


def test_only_what_is_offered_to_a_unit_can_be_answered_by_it(engine: Engine) -> None:
    offered = publish(engine, "pp", to("aa", offered=True))
    with session_scope(engine) as session:
        direct = put(session, "pp", "Khác", to("aa")).id
    for content_id, code in ((offered, "dd"), (direct, "aa"), ("no-such", "aa"), (offered, "pp")):
        with pytest.raises(NotFound):
            say(engine, content_id, code, accepted=True)


def test_a_refusal_needs_a_reason(engine: Engine) -> None:
    content_id = publish(engine, "pp", to("aa", offered=True))
    for reason in ("", "  ", "x" * 501):
        with session_scope(engine) as session, pytest.raises(InvalidInput, match="reason"):
            answer(session, approver("aa"), content_id, unit("aa"), Given(False, HASHES[0], reason), NOW_MS, TODAY)


def test_days_are_as_they_were(engine: Engine, store: FolderStore) -> None:
    publish(engine, "pp", Options(date(2027, 1, 1), targets=(unit("aa"),)))
    assert BEGUN < TODAY
    assert heard(engine, store, "Tin") == {"aa", "a1"}, "it is fetched before its first day"
