from __future__ import annotations

from datetime import date
from pathlib import Path

from sqlalchemy import event
from sqlmodel import select

from controller.bulletins.boards import geometries_in_use
from controller.bulletins.draft import Options, Upload
from controller.bulletins.items import item_of
from controller.bulletins.jobs import publish_files
from controller.bulletins.models import Content
from controller.bulletins.shelf import shelve
from controller.db import session_scope
from controller.library.workshop import Workshop
from tests.controller.places import CITY, person


def test_items_off_the_shelf_are_those_of_the_database_and_ask_nothing_more(workshop: Workshop, tmp_path: Path) -> None:
    for name in ("mot", "hai"):
        path = tmp_path / f"{name}.txt"
        path.write_text(f"Bản tin {name}\n\nSáng mai, từ 8 giờ.", "utf-8")
        options = Options(first_date=date(2026, 1, 1))
        publish_files(workshop, person("approver"), [Upload(path, path.name)], CITY, options)
    with session_scope(workshop.engine, writes=False) as session:
        boards = (*geometries_in_use(session), None)
        contents = session.exec(select(Content)).all()
        asked = [item_of(session, content, board) for content in contents for board in boards]
    with session_scope(workshop.engine, writes=False) as session:
        contents, statements = session.exec(select(Content)).all(), list[str]()
        shelve(session, contents)
        event.listen(workshop.engine, "before_cursor_execute", lambda *about: statements.append(about[2]))
        assert [item_of(session, content, board) for content in contents for board in boards] == asked
    assert statements == []
