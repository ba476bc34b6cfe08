"""``rao controller tune``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from controller.cli.api import Api
from controller.cli.options import calling, json_option
from controller.cli.places import unit_ids
from controller.cli.telling import tell, tell_json
from controller.cli.tuning import ABOVE, NONE, changes_of, said, setting_options, unreadable
from protocol.words import Words


@click.command(
    epilog="""\b
Examples:
  rao controller tune 25195-20250701 --layout side --brightness 19:00-05:00=40 --screen-off 22:30-04:30
  rao controller tune loa-01 --day-volume 80 --volume 20:00-06:00=30 --emergency-volume 100
  rao controller tune 25195-20250701 --opening nhac-hieu.mp3 --closing none
  rao controller tune loa-02 --sound-delay 1500
  rao controller tune led-01 --layout notice-qr --qr https://dichvucong.gov.vn --qr-caption "Dịch vụ công"
  rao controller tune led-01 --screen-off none --brightness above"""
)
@click.argument("owner")
@setting_options
@click.option("--opening", metavar="FILE", help="A unit's tune before its spoken bulletins, at most 60 s.")
@click.option("--closing", metavar="FILE", help="A unit's tune after them.")
@json_option
@calling
def tune(api: Api, owner: str, as_json: bool, opening: str | None, closing: str | None, **wanted: Any) -> None:
    """How boards sound, are lit and arranged: of OWNER, a unit (id or name) and all below it, or a single device.

    What is not named stays as it is. The word `above` leaves something to the unit above, `none` says there is none.
    Without options it tells what holds.

    \b
    JSON: {owner, name, unit_id, own, in_force, opening, closing}; own and in_force are {volume_percent,
    volume_windows, ...} as `GET /api/v1/tunings/OWNER` has them; null is: as the unit above.
    """
    path = f"/api/v1/tunings/{_owner_id(api, owner)}"
    told = api.get(path)
    changes = changes_of(wanted)
    if changes:
        told = api.put(path, {**told["own"], **changes})
    for part, given in (("opening", opening), ("closing", closing)):
        if given is not None:
            told = _sign(api, f"{path}/signature/{part}", given)
    if as_json:
        tell_json(told)
    else:
        _tell(told)


def _sign(api: Api, path: str, given: str) -> Any:
    """Sends a tune, or whose it is to be."""
    if given in (ABOVE, NONE):
        return api.send(path, {"whose": given}, [])
    try:
        with Path(given).open("rb") as file:
            return api.send(path, {"whose": "own"}, [("file", (Path(given).name, file))])
    except OSError as error:
        raise unreadable(given, Words("một tệp đọc được", "a file that can be read")) from error


def _owner_id(api: Api, owner: str) -> str:
    """The id of a device, or of a unit by id or name."""
    if any(device["id"] == owner for device in api.get_all("/api/v1/devices")):
        return owner
    [unit_id] = unit_ids(api, [owner])
    return unit_id


def _tell(told: Any) -> None:
    """What holds; what stands above is named as such."""
    click.echo(f"{told['name']}  {told['owner']}")
    for name, value in told["in_force"].items():
        if value is not None:
            own = told["own"][name] is not None
            whence = Words("", "") if own else Words("  (theo đơn vị trên)", "  (from the unit above)")
            tell(Words(f"{name}: {said(value)}{whence.vi}", f"{name}: {said(value)}{whence.en}"))
    for part in ("opening", "closing"):
        click.echo(f"{part}: {told[part]['url'] or NONE}  ({told[part]['whose']})")
