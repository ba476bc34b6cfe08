"""The demonstration province: units, one person a role, contents and a window for loudspeakers that never closes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Engine
from sqlmodel import Session

from controller.clock import day_of, wall_ms
from controller.db import session_scope
from controller.library.workshop import workshop_of
from controller.people.actor import THE_SYSTEM
from controller.people.models import User
from controller.people.rights import Role
from controller.people.service import actor_of
from controller.publishing.models import Tuning
from controller.publishing.tuning import set_sound_windows
from controller.seed.contents import ensure_contents, ensure_waiting
from controller.seed.foundation import ensure_operator_token, ensure_user, lay
from controller.seed.token_file import operator_token_file
from controller.settings import Settings
from protocol.documents import Window

CITY = "75-20260430"
NORTH = "25195-20250701"
ALWAYS = Window(start="00:00", minutes=1440)
WINDOWS: Mapping[str, tuple[Window, ...]] = {CITY: (ALWAYS,), NORTH: ()}
"""In the field loudspeakers speak at 05:30 and 17:00; whoever tries the demonstration wants to hear them now.

The ward with the bulletin board has no window, so that its board is free to play the sound of the clips it shows.
"""
PASSWORD = "rao-lang-tren-xom-duoi"  # noqa: S105
"""No secret: everything of the demonstration listens on loopback."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works in the demonstration province."""

    login: str
    full_name: str
    role: Role
    unit_id: str


PEOPLE = (
    Person("quan-tri", "Lê Thị Quản Trị", "administrator", CITY),
    Person("truc-ban", "Phạm Văn Trực Ban", "operator", CITY),
    Person("duyet-tin", "Nguyễn Thị Duyệt", "approver", NORTH),
    Person("bien-tap", "Điểu Biên Tập", "editor", NORTH),
    Person("ky-thuat", "Trần Văn Kỹ Thuật", "technician", CITY),
    Person("giam-sat", "Hoàng Thị Giám Sát", "auditor", CITY),
)


@dataclass(frozen=True, slots=True)
class Seeded:
    """Who may sign in (all with :data:`PASSWORD`), an API token of the administrator, and what was published now."""

    people: tuple[Person, ...]
    token: str
    published: tuple[str, ...]


def seed(settings: Settings, engine: Engine) -> Seeded:
    """Makes the province, or what is missing of it: running it again changes nothing."""
    lay(settings, engine)
    with session_scope(engine) as session:
        users = {person.role: _ensure(session, person) for person in PEOPLE}
        token = ensure_operator_token(session, users["administrator"], operator_token_file(settings))
        for unit_id, windows in WINDOWS.items():
            if session.get(Tuning, unit_id) is None:
                set_sound_windows(session, THE_SYSTEM, unit_id, unit_id, windows)
    today = day_of(wall_ms(), settings.time_zone)
    published = ensure_contents(workshop_of(settings, engine), CITY, today)
    with session_scope(engine, writes=False) as session:
        editor = actor_of(session, users["editor"])
    ensure_waiting(workshop_of(settings, engine), editor, NORTH, today)
    return Seeded(PEOPLE, token, tuple(published))


def _ensure(session: Session, person: Person) -> User:
    return ensure_user(
        session,
        login=person.login,
        full_name=person.full_name,
        password=PASSWORD,
        role=person.role,
        unit_id=person.unit_id,
    )
