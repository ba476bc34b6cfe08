"""``rao controller devices``."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import click
from click.core import ParameterSource

from controller.cli.api import Api
from controller.cli.bulk import change, progress
from controller.cli.options import calling, json_option, reaching
from controller.cli.telling import tell, tell_json, tell_table
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


@click.group(invoke_without_command=True)
@click.option("--unit", default="", help="Only in this unit and below it, by its id.")
@click.option("--tag", default="", help="Only with this label.")
@click.option("--kind", default="", type=click.Choice(["", "screen", "board", "speaker"]), help="Only of this kind.")
@click.option("--profile", default="", help="Only of this hardware model.")
@click.option(
    "--state", default="", type=click.Choice(["", "online", "late", "offline", "never"]), help="Only in this state."
)
@json_option
@click.pass_context
@reaching
def devices(
    ctx: click.Context, as_json: bool, url: str | None, token: str | None, config: Path | None, **wanted: str
) -> None:
    """Every board and loudspeaker: where it is, whether it is online, what it shows.

    \b
    JSON: a list of {id, name, unit, unit_id, kind, profile, state, last_seen, wanted_rev, seen_rev, applied_rev,
    pending, showing: {screen, sound, title}, clock, version, faults, tags}; state is online, late, offline or never.
    wanted_rev is stated for it, seen_rev reached it, applied_rev is in force; pending says why not more.
    Example: rao controller devices --state offline --json | jq '.[].name'
    """
    if ctx.invoked_subcommand is None:
        asked = {name: value for name, value in wanted.items() if value}
        listed(url=url, token=token, config=config, as_json=as_json, wanted=asked)
    elif typed := [name for name in ctx.params if ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE]:
        names = ", ".join(f"--{'json' if name == 'as_json' else name}" for name in typed)
        raise click.UsageError(f"{names} must stand after {ctx.invoked_subcommand}")


@calling
def listed(api: Api, as_json: bool, wanted: dict[str, str]) -> None:
    """The devices that are as wanted."""
    asked = f"?{urlencode(wanted)}" if wanted else ""
    found = api.get_all(f"/api/v1/devices{asked}")
    if as_json:
        tell_json(found)
    else:
        tell_table(HEADS, [_row(device) for device in found])


for command in (change, progress):
    devices.add_command(command)


@devices.command("tag", epilog="Example: rao controller devices tag led-01 chợ 'trường học'")
@click.argument("device")
@click.argument("labels", nargs=-1)
@json_option
@calling
def tag_one(api: Api, device: str, labels: tuple[str, ...], as_json: bool) -> None:
    """Put these labels on a device in the place of all others; none takes all off.

    \b
    JSON: {tags}.
    """
    kept = api.put(f"/api/v1/devices/{device}/tags", {"tags": list(labels)})
    if as_json:
        tell_json(kept)
    else:
        told = ", ".join(kept["tags"])
        tell(Words(f"{device}: {told or 'không có nhãn'}.", f"{device}: {told or 'no labels'}."))


def _row(device: Any) -> list[str]:
    rev = f"{device['applied_rev']}/{device['wanted_rev']}"
    showing = device["showing"]["title"] or device["showing"]["screen"] or device["showing"]["sound"]
    names = (str(device[key]) for key in ("id", "name", "unit", "kind", "state"))
    return [*names, str(device["last_seen"] or "-")[:19], rev, showing or "-"]
