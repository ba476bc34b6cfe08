"""Every change leaves an entry, in the same transaction, whoever makes it and by whatever statement."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import col, delete, select, update

from controller.db import Row, insert_into, session_scope
from controller.db.chain import findings
from controller.db.models import AuditEntry, AuditHead
from controller.db.origin import ORIGIN, Origin
from controller.db.row import all_tables
from controller.documents.models import Epoch
from controller.people.models import User
from controller.publishing.models import Tuning
from controller.status.models import Listening
from tests.controller.places import CITY, NORTH, settle


@pytest.fixture
def engine(any_engine: Engine) -> Engine:
    return any_engine


@pytest.fixture(autouse=True)
def asked_by() -> Iterator[Origin]:
    asked = Origin("192.0.2.7", "POST /tunings/x", 7, "lan", CITY, "script")
    token = ORIGIN.set(asked)
    yield asked
    ORIGIN.reset(token)


def entries(engine: Engine) -> list[AuditEntry]:
    with session_scope(engine, writes=False) as session:
        return list(session.exec(select(AuditEntry).order_by(col(AuditEntry.seq))).all())


def is_whole(engine: Engine) -> bool:
    with session_scope(engine, writes=False) as session:
        head = session.get_one(AuditHead, 1)
        rows = session.exec(select(AuditEntry).order_by(col(AuditEntry.seq))).all()
        return list(findings((row.model_dump() for row in rows), head.seq, head.hash)) == []


def test_adding_changing_and_removing_a_row_are_told_with_who_and_what(engine: Engine) -> None:
    with session_scope(engine) as session:
        session.add(Tuning(owner=NORTH, volume_percent=40))
    with session_scope(engine) as session:
        session.get_one(Tuning, NORTH).volume_percent = 60
    with session_scope(engine) as session:
        session.delete(session.get_one(Tuning, NORTH))
    added, changed, removed = entries(engine)
    assert [one.action for one in (added, changed, removed)] == ["added", "changed", "removed"]
    assert {(one.kind, one.key, one.login, one.user_id) for one in (added, changed, removed)} == {
        ("tuning", NORTH, "lan", 7)
    }
    assert (added.address, added.via, added.token_name) == ("192.0.2.7", "POST /tunings/x", "script")
    assert (json.loads(changed.before), json.loads(changed.after)) == ({"volume_percent": 40}, {"volume_percent": 60})
    assert json.loads(added.after)["volume_percent"] == 40
    assert json.loads(removed.before)["volume_percent"] == 60
    assert is_whole(engine)


def test_several_flushes_of_one_transaction_are_one_entry_a_row(engine: Engine) -> None:
    with session_scope(engine) as session:
        tuning = Tuning(owner=NORTH, volume_percent=1)
        session.add(tuning)
        session.flush()
        tuning.volume_percent = 2
        session.flush()
        gone = Tuning(owner=CITY)
        session.add(gone)
        session.flush()
        session.delete(gone)
    [one] = entries(engine)
    assert (one.action, json.loads(one.after)["volume_percent"]) == ("added", 2)


def test_what_changed_and_changed_back_is_no_change(engine: Engine) -> None:
    with session_scope(engine) as session:
        session.add(Epoch(id=1, epoch=5))
    with session_scope(engine) as session:
        row = session.get_one(Epoch, 1)
        row.epoch = 6
        session.flush()
        row.epoch = 5
    assert len(entries(engine)) == 1


def test_a_transaction_that_fails_leaves_nothing(engine: Engine) -> None:
    with pytest.raises(KeyError), session_scope(engine) as session:
        session.add(Tuning(owner=NORTH))
        session.flush()
        raise KeyError
    assert entries(engine) == []


def test_what_a_savepoint_took_back_is_not_told(engine: Engine) -> None:
    with session_scope(engine) as session:
        session.add(Tuning(owner=NORTH))
        with pytest.raises(KeyError), session.begin_nested():
            session.add(Tuning(owner=CITY))
            session.flush()
            raise KeyError
    assert [one.key for one in entries(engine)] == [NORTH]


def test_statements_over_many_rows_are_told_row_by_row(engine: Engine) -> None:
    with session_scope(engine) as session:
        session.add(Tuning(owner=NORTH, volume_percent=1))
        session.add(Tuning(owner=CITY, volume_percent=2))
    with session_scope(engine) as session:
        session.exec(update(Tuning).where(col(Tuning.volume_percent) < 9).values(volume_percent=9))
    with session_scope(engine) as session:
        session.exec(delete(Tuning).where(col(Tuning.owner) == CITY))
    told = {(one.action, one.key, json.loads(one.before).get("volume_percent")) for one in entries(engine)[2:]}
    assert told == {("changed", NORTH, 1), ("changed", CITY, 2), ("removed", CITY, 9)}


def test_an_insert_that_would_leave_no_trail_is_refused(engine: Engine) -> None:
    with pytest.raises(RuntimeError, match=r"Tuning by session\.add"), session_scope(engine) as session:
        session.execute(insert_into(session, Tuning).values(owner=NORTH))


def test_what_devices_report_leaves_no_entry(engine: Engine) -> None:
    with session_scope(engine) as session:
        session.merge(Listening(id=1, since_ms=5))
    assert entries(engine) == []


def test_secrets_are_told_to_have_changed_and_never_told(engine: Engine) -> None:
    with session_scope(engine) as session:
        settle(session)
        session.add(User(login="an", full_name="An", password_hash="$argon2id$one", role="editor", unit_id=NORTH))
    with session_scope(engine) as session:
        session.exec(select(User)).one().password_hash = "$argon2id$two"
    told = entries(engine)[-2:]
    assert "argon2id" not in "".join(one.before + one.after for one in told)
    assert json.loads(told[0].after)["password_hash"] == "(bí mật)"
    assert json.loads(told[1].after) == {"password_hash": "(bí mật, đã đổi)"}
    assert {(one.unit_id, one.label) for one in told} == {(NORTH, "an")}


def test_no_column_that_sounds_like_a_secret_is_told() -> None:
    all_tables()
    hushed = ("password", "secret", "token", "private", "code_sha")
    open_ones = {
        f"{row.__tablename__}.{name}"
        for row in _rows()
        if row.recorded
        for name in row.model_fields
        if any(word in name for word in hushed) and name not in row.secret
    }
    assert open_ones == set()


def _rows() -> Iterator[type[Row]]:
    yield from (kind for kind in Row.__subclasses__() if hasattr(kind, "__table__"))


def test_the_program_itself_is_told_as_nobody(engine: Engine, asked_by: Origin) -> None:
    ORIGIN.set(None)
    with session_scope(engine) as session:
        session.add(Tuning(owner=NORTH))
    assert [(one.user_id, one.login) for one in entries(engine)] == [(None, "")]


@pytest.mark.parametrize("statement", ["UPDATE audit_entry SET login = 'x'", "DELETE FROM audit_entry"])
def test_the_database_itself_refuses_to_change_an_entry(engine: Engine, statement: str) -> None:
    with session_scope(engine) as session:
        session.add(Tuning(owner=NORTH))
    with pytest.raises(DBAPIError, match="only grows"), engine.begin() as connection:
        connection.execute(text(statement))


def test_nor_does_a_session(engine: Engine) -> None:
    with session_scope(engine) as session:
        session.add(Tuning(owner=NORTH))
    with pytest.raises(RuntimeError, match="only grows"), session_scope(engine) as session:
        session.exec(select(AuditEntry)).one().login = "x"
    with pytest.raises(RuntimeError, match="only grows"), session_scope(engine) as session:
        session.exec(delete(AuditEntry))


def test_people_who_change_things_at_once_get_one_chain(engine: Engine) -> None:
    def work(number: int) -> None:
        for turn in range(8):
            with session_scope(engine) as session:
                session.add(Tuning(owner=f"device-{number}-{turn}"))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [one.seq for one in entries(engine)] == list(range(1, 33))
    assert is_whole(engine)
