"""``rao controller units``: the tree, and what only reads or brings in lists; events are :mod:`.unit_events`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from controller.cli.api import Api
from controller.cli.options import calling, json_option
from controller.cli.telling import tell, tell_json
from controller.cli.unit_events import cancel, events, merge, move, rename, split
from protocol.errors import InvalidInput
from protocol.words import Words

LIST_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def units() -> None:
    """Administrative units, each with the id by which commands name it."""


for command in (cancel, events, merge, move, rename, split):
    units.add_command(command)


@units.command(epilog="Example: rao controller units tree --as-of 2025-06-30")
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="As on that day (YYYY-MM-DD), past or to come; today if not given.",
)
@json_option
@calling
def tree(api: Api, as_of: Any, as_json: bool) -> None:
    """The units you may see, each under the one above it.

    \b
    JSON: a list of {id, code, name, kind, tier, parent_id, valid_from, valid_to, lat, lon}.
    """
    found = api.get("/api/v1/units", **({"on": as_of.date().isoformat()} if as_of else {}))
    if as_json:
        tell_json(found)
        return
    for depth, unit in in_tree(found):
        click.echo(f"{'  ' * depth}{unit['name']}  {unit['id']}")


@units.command("import", epilog="Example: rao controller units import units.csv --dry-run")
@click.argument("file", type=LIST_FILE)
@click.option("--dry-run", is_flag=True, help="Only tell what would change.")
@json_option
@calling
def import_list(api: Api, file: Path, dry_run: bool, as_json: bool) -> None:
    """Bring in a list of units.

    A CSV file with the columns code,name,kind,tier,parent_code,valid_from,valid_to,lat,lon. With a bad row nothing
    of it is taken; importing it again changes nothing.

    \b
    JSON: {added, changed, same, done, stranded}; the first two and the last are lists of {id, name, kind}, same is a
    number.
    """
    done = api.post("/api/v1/units/import", {"csv": read_csv(file), "dry_run": dry_run})
    if as_json:
        tell_json(done)
        return
    added, changed, same = len(done["added"]), len(done["changed"]), done["same"]
    tell(
        Words(f"Mới {added}, sửa {changed}, như cũ {same}.", f"{added} new, {changed} changed, {same} as before.")
        if done["done"]
        else Words(
            f"Sẽ có: mới {added}, sửa {changed}, như cũ {same}. Chưa ghi gì.",
            f"Would be: {added} new, {changed} changed, {same} as before. Nothing was written.",
        )
    )
    for unit in done["stranded"]:
        tell(
            Words(
                f"  {unit['name']} ({unit['id']}) đã hết hiệu lực mà còn thiết bị hoặc người dùng.",
                f"  {unit['name']} ({unit['id']}) has ended and still holds boards or people.",
            )
        )


def read_csv(file: Path) -> str:
    """The text of a list; raises :class:`InvalidInput` for what is no UTF-8."""
    try:
        return file.read_text("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise InvalidInput(
            Words(f"“{file.name}” không phải văn bản UTF-8.", f"{file.name!r} is no UTF-8 text."),
            Words("Lưu lại tệp dạng CSV UTF-8.", "Save it as CSV (UTF-8)."),
        ) from wrong


def in_tree(found: Sequence[Any]) -> Iterator[tuple[int, Any]]:
    """(depth, unit), each below its parent; a unit whose parent is not among them stands at the top."""
    ids = {unit["id"] for unit in found}
    below = defaultdict[str | None, list[Any]](list)
    for unit in found:
        below[unit["parent_id"] if unit["parent_id"] in ids else None].append(unit)
    yield from _below(None, 0, below)


def _below(parent: str | None, depth: int, below: Mapping[str | None, list[Any]]) -> Iterator[tuple[int, Any]]:
    for unit in below.get(parent, []):
        yield depth, unit
        yield from _below(unit["id"], depth + 1, below)
