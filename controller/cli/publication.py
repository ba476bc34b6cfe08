"""What ``rao controller publish`` sends: files, or the one thing that has none."""

from __future__ import annotations

import contextlib
import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from controller.cli.api import Api
from protocol.errors import InvalidInput
from protocol.words import Words

CONTENTS = "/api/v1/contents"
WITHOUT_FILE = ("countdown", "cards", "qr", "feed", "web", "station", "line_in")


@dataclass(frozen=True, slots=True)
class Address:
    """The unit that publishes, the units below that it goes to alone (none: all), and whether those are to choose."""

    unit_id: str
    target_ids: tuple[str, ...] = ()
    offered: bool = False


def send(api: Api, address: Address, what: Mapping[str, Any]) -> Any:
    """Publishes what the options say; raises :class:`InvalidInput` unless they name files or exactly one thing."""
    named = [name for name in WITHOUT_FILE if what[name] is not None]
    if len(named) + bool(what["files"]) != 1:
        raise _not_one()
    how = _how(address, what)
    if not named:
        return _send_files(api, CONTENTS, how, [("files", path) for path in what["files"]])
    if named[0] in _RELAYED:
        path, relayed = _RELAYED[named[0]]
        return _send_files(api, f"{CONTENTS}/{path}", how | relayed(what), _fallback(what))
    return api.post(f"{CONTENTS}/{named[0]}", how | _MADE[named[0]](what))


def read_cards(path: Path) -> list[dict[str, str]]:
    """The cards in a CSV file: a row each of label, value and perhaps a note, divided by a comma, ``;`` or a tab."""
    lines = _text_of(path).splitlines()
    delimiter = max("\t;,", key=lambda one: sum(one in line for line in lines))
    rows = [[cell.strip() for cell in row] for row in csv.reader(lines, delimiter=delimiter) if any(row)]
    if not rows or any(len(row) not in (2, 3) for row in rows):
        raise _no_cards(path)
    return [dict(zip(("label", "value", "note"), row, strict=False)) for row in rows]


def _text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _no_cards(path) from error


def _how(address: Address, what: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "unit_id": address.unit_id,
        "target_ids": list(address.target_ids),
        "flow": "offered" if address.offered else "direct",
        "upto": what["upto"],
        "title": what["title"],
        "source": what["source"],
        "slot_class": what["slot_class"],
        "spoken": not what["silent"],
        "full_screen": what["full_screen"],
        "gain_db": what["gain"],
        "over": what["over"],
        "resume": what["resume"],
        "placement": "slots" if what["only_slots"] else "loop",
        "picture_s": what["page_seconds"],
        "language": what["language"],
        **({"category": what["category"]} if what["category"] else {}),
        **_day("first_date", what["first"]),
        **_day("last_date", what["last"]),
    }


def _day(name: str, day: datetime | None) -> dict[str, str]:
    return {name: day.date().isoformat()} if day else {}


def _send_files(api: Api, path: str, how: Mapping[str, Any], files: Sequence[tuple[str, Path]]) -> Any:
    fields = {name: _field(value) for name, value in how.items()}
    with contextlib.ExitStack() as opened:
        sent = [(name, (file.name, opened.enter_context(file.open("rb")))) for name, file in files]
        return api.send(path, fields, sent)


def _field(value: object) -> str | list[str]:
    """As a form has it: a list is a field that comes several times."""
    if isinstance(value, list):
        return value
    return str(value).lower() if isinstance(value, bool) else str(value)


def _countdown(what: Mapping[str, Any]) -> dict[str, Any]:
    if what["at"] is None:
        raise _no_moment()
    return {"title": what["countdown"], "at": what["at"].isoformat(), "after": what["after"]}


def _cards(what: Mapping[str, Any]) -> dict[str, Any]:
    return {"cards": read_cards(what["cards"])}


def _qr(what: Mapping[str, Any]) -> dict[str, Any]:
    return {"payload": what["qr"], "caption": what["caption"]}


def _feed(what: Mapping[str, Any]) -> dict[str, Any]:
    return {"url": what["feed"], "most": what["headlines"]}


def _web(what: Mapping[str, Any]) -> dict[str, Any]:
    return {"url": what["web"], "every_min": what["every"]}


def _station(what: Mapping[str, Any]) -> dict[str, Any]:
    return {"url": what["station"], "minutes": what["minutes"]}


def _line_in(what: Mapping[str, Any]) -> dict[str, Any]:
    return {"input": what["line_in"], "minutes": what["minutes"]}


def _fallback(what: Mapping[str, Any]) -> list[tuple[str, Path]]:
    return [("fallback", what["fallback"])] if what["fallback"] else []


_RELAYED = {"station": ("station", _station), "line_in": ("line-in", _line_in)}
_MADE = {"countdown": _countdown, "cards": _cards, "qr": _qr, "feed": _feed, "web": _web}


def _not_one() -> InvalidInput:
    return InvalidInput(
        Words("Cần các tệp, hoặc đúng một thứ không có tệp.", "It takes files, or exactly one thing without a file."),
        Words(
            "Kể tên tệp, hoặc dùng một trong --countdown, --cards, --qr, --feed, --web, --station, --line-in.",
            "Name files, or use one of --countdown, --cards, --qr, --feed, --web, --station, --line-in.",
        ),
    )


def _no_moment() -> InvalidInput:
    return InvalidInput(
        Words("Chưa có thời điểm để đếm ngược.", "There is no moment to count down to."),
        Words("Thêm --at, ví dụ --at 2026-12-20T19:30.", "Add --at, such as --at 2026-12-20T19:30."),
    )


def _no_cards(path: Path) -> InvalidInput:
    return InvalidInput(
        Words(
            f"“{path.name}” không phải tệp CSV (UTF-8) có 2 hoặc 3 cột.",
            f"{path.name!r} is no CSV (UTF-8) of 2 or 3 columns.",
        ),
        Words("Mỗi dòng ghi: tên mục,giá trị,ghi chú.", "Write in each row: label,value,note."),
    )
