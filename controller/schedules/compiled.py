"""Planned slots as a manifest has them: playlists of what is on the air on their days, and when they are on. Pure.

An entry that is not on the air is left out, and a slot with nothing left is no slot: what is on underneath goes on.
Where entries begin or end within the time of a slot it is cut into several, each as regular as the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from msgspec import UNSET, UnsetType, structs

from controller.publishing.published import Place, Published, is_said, is_shown
from controller.publishing.sequences import played_as
from controller.publishing.spans import Span, Valid, spans
from controller.schedules.order import in_turn
from controller.schedules.plan import Entry, Listing, OddDay, Planned
from protocol.ids import UnitId
from protocol.layouts import Layout
from protocol.manifest import CUT, Output, Playlist, ResumeRule, Slot, Transition
from protocol.recurrence import first_day


class Timed(NamedTuple):
    """A playlist and when it is on."""

    playlist: Playlist
    slot: Slot


class Said(NamedTuple):
    """What a slot says of all that plays in it."""

    place: Place
    planned: Planned
    output: Output
    transition: Transition
    """Of pictures whose playlist says nothing of it."""
    layout: Layout | None = None
    """Of screens meanwhile; None: as usual."""


def slotted(
    place: Place,
    plans: Iterable[Planned],
    contents: Sequence[Published],
    transition: Transition,
    layouts: Mapping[str, Layout],
) -> Iterator[Timed]:
    """The playlists and slots of ``plans`` of those ``contents`` that are there. Playlists may come several times.

    ``layouts`` are those in force on screens, by the id of the plan.
    """
    by_id = {one.item.id: one for one in contents}
    for planned in plans:
        for output in planned.outputs:
            layout = layouts.get(planned.id) if output == "screen" else None
            said = Said(place, planned, output, transition, layout)
            yield from _regular(said, by_id)
            for odd in planned.odd:
                yield from _odd(said, odd, by_id)


def _regular(said: Said, by_id: Mapping[str, Published]) -> Iterator[Timed]:
    whole = _slot(said)
    for span in _spans(said.planned.listing, said.output, by_id):
        piece = _piece(whole, span)
        if piece is not None:
            playlist = _playlist(said, said.planned.listing, span, by_id)
            gone = tuple(sorted(one.day for one in said.planned.odd if _is_within(one.day, piece)))
            yield Timed(playlist, structs.replace(piece, playlist_id=playlist.id, except_dates=gone))


def _odd(said: Said, odd: OddDay, by_id: Mapping[str, Published]) -> Iterator[Timed]:
    listing = odd.listing or said.planned.listing
    on_that_day = (span for span in _spans(listing, said.output, by_id) if _holds(span, odd.day))
    for span in on_that_day if odd.start else ():
        playlist = _playlist(said, listing, span, by_id)
        slot = structs.replace(
            _slot(said),
            id=f"{said.planned.id}-{said.output}-on-{odd.day:%Y%m%d}",
            playlist_id=playlist.id,
            rrule="FREQ=DAILY",
            first_date=odd.day,
            last_date=odd.day,
            start=odd.start,
            duration_min=odd.duration_min,
        )
        yield Timed(playlist, slot)


def _spans(listing: Listing, output: Output, by_id: Mapping[str, Published]) -> tuple[Span[Entry], ...]:
    """The days on which the same entries are on the air."""
    has = is_shown if output == "screen" else is_said
    found = ((entry, by_id.get(entry.content_id)) for entry in dict.fromkeys(listing.entries))
    return spans([Valid(entry, one.first, one.last) for entry, one in found if one is not None and has(one.item)])


def _piece(whole: Slot, span: Span[Entry]) -> Slot | None:
    """The slot on these days only; every other week stays every other week."""
    first: date | None = whole.first_date
    if span.first > whole.first_date:
        first = first_day(whole, span.first)
    last = min((day for day in (whole.last_date, span.last) if day is not None), default=None)
    if first is None or (last is not None and last < first):
        return None
    name = whole.id if first == whole.first_date else f"{whole.id}-{span.first:%Y%m%d}"
    return structs.replace(whole, id=name, first_date=first, last_date=last)


def _slot(said: Said) -> Slot:
    planned = said.planned
    return Slot(
        id=f"{planned.id}-{said.output}",
        title=planned.title,
        slot_class=planned.slot_class,
        output=said.output,
        playlist_id="",
        first_date=planned.first,
        last_date=planned.last,
        start=planned.start,
        duration_min=planned.duration_min,
        rrule=planned.rrule,
        time_zone=said.place.time_zone,
        resume=planned.resume,
        over=planned.over if said.output == "sound" else "cut",
        origin=UnitId(planned.unit_id),
        layout_id=said.layout.id if said.layout else None,
    )


def _playlist(said: Said, listing: Listing, span: Span[Entry], by_id: Mapping[str, Published]) -> Playlist:
    on = set(span.what)
    there = [entry for entry in listing.entries if entry in on]
    turns = in_turn(there, [entry.weight for entry in there], listing.order, listing.seed)
    rules, shown = _rules(turns, said.planned.resume), said.output == "screen"
    marks = (listing.id, said.output, f"{span.first:%Y%m%d}", *(() if rules is UNSET else (said.planned.resume,)))
    names = (by_id[entry.content_id] for entry in turns)
    return Playlist(
        id="-".join(marks),
        item_ids=tuple(one.item.id if shown else played_as(one) for one in names),
        gap_ms=0 if shown else listing.gap_ms,
        transition=_transition(said, listing) if shown else CUT,
        resume_rules=rules,
        durations_ms=_lengths(turns) if shown else UNSET,
    )


def _transition(said: Said, listing: Listing) -> Transition:
    return Transition(kind=listing.transition) if listing.transition else said.transition


def _rules(turns: Sequence[Entry], usual: ResumeRule) -> tuple[ResumeRule, ...] | UnsetType:
    return tuple(one.resume or usual for one in turns) if any(one.resume for one in turns) else UNSET


def _lengths(turns: Sequence[Entry]) -> tuple[int | None, ...] | UnsetType:
    return tuple(one.duration_ms for one in turns) if any(one.duration_ms for one in turns) else UNSET


def _holds(span: Span[Entry], day: date) -> bool:
    return span.first <= day and (span.last is None or day <= span.last)


def _is_within(day: date, slot: Slot) -> bool:
    return slot.first_date <= day and (slot.last_date is None or day <= slot.last_date)
