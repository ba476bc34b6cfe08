"""``rao controller user``."""

from __future__ import annotations

from typing import Any

import click

from controller.cli.api import Api
from controller.cli.options import calling, json_option
from controller.cli.places import unit_ids
from controller.cli.telling import tell, tell_json, tell_table
from controller.people.rights import ROLES
from protocol.errors import NotFound
from protocol.words import Words

HEADS = (
    Words("TÊN ĐĂNG NHẬP", "LOGIN"),
    Words("HỌ TÊN", "NAME"),
    Words("QUYỀN", "GRANTS"),
    Words("HAI BƯỚC", "2FA"),
    Words("TÌNH TRẠNG", "STANDING"),
)
role_option = click.option("--role", type=click.Choice(ROLES), required=True)
unit_option = click.option("--unit", required=True, help="The unit (id or name); the role holds there and below it.")


@click.group()
def user() -> None:
    """People who use the panel."""


@user.command(
    epilog="""\b
Examples:
  rao controller user add --login lan --name "Trần Thị Lan" --role editor --unit "Xã Bù Đăng" --code
  rao controller user add --login minh --name "Lê Minh" --role operator --unit 75-20260430"""
)
@click.option("--login", required=True, help="The user name.")
@click.option("--name", "full_name", required=True, help="The full name.")
@role_option
@click.option("--unit", required=True, help="The unit (id or name) they work for; they see it and all below it.")
@click.option("--code", "by_code", is_flag=True, help="Make a one-time code: they set the password themselves.")
@click.option("--password", envvar="RAO_PASSWORD", help="Asked for if not given, without --code.  [env: RAO_PASSWORD]")
@json_option
@calling
def add(
    api: Api,
    login: str,
    full_name: str,
    role: str,
    unit: str,
    by_code: bool,
    password: str | None,
    as_json: bool,
) -> None:
    """Add a person. A password from here must be changed at the first sign-in.

    \b
    JSON: {id, login, full_name, role, unit_id, grants: [{role, unit_id}], disabled, second_factor, signed_in_at_ms,
    code}; code is empty without --code.
    """
    given = "" if by_code else password or click.prompt("Password", hide_input=True, confirmation_prompt=True)
    [unit_id] = unit_ids(api, [unit])
    person = {"login": login, "full_name": full_name, "role": role, "unit_id": unit_id, "password": given}
    added = api.post("/api/v1/users", person)
    if as_json:
        tell_json(added)
        return
    tell(Words(f"Đã thêm {added['login']} ({added['role']}).", f"Added {added['login']} ({added['role']})."))
    if added["code"]:
        _tell_code(added["code"])


@user.command("list", epilog="Example: rao controller user list --json | jq '.[] | select(.disabled) | .login'")
@json_option
@calling
def list_people(api: Api, as_json: bool) -> None:
    """The people of the units in which you look after people.

    \b
    JSON: a list of {id, login, full_name, role, unit_id, grants: [{role, unit_id}], disabled, second_factor,
    signed_in_at_ms}.
    """
    found = _all(api)
    if as_json:
        tell_json(found)
    else:
        tell_table(HEADS, [_row(person) for person in found])


@user.command(epilog='Example: rao controller user grant lan --role approver --unit "Phường Bình Phước"')
@click.argument("login")
@role_option
@unit_option
@calling
def grant(api: Api, login: str, role: str, unit: str) -> None:
    """One more role for a person."""
    [unit_id] = unit_ids(api, [unit])
    api.post(f"/api/v1/users/{_id_of(api, login)}/grants", {"role": role, "unit_id": unit_id})
    tell(Words(f"{login}: thêm {role} ở {unit_id}.", f"{login}: {role} in {unit_id} added."))


@user.command(epilog="Example: rao controller user ungrant lan --role approver --unit 25195-20250701")
@click.argument("login")
@role_option
@unit_option
@calling
def ungrant(api: Api, login: str, role: str, unit: str) -> None:
    """Take a further role from a person."""
    [unit_id] = unit_ids(api, [unit])
    api.delete(f"/api/v1/users/{_id_of(api, login)}/grants/{role}/{unit_id}")
    tell(Words(f"{login}: bỏ {role} ở {unit_id}.", f"{login}: {role} in {unit_id} taken."))


@user.command(epilog="Example: rao controller user disable lan")
@click.argument("login")
@calling
def disable(api: Api, login: str) -> None:
    """Let nobody sign in as this person any more, and none of their programs. What they did keeps their name."""
    _set_standing(api, login, disabled=True)
    tell(Words(f"{login} không đăng nhập được nữa.", f"{login} can't sign in any more."))


@user.command(epilog="Example: rao controller user enable lan")
@click.argument("login")
@calling
def enable(api: Api, login: str) -> None:
    """Let a disabled person sign in again."""
    _set_standing(api, login, disabled=False)
    tell(Words(f"{login} đăng nhập lại được.", f"{login} can sign in again."))


@user.command(epilog="Example: rao controller user code lan")
@click.argument("login")
@json_option
@calling
def code(api: Api, login: str, as_json: bool) -> None:
    """A one-time code in the place of the password, for somebody who forgot it.

    \b
    JSON: {code, expires_at_ms}.
    """
    given = api.post(f"/api/v1/users/{_id_of(api, login)}/code")
    if as_json:
        tell_json(given)
    else:
        _tell_code(given["code"])


@user.command("no-second-factor", epilog="Example: rao controller user no-second-factor lan")
@click.argument("login")
@calling
def no_second_factor(api: Api, login: str) -> None:
    """Turn off the second factor of somebody who lost the phone and the recovery codes."""
    api.delete(f"/api/v1/users/{_id_of(api, login)}/second-factor")
    tell(Words(f"{login}: đã tắt xác thực hai bước.", f"{login}: the second factor is off."))


def _set_standing(api: Api, login: str, *, disabled: bool) -> None:
    api.put(f"/api/v1/users/{_id_of(api, login)}/standing", {"disabled": disabled})


def _all(api: Api) -> list[Any]:
    people: list[Any] = []
    while page := api.get("/api/v1/users", after=people[-1]["login"] if people else ""):
        people += page
    return people


def _id_of(api: Api, login: str) -> int:
    for person in api.get("/api/v1/users", q=login):
        if person["login"] == login.lower():
            return int(person["id"])
    raise NotFound(
        Words(f"Không có người dùng “{login}”.", f"There is no person {login!r}."),
        Words("Xem: rao controller user list.", "See: rao controller user list."),
    )


def _tell_code(one_time_code: str) -> None:
    tell(
        Words(
            f"Mã một lần, dùng trong 3 ngày ở trang đăng nhập: {one_time_code}",
            f"One-time code, good for 3 days on the sign-in page: {one_time_code}",
        )
    )


def _row(person: Any) -> list[str]:
    grants = ", ".join(f"{grant['role']}@{grant['unit_id']}" for grant in person["grants"])
    standing = "disabled" if person["disabled"] else "-"
    return [person["login"], person["full_name"], grants, "yes" if person["second_factor"] else "-", standing]
