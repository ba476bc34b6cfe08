"""People: who they are, what they were granted, and what a program may do for them. Never commits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, or_, select

from controller.people import failures, second_factor
from controller.people.actor import Actor
from controller.people.codes import new_code, typed
from controller.people.models import ApiToken, User, UserGrant, grant_of, role_of
from controller.people.passwords import hash_password
from controller.people.rights import Grant, Role
from controller.people.scope import demand, not_allowed, visible_units
from controller.people.sessions import end_sessions
from controller.people.signing_in import by_login
from controller.people.tokens import digest_of, new_token
from controller.units.service import get_open_unit
from protocol.errors import Conflict, NotFound
from protocol.ids import EpochMs
from protocol.words import Words

DAY_MS = 24 * 60 * 60 * 1000
API_TOKEN_MS = 365 * DAY_MS
CODE_MS = 3 * DAY_MS
"""How long a one-time code is good."""


def create_user(
    session: Session,
    actor: Actor,
    *,
    login: str,
    full_name: str,
    role: Role,
    unit_id: str,
    password: str = "",
    must_change: bool = False,
) -> User:
    """A new person; raises :class:`NotAllowed` outside the actor's units, :class:`Conflict` for a login in use.

    Without a password the person needs a one-time code (:func:`give_code`).
    """
    demand(session, actor, "people", get_open_unit(session, unit_id).id)
    if by_login(session, login) is not None:
        raise Conflict(
            Words(f"Tên đăng nhập “{login}” đã có người dùng.", f"The user name {login!r} is taken."),
            Words("Chọn tên khác.", "Choose another one."),
        )
    user = User(
        login=login.lower(),
        full_name=full_name,
        password_hash=hash_password(password, login, full_name) if password else "",
        must_change=must_change,
        role=role,
        unit_id=unit_id,
    )
    session.add(user)
    session.flush()
    return user


def list_users(
    session: Session, actor: Actor, *, words: str = "", after: str = "", most: int | None = None
) -> Sequence[User]:
    """The people of the units in which the actor looks after people, by login; ``after`` is the last of a page before.

    ``words`` is a part of a name or login.
    """
    chosen: list[ColumnElement[bool]] = [col(User.unit_id).in_(visible_units(session, actor, "people"))]
    if words.strip():
        part = words.strip()
        chosen.append(
            or_(col(User.login).icontains(part, autoescape=True), col(User.full_name).icontains(part, autoescape=True))
        )
    if after:
        chosen.append(col(User.login) > after)
    return session.exec(select(User).where(*chosen).order_by(User.login).limit(most)).all()


def names_of(session: Session, user_ids: Iterable[int | None]) -> dict[int | None, str]:
    """The full names of these people, by id; nobody's where there is none."""
    known = {one for one in user_ids if one is not None}
    query = select(User.id, User.full_name).where(col(User.id).in_(known))
    return dict(session.exec(query).all())


def find_user(session: Session, actor: Actor, user_id: int) -> User:
    """One person of these units; raises :class:`NotFound`."""
    user = session.get(User, user_id)
    if user is None or user.unit_id not in visible_units(session, actor, "people"):
        raise NotFound(
            Words("Không có người dùng này.", "There is no such person."),
            Words("Tìm trong danh sách người dùng.", "Look into the list of people."),
        )
    return user


def grants_of(session: Session, user: User) -> tuple[Grant, ...]:
    """Everything granted to the person, the first one first."""
    return grants_by_user(session, [user])[user.id]


def grants_by_user(session: Session, users: Sequence[User]) -> dict[int | None, tuple[Grant, ...]]:
    """The same of several people, in one query."""
    these = col(UserGrant.user_id).in_([user.id for user in users])
    in_order = col(UserGrant.unit_id), col(UserGrant.role)
    found: dict[int | None, tuple[Grant, ...]] = {user.id: (grant_of(user),) for user in users}
    for row in session.exec(select(UserGrant).where(these).order_by(*in_order)).all():
        found[row.user_id] += (grant_of(row),)
    return found


def actor_of(session: Session, user: User, token: ApiToken | None = None) -> Actor:
    """What this person, or a program of theirs, acts as; a role the program no longer knows is a KeyError."""
    within = Grant(role_of(token.role), token.unit_id) if token and token.role else None
    first, *more = grants_of(session, user)
    return Actor(user.id, first.role, first.unit_id, tuple(more), within)


