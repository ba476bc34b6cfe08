"""What keeps a content off every board, whoever publishes it and by whatever way."""

from __future__ import annotations

from collections.abc import Iterable

from media.legibility import Remark, Severity
from protocol.errors import InvalidMedia
from protocol.words import Words

STOP: Severity = "stop"


def refuse_stops(remarks: Iterable[Remark]) -> None:
    """Raises :class:`InvalidMedia` with the first reason that forbids it; warnings forbid nothing."""
    for remark in remarks:
        if remark.severity == STOP:
            raise InvalidMedia(remark.words, Words("Sửa rồi phát hành lại.", "Mend it, then publish again."))
