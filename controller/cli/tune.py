"""``rao controller tune``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import click

from controller.cli.api import Api
from controller.cli.options import calling, json_option
from controller.cli.places import unit_ids
from controller.cli.telling import tell, tell_json
from protocol.errors import InvalidInput
from protocol.words import Words

ABOVE = "above"
"""The word for: as the unit above."""
NONE = "none"
PERCENT = re.compile(r"(?P<start>[0-9:]+)-(?P<end>[0-9:]+)=(?P<percent>[0-9]{1,3})%?")
OFF = re.compile(r"(?P<start>[0-9:]+)-(?P<end>[0-9:]+)")


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
@click.option("--layout", help="standard, side, notice-qr, clock, two-tickers or bare.")
@click.option("--transition", help="How pictures change: cut, fade or wipe.")
@click.option("--day-volume", help="Volume in percent outside the hours of --volume.")
@click.option("--volume", multiple=True, help="FROM-TO=PERCENT, such as 20:00-06:00=30; may be repeated.")
@click.option("--emergency-volume", help="Volume in percent of alerts, at least 10.")
@click.option("--sound-delay", help="Scheduled sound begins so many ms later, against echo: 0 to 60000.")
@click.option("--opening", metavar="FILE", help="A unit's tune before its spoken bulletins, at most 60 s.")
@click.option("--closing", metavar="FILE", help="A unit's tune after them.")
@click.option("--day-brightness", help="Brightness in percent outside the hours of --brightness.")
@click.option("--brightness", multiple=True, help="FROM-TO=PERCENT, such as 19:00-05:00=40; may be repeated.")
@click.option("--emergency-brightness", help="Brightness in percent while an alert is shown, at least 10.")
@click.option("--screen-off", multiple=True, help="FROM-TO, such as 22:30-04:30; may be repeated.")
@click.option("--qr", help="What the QR code of the layout notice-qr holds.")
@click.option("--qr-caption", help="What stands under it.")
@click.option("--ticker-languages", help="Whose running texts are shown, such as vi,km.")
@click.option("--ticker-speed", help="Of running text, in px/s.")
@json_option
@calling
def tune(api: Api, owner: str, as_json: bool, opening: str | None, closing: str | None, **wanted: Any) -> None:
    """How boards sound, are lit and arranged: of OWNER, a unit (id or name) and all below it, or a single device.

    What is not named stays as it is. The word `above` leaves something to the unit above, `none` says there is none.
    Without options it tells what holds.
    """
    path = f"/api/v1/tunings/{_owner_id(api, owner)}"
    told = api.get(path)
    changes = _changes(wanted)
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
        raise _unreadable(given, Words("một tệp đọc được", "a file that can be read")) from error


def _owner_id(api: Api, owner: str) -> str:
    """The id of a device, or of a unit by id or name."""
    if any(device["id"] == owner for device in api.get_all("/api/v1/devices")):
        return owner
    [unit_id] = unit_ids(api, [owner])
    return unit_id


def _changes(wanted: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of the tuning that were named, as the API takes them."""
    named = {name: value for name, value in wanted.items() if value not in (None, ())}
    return {FIELDS[name][0]: FIELDS[name][1](value) for name, value in named.items()}


def _name(given: str) -> str | None:
    return None if given == ABOVE else given


def _text(given: str) -> str | None:
    return "" if given == NONE else _name(given)


def _number(given: str) -> int | None:
    if given == ABOVE:
        return None
    if not given.isdecimal():
        raise _unreadable(given, Words("một con số", "a number"))
    return int(given)


def _languages(given: str) -> list[str] | None:
    if given in (ABOVE, NONE):
        return None if given == ABOVE else []
    return [one.strip() for one in given.split(",")]


def _spans(form: re.Pattern[str], example: str, given: tuple[str, ...]) -> list[dict[str, Any]] | None:
    if given in ((ABOVE,), (NONE,)):
        return None if given == (ABOVE,) else []
    return [_span(form, example, one) for one in given]


def _span(form: re.Pattern[str], example: str, given: str) -> dict[str, Any]:
    found = form.fullmatch(given.strip())
    if not found:
        raise _unreadable(given, Words(f"giờ như {example}", f"hours like {example}"))
    return {name: int(text) if name == "percent" else text for name, text in found.groupdict().items()}


def _unreadable(given: str, wanted: Words) -> InvalidInput:
    return InvalidInput(
        Words(f"“{given}” không phải {wanted.vi}.", f"{given!r} is not {wanted.en}."),
        Words("Xem ví dụ: rao controller tune --help.", "See the examples: rao controller tune --help."),
    )


FIELDS: Mapping[str, tuple[str, Callable[[Any], Any]]] = {
    "layout": ("layout", _name),
    "transition": ("transition", _name),
    "day_volume": ("volume_percent", _number),
    "volume": ("volume_windows", partial(_spans, PERCENT, "20:00-06:00=30")),
    "emergency_volume": ("emergency_volume_percent", _number),
    "sound_delay": ("sound_delay_ms", _number),
    "day_brightness": ("brightness_percent", _number),
    "brightness": ("brightness_windows", partial(_spans, PERCENT, "19:00-05:00=40")),
    "emergency_brightness": ("emergency_brightness_percent", _number),
    "screen_off": ("screen_off_windows", partial(_spans, OFF, "22:30-04:30")),
    "qr": ("qr_payload", _text),
    "qr_caption": ("qr_caption", _text),
    "ticker_languages": ("ticker_languages", _languages),
    "ticker_speed": ("ticker_speed_px_s", _number),
}
"""Of each option the field of the tuning, and how its words are read."""


def _tell(told: Any) -> None:
    """What holds; what stands above is named as such."""
    click.echo(f"{told['name']}  {told['owner']}")
    for name, value in told["in_force"].items():
        if value is not None:
            own = told["own"][name] is not None
            whence = Words("", "") if own else Words("  (theo đơn vị trên)", "  (from the unit above)")
            tell(Words(f"{name}: {_said(value)}{whence.vi}", f"{name}: {_said(value)}{whence.en}"))
    for part in ("opening", "closing"):
        click.echo(f"{part}: {told[part]['url'] or NONE}  ({told[part]['whose']})")


def _said(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_said, value)) or NONE
    if isinstance(value, dict):
        percent = f"={value['percent']}" if "percent" in value else ""
        return f"{value['start']}-{value['end']}{percent}"
    return str(value) or NONE
