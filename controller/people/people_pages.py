"""*Người dùng*: the people of one's units, for those who look after them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel
from sqlmodel import Session

from controller.clock import wall_ms
from controller.oidc.view import shown_identities
from controller.people import service
from controller.people.actor import Actor
from controller.people.deps import Keeper
from controller.people.failures import locked_until_ms
from controller.people.models import User
from controller.people.rights import ROLES, Role
from controller.people.schemas import FullName, Login, UnitText, UserId
from controller.people.scope import visible_units
from controller.units.models import Unit
from controller.units.service import get_unit, units_on
from controller.web.deps import AppSettings, Db, Today
from controller.web.panel import page
from protocol.errors import Conflict, NotAllowed
from protocol.words import Words

router = APIRouter(prefix="/people")
PAGE = 50


class NewPerson(BaseModel):
    """A new person as typed."""

    login: Login
    full_name: FullName
    role: Role
    unit_id: UnitText


class Place(BaseModel):
    """A role in a unit."""

    role: Role
    unit_id: UnitText


class Person(Place):
    """What is to be of a person."""

    full_name: FullName


@router.get("")
def people_page(
    request: Request,
    session: Db,
    actor: Keeper,
    q: Annotated[str, Query(max_length=100)] = "",
    after: Annotated[str, Query(max_length=64)] = "",
) -> Response:
    """The people of one's units, by user name; ``after`` leads on."""
    found = service.list_users(session, actor, words=q, after=after, most=PAGE)
    return page(
        request,
        "people/people.html",
        people=[(user, get_unit(session, user.unit_id).name) for user in found],
        grants=service.grants_by_user(session, found),
        q=q,
        last=found[-1].login if len(found) == PAGE else "",
    )


@router.get("/new")
def new_page(request: Request, session: Db, actor: Keeper, today: Today) -> Response:
    """The form of a new person."""
    return _new_page(request, _units(session, actor, today), None, None)


@router.post("/new")
def add(request: Request, session: Db, actor: Keeper, today: Today, form: Annotated[NewPerson, Form()]) -> Response:
    """Makes the person and shows the one-time code, or the form again."""
    try:
        user = service.create_user(session, actor, **form.model_dump())
    except Conflict as taken:
        return _new_page(request, _units(session, actor, today), form, taken.problem)
    return _code_page(request, session, actor, user)


@router.get("/{user_id}")
def person_page(
    request: Request, session: Db, settings: AppSettings, actor: Keeper, today: Today, user_id: UserId
) -> Response:
    """One person: name, roles, and what can be done."""
    user = service.find_user(session, actor, user_id)
    return page(
        request,
        "people/person.html",
        person=user,
        grants=[(grant, get_unit(session, grant.unit_id or "").name) for grant in service.grants_of(session, user)],
        is_mine=_is_mine(session, actor, user_id),
        locked_until_ms=locked_until_ms(session, user.login, ""),
        units=_units(session, actor, today),
        roles=ROLES,
        **shown_identities(session, settings, user),
    )


@router.post("/{user_id}")
def change(session: Db, actor: Keeper, user_id: UserId, form: Annotated[Person, Form()]) -> Response:
    """Another name, first role or unit."""
    service.change_user(session, actor, user_id, **form.model_dump())
    return _back(user_id)


@router.post("/{user_id}/grants")
def grant(session: Db, actor: Keeper, user_id: UserId, form: Annotated[Place, Form()]) -> Response:
    """One more role in a unit."""
    service.add_grant(session, actor, user_id, form.role, form.unit_id)
    return _back(user_id)


@router.post("/{user_id}/grants/remove")
def take(session: Db, actor: Keeper, user_id: UserId, form: Annotated[Place, Form()]) -> Response:
    """That role in that unit no more."""
    service.remove_grant(session, actor, user_id, form.role, form.unit_id)
    return _back(user_id)


@router.post("/{user_id}/code")
def code(request: Request, session: Db, actor: Keeper, user_id: UserId) -> Response:
    """A one-time code in the place of the password, shown once."""
    return _code_page(request, session, actor, service.find_user(session, actor, user_id))


@router.post("/{user_id}/second-factor/off")
def second_factor_off(session: Db, actor: Keeper, user_id: UserId) -> Response:
    """For somebody who lost the phone."""
    service.take_second_factor(session, actor, user_id)
    return _back(user_id)


@router.post("/{user_id}/standing")
def standing(session: Db, actor: Keeper, user_id: UserId, disabled: Annotated[bool, Form()]) -> Response:
    """Lets somebody sign in or not."""
    service.set_disabled(session, actor, user_id, disabled=disabled)
    return _back(user_id)


def _back(user_id: int) -> Response:
    return RedirectResponse(f"/people/{user_id}", 303)


def _units(session: Session, actor: Actor, today: Today) -> list[Unit]:
    return list(units_on(session, today, visible_units(session, actor, "people")))


def _is_mine(session: Session, actor: Actor, user_id: int) -> bool:
    """Whether the actor may change this account."""
    try:
        service.others(session, actor, user_id)
    except (Conflict, NotAllowed):
        return False
    return True


def _new_page(request: Request, units: list[Unit], form: NewPerson | None, refusal: Words | None) -> Response:
    status = 409 if refusal else 200
    return page(request, "people/new.html", status=status, units=units, form=form, refusal=refusal, roles=ROLES)


def _code_page(request: Request, session: Session, actor: Actor, user: User) -> Response:
    code = service.give_code(session, actor, user.id or 0, wall_ms())
    return page(request, "people/one_time_code.html", person=user, code=code, lasts_ms=service.CODE_MS)
