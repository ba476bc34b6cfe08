"""``rao controller contents``."""

from __future__ import annotations

from typing import Any, get_args
from urllib.parse import urlencode

import click

from controller.approval.table import State
from controller.bulletins.categories import CATEGORIES
from controller.cli.api import Api
from controller.cli.options import calling, json_option
from controller.cli.publication import CONTENTS
from controller.cli.telling import tell_json, tell_table
from protocol.words import Words

HEADS = (
    Words("MÃ", "ID"),
    Words("LOẠI", "KIND"),
    Words("TIÊU ĐỀ", "TITLE"),
    Words("ĐƠN VỊ", "UNIT"),
    Words("ĐẾN HẾT NGÀY", "UNTIL"),
    Words("TRẠNG THÁI", "STATE"),
    Words("LỖI NGUỒN", "FAULT OF ITS SOURCE"),
)


@click.command(epilog="Example: rao controller contents --json | jq -r '.[].id' | xargs -n 1 rao controller withdraw")
@click.option("--all", "withdrawn_too", is_flag=True, help="Also what was withdrawn.")
@click.option("--state", type=click.Choice((*get_args(State), "expired")), help="Only what stands so.")
@click.option("--category", type=click.Choice(list(CATEGORIES)), help="Only what is about that.")
@json_option
@calling
def contents(api: Api, withdrawn_too: bool, state: str | None, category: str | None, as_json: bool) -> None:
    """The contents of your units, from drafts to what is over, the newest first; `approval` and `withdraw` take the id.

    \b
    JSON: a list of {id, kind, title, source, category, slot_class, unit, unit_id, state, first_date, last_date, ticker,
    full_screen, gain_db, language, over, resume, flow, target_ids, left_out, copied_from, placement, fault, is_ready,
    created_at, changed_at}; last_date is null for what stays for good; state is draft, submitted, returned, approved,
    published, withdrawn or waiting (for its feed or web page to answer again, which fault says why it does not); flow
    is direct or offered; placement is loop or slots; what is not is_ready is still being prepared for boards.
    """
    chosen = {name: value for name, value in (("state", state), ("category", category)) if value}
    listed = api.get_all(f"{CONTENTS}?{urlencode(chosen)}" if chosen else CONTENTS)
    found = [one for one in listed if withdrawn_too or state == "withdrawn" or one["state"] != "withdrawn"]
    if as_json:
        tell_json(found)
    else:
        tell_table(HEADS, [_row(content) for content in found])


def _row(content: Any) -> list[str]:
    names = (str(content[key]) for key in ("id", "kind", "title", "unit"))
    return [*names, content["last_date"] or "-", content["state"], content["fault"] or "-"]
