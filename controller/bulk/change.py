"""What is to be changed, and what that makes of one device. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from msgspec.structs import replace

from controller.devices.tags import after
from controller.publishing.setting import SAID, BoardSetting
from controller.units.models import Unit
from protocol.errors import InvalidInput, RaoError
from protocol.words import Words

TAGS, UNIT = "tags", "unit"


@dataclass(frozen=True, slots=True)
class Change:
    """``setting``: fields of a board's own setting and what they are to say; None is: as the unit above."""

    setting: Mapping[str, Any] = field(default_factory=dict)
    add_tags: tuple[str, ...] = ()
    take_tags: tuple[str, ...] = ()
    unit: Unit | None = None
    """Where the devices are to go; None: they stay."""

    def of(self, setting: BoardSetting) -> BoardSetting:
        """The setting afterwards."""
        return replace(setting, **self.setting)

    def labels(self, held: tuple[str, ...]) -> tuple[str, ...]:
        """The labels afterwards; raises :class:`InvalidInput`."""
        return after(held, self.add_tags, self.take_tags)

    def check(self) -> None:
        """Raises :class:`InvalidInput` when it changes nothing."""
        if not (self.setting or self.add_tags or self.take_tags or self.unit):
            raise InvalidInput(
                Words("Chưa chọn điều gì để thay đổi.", "Nothing is chosen to be changed."),
                Words("Đánh dấu ít nhất một mục.", "Choose at least one thing."),
            )


@dataclass(frozen=True, slots=True)
class Before:
    """A device as it is."""

    id: str
    name: str
    unit_id: str
    unit: str
    profile: str
    setting: BoardSetting
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A device, and what it would be; with a ``refusal`` it can't be that."""

    device: Before
    setting: BoardSetting
    tags: tuple[str, ...]
    unit_id: str
    unit: str
    refusal: RaoError | None = None

    @property
    def changes(self) -> tuple[tuple[str, Any, Any], ...]:
        """Field, what it says now, what it would say."""
        return tuple(self._changes())

    def _changes(self) -> Iterator[tuple[str, Any, Any]]:
        if self.device.unit_id != self.unit_id:
            yield UNIT, self.device.unit, self.unit
        for name in SAID:
            old, new = getattr(self.device.setting, name), getattr(self.setting, name)
            if old != new:
                yield name, old, new
        if self.device.tags != self.tags:
            yield TAGS, self.device.tags, self.tags


@dataclass(frozen=True, slots=True)
class Plan:
    """What a change makes of each device."""

    lines: tuple[Line, ...]

    @property
    def changed(self) -> tuple[Line, ...]:
        """Those it makes otherwise."""
        return tuple(line for line in self.lines if line.changes and line.refusal is None)

    @property
    def refused(self) -> tuple[Line, ...]:
        """Those that can't be so."""
        return tuple(line for line in self.lines if line.refusal is not None)
