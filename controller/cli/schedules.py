"""``rao controller schedules``: what plays when, listed, taken out as a file and in again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from controller.cli.api import Api
from controller.cli.options import calling, json_option
from controller.cli.places import unit_ids
from controller.cli.telling import tell, tell_json, tell_table
from protocol.errors import InvalidInput
from protocol.words import Words

SCHEDULES = "/api/v1/schedules"
HEADS = (
    Words("MÃ", "ID"),
    Words("TÊN", "TITLE"),
    Words("TỪ", "FROM"),
    Words("ĐẾN", "TO"),
    Words("LẶP LẠI", "RULE"),
    Words("ĐƠN VỊ", "UNIT"),
)
CHANGES = {"added": Words("thêm", "added"), "changed": Words("sửa", "changed"), "same": Words("như cũ", "same")}
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OUT = click.Path(dir_okay=False, path_type=Path)
unit_option = click.option("--unit", help="The unit (id or name) whose they are; your own if not given.")


@click.group()
def schedules() -> None:
    """Playlists, slots and campaigns: what plays when, beside the daily round."""


@schedules.command("list", epilog="Example: rao controller schedules list --unit 25195-20250701")
@click.option("--unit", help="Only this unit's own (id or name).")
@json_option
@calling
def list_slots(api: Api, unit: str | None, as_json: bool) -> None:
    """The slots you may see, by their time of day.

    \b
    JSON: a list as GET /api/v1/slots answers it.
    """
    within = f"?unit_id={unit_ids(api, [unit])[0]}" if unit else ""
    found = api.get_all(f"/api/v1/slots{within}")
    if as_json:
        tell_json(found)
    else:
        keys = ("id", "title", "start", "end", "rrule", "unit_id")
        tell_table(HEADS, [[str(one[key]) for key in keys] for one in found])


@schedules.command("export", epilog="Example: rao controller schedules export -o lich.json --unit 25195-20250701")
@unit_option
@click.option("-o", "--out", type=OUT, help="Where to; standard output if not given.")
@json_option
@calling
def export(api: Api, unit: str | None, out: Path | None, as_json: bool) -> None:
    """All playlists, slots and campaigns of a unit as a file that `import` takes (rao.schedules/1).

    \b
    JSON: the same file; it is JSON anyway.
    """
    [unit_id] = unit_ids(api, [unit] if unit else [])
    file = json.dumps(api.get(SCHEDULES, unit_id=unit_id), ensure_ascii=False, indent=1)
    if out is None or as_json:
        click.echo(file)
    else:
        _write(out, file)


@schedules.command("import", epilog="Example: rao controller schedules import lich.json --dry-run")
@click.argument("file", type=FILE)
@click.option("--dry-run", is_flag=True, help="Only tell what would change.")
@json_option
@calling
def import_file(api: Api, file: Path, dry_run: bool, as_json: bool) -> None:
    """Write what the file says, under the ids it says, all of it or nothing; what is not in it stays.

    \b
    Refused lines are told by number.
    JSON: {changes: [{what, id, title, change, fields}], devices_told}.
    """
    told = api.post(f"{SCHEDULES}/import", {"file": read_file(file), "dry_run": dry_run})
    if as_json:
        tell_json(told)
        return
    for one in told["changes"]:
        _tell_change(one)
    if not dry_run:
        count = told["devices_told"]
        tell(Words(f"{count} thiết bị nhận lịch mới.", f"Devices told of it: {count}."))


def _tell_change(one: Any) -> None:
    fields = f" ({', '.join(one['fields'])})" if one["fields"] else ""
    change = CHANGES[one["change"]]
    tell(
        Words(f"{change.vi}: {one['title']}{fields}  {one['id']}", f"{change.en}: {one['title']}{fields}  {one['id']}")
    )


def read_file(file: Path) -> str:
    """The text of a file; raises :class:`InvalidInput` for one that can't be read."""
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput(
            Words(f"Không đọc được {file}.", f"{file} can't be read."),
            Words("Lưu tệp bằng mã UTF-8.", "Save it in UTF-8."),
        ) from error


def _write(out: Path, text: str) -> None:
    try:
        out.write_text(f"{text}\n", "utf-8")
    except OSError as error:
        raise InvalidInput(
            Words(f"Không ghi được {out} ({error.strerror}).", f"{out} can't be written ({error.strerror})."),
            Words("Chọn nơi khác.", "Choose another place."),
        ) from error