def change_user(session: Session, actor: Actor, user_id: int, *, full_name: str, role: Role, unit_id: str) -> User:
    """Another name, first role or unit. Raises as :func:`others`; the new unit must be the actor's as well."""
    user = find_user(session, actor, user_id)
    if (role, unit_id) != (user.role, user.unit_id):
        user = others(session, actor, user_id)
        demand(session, actor, "people", get_open_unit(session, unit_id).id)
    user.full_name, user.role, user.unit_id = full_name, role, unit_id
    session.flush()
    return user


def add_grant(session: Session, actor: Actor, user_id: int, role: Role, unit_id: str) -> None:
    """One more role in a unit of the actor's; nothing when it is there. Raises as :func:`others`."""
    user = others(session, actor, user_id)
    demand(session, actor, "people", get_open_unit(session, unit_id).id)
    if Grant(role, unit_id) not in grants_of(session, user):
        session.add(UserGrant(user_id=user_id, role=role, unit_id=unit_id))
        session.flush()


def remove_grant(session: Session, actor: Actor, user_id: int, role: Role, unit_id: str) -> None:
    """The person loses that role there; the first one is changed instead. Raises as :func:`others`."""
    others(session, actor, user_id)
    held = session.get(UserGrant, (user_id, role, unit_id))
    if held is not None:
        session.delete(held)
        session.flush()


def set_disabled(session: Session, actor: Actor, user_id: int, *, disabled: bool) -> User:
    """Whether the person may sign in, and their programs. Raises as :func:`others`."""
    user = others(session, actor, user_id)
    user.disabled = disabled
    if disabled:
        end_sessions(session, user_id)
    session.flush()
    return user


def give_code(session: Session, actor: Actor, user_id: int, now_ms: EpochMs) -> str:
    """A one-time code with which the person sets a new password; the old one is gone. Raises as :func:`others`."""
    user = others(session, actor, user_id)
    code = new_code()
    user.password_hash, user.code_sha256 = "", digest_of(typed(code))
    user.code_expires_at_ms = now_ms + CODE_MS
    end_sessions(session, user_id)
    failures.forgive_everywhere(session, user.login)
    session.flush()
    return code


def take_second_factor(session: Session, actor: Actor, user_id: int) -> None:
    """For somebody who lost the phone and the recovery codes. Raises as :func:`others`."""
    second_factor.drop(session, others(session, actor, user_id))


def others(session: Session, actor: Actor, user_id: int) -> User:
    """Somebody whose account the actor may change.

    Raises :class:`Conflict` for oneself, so that no unit is left without an administrator, and :class:`NotAllowed` for
    who has a role where the actor does not look after people: their password would open more than the actor may.
    """
    user = find_user(session, actor, user_id)
    if user.id == actor.user_id:
        raise Conflict(
            Words("Không tự đổi quyền của chính mình được.", "Nobody changes their own rights."),
            Words("Nhờ một người quản trị khác.", "Ask another administrator."),
        )
    units = visible_units(session, actor, "people")
    if any(grant.unit_id not in units for grant in grants_of(session, user)):
        raise not_allowed()
    return user


def create_api_token(
    session: Session,
    user: User,
    name: str,
    now_ms: EpochMs,
    *,
    within: Grant | None = None,
    lasts_ms: int = API_TOKEN_MS,
) -> str:
    """A secret with which a program acts as ``user``, at most ``within`` a role in a unit. Told once."""
    token = f"rao_{new_token()}"
    session.add(
        ApiToken(
            token_sha256=digest_of(token),
            user_id=user.id or 0,
            name=name,
            expires_at_ms=now_ms + lasts_ms,
            role=within.role if within else None,
            unit_id=within.unit_id if within else None,
            made_at_ms=now_ms,
        )
    )
    session.flush()
    return token


def find_api_token(session: Session, token: str, now_ms: EpochMs) -> tuple[ApiToken, User] | None:
    """Whose program holds this secret; None once it ran out or the person was disabled."""
    held = session.get(ApiToken, digest_of(token))
    if held is None or held.expires_at_ms <= now_ms:
        return None
    user = session.get(User, held.user_id)
    return None if user is None or user.disabled else (held, user)


def user_of_api_token(session: Session, token: str, now_ms: EpochMs) -> User | None:
    """The person alone."""
    found = find_api_token(session, token, now_ms)
    return found[1] if found else None
