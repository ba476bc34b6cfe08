"""What the panel's form says, as a draft; and a draft as the form shows it again. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

from controller.alerts.draft import AlertDraft
from protocol.alert import AlertText
from protocol.errors import InvalidInput
from protocol.ids import EpochMs
from protocol.words import Words

FIRST_UNTIL = timedelta(hours=2)
AREA_CHARACTERS = 500
LANGUAGE = "vi"
LEVELS = frozenset("12345")


class AlertForm(BaseModel):
    """The fields as typed: nothing is refused here, so that a person gets everything back to correct it."""

    model_config = ConfigDict(frozen=True)

    level: str = "3"
    event: str = ""
    headline: str = ""
    description: str = ""
    instruction: str = ""
    until: str = ""
    """``2026-11-22T19:30`` in the province's time, as browsers write it."""
    drill: bool = False
    unit_ids: tuple[str, ...] = ()

    def draft(self, unit_names: Sequence[str], sender_name: str, time_zone: str) -> AlertDraft:
        """The draft it describes; raises :class:`InvalidInput` for what is no number and no moment."""
        text = AlertText(
            language=LANGUAGE,
            headline=self.headline.strip() or self.event.strip(),
            description=self.description.strip(),
            instruction=self.instruction.strip(),
            area=area_of(unit_names),
            sender_name=sender_name,
        )
        return AlertDraft(
            event=self.event.strip(),
            level=int(self.level) if self.level in LEVELS else 0,
            texts=(text,),
            unit_ids=self.unit_ids,
            until_ms=_moment_ms(self.until, time_zone),
            status="Exercise" if self.drill else "Actual",
        )


def empty_form(now_ms: EpochMs, time_zone: str) -> AlertForm:
    """A new form: in force for the next two hours unless somebody says otherwise."""
    return AlertForm(until=local_minute(now_ms + int(FIRST_UNTIL.total_seconds() * 1000), time_zone))


def local_minute(at_ms: int, time_zone: str) -> str:
    """A moment as a browser's field takes it."""
    return datetime.fromtimestamp(at_ms / 1000, ZoneInfo(time_zone)).strftime("%Y-%m-%dT%H:%M")


def area_of(unit_names: Sequence[str]) -> str:
    """The names in one line, cut between two names when they are too many to be shown."""
    said = ""
    for number, name in enumerate(unit_names):
        longer = f"{said}, {name}" if said else name
        rest = f" và {len(unit_names) - number} đơn vị khác"
        if len(longer) + len(rest) > AREA_CHARACTERS:
            return said + rest
        said = longer
    return said


def _moment_ms(text: str, time_zone: str) -> EpochMs:
    try:
        local = datetime.strptime(text, "%Y-%m-%dT%H:%M").replace(tzinfo=ZoneInfo(time_zone))
    except ValueError as wrong:
        raise InvalidInput(
            Words("Chưa có thời điểm kết thúc hợp lệ.", "There is no valid end."),
            Words("Chọn ngày và giờ kết thúc.", "Choose the day and time of the end."),
        ) from wrong
    return EpochMs(int(local.timestamp() * 1000))
