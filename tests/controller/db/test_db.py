from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from controller.db import engine_of, session_scope
from controller.documents.models import Epoch


def test_sqlite_is_set_up_for_one_process_with_threads(tmp_path: Path) -> None:
    engine = engine_of(f"sqlite:///{tmp_path}/new/rao.sqlite3")
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA synchronous")).scalar() == 2, "a power cut takes no revision back"
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
        assert connection.execute(text("PRAGMA busy_timeout")).scalar() == 10_000
    engine.dispose()


def test_sqlite_files_are_their_owners_alone(tmp_path: Path) -> None:
    engine = engine_of(f"sqlite:///{tmp_path}/rao.sqlite3")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE secret (word TEXT)"))
        modes = {file.name: file.stat().st_mode & 0o777 for file in tmp_path.iterdir()}
    engine.dispose()
    assert set(modes.values()) == {0o600}
    assert "rao.sqlite3" in modes


def test_the_scope_commits_when_it_ends_well_and_only_then(engine: Engine) -> None:
    with session_scope(engine) as session:
        session.add(Epoch(id=1, epoch=5))
    with pytest.raises(KeyError), session_scope(engine) as session:
        session.add(Epoch(id=2, epoch=6))
        session.flush()
        raise KeyError
    with session_scope(engine, writes=False) as session:
        assert [row.epoch for row in session.exec(select(Epoch)).all()] == [5]


def test_a_reader_does_not_wait_for_a_writer(engine: Engine) -> None:
    with session_scope(engine) as writer:
        writer.add(Epoch(id=1, epoch=5))
        writer.flush()
        with session_scope(engine, writes=False) as reader:
            assert reader.exec(select(Epoch)).all() == []


def test_a_constraint_has_the_same_name_everywhere() -> None:
    assert Epoch.__table__.primary_key.name == "pk_epoch"  # type: ignore[attr-defined]


def test_a_broken_reference_is_refused(engine: Engine) -> None:
    with pytest.raises(IntegrityError), session_scope(engine) as session:
        session.execute(text("INSERT INTO epoch (id, epoch) VALUES (1, NULL)"))
