"""The panel's form of how a board is to be: what is left empty holds as in the unit above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Literal

from pydantic import BaseModel

from controller.publishing.schemas import BoardIO, HoursIO, PercentHoursIO, SoundHoursIO
from protocol.errors import InvalidInput
from protocol.manifest import TransitionKind
from protocol.words import Words

Whose = Literal["above", "own"]
Row = tuple[str, ...]


class BoardForm(BaseModel):
    """The fields as sent. Hours come in rows; an empty row says nothing."""

    layout: str = ""
    transition: TransitionKind | Literal[""] = ""
    qr_payload: str = ""
    qr_caption: str = ""
    ticker_languages: str = ""
    ticker_speed_px_s: str = ""
    volume_percent: str = ""
    emergency_volume_percent: str = ""
    sound_delay_ms: str = ""
    loud_hours: Whose = "above"
    loud_start: list[str] = []
    loud_end: list[str] = []
    loud_percent: list[str] = []
    brightness_percent: str = ""
    emergency_brightness_percent: str = ""
    bright_hours: Whose = "above"
    bright_start: list[str] = []
    bright_end: list[str] = []
    bright_percent: list[str] = []
    off_hours: Whose = "above"
    off_start: list[str] = []
    off_end: list[str] = []

    def wanted(self) -> BoardIO:
        """As the API takes it; raises :class:`InvalidInput` for what is no number and for half a row."""
        return BoardIO(
            volume_percent=_number(self.volume_percent),
            volume_windows=list(_percent_hours(self._loud())) if self.loud_hours == "own" else None,
            emergency_volume_percent=_number(self.emergency_volume_percent),
            sound_delay_ms=_number(self.sound_delay_ms),
            brightness_percent=_number(self.brightness_percent),
            brightness_windows=list(_percent_hours(self._bright())) if self.bright_hours == "own" else None,
            emergency_brightness_percent=_number(self.emergency_brightness_percent),
            screen_off_windows=list(self._off()) if self.off_hours == "own" else None,
            layout=self.layout or None,
            transition=self.transition or None,
            qr_payload=self.qr_payload.strip() or None,
            qr_caption=self.qr_caption.strip() or None,
            ticker_languages=self.ticker_languages.replace(",", " ").split() or None,
            ticker_speed_px_s=_number(self.ticker_speed_px_s),
        )

    def loud_rows(self) -> list[Row]:
        """What stands in the form, and one row more to fill in."""
        return [*self._loud(), ("", "", "")]

    def bright_rows(self) -> list[Row]:
        """What stands in the form, and one row more to fill in."""
        return [*self._bright(), ("", "", "")]

    def off_rows(self) -> list[Row]:
        """What stands in the form, and one row more to fill in."""
        return [*_rows(self.off_start, self.off_end), ("", "")]

    def _loud(self) -> Iterator[Row]:
        return _rows(self.loud_start, self.loud_end, self.loud_percent)

    def _bright(self) -> Iterator[Row]:
        return _rows(self.bright_start, self.bright_end, self.bright_percent)

    def _off(self) -> Iterator[HoursIO]:
        return _hours(_rows(self.off_start, self.off_end))


class SoundHoursForm(BaseModel):
    """When loudspeakers may be heard, as sent."""

    open_hours: Whose = "above"
    open_start: list[str] = []
    open_end: list[str] = []
    quiet_start: list[str] = []
    quiet_end: list[str] = []
    most_sessions: str = ""
    most_session_min: str = ""

    def wanted(self) -> SoundHoursIO:
        """As the API takes it; raises :class:`InvalidInput` for what is no number and for half a row."""
        quiet = list(_hours(self._quiet()))
        return SoundHoursIO(
            windows=list(_hours(self._open())) if self.open_hours == "own" else None,
            quiet=quiet or None,
            most_sessions=_number(self.most_sessions),
            most_session_min=_number(self.most_session_min),
        )

    def open_rows(self) -> list[Row]:
        """What stands in the form, and one row more to fill in."""
        return [*self._open(), ("", "")]

    def quiet_rows(self) -> list[Row]:
        """What stands in the form, and one row more to fill in."""
        return [*self._quiet(), ("", "")]

    def _open(self) -> Iterator[Row]:
        return _rows(self.open_start, self.open_end)

    def _quiet(self) -> Iterator[Row]:
        return _rows(self.quiet_start, self.quiet_end)


def sound_hours_form(said: SoundHoursIO) -> SoundHoursForm:
    """The form filled with what is said now."""
    windows, quiet = said.windows or [], said.quiet or []
    return SoundHoursForm(
        open_hours="above" if said.windows is None else "own",
        open_start=[one.start for one in windows],
        open_end=[one.end for one in windows],
        quiet_start=[one.start for one in quiet],
        quiet_end=[one.end for one in quiet],
        most_sessions=_text(said.most_sessions),
        most_session_min=_text(said.most_session_min),
    )


def form_of(said: BoardIO) -> BoardForm:
    """The form filled with what is said now."""
    loud, bright, off = said.volume_windows or [], said.brightness_windows or [], said.screen_off_windows or []
    return BoardForm(
        layout=said.layout or "",
        transition=said.transition or "",
        qr_payload=said.qr_payload or "",
        qr_caption=said.qr_caption or "",
        ticker_languages=", ".join(said.ticker_languages or ()),
        ticker_speed_px_s=_text(said.ticker_speed_px_s),
        volume_percent=_text(said.volume_percent),
        emergency_volume_percent=_text(said.emergency_volume_percent),
        sound_delay_ms=_text(said.sound_delay_ms),
        loud_hours="above" if said.volume_windows is None else "own",
        loud_start=[one.start for one in loud],
        loud_end=[one.end for one in loud],
        loud_percent=[_text(one.percent) for one in loud],
        brightness_percent=_text(said.brightness_percent),
        emergency_brightness_percent=_text(said.emergency_brightness_percent),
        bright_hours="above" if said.brightness_windows is None else "own",
        bright_start=[one.start for one in bright],
        bright_end=[one.end for one in bright],
        bright_percent=[_text(one.percent) for one in bright],
        off_hours="above" if said.screen_off_windows is None else "own",
        off_start=[one.start for one in off],
        off_end=[one.end for one in off],
    )


def _rows(*columns: Sequence[str]) -> Iterator[Row]:
    rows = (tuple(cell.strip() for cell in row) for row in zip_longest(*columns, fillvalue=""))
    return (row for row in rows if any(row))


def _hours(rows: Iterator[Row]) -> Iterator[HoursIO]:
    return (HoursIO(start=start, end=end) for start, end in map(_whole, rows))


def _percent_hours(rows: Iterator[Row]) -> Iterator[PercentHoursIO]:
    for start, end, percent in map(_whole, rows):
        yield PercentHoursIO(start=start, end=end, percent=_number(percent) or 0)


def _whole(row: Row) -> Row:
    if all(row):
        return row
    raise InvalidInput(
        Words("Có dòng giờ còn thiếu.", "A row of hours is not complete."),
        Words("Điền đủ dòng đó hoặc xóa hết dòng.", "Fill in all of the row, or empty it."),
    )


def _number(text: str) -> int | None:
    if not text.strip():
        return None
    if not (text.strip().isascii() and text.strip().isdecimal() and len(text.strip()) < len("100000")):
        raise InvalidInput(
            Words(f"“{text}” không phải số dùng được.", f"{text!r} is no number that can be used."),
            Words("Viết một số như 40.", "Write a number like 40."),
        )
    return int(text)


def _text(number: int | None) -> str:
    return "" if number is None else str(number)
