"""Tables of devices and of what came out of their outboxes."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import BigInteger
from sqlmodel import Field

from controller.db import Row


class Device(Row, table=True):
    """One enrolled device. It is never deleted, only retired, so that what it played stays attributable."""

    __tablename__ = "device"

    id: str = Field(primary_key=True, max_length=32)
    name: str = Field(max_length=200)
    unit_id: str = Field(foreign_key="unit.id", index=True, max_length=32)
    profile: str = Field(max_length=64)
    kind: str = Field(max_length=16)
    """See :func:`controller.devices.kinds.kind_of`."""
    public_key: str = Field(max_length=64)
    enrolled_at_ms: int = Field(sa_type=BigInteger)
    retired_at_ms: int | None = Field(default=None, sa_type=BigInteger)


class DeviceTag(Row, table=True):
    """A label on a device; see :mod:`controller.devices.tags`."""

    __tablename__ = "device_tag"

    device_id: str = Field(primary_key=True, foreign_key="device.id", max_length=32)
    key: str = Field(primary_key=True, index=True, max_length=40)
    """What equal labels have in common."""
    label: str = Field(max_length=40)


class DeviceMove(Row, table=True):
    """A device that somebody put into another unit: where it stood before, for reports. Events of units have their own
    trail (:class:`controller.units.models.Rehoming`)."""

    __tablename__ = "device_move"
    unit_column: ClassVar[str] = "into_id"

    device_id: str = Field(primary_key=True, foreign_key="device.id", max_length=32)
    moved_at_ms: int = Field(primary_key=True, sa_type=BigInteger)
    from_id: str = Field(foreign_key="unit.id", max_length=32)
    into_id: str = Field(foreign_key="unit.id", max_length=32)


class PlayRow(Row, table=True):
    """One item a device showed or said. ``seq`` is its number in the device's outbox."""

    __tablename__ = "play"
    recorded: ClassVar[bool] = False

    device_id: str = Field(primary_key=True, foreign_key="device.id", max_length=32)
    seq: int = Field(primary_key=True, sa_type=BigInteger)
    item_id: str = Field(max_length=200)
    output: str = Field(max_length=8)
    began_ms: int = Field(sa_type=BigInteger)
    lasted_ms: int = Field(sa_type=BigInteger)
    cut_by: str = Field(default="", max_length=200)
    frame_sha256: str | None = Field(default=None, max_length=64)
    rms_dbfs: float | None = None


class FaultRow(Row, table=True):
    """Something a device refused or that broke on it. ``seq`` as in :class:`PlayRow`."""

    __tablename__ = "fault"
    recorded: ClassVar[bool] = False

    device_id: str = Field(primary_key=True, foreign_key="device.id", max_length=32)
    seq: int = Field(primary_key=True, sa_type=BigInteger)
    code: str = Field(max_length=200)
    detail: str = Field(max_length=200)
    at_ms: int = Field(sa_type=BigInteger)


class CommandReceipt(Row, table=True):
    """How far a device is with a command."""

    __tablename__ = "command_receipt"
    recorded: ClassVar[bool] = False

    device_id: str = Field(primary_key=True, foreign_key="device.id", max_length=32)
    command_id: str = Field(primary_key=True, max_length=32)
    stage: str = Field(max_length=16)
    reason: str = Field(default="", max_length=200)
    at_ms: int = Field(sa_type=BigInteger)
