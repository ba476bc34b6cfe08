from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.store import State, open_state
from agent.store.documents import held_documents, keep_document
from agent.store.lock import sole_user
from agent.store.state import STATE_FILE
from protocol.errors import Conflict
from protocol.intake import Accepted, Held, take
from tests.protocol.makers import ME, NOW, WORKER, desired, enrolled, key, signed, trust


def held_of(rev: int) -> Held:
    _, outcome = take(enrolled(), "desired", ME, signed("desired", desired(), rev=rev), NOW)
    assert isinstance(outcome, Accepted)
    return outcome.held


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    state = open_state(tmp_path)
    yield state
    state.close()


def test_it_is_made_durable(state: State) -> None:
    assert state.db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert state.db.execute("PRAGMA synchronous").fetchone() == (2,)


def test_facts_come_back(state: State, tmp_path: Path) -> None:
    assert state.fact("floor") is None
    state.remember("floor", b"1")
    state.remember("floor", b"2")
    again = open_state(tmp_path)
    assert again.fact("floor") == b"2"
    again.close()


def test_a_newer_document_takes_the_place_of_the_older(state: State) -> None:
    keep_document(state, held_of(1))
    keep_document(state, held_of(2))
    assert held_documents(state) == [held_of(2)]


def test_what_lost_its_trust_goes_in_the_same_step(state: State) -> None:
    keep_document(state, held_of(1))
    _, outcome = take(enrolled(), "trust", "all", trust(key(WORKER), rev=2), NOW)
    assert isinstance(outcome, Accepted)
    keep_document(state, outcome.held, [held_of(1)])
    assert held_documents(state) == [outcome.held]


def test_writes_that_fail_together_leave_nothing(state: State) -> None:
    remember = "INSERT INTO facts (name, value) VALUES ('a', ?)"
    with pytest.raises(sqlite3.IntegrityError):
        state.write_all([(remember, (b"1",)), (remember, (b"2",))])
    assert state.fact("a") is None
    assert not state.why_in_memory


@pytest.mark.parametrize(
    "damage", [b"not a database at all, but long enough to be looked at" * 50, b"SQLite format 3\0" * 400]
)
def test_a_damaged_database_is_set_aside_and_the_log_goes_on_above_it(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / STATE_FILE).write_bytes(damage)
    state = open_state(tmp_path)
    assert state.begun_anew
    assert (tmp_path / "state.damaged").read_bytes() == damage
    added = state.write("INSERT INTO log (row) VALUES (x'00')")
    assert added is not None
    assert added > 1_000_000_000
    state.close()


def test_a_folder_has_one_user(tmp_path: Path) -> None:
    with sole_user(tmp_path), pytest.raises(Conflict, match="Another process"), sole_user(tmp_path):
        pass
    with sole_user(tmp_path):
        pass
