"""Who sees which entries, filters, pages, and the check of the whole."""

from __future__ import annotations

import csv
import io
import json

import pytest
from sqlalchemy import Engine, insert, text, update
from sqlmodel import Session, col

from controller.audit.export import BYTE_ORDER_MARK, COLUMNS, exported
from controller.audit.kinds import KINDS
from controller.audit.service import EVERYTHING, Wanted, all_entries, check, list_entries
from controller.audit.view import line_of
from controller.db import Row, all_tables, session_scope
from controller.db.chain import Finding
from controller.db.models import AuditEntry
from controller.db.origin import ORIGIN, Origin
from controller.people.actor import THE_SYSTEM
from controller.publishing.models import Tuning
from controller.units.models import Unit
from controller.web.words import Speaker
from protocol.errors import NotAllowed, NotFound
from tests.controller.places import CITY, FIRST_DAY, NORTH, SOUTH, person, settle

WHOLE = 3


@pytest.fixture
def told(engine: Engine) -> Engine:
    """The program laid down three units; then a person of each commune set a volume."""
    with session_scope(engine) as session:
        settle(session)
    for login, unit_id in (("lan", NORTH), ("minh", SOUTH)):
        token = ORIGIN.set(Origin("192.0.2.1", "PUT /x", 1, login, unit_id))
        with session_scope(engine) as session:
            session.add(Tuning(owner=unit_id, volume_percent=40))
        ORIGIN.reset(token)
    return engine


def seen(engine: Engine, actor: object, wanted: Wanted = EVERYTHING) -> list[tuple[str, str]]:
    with session_scope(engine, writes=False) as session:
        return [(one.kind, one.key) for one in list_entries(session, actor, wanted)]  # type: ignore[arg-type]


def test_an_auditor_reads_of_the_own_units_the_newest_first(told: Engine) -> None:
    assert seen(told, person("auditor", NORTH)) == [("tuning", NORTH), ("unit", NORTH)]
    assert seen(told, person("auditor", CITY))[:2] == [("tuning", SOUTH), ("tuning", NORTH)]
    assert len(seen(told, person("administrator", CITY))) == 5


def test_a_role_without_the_right_reads_nothing(told: Engine) -> None:
    assert seen(told, person("editor", CITY)) == []


def test_filters(told: Engine) -> None:
    auditor = person("auditor", CITY)
    assert seen(told, auditor, Wanted(login=" LAN")) == [("tuning", NORTH)]
    assert seen(told, auditor, Wanted(unit_id=SOUTH)) == [("tuning", SOUTH), ("unit", SOUTH)]
    assert seen(told, auditor, Wanted(kind="tuning", unit_id=CITY)) == [("tuning", SOUTH), ("tuning", NORTH)]
    with session_scope(told, writes=False) as session:
        newest = list_entries(session, auditor)[0].at_ms
    assert seen(told, auditor, Wanted(since_ms=newest + 1)) == []
    assert ("tuning", SOUTH) not in seen(told, auditor, Wanted(until_ms=newest))
    with pytest.raises(NotAllowed):
        seen(told, person("auditor", NORTH), Wanted(unit_id=SOUTH))
    with pytest.raises(NotFound):
        seen(told, auditor, Wanted(unit_id="nowhere"))


def test_what_is_of_no_unit_is_for_those_who_audit_the_whole(told: Engine) -> None:
    with session_scope(told) as session:
        session.add(Tuning(owner="device-1"))
    assert ("tuning", "device-1") in seen(told, person("auditor", CITY))
    assert ("tuning", "device-1") not in seen(told, person("auditor", NORTH))


def test_pages_follow_each_other_without_a_gap(told: Engine) -> None:
    with session_scope(told, writes=False) as session:
        first = list_entries(session, THE_SYSTEM, most=2)
        second = list_entries(session, THE_SYSTEM, before=first[-1].seq, most=2)
        assert [one.seq for one in (*first, *second)] == [5, 4, 3, 2]
        assert [one.seq for one in all_entries(session, THE_SYSTEM)] == [5, 4, 3, 2, 1]


