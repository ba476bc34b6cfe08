"""Plays and failures by name, for the record."""

from __future__ import annotations

from media.speech.voice import NotAvailable
from protocol.errors import InvalidMedia, NotFound, RaoError
from protocol.programme_types import PlayAlert, PlayItem, Silence, Sound

_CODES = ((NotFound, "missing"), (InvalidMedia, "decode"), (NotAvailable, "no-voice"))


def name_of(play: Sound) -> str:
    """What took an output, for the record."""
    match play:
        case PlayAlert(alert=alert):
            return f"alert {alert.id}"
        case PlayItem(item=item):
            return f"item {item.id}"
        case Silence(reason=reason):
            return f"silence {reason}"
    return "silence"


def code_of(failure: RaoError) -> str:
    """One word for machines."""
    for kind, code in _CODES:
        if isinstance(failure, kind):
            return code
    return "broken-off"
