"""What the panel's forms of bulletins without a file say: countdowns, cards, QR codes, addresses, what is relayed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import zip_longest
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import UploadFile
from pydantic import Field

from controller.bulletins.form import HowForm
from controller.bulletins.written import CardSheet, Countdown, QrNotice
from media.bulletin import Card
from protocol.errors import InvalidInput
from protocol.ids import EpochMs
from protocol.words import Words

CardRow = tuple[str, str, str]
EMPTY_ROWS = 4
MOST_STATION_MIN = 12 * 60


class CountdownForm(HowForm):
    """A countdown to ``at``, a minute of the province's time zone."""

    at: str = ""
    after: str = ""

    def written(self, time_zone: str) -> Countdown:
        """As the domain takes it; raises :class:`InvalidInput` for what is no moment."""
        try:
            at = datetime.fromisoformat(self.at)
            moment_s = (at if at.tzinfo else at.replace(tzinfo=ZoneInfo(time_zone))).timestamp()
        except (ValueError, OverflowError) as wrong:
            raise InvalidInput(
                Words("Thời điểm đếm ngược không hợp lệ.", "The moment to count down to is not valid."),
                Words("Chọn lại ngày và giờ.", "Choose day and hour again."),
            ) from wrong
        return Countdown(self.title, EpochMs(round(moment_s * 1000)), self.after)


class CardsForm(HowForm):
    """Values in rows; an empty row says nothing."""

    label: list[str] = Field(default_factory=list)
    value: list[str] = Field(default_factory=list)
    note: list[str] = Field(default_factory=list)

    def rows(self) -> list[CardRow]:
        """What stands in the form, and some rows more to fill in."""
        return [*_rows(self.label, self.value, self.note), *[("", "", "")] * EMPTY_ROWS]

    def written(self) -> CardSheet:
        """As the domain takes it."""
        return CardSheet(self.title, tuple(Card(*row) for row in _rows(self.label, self.value, self.note)))


class QrForm(HowForm):
    """A code to be taken along by telephone."""

    payload: str = ""
    caption: str = ""

    def written(self) -> QrNotice:
        """As the domain takes it."""
        return QrNotice(self.title, self.payload, self.caption)


class FeedForm(HowForm):
    """The headlines of a feed, at most ``most`` of them."""

    url: str = ""
    most: Annotated[int, Field(ge=1, le=20)] = 8


class WebForm(HowForm):
    """A web page, looked at every ``every_min`` minutes."""

    url: str = ""
    every_min: Annotated[int, Field(ge=1, le=1440)] = 30


class RelayForm(HowForm):
    """What is relayed for ``minutes``, and what is heard while it is gone: a file, or a recording published before."""

    minutes: Annotated[int, Field(ge=1, le=MOST_STATION_MIN)] = 30
    fallback: UploadFile | None = None
    fallback_content: str = ""


class StationForm(RelayForm):
    """A radio station."""

    url: Annotated[str, Field(max_length=2_000)] = ""


class LineInForm(RelayForm):
    """A sound input of the devices that have it, by the name that their profiles give it."""

    input: Annotated[str, Field(max_length=40)] = "default"


def _rows(*columns: Sequence[str]) -> list[CardRow]:
    rows = zip_longest(*columns, fillvalue="")
    return [(label, value, note) for label, value, note in rows if label.strip() or value.strip() or note.strip()]