def test_a_changed_and_a_missing_entry_are_found_in_the_database(told: Engine) -> None:
    with session_scope(told, writes=False) as session:
        assert check(session) == (5, [])
    with told.begin() as thief:
        thief.execute(text(_let_go(told)))
        thief.execute(text("UPDATE audit_entry SET login = 'minh' WHERE seq = 4"))
        thief.execute(text("DELETE FROM audit_entry WHERE seq = 2"))
        thief.execute(text("DELETE FROM audit_entry WHERE seq = 5"))
    with session_scope(told, writes=False) as session:
        counted, found = check(session)
    assert counted == WHOLE
    assert found == [Finding("missing", 2, 2), Finding("changed", 4, 4), Finding("missing", 5, 5)]


def test_an_entry_that_somebody_put_in_and_two_that_changed_places_are_found_in_the_database(told: Engine) -> None:
    with session_scope(told, writes=False) as session:
        whole = [one.model_dump() for one in all_entries(session, THE_SYSTEM)][::-1]
    with told.begin() as thief:
        thief.execute(insert(AuditEntry), {**whole[0], "seq": -1, "login": "lan", "label": "Never done"})
    with session_scope(told, writes=False) as session:
        assert check(session)[1] == [Finding("added", -1, -1)]
    with told.begin() as thief:
        thief.execute(text(_let_go(told)))
        for seq, other in ((2, 3), (3, 2)):
            thief.execute(update(AuditEntry).where(col(AuditEntry.seq) == seq).values({**whole[other - 1], "seq": seq}))
    with session_scope(told, writes=False) as session:
        assert {Finding("changed", one, one) for one in (2, 3)} <= set(check(session)[1])


def _let_go(engine: Engine) -> str:
    """What somebody does who owns the database."""
    if engine.dialect.name == "sqlite":
        with engine.begin() as thief:
            thief.execute(text("DROP TRIGGER audit_entry_no_delete"))
        return "DROP TRIGGER audit_entry_no_update"
    return "DROP TRIGGER audit_entry_only_grows ON audit_entry"


def test_every_recorded_table_has_a_name_for_people() -> None:
    all_tables()
    recorded = {
        str(kind.__tablename__) for kind in Row.__subclasses__() if hasattr(kind, "__table__") and kind.recorded
    }
    assert recorded == set(KINDS)


def test_an_entry_is_told_in_words(told: Engine) -> None:
    with session_scope(told, writes=False) as session:
        line = line_of(list_entries(session, person("auditor", NORTH))[0], Speaker("vi", "Asia/Ho_Chi_Minh"))
    assert (line.login, line.deed.vi, line.kind.vi, line.label) == ("lan", "Thêm", "Cài đặt phát", NORTH)
    assert [(change.name.vi, change.after) for change in line.changes][-1] == ("Âm lượng (%)", "40")


def test_exports_hold_every_value_and_no_formula(told: Engine) -> None:
    with session_scope(told) as session:
        session.add(_named(session, "=HYPERLINK(1)"))
    with session_scope(told, writes=False) as session:
        entries = list(all_entries(session, THE_SYSTEM))
        sheet, lines = "".join(exported(entries, "csv")), list(exported(entries, "jsonl"))
    assert sheet.startswith(BYTE_ORDER_MARK)
    rows = list(csv.DictReader(io.StringIO(sheet.removeprefix(BYTE_ORDER_MARK))))
    assert tuple(rows[0]) == COLUMNS
    assert rows[0]["label"] == "'=HYPERLINK(1)"
    assert [json.loads(line)["seq"] for line in lines] == [int(row["seq"]) for row in rows] == [6, 5, 4, 3, 2, 1]
    assert json.loads(lines[0])["hash"] == entries[0].hash
    assert rows[0]["at"].endswith("+00:00")


def _named(session: Session, name: str) -> Unit:
    return Unit(id="1-20250701", code="1", name=name, kind="Xã", tier="commune", parent_id=CITY, valid_from=FIRST_DAY)


def test_moments_and_yes_are_told_as_people_say_them() -> None:
    entry = AuditEntry(
        seq=9, at_ms=1, kind="login_session", key="83ef347b8221", action="added", previous="", hash="", before="{}",
        after='{"began_at_ms":1800000000000,"awaits_code":true,"token_sha256":"(bí mật)","address":null}',
    )  # fmt: skip
    line = line_of(entry, Speaker("vi", "Asia/Ho_Chi_Minh"))
    assert {(change.name.vi, change.after) for change in line.changes} == {
        ("Bắt đầu lúc", "15:00 15/01/2027"),
        ("Chờ mã xác thực", "có"),
    }
    assert line.label == ""
