"""``rao controller programme``."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import click

from controller.cli.api import Api
from controller.cli.options import calling, json_option
from controller.cli.telling import tell, tell_json, tell_table
from protocol.errors import InvalidInput
from protocol.words import Words

HEADS = (
    Words("TỪ", "FROM"),
    Words("ĐẾN", "UNTIL"),
    Words("MÀN HÌNH", "SCREEN"),
    Words("LOA", "LOUDSPEAKER"),
    Words("VÌ SAO", "WHY"),
)
CLOCK = "%H:%M:%S"


@click.command(epilog="Example: rao controller programme led-001 --from 2026-11-22T21:58 --to 2026-11-22T22:05 --json")
@click.argument("device")
@click.option("--from", "since", help="A moment, in the board's own time unless it names another.  [default: now]")
@click.option("--to", help="Until when, a day later at most.  [default: an hour later]")
@click.option("--lost", is_flag=True, help="Instead: what of the week of --from will not be shown or heard, and why.")
@json_option
@calling
def programme(api: Api, device: str, since: str | None, to: str | None, lost: bool, as_json: bool) -> None:
    """What a board will show and say, step by step, by its own rules.

    It is what is planned now; of the past, the play log says what was.

    \b
    JSON: {device_id, time_zone, begin, end, next, steps: [{begin, end, screen, sound, under, sides}]}; screen, sound
    and under are {kind, title, why, item_id, page, pages, language, slot_id, slot_class, origin, zone} or null.
    With --lost: a list of {output, why, told, slot_id, item_ids, titles, by_slot_id, spans}.
    """
    zone = ZoneInfo(api.get(f"/api/v1/devices/{device}/week")["time_zone"])
    moments = {name: _moment(text, zone) for name, text in (("from", since), ("to", to)) if text is not None}
    if lost:
        _tell_lost(_lost(api, device, moments), as_json)
        return
    found = api.get(f"/api/v1/devices/{device}/programme", **{name: at.isoformat() for name, at in moments.items()})
    if as_json:
        tell_json(found)
        return
    tell_table(HEADS, [_row(step, zone) for step in found["steps"]])
    if found["next"]:
        again = f"--from {datetime.fromisoformat(found['next']).astimezone(zone).replace(tzinfo=None).isoformat()}"
        tell(Words(f"Còn nữa: {again}", f"There is more: {again}"))


def _lost(api: Api, device: str, moments: dict[str, datetime]) -> Any:
    week = {"monday": moments["from"].date().isoformat()} if "from" in moments else {}
    return api.get(f"/api/v1/devices/{device}/conflicts", **week)


def _tell_lost(found: Any, as_json: bool) -> None:
    if as_json:
        tell_json(found)
        return
    for one in found:
        titles = ", ".join(one["titles"])
        tell(Words(f"{titles}: {one['told']}", f"{titles}: {one['told']}"))
    if not found:
        tell(Words("Mọi nội dung đã xếp lịch đều được phát.", "All that is scheduled will be on."))


def _row(step: Any, zone: ZoneInfo) -> list[str]:
    begin, end = (datetime.fromisoformat(step[name]).astimezone(zone) for name in ("begin", "end"))
    whys = dict.fromkeys(part["why"] for part in (step["screen"], step["sound"]) if part)
    return [f"{begin:{CLOCK}}", f"{end:{CLOCK}}", _part(step["screen"]), _part(step["sound"]), " ".join(whys)]


def _part(part: Any) -> str:
    if part is None:
        return "-"
    return f"{part['title']} {part['page']}/{part['pages']}" if part["pages"] else str(part["title"])


def _moment(text: str, zone: ZoneInfo) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise InvalidInput(
            Words(f"“{text}” không phải thời điểm.", f"{text!r} is no moment."),
            Words("Ví dụ: 2026-11-22T21:58.", "Write it like 2026-11-22T21:58."),
        ) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
