"""``rao controller units``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import click

from controller.cli.api import Api
from controller.cli.options import calling, json_option
from controller.cli.telling import tell_json


@click.group()
def units() -> None:
    """Administrative units, each with the id by which commands name it."""


@units.command(epilog="Example: rao controller units tree --on 2025-06-30")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="As of that day (YYYY-MM-DD); today if not given.")
@json_option
@calling
def tree(api: Api, on: Any, as_json: bool) -> None:
    """The units you may see, each under the one above it."""
    found = api.get("/api/v1/units", **({"on": on.date().isoformat()} if on else {}))
    if as_json:
        tell_json(found)
        return
    for depth, unit in in_tree(found):
        click.echo(f"{'  ' * depth}{unit['name']}  {unit['id']}")


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
