"""The database itself notes which bulletins are on the air, and that one must be looked at again: whatever writes what
they say and who hears them, the list of what is unspoken can't miss it (:mod:`controller.unspoken.models`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, Table, text

CONTENT = "content"
FACTS = ("content_speech", "content_recording", "content_translation", "content_target")
"""Tables that say in which languages a content is heard, and where it goes."""
OF_CONTENT = "state, kind, unit_id, language, original_sha256, first_date, last_date"
IS_ON = "NEW.state = 'published' AND NEW.kind = 'bulletin'"
ENTER = (
    f"INSERT INTO hearing_mark (content_id, first_date, last_date, mark) "
    f"SELECT NEW.id, NEW.first_date, NEW.last_date, NEW.id WHERE {IS_ON} ON CONFLICT (content_id) DO UPDATE "
    "SET first_date = excluded.first_date, last_date = excluded.last_date, mark = excluded.mark"
)
LEAVE = f"DELETE FROM hearing_mark WHERE content_id = NEW.id AND NOT ({IS_ON})"  # noqa: S608
GO = "DELETE FROM hearing_mark WHERE content_id = OLD.id"
LOOK_AGAIN = "UPDATE hearing_mark SET mark = content_id WHERE content_id = {row}.content_id"
"""Also where it is so already: on PostgreSQL whoever looks at it meanwhile leaves it to the next look."""
THERE = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
    "WHERE relnamespace = current_schema()::regnamespace",
}


def let_mark(table: Table | None, connection: Connection, **_how: object) -> None:
    """Makes the triggers of a table that was just made (at every start: of all), where they are not there.

    One that is there stays as it is: making it anew would keep writers out.
    """
    there = set(connection.execute(text(THERE[connection.dialect.name])).scalars())
    for name in (table.name,) if table is not None else (CONTENT, *FACTS):
        for trigger, statements in _triggers(name, connection.dialect.name).items():
            for statement in statements if trigger not in there else ():
                connection.exec_driver_sql(statement)


def _triggers(table: str, dialect: str) -> Mapping[str, Sequence[str]]:
    return _of_sqlite(table) if dialect == "sqlite" else _of_postgres(table)


def _of_sqlite(table: str) -> Mapping[str, Sequence[str]]:
    update = f"UPDATE OF {OF_CONTENT}" if table == CONTENT else "UPDATE"
    done = {
        f"{table}_{when.partition(' ')[0].lower()}_marks": (when, statements)
        for when, statements in (
            ("INSERT", (ENTER,) if table == CONTENT else (LOOK_AGAIN.format(row="NEW"),)),
            (update, (LEAVE, ENTER) if table == CONTENT else (LOOK_AGAIN.format(row="NEW"),)),
            ("DELETE", (GO,) if table == CONTENT else (LOOK_AGAIN.format(row="OLD"),)),
        )
    }
    return {
        name: (f"CREATE TRIGGER {name} AFTER {when} ON {table} BEGIN {'; '.join(statements)}; END",)
        for name, (when, statements) in done.items()
    }


def _of_postgres(table: str) -> Mapping[str, Sequence[str]]:
    name, update = f"{table}_marks", f"UPDATE OF {OF_CONTENT}" if table == CONTENT else "UPDATE"
    stays, goes = (f"{LEAVE}; {ENTER};", f"{GO};")
    if table != CONTENT:
        stays, goes = (f"{LOOK_AGAIN.format(row=row)};" for row in ("NEW", "OLD"))
    return {
        name: (
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN IF TG_OP = 'DELETE' THEN {goes} ELSE {stays} END IF; RETURN NULL; END $$",
            f"CREATE TRIGGER {name} AFTER INSERT OR DELETE OR {update} ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {name}()",
        )
    }
