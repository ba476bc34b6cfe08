"""``rao controller devices``."""

from __future__ import annotations

from typing import Any

import click

from controller.cli.api import Api
from controller.cli.options import calling, json_option
from controller.cli.telling import tell_json, tell_table
from protocol.words import Words

HEADS = (
    Words("MÃ", "ID"),
    Words("TÊN", "NAME"),
    Words("ĐƠN VỊ", "UNIT"),
    Words("LOẠI", "KIND"),
    Words("TRẠNG THÁI", "STATE"),
    Words("THẤY LÚC", "LAST SEEN"),
    Words("BẢN", "REV"),
    Words("ĐANG PHÁT", "SHOWING"),
)


@click.command(epilog="Example: rao controller devices --json | jq '.[] | select(.state != \"online\") | .name'")
@json_option
@calling
def devices(api: Api, as_json: bool) -> None:
    """Every board and loudspeaker: where it is, whether it is online, what it shows.

    \b
    JSON: a list of {id, name, unit, unit_id, kind, profile, state, last_seen, wanted_rev, applied_rev, pending,
    showing: {screen, sound, title}, clock, version, faults}; state is online, late, offline or never.
    """
    found = api.get_all("/api/v1/devices")
    if as_json:
        tell_json(found)
    else:
        tell_table(HEADS, [_row(device) for device in found])


def _row(device: Any) -> list[str]:
    rev = f"{device['applied_rev']}/{device['wanted_rev']}"
    showing = device["showing"]["title"] or device["showing"]["screen"] or device["showing"]["sound"]
    names = (str(device[key]) for key in ("id", "name", "unit", "kind", "state"))
    return [*names, str(device["last_seen"] or "-")[:19], rev, showing or "-"]
