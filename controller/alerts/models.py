"""Tables of alerts, whom they are for and what boards did with them."""

from __future__ import annotations

from typing import ClassVar, Literal

from sqlalchemy import BigInteger
from sqlmodel import Field

from controller.db import Row

AlertState = Literal["draft", "active", "lifted", "expired"]


class AlertRow(Row, table=True):
    """One emergency or drill. ``state`` goes ``draft -> active -> lifted | expired`` and never back.

    ``status``, ``event`` and ``severity`` are CAP's; ``level`` is the national risk level, 1 to 5.
    """

    __tablename__ = "alert"

    id: str = Field(primary_key=True, max_length=32)
    state: str = Field(index=True, max_length=16)
    status: str = Field(max_length=16)
    event: str = Field(max_length=200)
    level: int
    severity: str = Field(max_length=16)
    lasts_ms: int = Field(sa_type=BigInteger)
    """How long it is in force once it is confirmed, unless ``until_ms`` says when it ends."""
    until_ms: int | None = Field(default=None, sa_type=BigInteger)
    written_by: int | None = Field(default=None, foreign_key="user_account.id")
    written_at_ms: int = Field(index=True, sa_type=BigInteger)
    confirmed_by: int | None = Field(default=None, foreign_key="user_account.id")
    sent_at_ms: int | None = Field(default=None, sa_type=BigInteger)
    expires_at_ms: int | None = Field(default=None, sa_type=BigInteger)
    lifted_by: int | None = Field(default=None, foreign_key="user_account.id")
    ended_at_ms: int | None = Field(default=None, index=True, sa_type=BigInteger)


class AlertWords(Row, table=True):
    """One language of an alert, with its speech when one could be made."""

    __tablename__ = "alert_words"

    alert_id: str = Field(primary_key=True, foreign_key="alert.id", max_length=32)
    language: str = Field(primary_key=True, max_length=15)
    position: int
    headline: str = Field(max_length=200)
    description: str = Field(default="", max_length=2_000)
    instruction: str = Field(default="", max_length=2_000)
    area: str = Field(default="", max_length=500)
    sender_name: str = Field(default="", max_length=200)
    speech_sha256: str | None = Field(default=None, foreign_key="media_object.sha256", max_length=64)
    speech_ms: int = 0
    speech_voice: str = Field(default="", max_length=100)


class AlertTarget(Row, table=True):
    """A unit the alert is for, with all units below it."""

    __tablename__ = "alert_target"

    alert_id: str = Field(primary_key=True, foreign_key="alert.id", max_length=32)
    unit_id: str = Field(primary_key=True, foreign_key="unit.id", max_length=32)


class Receipt(Row, table=True):
    """What one device did with one alert. ``stage`` is None for a device that was counted on and told nothing yet."""

    __tablename__ = "alert_receipt"
    recorded: ClassVar[bool] = False

    alert_id: str = Field(primary_key=True, foreign_key="alert.id", max_length=32)
    device_id: str = Field(primary_key=True, foreign_key="device.id", max_length=32)
    expected: bool
    """Whether it stood in the target area when the alert was sent: those are the denominator."""
    stage: str | None = Field(default=None, max_length=16)
    rank: int = 0
    """Place of ``stage`` in :data:`protocol.stages.ORDER`, from 1; 0 without a stage. Rows only ever rise."""
    reason: str = Field(default="", max_length=200)
    clock: str = Field(default="", max_length=16)
    stage_at_ms: int | None = Field(default=None, sa_type=BigInteger)
    """By the device's own clock."""
    heard_from_at_ms: int | None = Field(default=None, sa_type=BigInteger)
    """By the controller's clock, when the stage that stands arrived."""
    rendered_at_ms: int | None = Field(default=None, sa_type=BigInteger)
    """By the controller's clock, when the device first said it had shown or said the alert."""
    frame_sha256: str | None = Field(default=None, max_length=64)
    rms_dbfs: float | None = None
    played_ms: int | None = None
