"""``rao controller order``: in which order boards of a unit play what is its own and what came from above."""

from __future__ import annotations

from typing import Any, get_args

import click

from controller.cli.api import Api
from controller.cli.options import calling, json_option
from controller.cli.places import unit_ids
from controller.cli.telling import spoken, tell, tell_json
from protocol.manifest import SlotClass
from protocol.words import Words

ORDERS = "/api/v1/orders"
INHERITED = "inherited"
ORIGINS = {
    "own": Words("của đơn vị trước", "the unit's own first"),
    "above": Words("của cấp cao nhất trước", "the highest unit's first"),
}
unit_option = click.option("--unit", help="The unit (id or name) whose boards; your own if not given.")
class_argument = click.argument("slot_class", metavar="CLASS", type=click.Choice(get_args(SlotClass)))


@click.group()
def order() -> None:
    """In which order boards of a unit, and of those below that say nothing, play the contents of each class."""


@order.command(epilog="Example: rao controller order show --unit 25195-20250701 --json | jq '.contents.scheduled'")
@unit_option
@json_option
@calling
def show(api: Api, unit: str | None, as_json: bool) -> None:
    """What boards that stand in the unit play today, in order.

    \b
    JSON: {unit_id, origin_order (own or above), own_origin_order (null: as the unit above says), by_hand (classes),
    contents: {live, priority, scheduled, filler: [{id, title, unit_id}]}}.
    """
    [unit_id] = unit_ids(api, [unit] if unit else [])
    found = api.get(f"{ORDERS}/{unit_id}")
    if as_json:
        tell_json(found)
    else:
        _tell(found)


@order.command(epilog="Example: rao controller order origin own --unit 25195-20250701")
@click.argument("whose", type=click.Choice([*ORIGINS, INHERITED]))
@unit_option
@json_option
@calling
def origin(api: Api, whose: str, unit: str | None, as_json: bool) -> None:
    """Whose goes first: the unit's `own`, what comes from `above`, or `inherited`: as the unit above says.

    \b
    JSON: {devices_told}.
    """
    [unit_id] = unit_ids(api, [unit] if unit else [])
    wanted = None if whose == INHERITED else whose
    _tell_told(api.put(f"{ORDERS}/{unit_id}", {"origin_order": wanted}), as_json)


@order.command("set", epilog="Example: rao controller order set scheduled bulletin-0a1b2c3d4e5f picture-5f4e3d2c1b0a")
@class_argument
@click.argument("content_ids", metavar="CONTENT...", nargs=-1, required=True)
@unit_option
@json_option
@calling
def set_order(api: Api, slot_class: str, content_ids: tuple[str, ...], unit: str | None, as_json: bool) -> None:
    """Play the contents of a class in this order; what is not named follows.

    \b
    JSON: {devices_told}.
    """
    _put(api, slot_class, content_ids, unit, as_json)


@order.command(epilog="Example: rao controller order reset scheduled --unit 25195-20250701")
@class_argument
@unit_option
@json_option
@calling
def reset(api: Api, slot_class: str, unit: str | None, as_json: bool) -> None:
    """Play a class in the usual order again.

    \b
    JSON: {devices_told}.
    """
    _put(api, slot_class, (), unit, as_json)


def _put(api: Api, slot_class: str, content_ids: tuple[str, ...], unit: str | None, as_json: bool) -> None:
    [unit_id] = unit_ids(api, [unit] if unit else [])
    _tell_told(api.put(f"{ORDERS}/{unit_id}/{slot_class}", {"content_ids": list(content_ids)}), as_json)


def _tell_told(told: Any, as_json: bool) -> None:
    if as_json:
        tell_json(told)
        return
    count = told["devices_told"]
    tell(Words(f"Đã xếp. {count} thiết bị nhận thứ tự mới.", f"Done. Devices told of the new order: {count}."))


def _tell(found: Any) -> None:
    own = found["own_origin_order"] is not None
    whence = Words("", "") if own else Words("  (theo đơn vị trên)", "  (from the unit above)")
    click.echo(f"{found['unit_id']}: {spoken(ORIGINS[found['origin_order']])}{spoken(whence)}")
    for name, contents in found["contents"].items():
        by_hand = Words("  (xếp tay)", "  (by hand)") if name in found["by_hand"] else Words("", "")
        click.echo(f"{name}: {len(contents)}{spoken(by_hand)}")
        for place, one in enumerate(contents, 1):
            click.echo(f"  {place}. {one['id']}  {one['title']}  ({one['unit_id']})")
