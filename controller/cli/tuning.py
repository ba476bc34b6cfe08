"""What `tune` and `devices change` say of a board's sound and screen: the same options, read the same way."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import click

from protocol.errors import InvalidInput
from protocol.words import Words

ABOVE = "above"
"""The word for: as the unit above."""
NONE = "none"
PERCENT = re.compile(r"(?P<start>[0-9:]+)-(?P<end>[0-9:]+)=(?P<percent>[0-9]{1,3})%?")
OFF = re.compile(r"(?P<start>[0-9:]+)-(?P<end>[0-9:]+)")
OPTIONS = (
    click.option("--layout", help="standard, side, notice-qr, clock, two-tickers, bare, or the id of a drawn one."),
    click.option("--transition", help="How pictures change: cut, fade or wipe."),
    click.option("--day-volume", help="Volume in percent outside the hours of --volume."),
    click.option("--volume", multiple=True, help="FROM-TO=PERCENT, such as 20:00-06:00=30; may be repeated."),
    click.option("--emergency-volume", help="Volume in percent of alerts, at least 10."),
    click.option("--sound-delay", help="Scheduled sound begins so many ms later, against echo: 0 to 60000."),
    click.option("--day-brightness", help="Brightness in percent outside the hours of --brightness."),
    click.option("--brightness", multiple=True, help="FROM-TO=PERCENT, such as 19:00-05:00=40; may be repeated."),
    click.option("--emergency-brightness", help="Brightness in percent while an alert is shown, at least 10."),
    click.option("--screen-off", multiple=True, help="FROM-TO, such as 22:30-04:30; may be repeated."),
    click.option("--qr", help="What the QR code of the layout notice-qr holds."),
    click.option("--qr-caption", help="What stands under it."),
    click.option("--ticker-languages", help="Whose running texts are shown, such as vi,km."),
    click.option("--ticker-speed", help="Of running text, in px/s."),
)


def setting_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command every option of :data:`FIELDS`."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


def changes_of(wanted: Mapping[str, Any]) -> dict[str, Any]:
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
        raise unreadable(given, Words("một con số", "a number"))
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
        raise unreadable(given, Words(f"giờ như {example}", f"hours like {example}"))
    return {name: int(text) if name == "percent" else text for name, text in found.groupdict().items()}


def unreadable(given: str, wanted: Words) -> InvalidInput:
    """For what is not what an option takes."""
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


def said(value: Any) -> str:
    """A value of a field, as the options take it."""
    if value is None:
        return ABOVE
    if isinstance(value, list):
        return ", ".join(map(said, value)) or NONE
    if isinstance(value, dict):
        percent = f"={value['percent']}" if "percent" in value else ""
        return f"{value['start']}-{value['end']}{percent}"
    return str(value) or NONE
