"""A commune with an editor, two leaders and boards, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from controller.bulletins.draft import Options, Upload
from controller.bulletins.jobs import publish_files
from controller.bulletins.models import Content
from controller.db import session_scope
from controller.library.store import FolderStore
from controller.library.workshop import Workshop
from controller.people.actor import THE_SYSTEM, Actor
from controller.people.rights import Role
from controller.people.service import actor_of, create_user
from tests.controller.places import CITY, NORTH, settle, stand

TODAY = date(2026, 11, 22)
People = dict[str, Actor]
Writing = Callable[..., Content]


@pytest.fixture
def engine(any_engine: Engine) -> Engine:
    return any_engine


@pytest.fixture
def workshop(engine: Engine, tmp_path: Path) -> Workshop:
    with session_scope(engine) as session:
        settle(session)
        stand(session, "led", NORTH, "led-p5-640x384")
        stand(session, "board", NORTH, "led-p5-640x384")
    return Workshop(engine, FolderStore(tmp_path / "media"), (), ("vi",))


@pytest.fixture
def people(workshop: Workshop) -> People:
    """``editor``, ``leader``, ``deputy`` and ``technician`` of the north, and ``chief``, the city's administrator."""
    roles: dict[str, tuple[Role, str]] = {
        "editor": ("editor", NORTH),
        "leader": ("approver", NORTH),
        "deputy": ("approver", NORTH),
        "technician": ("technician", NORTH),
        "chief": ("administrator", CITY),
    }
    with session_scope(workshop.engine) as session:
        return {login: account(session, login, role, unit_id) for login, (role, unit_id) in roles.items()}


def account(session: Session, login: str, role: Role, unit_id: str) -> Actor:
    """Somebody with an account."""
    user = create_user(session, THE_SYSTEM, login=login, full_name=login.title(), role=role, unit_id=unit_id)
    return actor_of(session, user)


@pytest.fixture
def writing(workshop: Workshop, tmp_path: Path) -> Writing:
    """Writes a text for the north; ``how`` is of :class:`Options`."""

    def write(actor: Actor, text: str = "Họp lúc 19 giờ.", unit_id: str = NORTH, **how: object) -> Content:
        path = tmp_path / f"{uuid4().hex}.txt"
        path.write_text(text, "utf-8")
        options = Options(**{"first_date": TODAY, "spoken": False, **how})  # type: ignore[arg-type]
        return publish_files(workshop, actor, [Upload(path, path.name)], unit_id, options)[0]

    return write
