"""All there is to tell about one bulletin on one board."""

from __future__ import annotations

from collections.abc import Iterable

from media.bulletin import Bulletin
from media.legibility.blocks import code_remarks, table_remarks
from media.legibility.length import length_remarks
from media.legibility.letters import letter_remarks
from media.legibility.remark import GRAVEST_FIRST, Remark
from media.text import Geometry, paginate
from media.text.shape import PageShape
from protocol.errors import InvalidInput
from protocol.layouts import Room
from protocol.words import Words


def remarks(bulletin: Bulletin, geometry: Geometry, room_px: Room | None = None) -> tuple[Remark, ...]:
    """What to tell the author of ``bulletin``, gravest first; always at least how many pages and seconds it takes.

    ``room_px`` is the zone it is shown in (None: the standard main zone). A zone too small to be read is one ``stop``.
    """
    try:
        shape = PageShape.of(bulletin.title, geometry, room_px)
    except InvalidInput as refused:
        return (Remark("stop", _joined(refused.problem, refused.remedy)),)
    paged = paginate(bulletin, geometry, room_px)
    found = [
        *length_remarks(paged),
        *letter_remarks(bulletin, shape.column),
        *table_remarks(bulletin, shape),
        *code_remarks(bulletin, paged, shape),
    ]
    return gravest_first(found)


def gravest_first(found: Iterable[Remark]) -> tuple[Remark, ...]:
    """``found`` by severity, those of one severity in their order, each once."""
    return tuple(sorted(dict.fromkeys(found), key=lambda remark: GRAVEST_FIRST.index(remark.severity)))


def _joined(problem: Words, remedy: Words) -> Words:
    return Words(f"{problem.vi} {remedy.vi}", f"{problem.en} {remedy.en}")
