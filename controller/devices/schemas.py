"""What leaves about devices, by HTTP and by ``rao controller devices --json``."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from controller.status.state import State


class ShowingOut(BaseModel):
    """What the device says it presents now."""

    model_config = ConfigDict(frozen=True)

    screen: str = ""
    sound: str = ""
    title: str = ""
    """For people."""


class DeviceOut(BaseModel):
    """One line of the list of devices."""

    model_config = ConfigDict(frozen=True)

    id: str
    name: str
    unit: str
    """The unit's name; ``unit_id`` is its dated id."""
    unit_id: str
    kind: str
    profile: str
    state: State
    last_seen: datetime | None
    """UTC."""
    wanted_rev: int
    """The revision of the newest desired state stated for it; 0 when there is none."""
    seen_rev: int
    """The newest that reached the device and that it took for genuine."""
    applied_rev: int
    """The one in force on the device."""
    pending: str
    """Why that is not the one it has seen."""
    showing: ShowingOut
    clock: str
    version: str
    faults: tuple[str, ...]
    tags: tuple[str, ...] = ()
    """The labels that people put on it."""


class TagsIO(BaseModel):
    """The labels of a device; two that differ only in case or blanks are one."""

    model_config = ConfigDict(extra="forbid")

    tags: list[str]


class TagOut(BaseModel):
    """A label, and how many of the devices one sees have it."""

    tag: str
    devices: int


class CommandIn(BaseModel):
    """What a device is to do at once."""

    model_config = ConfigDict(extra="forbid")

    action: Literal["snapshot", "report", "restart"]


class CommandOut(BaseModel):
    """The command's id, by which its progress is told."""

    id: str
