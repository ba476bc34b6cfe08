"""Units as people name them on the command line: by id, or by a name that means one unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from controller.cli.api import Api
from controller.units.service import plain
from protocol.errors import InvalidInput, NotFound
from protocol.words import Words

UNIT_ID = re.compile(r"[0-9a-z]+-[0-9]{8}")
MOST_NAMED = 8


def unit_ids(api: Api, named: Sequence[str]) -> list[str]:
    """The ids of the units meant; without any, that of the unit one belongs to. Raises for none or several."""
    if not named:
        return [str(api.get("/api/v1/me")["unit_id"])]
    return [name if UNIT_ID.fullmatch(name) else _by_name(api, name) for name in named]


def _by_name(api: Api, name: str) -> str:
    found = api.get("/api/v1/units", q=name)
    exact = [unit for unit in found if plain(unit["name"]) == plain(name)]
    meant = exact or found
    if len(meant) != 1:
        raise _ambiguous(name, meant) if meant else _unknown(name)
    return str(meant[0]["id"])


def _unknown(name: str) -> NotFound:
    return NotFound(
        Words(f"Không có đơn vị nào tên “{name}”.", f"No unit is called {name!r}."),
        Words("Xem: rao controller units tree.", "See: rao controller units tree."),
    )


def _ambiguous(name: str, found: Sequence[Any]) -> InvalidInput:
    named = ", ".join(f"{unit['name']} ({unit['id']})" for unit in found[:MOST_NAMED])
    more = "…" if len(found) > MOST_NAMED else ""
    return InvalidInput(
        Words(f"“{name}” có thể là: {named}{more}.", f"{name!r} may be: {named}{more}."),
        Words("Dùng mã trong ngoặc.", "Use the id in brackets."),
    )
