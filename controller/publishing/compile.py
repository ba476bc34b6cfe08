"""Contents into a manifest: a pure function, so that the same contents are always the same bytes.

When they play is :mod:`.timetable`'s; how the screen is arranged comes from the unit's setting (:mod:`.staging`) and
from slots that name a layout (:mod:`.stages`); where nobody says anything the manifest names no layout.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

import msgspec

from controller.publishing.published import Place, Published, fillers_of, is_shown
from controller.publishing.sequences import sounds_around
from controller.publishing.setting import BoardSetting
from controller.publishing.stages import stages_of
from controller.publishing.staging import SIDE_PLAYLIST, fit_for_side, for_rooms
from controller.publishing.timetable import timetable
from controller.schedules.compiled import slotted
from controller.schedules.plan import Planned
from media.board import Sketch
from media.text import Geometry
from protocol.layouts import Arrangement, Ticker
from protocol.limits import LIMITS
from protocol.manifest import CUT, Manifest, Playlist, Transition

FILLER_PLAYLIST = "filler-screen"
AS_EVER = BoardSetting()
NOTHING_DRAWN: Mapping[str, Sketch] = MappingProxyType({})
TICKER_PX_S = 60
MOST_CONTENTS = (LIMITS.items_in_a_manifest - 100) // 2
"""In one manifest: each may need a sequence too, and there are a few tunes."""


def compile_manifest(
    place: Place,
    contents: Sequence[Published],
    setting: BoardSetting = AS_EVER,
    geometry: Geometry | None = None,
    plans: Sequence[Planned] = (),
    sketches: Mapping[str, Sketch] = NOTHING_DRAWN,
) -> Manifest:
    """All a board at ``place`` may play of ``contents``, which play in the order given, and where ``plans`` say.

    ``setting`` arranges the screen, whose ``geometry`` is None on a board without one; slots may name another layout,
    of ``sketches`` where people drew it.
    """
    timely = frozenset[str]().union(*(one.content_ids for one in plans))
    wanted = [one for one in contents if one.loops or one.item.id in timely]
    stages = stages_of(setting, geometry, wanted, plans, sketches)
    played = [replace(one, item=for_rooms(one.item, stages.rooms_for(one.item.id))) for one in wanted]
    transition = Transition(kind=setting.transition) if setting.transition else CUT
    timed = [*timetable(place, played, transition), *slotted(place, plans, played, transition, stages.by_slot)]
    filler = _filler(played, transition)
    lists = {one.playlist.id: one.playlist for one in timed}
    return Manifest(
        unit_name=place.unit_name,
        items=(*(content.item for content in played), *sounds_around(played)),
        playlists=(*lists.values(), *filler, *_side(stages.arrangements, played, transition)),
        slots=tuple(one.slot for one in timed),
        tickers=tuple(Ticker(text=one.ticker, language=one.language) for one in played if one.ticker and one.loops),
        ticker_speed_px_s=setting.ticker_speed_px_s or TICKER_PX_S,
        layouts=stages.layouts,
        layout_id=stages.usual.id if stages.usual else None,
        filler_screen=FILLER_PLAYLIST if filler else None,
        origin_order=place.origin_order,
    )


def encode_manifest(manifest: Manifest) -> bytes:
    """The bytes whose hash names the manifest."""
    return msgspec.json.encode(manifest)


def _filler(contents: Sequence[Published], transition: Transition) -> tuple[Playlist, ...]:
    """What a board shows when it has nothing else or can't trust its clock.

    What is meant as filler; without any, whatever has no last day, since that can't be out of date.
    """
    always = (content for content in contents if content.loops and content.last is None)
    lasting = [content.item.id for content in always if is_shown(content.item)]
    chosen = tuple(item.id for item in fillers_of(contents)) or tuple(lasting)
    return (Playlist(id=FILLER_PLAYLIST, item_ids=chosen, transition=transition),) if chosen else ()


def _side(
    arrangements: Iterable[Arrangement], contents: Sequence[Published], transition: Transition
) -> tuple[Playlist, ...]:
    """What stands beside the main zone, where there is such a place; one zone may have room for more than another."""
    chosen = fit_for_side(arrangements, fillers_of(contents))
    return (Playlist(id=SIDE_PLAYLIST, item_ids=chosen, transition=transition),) if chosen else ()
