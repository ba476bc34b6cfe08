"""How the devices of a unit, or a single one, are to sound."""

from __future__ import annotations

from sqlmodel import Field

from controller.db import Row


class Tuning(Row, table=True):
    """Volumes, brightness and sound windows of a unit and all below it, or of one device. None is: as above."""

    __tablename__ = "tuning"

    owner: str = Field(primary_key=True, max_length=32)
    """A unit id or a device id; the two never look alike."""
    volume_percent: int | None = None
    emergency_volume_percent: int | None = None
    brightness_percent: int | None = None
    sound_windows: str | None = None
    """A JSON list of :class:`protocol.documents.Window`."""
