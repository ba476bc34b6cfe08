"""``rao controller token``."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import click

from controller.cli.api import Api
from controller.cli.options import calling, json_option
from controller.cli.places import unit_ids
from controller.cli.telling import tell, tell_json, tell_table
from controller.people.rights import ROLES
from protocol.words import Words

HEADS = (
    Words("MÃ SỐ", "REF"),
    Words("TÊN", "NAME"),
    Words("QUYỀN", "MAY"),
    Words("HẾT HẠN", "EXPIRES"),
    Words("DÙNG LẦN CUỐI", "LAST USED"),
)


@click.group()
def token() -> None:
    """API tokens: programs that act for you, at most as you may."""


@token.command(
    epilog="Example: rao controller token add --name may-chu-tin --role editor --unit 25195-20250701 --days 90"
)
@click.option("--name", required=True, help="What the program is called.")
@click.option("--role", type=click.Choice(ROLES), help="The most it may act as; all you may if not given.")
@click.option("--unit", help="The unit (id or name) it may act in, with --role; your own if not given.")
@click.option("--days", default=365, show_default=True, help="How long it is good.")
@json_option
@calling
def add(api: Api, name: str, role: str | None, unit: str | None, days: int, as_json: bool) -> None:
    """Make a token. It is printed once and can't be shown again.

    \b
    JSON: {token}.
    """
    unit_id = unit_ids(api, [unit])[0] if unit else None
    made = api.post("/api/v1/tokens", {"name": name, "role": role, "unit_id": unit_id, "days": days})
    if as_json:
        tell_json(made)
    else:
        click.echo(made["token"])


@token.command("list", epilog="Example: rao controller token list --json")
@json_option
@calling
def list_tokens(api: Api, as_json: bool) -> None:
    """Your tokens, without their secrets.

    \b
    JSON: a list of {ref, name, role, unit_id, expires_at_ms, made_at_ms, last_used_at_ms}; role is null for all you
    may.
    """
    found = api.get("/api/v1/tokens")
    if as_json:
        tell_json(found)
    else:
        tell_table(HEADS, [_row(one) for one in found])


@token.command(epilog="Example: rao controller token revoke 0a1b2c3d4e5f")
@click.argument("ref")
@calling
def revoke(api: Api, ref: str) -> None:
    """Let a program do nothing more; `token list` has its REF."""
    api.delete(f"/api/v1/tokens/{ref}")
    tell(Words("Đã thu hồi.", "Revoked."))


def _row(one: Any) -> list[str]:
    may = f"{one['role']}@{one['unit_id']}" if one["role"] else "*"
    return [one["ref"], one["name"], may, _day(one["expires_at_ms"]), _day(one["last_used_at_ms"])]


def _day(at_ms: int | None) -> str:
    return datetime.fromtimestamp(at_ms / 1000, UTC).date().isoformat() if at_ms else "-"
