"""When contents play: each class gets a playlist a span of days, on screens and on loudspeakers.

Screens show it the whole day; loudspeakers say it in a slot that lasts the whole day, where ``Desired.sound_windows``
opens and closes it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from controller.publishing.published import Place, Published, is_said, is_shown
from controller.publishing.sequences import played_as
from controller.publishing.spans import Span, Valid, spans
from protocol.manifest import Output, Playlist, Slot, SlotClass, Transition

WHOLE_DAY_MIN = 1440
GAP_MS = 2_000
"""Silence between two texts said one after the other."""
SLOT_CLASSES: tuple[SlotClass, ...] = ("live", "priority", "scheduled")
TITLES = {"screen": "Trên màn hình", "sound": "Trên loa"}


class Timed(NamedTuple):
    """A playlist and when it is on."""

    playlist: Playlist
    slot: Slot


def timetable(place: Place, contents: Sequence[Published], transition: Transition) -> Iterable[Timed]:
    """A playlist and its slot for each class, output and span of days; pictures change by ``transition``."""
    for slot_class in SLOT_CLASSES:
        of_class = [content for content in contents if content.slot_class == slot_class]
        shown, said = [one for one in of_class if is_shown(one.item)], [one for one in of_class if is_said(one.item)]
        for name, span in _named_spans(slot_class, "screen", shown, lambda content: content.item.id):
            playlist = Playlist(id=name, item_ids=span.what, transition=transition)
            yield Timed(playlist, _slot(place, slot_class, "screen", name, span))
        for name, span in _named_spans(slot_class, "sound", said, played_as):
            playlist = Playlist(id=name, item_ids=span.what, gap_ms=GAP_MS)
            yield Timed(playlist, _slot(place, slot_class, "sound", name, span))


def _named_spans(
    slot_class: SlotClass, output: Output, contents: Sequence[Published], id_of: Callable[[Published], str]
) -> Iterable[tuple[str, Span[str]]]:
    for span in spans([Valid(id_of(one), one.first, one.last) for one in contents]):
        yield f"{slot_class}-{output}-{span.first.isoformat()}", span


def _slot(place: Place, slot_class: SlotClass, output: Output, name: str, span: Span[str]) -> Slot:
    return Slot(
        id=name,
        title=TITLES[output],
        slot_class=slot_class,
        output=output,
        playlist_id=name,
        first_date=span.first,
        last_date=span.last,
        start="00:00",
        duration_min=WHOLE_DAY_MIN,
        time_zone=place.time_zone,
        origin=place.origins[0],
    )
