"""What contents are about: kept, listed by, and none where nobody said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import get_args

import pytest
from pydantic import ValidationError
from sqlalchemy import event

from controller.bulletins.categories import CATEGORIES, Category
from controller.bulletins.draft import Options, Upload
from controller.bulletins.form import HowForm
from controller.bulletins.jobs import publish_files
from controller.bulletins.models import Content
from controller.bulletins.schemas import HowIn
from controller.bulletins.service import about, page_of_contents
from controller.db import insert_into, run_many, session_scope
from controller.library.models import MediaObject
from controller.library.workshop import Workshop
from tests.controller.bulletins.conftest import TODAY
from tests.controller.bulletins.test_long_lists import MANY, content
from tests.controller.places import NORTH, person

APPROVER = person("approver")


def test_every_category_has_its_words() -> None:
    assert set(CATEGORIES) == set(get_args(Category))
    column = Content.__table__.c.category  # type: ignore[attr-defined]
    assert all(len(name) <= column.type.length for name in CATEGORIES)


def test_a_category_is_kept_and_stays_when_nobody_chose_one(workshop: Workshop, text: Upload) -> None:
    options = Options(first_date=TODAY, spoken=False)
    assert publish_files(workshop, APPROVER, [text], NORTH, options)[0].category is None
    [told] = publish_files(workshop, APPROVER, [text], NORTH, replace(options, category="disasters"))
    assert told.category == "disasters"


def test_forms_and_json_take_only_categories_there_are() -> None:
    assert HowForm(category="goods").options(TODAY).category == "goods"
    assert HowForm().options(TODAY).category is None
    assert HowIn(unit_id=NORTH, category="policy").options("Asia/Ho_Chi_Minh").category == "policy"
    assert HowIn(unit_id=NORTH).options("Asia/Ho_Chi_Minh").category is None
    for model in (HowForm, HowIn):
        with pytest.raises(ValidationError):
            model.model_validate({"unit_id": NORTH, "category": "gossip"})


def test_contents_are_listed_by_category_along_an_index(workshop: Workshop) -> None:
    kinds: Sequence[str | None] = [*CATEGORIES, None]
    rows = [content(number) | {"category": kinds[number % len(kinds)]} for number in range(MANY)]
    known = {"sha256": "0" * 64, "size_bytes": 1, "media_type": "x/y", "kept_at_ms": 0}
    with session_scope(workshop.engine) as session:
        run_many(session, insert_into(session, MediaObject), [known])
        run_many(session, insert_into(session, Content), rows)
    asked: list[tuple[str, object]] = []
    event.listen(workshop.engine, "before_cursor_execute", lambda *about: asked.append((about[2], about[3])))
    with session_scope(workshop.engine, writes=False) as session:
        first = page_of_contents(session, person("auditor"), "", 50, *about("security"))
        second = page_of_contents(session, person("auditor"), first[-1].id, 50, *about("security"))
        statement, parameters = next(one for one in asked if "LIMIT" in one[0])
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()  # type: ignore[arg-type]
    wanted = [row["id"] for row in reversed(rows) if row["category"] == "security"]
    assert [one.id for one in (*first, *second)] == wanted[:100]
    assert "ix_content_category_created_at_ms" in str(plan)


def test_old_contents_have_none() -> None:
    assert Content(**content(1), last_date=date(2026, 1, 1)).category is None  # type: ignore[arg-type]
