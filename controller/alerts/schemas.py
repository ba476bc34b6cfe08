"""Alerts over HTTP. Times go out as UTC; lengths come in minutes, as people say them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field
from sqlmodel import Session

from controller.alerts.counts import Outcome, Reached, counted, reached_by
from controller.alerts.draft import AlertDraft
from controller.alerts.models import AlertRow
from controller.alerts.service import targets_of
from controller.alerts.sets import words_of
from controller.clock import utc
from protocol.alert import AlertText, Severity
from protocol.ids import EpochMs


class TextIn(BaseModel):
    """One language of an alert."""

    model_config = ConfigDict(extra="forbid")

    language: Annotated[str, Field(min_length=2, max_length=15)] = "vi"
    headline: Annotated[str, Field(min_length=1, max_length=200)]
    description: Annotated[str, Field(max_length=2_000)] = ""
    instruction: Annotated[str, Field(max_length=2_000)] = ""
    area: Annotated[str, Field(max_length=500)] = ""
    sender_name: Annotated[str, Field(max_length=200)] = ""


class AlertIn(BaseModel):
    """A new alert; ``until`` outweighs ``minutes``."""

    model_config = ConfigDict(extra="forbid")

    event: Annotated[str, Field(min_length=1, max_length=200)]
    level: Annotated[int, Field(ge=1, le=5)]
    texts: Annotated[list[TextIn], Field(min_length=1, max_length=8)]
    unit_ids: Annotated[list[str], Field(min_length=1)]
    minutes: Annotated[int, Field(ge=1, le=7 * 24 * 60)] = 60
    until: AwareDatetime | None = None
    drill: bool = False
    severity: Severity | None = None

    def draft(self) -> AlertDraft:
        """As the domain takes it."""
        return AlertDraft(
            event=self.event,
            level=self.level,
            texts=tuple(AlertText(**text.model_dump()) for text in self.texts),
            unit_ids=tuple(self.unit_ids),
            lasts_ms=self.minutes * 60_000,
            until_ms=round(self.until.timestamp() * 1000) if self.until else None,
            status="Exercise" if self.drill else "Actual",
            severity=self.severity,
        )


class CountsOut(BaseModel):
    """``of`` is the denominator; ``rendered``, ``offline``, ``not_yet`` and ``refused`` add up to it."""

    of: int
    rendered: int
    offline: int
    not_yet: int
    refused: int
    by_stage: dict[str, int]
    all_rendered: bool


class ReceiptOut(BaseModel):
    """One device and what it did, with its evidence."""

    device_id: str
    name: str
    unit: str
    expected: bool
    outcome: Outcome
    stage: str | None
    reason: str
    rendered_at: datetime | None
    frame_sha256: str | None
    rms_dbfs: float | None
    played_ms: int | None


class TextOut(TextIn):
    """One language of an alert, and how it is said."""

    spoken_by: str
    """Engine and voice; empty when each device says it with its own."""
    speech_ms: int


class AlertOut(BaseModel):
    """One alert with its counts now."""

    id: str
    state: Literal["draft", "active", "lifted", "expired"]
    drill: bool
    event: str
    level: int
    severity: str
    unit_ids: list[str]
    texts: list[TextOut]
    written_at: datetime
    sent_at: datetime | None
    expires_at: datetime | None
    ended_at: datetime | None
    counts: CountsOut
    receipts: list[ReceiptOut]


def alert_out(session: Session, row: AlertRow, now_ms: EpochMs) -> AlertOut:
    """An alert with every device it concerns."""
    reached = reached_by(session, row.id, now_ms)
    return AlertOut(
        id=row.id,
        state=row.state,  # type: ignore[arg-type]
        drill=row.status == "Exercise",
        event=row.event,
        level=row.level,
        severity=row.severity,
        unit_ids=list(targets_of(session, row.id)),
        texts=_texts(session, row.id),
        written_at=utc(row.written_at_ms),
        sent_at=_moment(row.sent_at_ms),
        expires_at=_moment(row.expires_at_ms),
        ended_at=_moment(row.ended_at_ms),
        counts=_counts(reached),
        receipts=[_receipt(one) for one in reached],
    )


def _counts(reached: list[Reached]) -> CountsOut:
    counts = counted(reached)
    return CountsOut(
        of=counts.of,
        rendered=counts.rendered,
        offline=counts.offline,
        not_yet=counts.not_yet,
        refused=counts.refused,
        by_stage=counts.by_stage,
        all_rendered=counts.all_rendered,
    )


def _receipt(one: Reached) -> ReceiptOut:
    receipt = one.receipt
    return ReceiptOut(
        device_id=one.device.id,
        name=one.device.name,
        unit=one.unit_name,
        expected=receipt.expected,
        outcome=one.outcome,
        stage=receipt.stage,
        reason=receipt.reason,
        rendered_at=_moment(receipt.rendered_at_ms),
        frame_sha256=receipt.frame_sha256,
        rms_dbfs=receipt.rms_dbfs,
        played_ms=receipt.played_ms,
    )


def _texts(session: Session, alert_id: str) -> list[TextOut]:
    return [
        TextOut(
            language=words.language,
            headline=words.headline,
            description=words.description,
            instruction=words.instruction,
            area=words.area,
            sender_name=words.sender_name,
            spoken_by=words.speech_voice,
            speech_ms=words.speech_ms,
        )
        for words in words_of(session, alert_id)
    ]


def _moment(at_ms: int | None) -> datetime | None:
    return None if at_ms is None else utc(at_ms)
