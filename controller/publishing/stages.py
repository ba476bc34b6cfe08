"""How one kind of board is arranged: usually, and in slots that name a layout of their own. Pure.

A slot's layout takes force there by the rule of a board's own (:mod:`.staging`): when the board has room for it and all
texts of the slot are laid out for its main zone. Until then, and elsewhere, the slot is shown as usual.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from controller.publishing.published import Published, fillers_of
from controller.publishing.setting import BoardSetting
from controller.publishing.staging import (
    arranged_as,
    layout_name,
    layout_of,
    rooms_of,
    side_rooms,
    staged,
    staged_in_slot,
)
from controller.schedules.plan import Planned
from media.board import Sketch
from media.text import Geometry
from protocol.layouts import Arrangement, Layout, Room
from protocol.manifest import Item

STANDARD_ROOMS: frozenset[Room | None] = frozenset({None})


@dataclass(frozen=True, slots=True)
class Stages:
    """The layouts of a manifest."""

    usual: Layout | None
    """None is the standard arrangement."""
    by_slot: Mapping[str, Layout]
    """By the id of the planned slot; what is not here is shown as usual."""
    usual_rooms: frozenset[Room | None]
    """The sizes of its zones; None is the main zone of the standard arrangement."""
    rooms: Mapping[str, frozenset[Room]]
    """By the id of an item, those of the zones it stands in beside these."""

    @property
    def layouts(self) -> tuple[Layout, ...]:
        """Each once."""
        found = {one.id: one for one in (self.usual, *self.by_slot.values()) if one is not None}
        return tuple(found.values())

    @property
    def arrangements(self) -> tuple[Arrangement, ...]:
        """Of all layouts."""
        return tuple(arrangement for layout in self.layouts for arrangement in layout.arrangements)

    def rooms_for(self, item_id: str) -> frozenset[Room | None]:
        """The sizes of all zones in which an item is ever shown."""
        return self.usual_rooms | self.rooms[item_id] if item_id in self.rooms else self.usual_rooms


def stages_of(
    setting: BoardSetting,
    geometry: Geometry | None,
    contents: Sequence[Published],
    plans: Sequence[Planned],
    sketches: Mapping[str, Sketch],
) -> Stages:
    """What boards of this geometry have; None is one without a screen. ``sketches`` are what people drew, by id."""
    if geometry is None:
        return Stages(None, {}, STANDARD_ROOMS, {})
    items, fillers = {one.item.id: one.item for one in contents}, fillers_of(contents)
    usual = staged(setting, geometry, list(items.values()), fillers)
    found = ((one.id, _in_slot(one, setting, geometry, items, fillers, sketches)) for one in plans)
    by_slot = {slot_id: layout for slot_id, layout in found if layout is not None}
    usual_rooms = frozenset[Room | None](rooms_of(usual)) if usual else STANDARD_ROOMS
    return Stages(layout_of(setting, usual), by_slot, usual_rooms, _rooms(by_slot, plans, fillers))


def setting_in(planned: Planned, setting: BoardSetting, sketches: Mapping[str, Sketch]) -> BoardSetting | None:
    """The board's setting with the layout that the slot names; None where that is the board's own, or none is named."""
    if planned.layout is None or "screen" not in planned.outputs or planned.layout == layout_name(setting):
        return None
    return arranged_as(setting, planned.layout, sketches)


def _in_slot(
    planned: Planned,
    setting: BoardSetting,
    geometry: Geometry,
    items: Mapping[str, Item],
    fillers: Sequence[Item],
    sketches: Mapping[str, Sketch],
) -> Layout | None:
    named = setting_in(planned, setting, sketches)
    if named is None:
        return None
    theirs = [items[one] for one in planned.content_ids if one in items]
    return layout_of(named, staged_in_slot(named, geometry, theirs, fillers))


def _rooms(
    by_slot: Mapping[str, Layout], plans: Sequence[Planned], fillers: Sequence[Item]
) -> Mapping[str, frozenset[Room]]:
    rooms = defaultdict[str, frozenset[Room]](frozenset)
    for planned in plans:
        for arrangement in by_slot[planned.id].arrangements if planned.id in by_slot else ():
            for item_id in planned.content_ids:
                rooms[item_id] |= {arrangement.main.room}
            for filler in fillers:
                rooms[filler.id] |= side_rooms([arrangement])
    return rooms
