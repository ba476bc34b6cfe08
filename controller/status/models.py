"""Tables of what devices report. One narrow row a device is written all the time; it has no index but its key."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import BigInteger
from sqlmodel import Field

from controller.db import Row


class DeviceStatus(Row, table=True):
    """The newest heartbeat and report of one device. Everything but ``last_seen_ms`` is the device's own claim."""

    __tablename__ = "device_status"
    recorded: ClassVar[bool] = False

    device_id: str = Field(primary_key=True, foreign_key="device.id", max_length=32)
    sid: str = Field(default="", max_length=64)
    """The session of the last heartbeat: only its will counts."""
    online: bool = False
    seq: int = Field(default=0, sa_type=BigInteger)
    last_seen_ms: int | None = Field(default=None, sa_type=BigInteger)
    """When the controller received the last heartbeat."""
    at_ms: int = Field(default=0, sa_type=BigInteger)
    """The same moment by the device's clock."""
    clock: str = Field(default="unknown", max_length=16)
    uptime_s: float = 0.0
    profile: str = Field(default="", max_length=200)
    version: str = Field(default="", max_length=200)
    seen_rev: int = Field(default=0, sa_type=BigInteger)
    applied_rev: int = Field(default=0, sa_type=BigInteger)
    showing_screen: str = Field(default="", max_length=200)
    showing_sound: str = Field(default="", max_length=200)
    showing_title: str = Field(default="", max_length=200)
    disk_free_bytes: int | None = Field(default=None, sa_type=BigInteger)
    temperature_c: float | None = None
    faults: str = "[]"
    """JSON list of short texts."""
    languages: str = "[]"
    """JSON list: in which it speaks."""
    manifest_sha256: str | None = Field(default=None, max_length=64)
    pending: str = Field(default="", max_length=200)
    """Why ``applied_rev`` is behind ``seen_rev``."""
    fetched_bytes: int = Field(default=0, sa_type=BigInteger)
    wanted_bytes: int = Field(default=0, sa_type=BigInteger)
    flipped_to: str = Field(default="never", max_length=8)
    """The state the last flip led to; only the job that writes flips sets it."""
    flipped_at_ms: int = Field(default=0, sa_type=BigInteger)


class Flip(Row, table=True):
    """One change of state of one device: what alarms, downtime and reports are made from."""

    __tablename__ = "flip"
    recorded: ClassVar[bool] = False

    id: int | None = Field(default=None, primary_key=True)
    device_id: str = Field(foreign_key="device.id", index=True, max_length=32)
    at_ms: int = Field(sa_type=BigInteger, index=True)
    was: str = Field(max_length=8)
    became: str = Field(max_length=8)


class Listening(Row, table=True):
    """One row: since when the controller hears devices. ``since_ms`` is None while it has no broker."""

    __tablename__ = "listening"
    recorded: ClassVar[bool] = False

    id: int = Field(default=1, primary_key=True)
    since_ms: int | None = Field(default=None, sa_type=BigInteger)
