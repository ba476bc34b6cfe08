"""Logins: in the database, which is the truth, and in the broker's file, which is written anew from it."""

from __future__ import annotations

from sqlalchemy import Engine
from sqlmodel import Session, select

from controller.broker.files import write_private
from controller.broker.models import BrokerAccount
from controller.broker.passwd import fits, hashed, new_password, passwd_text
from controller.broker.signal import reload_broker
from controller.db import insert_into, session_scope
from controller.settings import Settings


def issue_login(session: Session, username: str) -> str:
    """A new password for ``username``; an old one holds until the file is written."""
    password = new_password()
    session.merge(BrokerAccount(username=username, hashed=hashed(password)))
    session.flush()
    return password


def revoke_login(session: Session, username: str) -> None:
    """``username`` may not log in any more, from when the file is written."""
    account = session.get(BrokerAccount, username)
    if account is not None:
        session.delete(account)
        session.flush()


def apply_logins(engine: Engine, settings: Settings) -> None:
    """Writes the broker's file of logins anew when it differs, and has the broker read it. Level-triggered.

    The file is written while the controller's own account is locked, so that of two who write at once the later one
    also knows what the earlier one wrote.
    """
    with session_scope(engine) as session:
        _lock_own_login(session, settings)
        accounts = session.exec(select(BrokerAccount)).all()
        text = passwd_text([(account.username, account.hashed) for account in accounts])
        written = write_private(settings.broker.passwd_file, text)
    if written and settings.broker.pid_file is not None:
        reload_broker(settings.broker.pid_file)


def _lock_own_login(session: Session, settings: Settings) -> None:
    password, username = controller_password(settings), settings.broker.username
    empty = insert_into(session, BrokerAccount).values(username=username, hashed="").on_conflict_do_nothing()
    session.execute(empty)
    own = session.get_one(BrokerAccount, username, with_for_update=True)
    if not fits(password, own.hashed):
        own.hashed = hashed(password)
        session.add(own)
        session.flush()


def controller_password(settings: Settings) -> str:
    """The controller's own password, from its file; made when there is none."""
    path = settings.broker.password_file
    if not path.exists():
        write_private(path, new_password() + "\n")
    return path.read_text("ascii").strip()
