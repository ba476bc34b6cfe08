"""``rao controller self-approval``: where an administrator lets people approve their own."""

from __future__ import annotations

from typing import Any

import click

from controller.cli.api import Api
from controller.cli.options import calling, json_option
from controller.cli.places import unit_ids
from controller.cli.telling import spoken, tell, tell_json, tell_table
from protocol.words import Words

RULES = "/api/v1/self-approvals"
HEADS = (
    Words("ĐƠN VỊ", "UNIT"),
    Words("MÃ", "ID"),
    Words("LÝ DO", "REASON"),
    Words("TỪ (UTC)", "SINCE (UTC)"),
    Words("ĐẾN (UTC)", "UNTIL (UTC)"),
    Words("AI", "BY"),
)
LAPSED = Words("đơn vị đã hết", "its unit ended")


@click.group("self-approval")
def self_approval() -> None:
    """Units whose people may approve their own. Beside them, only whoever is the only one who may publish there."""


@self_approval.command("list", epilog="Example: rao controller self-approval list --json | jq '.[] | select(.holds)'")
@json_option
@calling
def list_rules(api: Api, as_json: bool) -> None:
    """The rules of the units in which you look after people, those in force first.

    \b
    JSON: a list of {unit_id, unit, reason, since, by, until, holds}; a rule that nobody ended holds no more when its
    unit merged or split.
    """
    found = api.get(RULES)
    if as_json:
        tell_json(found)
    else:
        tell_table(HEADS, [_row(rule) for rule in found])


@self_approval.command(
    epilog='Example: rao controller self-approval let "Phường Bình Phước" --reason "Một người phụ trách văn hóa"'
)
@click.argument("unit")
@click.option("--reason", required=True, help="Why; it is kept with each approval's trail.")
@json_option
@calling
def let(api: Api, unit: str, reason: str, as_json: bool) -> None:
    """Let the people of UNIT (id or name) and of all below it approve their own, from now on.

    \b
    JSON: the rule, as `list` has it.
    """
    [unit_id] = unit_ids(api, [unit])
    rule = api.post(RULES, {"unit_id": unit_id, "reason": reason})
    if as_json:
        tell_json(rule)
    else:
        tell(Words(f"{rule['unit']} được tự duyệt.", f"{rule['unit']} may approve its own."))


@self_approval.command(epilog="Example: rao controller self-approval end 25195-20250701")
@click.argument("unit")
@json_option
@calling
def end(api: Api, unit: str, as_json: bool) -> None:
    """End that for UNIT (id or name).

    \b
    JSON: the rule, as `list` has it.
    """
    [unit_id] = unit_ids(api, [unit])
    rule = api.delete(f"{RULES}/{unit_id}")
    if as_json:
        tell_json(rule)
    else:
        tell(Words(f"{rule['unit']} thôi được tự duyệt.", f"{rule['unit']} may approve its own no more."))


def _row(rule: Any) -> list[str]:
    until = rule["until"][:19] if rule["until"] else "-" if rule["holds"] else spoken(LAPSED)
    return [rule["unit"], rule["unit_id"], rule["reason"], rule["since"][:19], until, rule["by"] or "-"]
