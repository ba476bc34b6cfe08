"""``rao controller user``."""

from __future__ import annotations

import click

from controller.cli.api import Api
from controller.cli.options import calling, json_option
from controller.cli.places import unit_ids
from controller.cli.telling import tell, tell_json
from controller.people.rights import ROLES
from protocol.words import Words


@click.group()
def user() -> None:
    """People who use the panel."""


@user.command(
    epilog='Example: rao controller user add --login lan --name "Trần Thị Lan" --role editor --unit "Xã Bù Đăng"'
)
@click.option("--login", required=True, help="The user name.")
@click.option("--name", "full_name", required=True, help="The full name.")
@click.option("--role", type=click.Choice(ROLES), required=True)
@click.option("--unit", required=True, help="The unit (id or name) they work for; they see it and all below it.")
@click.password_option(envvar="RAO_PASSWORD", help="Asked for if not given.  [env: RAO_PASSWORD]")
@json_option
@calling
def add(api: Api, login: str, full_name: str, role: str, unit: str, password: str, as_json: bool) -> None:
    """Add a person."""
    [unit_id] = unit_ids(api, [unit])
    person = {"login": login, "full_name": full_name, "role": role, "unit_id": unit_id, "password": password}
    added = api.post("/api/v1/users", person)
    if as_json:
        tell_json(added)
    else:
        tell(Words(f"Đã thêm {added['login']} ({added['role']}).", f"Added {added['login']} ({added['role']})."))
