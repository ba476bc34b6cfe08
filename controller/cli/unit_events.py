"""``rao controller units merge|split|rename|move``: changes of units as dated events, each with ``--dry-run``."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import click

from controller.cli.api import Api
from controller.cli.options import calling, json_option
from controller.cli.places import unit_ids
from controller.cli.telling import spoken, tell, tell_json, tell_table
from protocol.errors import InvalidInput
from protocol.words import Words

CSV_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
NOTHING_HANGS = Words("không thiết bị, người hay nội dung nào", "no devices, people or contents")
KINDS_OF_THINGS = {
    "device": Words("thiết bị", "devices"),
    "user": Words("người dùng", "people"),
    "claim": Words("mã ghi danh", "claims"),
    "content": Words("nội dung", "contents"),
    "alert": Words("cảnh báo", "alerts"),
    "play": Words("lượt phát", "plays"),
}


def event_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """What all events take."""
    for option in (
        click.option(
            "--to",
            "placed",
            multiple=True,
            metavar="THING=UNIT",
            help="Where a thing goes that the event can't know, such as device:led-1=25195-20270101. Repeat it.",
        ),
        click.option(
            "--places",
            type=CSV_FILE,
            help="The same as a CSV file: thing,unit, or thing,lat,lon for what goes to the nearest part.",
        ),
        click.option("--basis", default="", help="The resolution it rests on."),
        click.option("--dry-run", is_flag=True, help="Only show what would happen."),
    ):
        command = option(command)
    return json_option(calling(command))


day_option = click.option(
    "--effective",
    type=click.DateTime(["%Y-%m-%d"]),
    required=True,
    help="The first day (YYYY-MM-DD); one to come is kept and applied when it comes.",
)


@click.command(
    epilog="""\b
Examples:
  rao controller units merge --file mergers.csv --also 70-19000101=75-20250701 --dry-run
  rao controller units merge 25195-20250701 25210-20250701 --effective 2027-01-01 --code 25195 --name "Phường Mới"
"""
)
@click.argument("ended", nargs=-1, metavar="[UNIT]...")
@click.option("--file", type=CSV_FILE, help="A list: effective,from_code,from_name,into_code,into_name.")
@click.option("--also", multiple=True, metavar="UNIT=UNIT", help="With --file: what becomes of a unit it leaves out.")
@click.option("--effective", type=click.DateTime(["%Y-%m-%d"]), help="The first day (YYYY-MM-DD).")
@click.option("--into", help="The unit that takes over, when it is there already; else --code and --name.")
@click.option("--code", help="The official code of the new unit.")
@click.option("--name", help="Its name.")
@click.option("--kind", default="", help="Such as Xã; as in the first unit if not given.")
@click.option("--under", help="The unit above it; as above the first unit if not given.")
@event_options
def merge(
    api: Api,
    ended: Sequence[str],
    file: Path | None,
    also: Sequence[str],
    effective: Any,
    into: str | None,
    code: str | None,
    name: str | None,
    kind: str,
    under: str | None,
    **rest: Any,
) -> None:
    """Units become one.

    \b
    JSON: {event_id, state, kind, effective, basis, ends: [{unit, into, counts}], begins, totals, arriving, undecided:
    [{key, name, unit_id, choices}]}; state is review (nothing was written), waiting or applied. With --file a list of
    these when they are several.
    """
    if file is not None:
        body = {"csv": file.read_text("utf-8-sig"), "also": dict(_pair(one) for one in also), **_common(rest, "")}
        _tell_reviews(api.post("/api/v1/units/events/mergers", body), rest["as_json"])
        return
    if effective is None or not ended or (into is None and (code is None or name is None)):
        raise click.UsageError("name the units, --effective, and --into or --code and --name; or give --file")
    day = effective.date().isoformat()
    ids = unit_ids(api, ended)
    begins = [] if into else [_new(api, str(code), str(name), kind, under)]
    heir = unit_ids(api, [into])[0] if into else _id(str(code), day)
    _order(api, "merge", day, rest, begins=begins, into=dict.fromkeys(ids, heir))


@click.command(
    epilog='Example: rao controller units split 25195-20250701 --effective 2027-01-01 --into "25195=Phường Một"'
    ' --into "25196=Phường Hai" --to device:led-1=25196 --dry-run'
)
@click.argument("unit")
@click.option(
    "--into", multiple=True, required=True, metavar="CODE=NAME[@LAT,LON]", help="A part, and a point in it. Repeat it."
)
@day_option
@event_options
def split(api: Api, unit: str, into: Sequence[str], effective: Any, **rest: Any) -> None:
    """A unit falls into parts. Say of each board and person where it goes (--to, --places).

    \b
    JSON: as `merge` answers it.
    """
    day = effective.date().isoformat()
    parts = [_pair(one) for one in into]
    [one] = unit_ids(api, [unit])
    begins = [
        {**_new(api, code, name.partition("@")[0], "", None), **_point(name.partition("@")[2])} for code, name in parts
    ]
    _order(api, "split", day, rest, begins=begins, parts={one: [_id(code, day) for code, _ in parts]})


@click.command(
    epilog="""\b
