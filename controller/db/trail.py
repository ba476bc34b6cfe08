"""Writes down every change of every recorded table, in the transaction that makes it. Nobody has to think of it.

A session notes which rows are touched and how they were; at the commit it reads how they are now and adds one entry a
row. Tables opt out by ``recorded = False`` (what devices report, what is derived), columns by ``secret``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Delete, Table, Update, event, select, tuple_
from sqlalchemy.orm import ORMExecuteState, SessionTransaction, UOWTransaction
from sqlmodel import Session

from controller.clock import wall_ms
from controller.db.chain import BEFORE_THE_FIRST, canonical, hash_of
from controller.db.models import AuditEntry, AuditHead
from controller.db.origin import Origin, origin
from controller.db.row import Row
from controller.db.upsert import insert_into

SECRET, SECRET_CHANGED = "(bí mật)", "(bí mật, đã đổi)"
"""What stands for a secret: that it changed is told, not what it is."""
AT_A_TIME = 200
KEY_CHARS = 12
"""Of a key that is the hash of a secret: enough to tell two apart."""
LABELS = ("title", "name", "login", "headline", "event", "full_name", "written")
Values = Mapping[str, Any]
Key = tuple[type[Row], tuple[Any, ...]]


class Recorded(Session):
    """A session that leaves a trail."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.touched: dict[Key, Values | None] = {}


def _note_before(session: Recorded, _context: UOWTransaction, _objects: object) -> None:
    keys = list[Key]()
    for row in (*session.dirty, *session.deleted):
        if isinstance(row, AuditEntry):
            raise RuntimeError("the trail of changes only grows")
        if isinstance(row, Row) and row.recorded and (row in session.deleted or session.is_modified(row)):
            keys.append(_key_of(row))
    session.touched |= _held(session, [key for key in keys if key not in session.touched])


def _note_new(session: Recorded, _context: UOWTransaction) -> None:
    for row in session.new:
        if isinstance(row, Row) and row.recorded:
            session.touched.setdefault(_key_of(row), None)


def _note_statement(state: ORMExecuteState) -> None:
    """What changes many rows by one statement is noted row by row; INSERTs must come as rows."""
    session, mapper = state.session, state.bind_mapper
    if state.is_select or mapper is None or not isinstance(session, Recorded):
        return
    kind = mapper.class_
    if kind is AuditEntry and not state.is_insert:
        raise RuntimeError("the trail of changes only grows")
    if not issubclass(kind, Row) or not kind.recorded or kind is AuditEntry:
        return
    if not isinstance(state.statement, Update | Delete):
        raise RuntimeError(f"add {kind.__name__} by session.add, so that it leaves a trail")
    session.flush()
    for key, values in _matched(session, kind, state.statement.whereclause):
        session.touched.setdefault(key, values)


def _write(session: Recorded) -> None:
    """Adds the entries, last of all: whoever waits for the head has all other locks, so no two wait for each other."""
    if session.in_nested_transaction():
        return
    session.flush()
    touched, session.touched = session.touched, {}
    held = _held(session, list(touched))
    changes = [(key, before, held[key]) for key, before in touched.items()]
    changes = [change for change in changes if change[1] != change[2]]
    if changes:
        _append(session, changes)
        session.flush()


def _forget(session: Recorded, ended: SessionTransaction) -> None:
    """After a savepoint what it took back reads as it was; only the end of all forgets what was touched."""
    if not ended.nested:
        session.touched = {}


event.listen(Recorded, "before_flush", _note_before)
event.listen(Recorded, "after_flush", _note_new)
event.listen(Recorded, "do_orm_execute", _note_statement)
event.listen(Recorded, "before_commit", _write)
event.listen(Recorded, "after_soft_rollback", _forget)


def _append(session: Recorded, changes: list[tuple[Key, Values | None, Values | None]]) -> None:
    head, by, at_ms = _locked_head(session), origin(), wall_ms()
    for key, before, after in changes:
        head.seq += 1
        entry = _entry(key, before, after, by)
        entry |= {"seq": head.seq, "at_ms": at_ms}
        previous = head.hash or BEFORE_THE_FIRST
        head.hash = hash_of(entry, previous)
        session.add(AuditEntry(**entry, previous=previous, hash=head.hash))


def _locked_head(session: Recorded) -> AuditHead:
    session.execute(insert_into(session, AuditHead).values(id=1, seq=0, hash="").on_conflict_do_nothing())
    return session.get_one(AuditHead, 1, with_for_update=True, populate_existing=True)


def _entry(key: Key, before: Values | None, after: Values | None, by: Origin) -> dict[str, Any]:
    kind, values = key
    is_changed = before is not None and after is not None
    names = [name for name in {**(before or {}), **(after or {})} if not is_changed or before[name] != after[name]]  # type: ignore[index]
    now = after or before or {}
    return {
        "user_id": by.user_id,
        "login": by.login,
        "token_name": by.token_name,
        "address": by.address[:64],
        "via": by.via[:200],
        "unit_id": now.get(kind.unit_column) or by.unit_id,
        "kind": str(kind.__tablename__),
        "key": _spoken_key(kind, values),
        "label": str(next((now[name] for name in LABELS if now.get(name)), ""))[:200],
        "action": "changed" if is_changed else "removed" if after is None else "added",
        "before": canonical(_told(kind, before, names, SECRET)),
        "after": canonical(_told(kind, after, names, SECRET_CHANGED if is_changed else SECRET)),
    }


def _told(kind: type[Row], values: Values | None, names: list[str], secret: str) -> dict[str, Any]:
    """Values as JSON has them, without secrets; an empty secret is told to be empty."""
    if values is None:
        return {}
    return {name: secret if name in kind.secret and values[name] else _plain(values[name]) for name in names}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return f"({len(value)} byte)" if isinstance(value, bytes) else value


def _spoken_key(kind: type[Row], values: tuple[Any, ...]) -> str:
    names = [column.name for column in _table(kind).primary_key]
    told = (
        str(value)[:KEY_CHARS] if name in kind.secret else str(value) for name, value in zip(names, values, strict=True)
    )
    return "/".join(told)[:200]


def _key_of(row: Row) -> Key:
    kind = type(row)
    return kind, tuple(getattr(row, column.name) for column in _table(kind).primary_key)


def _held(session: Recorded, keys: Sequence[Key]) -> dict[Key, Values | None]:
    """The rows as the database has them within this transaction; a change of thousands asks few times."""
    held: dict[Key, Values | None] = dict.fromkeys(keys)
    by_kind: dict[type[Row], list[tuple[Any, ...]]] = {}
    for kind, values in keys:
        by_kind.setdefault(kind, []).append(values)
    for kind, wanted in by_kind.items():
        for start in range(0, len(wanted), AT_A_TIME):
            same = tuple_(*_table(kind).primary_key).in_(wanted[start : start + AT_A_TIME])
            held |= dict(_matched(session, kind, same))
    return held


def _matched(session: Recorded, kind: type[Row], where: ColumnElement[bool] | None) -> Iterator[tuple[Key, Values]]:
    table = _table(kind)
    query = select(table) if where is None else select(table).where(where)
    for found in session.connection().execute(query).mappings().all():
        yield (kind, tuple(found[column.name] for column in table.primary_key)), _loud(kind, found)


def _loud(kind: type[Row], found: Mapping[Any, Any]) -> Values:
    return {name: value for name, value in found.items() if name not in kind.quiet}


def _table(kind: type[Row]) -> Table:
    table: Table = kind.__table__  # type: ignore[attr-defined]
    return table
