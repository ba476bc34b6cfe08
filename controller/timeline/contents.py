"""Which contents a slot is to present, and which of them a board can. Pure.

A sequence stands for what is said in it: its tunes are no contents.
"""

from __future__ import annotations

from collections.abc import Iterator

from protocol.manifest import (
    AudioItem,
    BulletinItem,
    CountdownItem,
    DocumentItem,
    Item,
    LineInItem,
    Manifest,
    Output,
    PictureItem,
    SequenceItem,
    Slot,
    StreamItem,
    VideoItem,
)
from protocol.plan import Plan


class Contents:
    """Of one plan, by the ids of its items."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self.by_id = {item.id: item for item in plan.manifest.items}
        self._listed = {one.id: one.item_ids for one in plan.manifest.playlists}
        self._presented: dict[str, frozenset[str]] = {}

    def meant(self, slot: Slot) -> frozenset[str]:
        """What the slot is to present on some board."""
        items = (self.by_id.get(item_id) for item_id in self._listed.get(slot.playlist_id, ()))
        fit = (item for item in items if item is not None and is_for(item, slot.output))
        return frozenset(one for item in fit for one in self.of(item.id))

    def presented(self, slot: Slot) -> frozenset[str]:
        """What it presents on this board, when it has its output."""
        if slot.id not in self._presented:
            items = {step.item.id for step in self._plan.loop_of(slot).elements if step.item is not None}
            self._presented[slot.id] = frozenset(one for item_id in items for one in self.of(item_id))
        return self._presented[slot.id]

    def of(self, item_id: str) -> Iterator[str]:
        """The item itself, or what is said in it."""
        item = self.by_id.get(item_id)
        if not isinstance(item, SequenceItem):
            yield item_id
            return
        said = [one for one in item.part_ids if not isinstance(self.by_id.get(one), AudioItem)]
        yield from said or item.part_ids


def titles_in(manifest: Manifest) -> dict[str, str]:
    """What each item is called."""
    return {item.id: item.title for item in manifest.items}


def is_for(item: Item, output: Output) -> bool:
    """Whether it has something for that output, be it for other boards."""
    match item:
        case BulletinItem(pages=pages, speech=speech):
            return bool(pages if output == "screen" else speech)
        case PictureItem() | VideoItem() | DocumentItem() | CountdownItem():
            return output == "screen"
        case AudioItem() | StreamItem() | LineInItem() | SequenceItem():
            return output == "sound"
