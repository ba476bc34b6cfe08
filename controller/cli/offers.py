"""``rao controller offers``: what units above send down, what is answered to it, and who answered to one's own."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import click

from controller.cli.api import Api
from controller.cli.options import calling, json_option
from controller.cli.places import unit_ids
from controller.cli.publication import CONTENTS
from controller.cli.telling import spoken, tell, tell_json, tell_table
from protocol.errors import NotFound
from protocol.words import Words

OFFERS = "/api/v1/offers"
HEADS = (
    Words("MÃ", "ID"),
    Words("TIÊU ĐỀ", "TITLE"),
    Words("CỦA", "OF"),
    Words("ĐẾN HẾT NGÀY", "UNTIL"),
    Words("TÌNH TRẠNG", "STATE"),
    Words("ĐƠN VỊ QUYẾT ĐỊNH", "DECIDED BY"),
    Words("LÝ DO", "REASON"),
)
ASKED_HEADS = (
    Words("MÃ", "ID"),
    Words("ĐƠN VỊ", "UNIT"),
    Words("TÌNH TRẠNG", "STATE"),
    Words("ĐƠN VỊ QUYẾT ĐỊNH", "DECIDED BY"),
    Words("LÝ DO", "REASON"),
)
STANDINGS = {
    "direct": Words("phát ngay, không hỏi", "direct"),
    "waiting": Words("chờ trả lời", "waiting"),
    "changed": Words("đã sửa, chờ trả lời lại", "changed"),
    "accepted": Words("đã nhận", "accepted"),
    "declined": Words("đã từ chối", "declined"),
}
unit_option = click.option("--unit", help="The unit (id or name) that answers; your own if not given.")
mark_option = click.option("--mark", help="What `list --json` told: refused when it changed since. As it stands else.")


@click.group()
def offers() -> None:
    """What units above send down: boards play what is offered only where it is accepted."""


@offers.command("list", epilog="Example: rao controller offers list --waiting --json | jq -r '.[].id'")
@click.option("--unit", help="The unit (id or name) that looks; your own if not given.")
@click.option("--waiting", is_flag=True, help="Only what is to be answered.")
@json_option
@calling
def list_offers(api: Api, unit: str | None, waiting: bool, as_json: bool) -> None:
    """What units above have for yours now or later, the newest first.

    \b
    JSON: a list of {id, kind, title, source, slot_class, unit, unit_id, first_date, last_date, standing, mark,
    decided_by, reason, answered_at}; standing is direct (nobody is asked), waiting, changed (to be answered anew),
    accepted or declined.
    """
    [unit_id] = unit_ids(api, [unit] if unit else [])
    found = _all(api, unit_id, waiting=waiting)
    if as_json:
        tell_json(found)
    else:
        tell_table(HEADS, [_row(one) for one in found])


@offers.command(epilog="Example: rao controller offers accept bulletin-0a1b2c3d4e5f")
@click.argument("content_id")
@unit_option
@mark_option
@json_option
@calling
def accept(api: Api, content_id: str, unit: str | None, mark: str | None, as_json: bool) -> None:
    """Have boards of the unit, and of all below that do not answer themselves, play it.

    \b
    JSON: {devices_told}.
    """
    told = _answer(api, content_id, unit, mark, accepted=True)
    _tell(told, Words("Đã nhận.", "Accepted."), as_json)


@offers.command(epilog='Example: rao controller offers decline bulletin-0a1b2c3d4e5f --reason "Không có ở xã."')
@click.argument("content_id")
@click.option("--reason", required=True, help="Why not; the unit that offers it reads it.")
@unit_option
@mark_option
@json_option
@calling
def decline(api: Api, content_id: str, reason: str, unit: str | None, mark: str | None, as_json: bool) -> None:
    """Have them not play it.

    \b
    JSON: {devices_told}.
    """
    told = _answer(api, content_id, unit, mark, accepted=False, reason=reason)
    _tell(told, Words("Đã từ chối.", "Declined."), as_json)


@offers.command("take-back", epilog="Example: rao controller offers take-back bulletin-0a1b2c3d4e5f")
@click.argument("content_id")
@unit_option
@json_option
@calling
def take_back(api: Api, content_id: str, unit: str | None, as_json: bool) -> None:
    """Take the unit's answer back: it says nothing any more, and waits.

    \b
    JSON: {devices_told}.
    """
    [unit_id] = unit_ids(api, [unit] if unit else [])
    told = api.delete(f"{OFFERS}/{content_id}/{unit_id}")
    _tell(told, Words("Đã rút lại câu trả lời.", "The answer is taken back."), as_json)


@offers.command(epilog="Example: rao controller offers answers bulletin-0a1b2c3d4e5f")
@click.argument("content_id")
@json_option
@calling
def answers(api: Api, content_id: str, as_json: bool) -> None:
    """Who was asked about a content of your own units, and what each answered.

    \b
    JSON: {asked, accepted, declined, waiting, units: [{unit_id, unit, standing, decided_by, reason, answered_at}],
    unstaffed: [{unit_id, unit}]}; in the unstaffed nobody may answer.
    """
    pages = list(api.get_pages(f"{CONTENTS}/{content_id}/answers"))
    found = pages[0] | {"units": [unit for page in pages for unit in page["units"]]}
    if as_json:
        tell_json(found)
        return
    tell_table(ASKED_HEADS, [_asked(one) for one in found["units"]])
    asked, accepted, declined, waiting = (found[name] for name in ("asked", "accepted", "declined", "waiting"))
    tell(
        Words(
            f"Hỏi {asked} đơn vị: {accepted} nhận, {declined} từ chối, {waiting} chưa trả lời.",
            f"Units asked: {asked}; {accepted} accepted, {declined} declined, {waiting} not answered.",
        )
    )
    if empty := ", ".join(unit["unit"] for unit in found["unstaffed"]):
        tell(Words(f"Chưa có ai để trả lời: {empty}.", f"Nobody there to answer: {empty}."))


def _all(api: Api, unit_id: str, *, waiting: bool = False) -> list[Any]:
    asked = {"unit_id": unit_id, **({"waiting": "true"} if waiting else {})}
    return api.get_all(f"{OFFERS}?{urlencode(asked)}")


def _answer(api: Api, content_id: str, unit: str | None, mark: str | None, **said: Any) -> Any:
    [unit_id] = unit_ids(api, [unit] if unit else [])
    return api.put(f"{OFFERS}/{content_id}/{unit_id}", {"mark": mark or _mark(api, content_id, unit_id), **said})


def _mark(api: Api, content_id: str, unit_id: str) -> str:
    for one in _all(api, unit_id):
        if one["id"] == content_id:
            return str(one["mark"])
    raise NotFound(
        Words(f"Cấp trên không gửi xuống nội dung “{content_id}”.", f"No unit above offers {content_id!r}."),
        Words("Xem: rao controller offers list.", "See: rao controller offers list."),
    )


def _tell(told: Any, done: Words, as_json: bool) -> None:
    if as_json:
        tell_json(told)
        return
    count = told["devices_told"]
    tell(Words(f"{done.vi} {count} thiết bị nhận nội dung mới.", f"{done.en} Devices told of new content: {count}."))


def _row(one: Any) -> list[str]:
    return [one["id"], one["title"], one["unit"], one["last_date"] or "-", *_decision(one)]


def _asked(one: Any) -> list[str]:
    return [one["unit_id"], one["unit"], *_decision(one)]


def _decision(one: Any) -> list[str]:
    return [spoken(STANDINGS[one["standing"]]), one["decided_by"] or "-", one["reason"] or "-"]
