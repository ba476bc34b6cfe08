"""What a controller needs before anything else: folders, keys, tables, units, and one person to begin with."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from controller.broker.service import controller_password
from controller.clock import wall_ms
from controller.db import prepare, session_scope
from controller.documents.outbox import sign_pending
from controller.keys.ring import load_keys
from controller.keys.service import put_trust
from controller.people.actor import THE_SYSTEM
from controller.people.models import User
from controller.people.rights import Role
from controller.people.service import create_api_token, create_user, user_of_api_token
from controller.settings import Settings
from controller.units.models import Unit
from controller.units.service import import_units

TOKEN_NAME = "operator on the controller's machine"  # noqa: S105


def lay(settings: Settings, engine: Engine) -> None:
    """Folders, keys, tables, units, and the trust list signed while the root key is at hand; what is there stays."""
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    keyring = load_keys(settings)
    controller_password(settings)
    prepare(engine)
    with session_scope(engine) as session:
        put_trust(session, keyring, wall_ms())
        sign_pending(session, keyring, wall_ms())
        if session.exec(select(Unit.id).limit(1)).first() is None:
            import_units(session)


def ensure_user(session: Session, *, login: str, full_name: str, password: str, role: Role, unit_id: str) -> User:
    """The person with this login, made when there is none; an existing one is left as they are."""
    held = session.exec(select(User).where(col(User.login) == login)).first()
    return held or create_user(
        session, THE_SYSTEM, login=login, full_name=full_name, password=password, role=role, unit_id=unit_id
    )


def ensure_operator_token(session: Session, user: User, path: Path) -> str:
    """The API token in ``path``; a new one for ``user`` is written there when it holds none that works."""
    held = path.read_text("ascii").strip() if path.exists() else ""
    if held and user_of_api_token(session, held, wall_ms()) is not None:
        return held
    token = create_api_token(session, user, TOKEN_NAME, wall_ms())
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(token + "\n")
    return token