Examples:
  rao controller units rename 25195-20250701 --name "Phường Mới" --effective 2027-01-01
  rao controller units rename --listed --effective 2026-04-30
"""
)
@click.argument("unit", required=False)
@click.option("--listed", is_flag=True, help="All units that the imported list renews on that day.")
@click.option("--name", help="The new name.")
@click.option("--kind", default="", help="The new kind, such as Phường; the same if not given.")
@click.option("--code", help="The new official code; the same if not given.")
@day_option
@event_options
def rename(
    api: Api, unit: str | None, listed: bool, name: str | None, kind: str, code: str | None, effective: Any, **rest: Any
) -> None:
    """A unit gets another name, kind or code.

    \b
    JSON: as `merge` answers it.
    """
    day = effective.date().isoformat()
    if listed:
        body = {"effective": day, **_common(rest, day)}
        _tell_reviews([api.post("/api/v1/units/events/renewals", body)], rest["as_json"])
        return
    if unit is None or name is None:
        raise click.UsageError("name the unit and its --name, or give --listed")
    [one] = unit_ids(api, [unit])
    new = _new(api, code or _code(one), name, kind, None)
    _order(api, "rename", day, rest, begins=[new], into={one: _id(new["code"], day)})


@click.command(epilog="Example: rao controller units move 25195-20250701 --under 79-20250701 --effective 2027-01-01")
@click.argument("unit")
@click.option("--under", required=True, help="The unit it lies below from then on.")
@day_option
@event_options
def move(api: Api, unit: str, under: str, effective: Any, **rest: Any) -> None:
    """A unit comes below another one, with all below it.

    \b
    JSON: as `merge` answers it.
    """
    day = effective.date().isoformat()
    [one] = unit_ids(api, [unit])
    known = {found["id"]: found for found in api.get("/api/v1/units", on=_day_before(effective))}
    if one not in known:
        raise InvalidInput(
            Words(f"Hôm trước ngày đó không có {one}.", f"{one} does not exist on the day before."),
            Words("Xem: rao controller units tree --as-of.", "See: rao controller units tree --as-of."),
        )
    new = _new(api, _code(one), known[one]["name"], "", under)
    _order(api, "move", day, rest, begins=[new], into={one: _id(new["code"], day)})


@click.command(epilog="Example: rao controller units events")
@json_option
@calling
def events(api: Api, as_json: bool) -> None:
    """What was ordered: waiting, applied, cancelled.

    \b
    JSON: a list of {id, kind, effective, basis, state, written_at_ms, applied_at_ms, hindrance, passages, moved}.
    """
    found = api.get("/api/v1/units/events")
    if as_json:
        tell_json(found)
        return
    heads = (
        Words("SỐ", "NUMBER"),
        Words("TỪ NGÀY", "FROM"),
        Words("VIỆC", "KIND"),
        Words("TÌNH TRẠNG", "STATE"),
        Words("CĂN CỨ", "BASIS"),
    )
    tell_table(
        heads,
        [
            [str(one["id"]), one["effective"], one["kind"], one["state"], one["hindrance"] or one["basis"]]
            for one in found
        ],
    )


@click.command(epilog="Example: rao controller units cancel 3")
@click.argument("number", type=click.IntRange(1, 2**31 - 1))
@json_option
@calling
def cancel(api: Api, number: int, as_json: bool) -> None:
    """Take back an event whose day has not come.

    \b
    JSON: the event, as `events` has it.
    """
    done = api.post(f"/api/v1/units/events/{number}/cancel")
    if as_json:
        tell_json(done)
    else:
        tell(Words(f"Đã hủy thay đổi số {number}.", f"Event {number} is cancelled."))


def _order(api: Api, kind: str, day: str, rest: Mapping[str, Any], **changes: Any) -> None:
    body = {"kind": kind, "effective": day, **changes, **_common(rest, day)}
    located = _located(rest["places"])
    answer = api.post("/api/v1/units/events", {**body, **({"located": located} if located else {})})
    _tell_reviews([answer], rest["as_json"])


def _common(rest: Mapping[str, Any], day: str) -> dict[str, Any]:
    said = dict(_pair(one) for one in rest["placed"]) | _listed(rest["places"])
    placed = {key.replace(":", " ", 1): _part(unit, day) for key, unit in said.items()}
    return {"placed": placed, "basis": rest["basis"], "dry_run": rest["dry_run"]}


def _listed(places: Path | None) -> dict[str, str]:
    return {row["thing"]: row["unit"] for row in _rows(places) if row.get("unit")}


def _located(places: Path | None) -> dict[str, list[float]]:
    try:
        return {
            row["thing"].replace(":", " ", 1): [float(row["lat"]), float(row["lon"])]
            for row in _rows(places)
            if not row.get("unit")
        }
    except (KeyError, ValueError) as wrong:
        raise _bad_places(str(wrong)) from wrong


def _rows(places: Path | None) -> list[dict[str, str]]:
    if places is None:
        return []
    rows = list(csv.DictReader(places.read_text("utf-8-sig").splitlines()))
    if any(not row.get("thing") for row in rows):
        raise _bad_places("thing")
    return rows


def _bad_places(detail: str) -> InvalidInput:
    return InvalidInput(
        Words(f"Tệp --places có dòng không đọc được: {detail}.", f"--places has a row that can't be read: {detail}."),
        Words("Cần các cột thing,unit hoặc thing,lat,lon.", "Give it the columns thing,unit or thing,lat,lon."),
    )


def _part(unit: str, day: str) -> str:
    """A new unit may be named by its code alone."""
    return unit if "-" in unit or unit == "none" or not day else _id(unit, day)


def _new(api: Api, code: str, name: str, kind: str, under: str | None) -> dict[str, Any]:
    above = {"parent_id": unit_ids(api, [under])[0]} if under else {}
    return {"code": code.lower(), "name": name, "kind": kind, **above}


def _point(text: str) -> dict[str, float]:
    if not text:
        return {}
    try:
        lat, lon = (float(part) for part in text.split(","))
    except ValueError as wrong:
        raise click.BadParameter(f"{text!r} is no LAT,LON") from wrong
    return {"lat": lat, "lon": lon}


def _pair(text: str) -> tuple[str, str]:
    left, separator, right = text.partition("=")
    if not (separator and left.strip() and right.strip()):
        raise click.BadParameter(f"{text!r} has no =")
    return left.strip(), right.strip()


def _id(code: str, day: str) -> str:
    return f"{code.lower()}-{day.replace('-', '')}"


def _code(unit_id: str) -> str:
    return unit_id.rpartition("-")[0]


def _day_before(effective: Any) -> str:
    return str((effective - timedelta(days=1)).date())


def _tell_reviews(reviews: Sequence[Any], as_json: bool) -> None:
    if as_json:
        tell_json(reviews if len(reviews) != 1 else reviews[0])
        return
    for review in reviews:
        _tell_review(review)


def _tell_review(review: Any) -> None:
    for passage in review["ends"]:
        into = ", ".join(f"{unit['name']} ({unit['id']})" for unit in passage["into"])
        unit = passage["unit"]
        click.echo(f"{unit['name']} ({unit['id']}) -> {into}{_counted(passage['counts'])}")
    for unit in review["begins"]:
        click.echo(f"+ {unit['name']} ({unit['id']})")
    for one in review["undecided"]:
        choices = " | ".join(one["choices"])
        key = one["key"].replace(" ", ":", 1)
        tell(Words(f"? {one['name']}: thêm --to {key}={choices}", f"? {one['name']}: add --to {key}={choices}"))
    day, total = review["effective"], _counted(review["totals"]).strip() or spoken(NOTHING_HANGS)
    tell(
        {
            "review": Words(f"Từ {day}: {total}. Chưa ghi gì.", f"From {day}: {total}. Nothing was written."),
            "waiting": Words(
                f"Số {review['event_id']}, chờ đến {day}: {total}.",
                f"Event {review['event_id']}, waits for {day}: {total}.",
            ),
            "applied": Words(
                f"Số {review['event_id']}, đã thực hiện: {total}.", f"Event {review['event_id']}, applied: {total}."
            ),
        }[review["state"]]
    )


def _counted(counts: Mapping[str, int]) -> str:
    told = ", ".join(f"{counts[key]} {spoken(words)}" for key, words in KINDS_OF_THINGS.items() if counts.get(key))
    return f"  {told}" if told else ""
