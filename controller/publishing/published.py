"""What is published, as a board may play it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from controller.library.sounds import Sound
from protocol.ids import UnitId
from protocol.manifest import (
    AudioItem,
    BulletinItem,
    CountdownItem,
    DocumentItem,
    Item,
    LineInItem,
    Over,
    PictureItem,
    ResumeRule,
    SequenceItem,
    SlotClass,
    StreamItem,
    VideoItem,
)


class Around(NamedTuple):
    """What loudspeakers play before and after the words of a text."""

    opening: Sound | None = None
    closing: Sound | None = None


NOTHING = Around()


@dataclass(frozen=True, slots=True)
class Published:
    """One published content as a board may play it. Days are of the unit's time zone, both included."""

    item: Item
    slot_class: SlotClass
    first: date
    last: date | None = None
    minute: int = 0
    """Of its first day (0 to 1439), at which it begins."""
    ticker: str = ""
    language: str = "vi"
    """Of the running text."""
    around: Around = NOTHING
    over: Over = "cut"
    """Of loudspeakers; screens always cut."""
    resume: ResumeRule = "skip"
    loops: bool = True
    """Whether it plays in the daily round of its class too, not only where a slot plays it."""


@dataclass(frozen=True, slots=True)
class Place:
    """For whom a manifest is made: the unit whose name the board carries, and the units above it, itself first."""

    unit_name: str
    origins: tuple[UnitId, ...]
    time_zone: str = "Asia/Ho_Chi_Minh"
    above_first: bool = False
    """What units above say goes before what the unit itself says."""
    left: tuple[UnitId, ...] = ()
    """Units that are no more, or no longer above, whose slots go on here; they rank last."""

    @property
    def origin_order(self) -> tuple[UnitId, ...]:
        """Whose goes before whose."""
        return (*(self.origins[::-1] if self.above_first else self.origins), *self.left)


def is_shown(item: Item) -> bool:
    """Whether the item has something for a screen."""
    match item:
        case AudioItem() | SequenceItem() | StreamItem() | LineInItem():
            return False
        case CountdownItem():
            return True
        case BulletinItem() | DocumentItem():
            return bool(item.pages)
        case PictureItem() | VideoItem():
            return bool(item.renditions)


def is_said(item: Item) -> bool:
    """Whether a loudspeaker says or plays the item by itself; the sound of a clip belongs to its picture."""
    return isinstance(item, AudioItem | StreamItem | LineInItem) or (
        isinstance(item, BulletinItem) and bool(item.speech)
    )


def fillers_of(contents: Sequence[Published]) -> list[Item]:
    """What is meant to fill a screen."""
    meant = (content for content in contents if content.slot_class == "filler" and content.loops)
    return [content.item for content in meant if is_shown(content.item)]
