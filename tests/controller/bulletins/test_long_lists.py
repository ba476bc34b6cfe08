from __future__ import annotations

from datetime import date

from sqlalchemy import event

from controller.bulletins.models import Content
from controller.bulletins.service import page_of_contents
from controller.db import insert_into, run_many, session_scope
from controller.library.models import MediaObject
from controller.library.workshop import Workshop
from tests.controller.places import CITY, person

MANY = 3_000


def test_a_page_of_many_contents_is_a_range_of_an_index(workshop: Workshop) -> None:
    rows = [content(number) for number in range(MANY)]
    known = {"sha256": "0" * 64, "size_bytes": 1, "media_type": "x/y", "kept_at_ms": 0}
    with session_scope(workshop.engine) as session:
        run_many(session, insert_into(session, MediaObject), [known])
        run_many(session, insert_into(session, Content), rows)
    asked: list[tuple[str, object]] = []
    event.listen(workshop.engine, "before_cursor_execute", lambda *about: asked.append((about[2], about[3])))
    with session_scope(workshop.engine, writes=False) as session:
        assert len(page_of_contents(session, person("auditor"), f"bulletin-{MANY // 2:05}", 50)) == 50
        [(statement, parameters)] = [one for one in asked if "LIMIT" in one[0]]
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()  # type: ignore[arg-type]
    assert "ix_content_created_at_ms" in str(plan)


def content(number: int) -> dict[str, object]:
    return {
        "id": f"bulletin-{number:05}",
        "kind": "bulletin",
        "form": "text",
        "title": f"Tin {number}",
        "slot_class": "scheduled",
        "first_date": date(2026, 1, 1),
        "unit_id": CITY,
        "state": "published",
        "original_sha256": "0" * 64,
        "created_at_ms": number,
        "changed_at_ms": 0,
        "published_at_ms": 0,
    }
