"""``rao controller devices change`` and ``progress``: the same change to many devices, reviewed before it is done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import click

from controller.bulk.words import FIELDS
from controller.cli.api import Api
from controller.cli.options import calling, json_option
from controller.cli.places import unit_ids
from controller.cli.publish import last_of
from controller.cli.telling import spoken, tell, tell_json, tell_table
from controller.cli.tuning import changes_of, said, setting_options
from protocol.words import Words

BULK = "/api/v1/devices/bulk"
HEADS = (Words("MÃ", "ID"), Words("TÊN", "NAME"), Words("ĐƠN VỊ", "UNIT"), Words("THAY ĐỔI", "CHANGE"))
FILTERS = ("find", "unit", "tag", "kind", "profile", "state")
CANNOT = Words("không đổi được", "can't be so")


@click.command(
    epilog="""\b
Examples:
  rao controller devices change --tag chợ --label "khu đông" --dry-run
  rao controller devices change led-01 led-02 --brightness 19:00-05:00=40 --screen-off 22:30-04:30
  rao controller devices change --unit "Phường Bình Phước" --kind speaker --day-volume 70 --volume above --wait
  rao controller devices change loa-03 --to "Phường Đồng Xoài"
  rao controller devices change --all --layout above --dry-run --json | jq '.lines[].changes'"""
)
@click.argument("devices", metavar="[DEVICE]...", nargs=-1)
@click.option("--find", metavar="WORDS", help="All with these words in their name or their unit's.")
@click.option("--unit", help="All in this unit (id or name) and below it.")
@click.option("--tag", help="All with this label.")
@click.option("--kind", type=click.Choice(["screen", "board", "speaker"]), help="All of this kind.")
@click.option("--profile", help="All of this hardware model.")
@click.option("--state", type=click.Choice(["online", "late", "offline", "never"]), help="All in this state.")
@click.option("--all", "all_of_them", is_flag=True, help="All where you look after devices.")
@click.option("--label", "add_tags", multiple=True, metavar="LABEL", help="Put this label on; may be repeated.")
@click.option("--unlabel", "take_tags", multiple=True, metavar="LABEL", help="Take this label off; may be repeated.")
@click.option("--to", "into", metavar="UNIT", help="Move them to this unit (id or name).")
@setting_options
@click.option("--dry-run", is_flag=True, help="Only show what would change on each.")
@click.option("--wait", is_flag=True, help="Wait until every device has applied it; exit code 1 when one has not.")
@click.option("--timeout", default=300.0, show_default=True, help="How long to wait, in seconds.")
@json_option
@calling
def change(
    api: Api,
    devices: tuple[str, ...],
    all_of_them: bool,
    add_tags: tuple[str, ...],
    take_tags: tuple[str, ...],
    into: str | None,
    dry_run: bool,
    wait: bool,
    timeout: float,
    as_json: bool,
    **options: Any,
) -> None:
    """Change labels, settings or the unit of many devices, all of them or none: named ones, else all that are so.

    What is not named stays as it is. The word `above` leaves something to the unit above, `none` says there is none.

    \b
    JSON: {id (null with --dry-run), devices, changed, refused, lines: [{id, name, unit, changes: [{field, before,
    after}], refusal_vi, refusal_en}]}, with --wait also waiting (ids); `progress` takes the id.
    """
    where = {name: options.pop(name) for name in FILTERS}
    asked = {
        **_which(api, devices, where, all_of_them=all_of_them),
        "setting": changes_of(options),
        "add_tags": list(add_tags),
        "take_tags": list(take_tags),
        "dry_run": dry_run,
        **({"unit_id": unit_ids(api, [into])[0]} if into else {}),
    }
    done = api.post(BULK, asked)
    waiting = last_of(lambda: _waiting(api, done["id"]), timeout) if wait and not dry_run else []
    if as_json:
        tell_json(done | ({"waiting": waiting} if wait else {}))
    else:
        _tell(done, waiting)
    if waiting:
        raise SystemExit(1)


@click.command(epilog="Example: rao controller devices progress c-0a1b2c3d4e5f6a7b --json | jq '.waiting'")
@click.argument("change_id")
@json_option
@calling
def progress(api: Api, change_id: str, as_json: bool) -> None:
    """On how many devices a change is in force, and which have not applied it yet.

    \b
    JSON: {id, made_at, devices, applied, waiting (ids)}.
    """
    found = api.get(f"{BULK}/{change_id}")
    if as_json:
        tell_json(found)
        return
    applied, of = found["applied"], found["devices"]
    tell(Words(f"Đã có trên {applied}/{of} thiết bị.", f"Applied on {applied} of {of} devices."))
    _tell_waiting(found["waiting"])


def _which(api: Api, devices: Sequence[str], where: Mapping[str, str | None], *, all_of_them: bool) -> dict[str, Any]:
    """As the API takes it; whoever names nothing does not mean everything."""
    wanted = {name: value for name, value in where.items() if value}
    if bool(devices) + bool(wanted) + all_of_them != 1:
        raise click.UsageError("name devices, or say by --find, --unit, --tag, ... which, or give --all")
    if devices:
        return {"devices": list(dict.fromkeys(devices))}
    if "unit" in wanted:
        [wanted["unit"]] = unit_ids(api, [wanted["unit"]])
    if "find" in wanted:
        wanted["q"] = wanted.pop("find")
    return {"where": wanted}


def _waiting(api: Api, change_id: str) -> list[str]:
    return list(api.get(f"{BULK}/{change_id}")["waiting"])


def _tell(done: Any, waiting: list[str]) -> None:
    rows = [[line["id"], line["name"], line["unit"], "; ".join(_changes(line))] for line in done["lines"]]
    tell_table(HEADS, [row for row in rows if row[-1]])
    of, changed, refused = done["devices"], done["changed"], done["refused"]
    counts = Words(
        f"{changed}/{of} thiết bị thay đổi, {refused} không đổi được.",
        f"{changed} of {of} devices change, {refused} can't.",
    )
    end = Words(f"Lần thay đổi {done['id']}.", f"It is change {done['id']}.")
    end = end if done["id"] else Words("Chưa ghi gì.", "Nothing was written.")
    tell(Words(f"{counts.vi} {end.vi}", f"{counts.en} {end.en}"))
    _tell_waiting(waiting)


def _changes(line: Any) -> Iterator[str]:
    if line["refusal_vi"]:
        yield f"{spoken(CANNOT)}: {spoken(Words(line['refusal_vi'], line['refusal_en']))}"
    for one in line["changes"]:
        yield f"{spoken(FIELDS[one['field']])}: {said(one['before'])} → {said(one['after'])}"


def _tell_waiting(waiting: list[str]) -> None:
    if waiting:
        names = ", ".join(waiting)
        tell(Words(f"Chưa có trên: {names}.", f"Not yet on: {names}."))
