"""``rao controller contents``."""

from __future__ import annotations

from typing import Any

import click

from controller.cli.api import Api
from controller.cli.options import calling, json_option
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
@json_option
@calling
def contents(api: Api, withdrawn_too: bool, as_json: bool) -> None:
    """What is published in your units, the newest first; `withdraw` takes the id.

    \b
    JSON: a list of {id, kind, title, source, category, slot_class, unit, unit_id, state, first_date, last_date, ticker,
    full_screen, gain_db, language, over, resume, flow, target_ids, left_out, copied_from, fault, created_at,
    changed_at}; last_date is null for what stays for good; state is published, withdrawn or waiting (for its feed or
    web page to answer again, which fault says why it does not); flow is direct or offered.
    """
    found = [one for one in api.get_all("/api/v1/contents") if withdrawn_too or one["state"] != "withdrawn"]
    if as_json:
        tell_json(found)
    else:
        tell_table(HEADS, [_row(content) for content in found])


def _row(content: Any) -> list[str]:
    names = (str(content[key]) for key in ("id", "kind", "title", "unit"))
    return [*names, content["last_date"] or "-", content["state"], content["fault"] or "-"]
