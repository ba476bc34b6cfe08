"""``rao controller shared``: contents that units let each other use."""

from __future__ import annotations

from typing import Any

import click

from controller.cli.api import Api
from controller.cli.options import calling, json_option
from controller.cli.places import unit_ids
from controller.cli.publication import CONTENTS
from controller.cli.telling import tell, tell_json, tell_table
from controller.units.service import plain
from protocol.errors import InvalidInput
from protocol.words import Words

SHARED = "/api/v1/shared"
HEADS = (
    Words("MÃ", "ID"),
    Words("LOẠI", "KIND"),
    Words("TIÊU ĐỀ", "TITLE"),
    Words("CỦA", "OF"),
    Words("CHIA SẺ VỚI", "SHARED WITH"),
    Words("ĐẾN HẾT NGÀY", "UNTIL"),
)


@click.group()
def shared() -> None:
    """Contents that units let others use: each makes one of its own of them."""


@shared.command("list", epilog="Example: rao controller shared list --json | jq -r '.[].title'")
@json_option
@calling
def list_shared(api: Api, as_json: bool) -> None:
    """What other units share with yours, the last shared first.

    \b
    JSON: a list of {id, kind, title, source, unit, unit_id, shared_with, last_date, shared_at}.
    """
    found = api.get_all(SHARED)
    if as_json:
        tell_json(found)
    else:
        keys = ("id", "kind", "title", "unit", "shared_with")
        tell_table(HEADS, [[*(one[key] for key in keys), one["last_date"] or "-"] for one in found])


@shared.command("show", epilog="Example: rao controller shared show bulletin-0a1b2c3d4e5f")
@click.argument("content_id")
@json_option
@calling
def show(api: Api, content_id: str, as_json: bool) -> None:
    """With whom one of your contents is shared, and with whom it may be.

    \b
    JSON: {shared_with: {unit_id, unit} or null, units: [{unit_id, unit}]}.
    """
    found = api.get(f"{CONTENTS}/{content_id}/share")
    if as_json:
        tell_json(found)
        return
    within = found["shared_with"]
    told = f"{within['unit']} ({within['unit_id']})" if within else ""
    tell(Words(f"Chia sẻ với: {told or 'không ai'}.", f"Shared with: {told or 'nobody'}."))
    for one in found["units"]:
        click.echo(f"  --with {one['unit_id']}  {one['unit']}")


@shared.command(epilog='Example: rao controller shared share bulletin-0a1b2c3d4e5f --with "Thành phố Đồng Nai"')
@click.argument("content_id")
@click.option("--with", "unit", required=True, help="Its own unit or one above (id or name), and all below that.")
@json_option
@calling
def share(api: Api, content_id: str, unit: str, as_json: bool) -> None:
    """Let the people of a unit, and of all below it, make contents of their own of one of yours.

    \b
    JSON: the content, as `rao controller contents` has it.
    """
    content = _share(api, content_id, _above(api, content_id, unit))
    _tell(content, Words("Đã chia sẻ", "Shared"), as_json)


@shared.command(epilog="Example: rao controller shared unshare bulletin-0a1b2c3d4e5f")
@click.argument("content_id")
@json_option
@calling
def unshare(api: Api, content_id: str, as_json: bool) -> None:
    """Let nobody else use it any more; what they made of it stays theirs.

    \b
    JSON: the content, as `rao controller contents` has it.
    """
    _tell(_share(api, content_id, None), Words("Thôi chia sẻ", "Shared no more"), as_json)


@shared.command(epilog="Example: rao controller shared use bulletin-0a1b2c3d4e5f --unit 25195-20250701")
@click.argument("content_id")
@click.option("--unit", help="For which unit (id or name); your own if not given.")
@json_option
@calling
def use(api: Api, content_id: str, unit: str | None, as_json: bool) -> None:
    """Make a content of a unit of yours of one that is shared; once more, bring that up to date.

    It goes as far on its way to the air as you may take it.

    \b
    JSON: the new content, as `rao controller contents` has it.
    """
    [unit_id] = unit_ids(api, [unit] if unit else [])
    content = api.post(f"{SHARED}/{content_id}/use", {"unit_id": unit_id})
    _tell(content, Words("Đã dùng", "Used"), as_json)


def _above(api: Api, content_id: str, unit: str) -> str:
    """The id of one of the units that a content may be shared with: nobody else can look up those above."""
    choices = api.get(f"{CONTENTS}/{content_id}/share")["units"]
    for one in choices:
        if unit == one["unit_id"] or plain(unit) == plain(one["unit"]):
            return str(one["unit_id"])
    named = ", ".join(f"{one['unit']} ({one['unit_id']})" for one in choices)
    raise InvalidInput(
        Words(f"Không chia sẻ được với “{unit}”.", f"It can't be shared with {unit!r}."),
        Words(f"Chọn một trong: {named}.", f"Choose one of {named}."),
    )


def _share(api: Api, content_id: str, unit_id: str | None) -> Any:
    return api.put(f"{CONTENTS}/{content_id}/share", {"unit_id": unit_id})


def _tell(content: Any, done: Words, as_json: bool) -> None:
    if as_json:
        tell_json(content)
    else:
        told = f"{content['id']}  {content['title']} ({content['state']})"
        tell(Words(f"{done.vi}: {told}", f"{done.en}: {told}"))
