"""A board's programme as an iCalendar (RFC 5545) that any calendar reads: an event each time a slot has an output.

An event keeps its UID from one export to the next: it is made of the board, the output, the slot and when it begins,
and what lasts over a midnight is one event a day. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from icalendar import Calendar, Event

from controller.timeline.conflicts import Outlook
from controller.timeline.days import is_short, parts_of_days
from controller.timeline.telling import CLASSES, Names
from protocol.ids import EpochMs
from protocol.manifest import Output, Slot
from protocol.outlook import Kept
from protocol.recurrence import zone_of
from protocol.spans import Span
from protocol.words import Language, Words

OUTPUTS = {"screen": Words("Màn hình", "Screen"), "sound": Words("Loa", "Loudspeaker")}
PRODUCT = "-//Rao//rao controller//VI"


def calendar_of(
    device_id: str, name: str, place: str, found: Outlook, names: Names, now_ms: EpochMs, language: Language
) -> bytes:
    """The whole of ``found``; fillers and silence are no events. ``now_ms`` is when it was worked out (DTSTAMP)."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    slots = {slot.id: slot for slot in names.manifest.slots}
    for output, kept in found.kept.items():
        for one in kept:
            slot = slots.get(one.holder.slot_id)
            if slot is not None:
                for part in _parts(one, names):
                    event = _event(device_id, output, slot, part, names, language)
                    event.add("dtstamp", datetime.fromtimestamp(now_ms // 1000, UTC))
                    event.add("location", place)
                    calendar.add_component(event)
    calendar.add_missing_timezones()
    made: bytes = calendar.to_ical()
    return made


def _parts(one: Kept, names: Names) -> Iterable[Span]:
    return () if is_short(one.span) else (part for _, part in parts_of_days(one.span, names.time_zone))


def _event(device_id: str, output: Output, slot: Slot, part: Span, names: Names, language: Language) -> Event:
    zone = zone_of(names.time_zone)
    begin, end = (datetime.fromtimestamp(at_ms / 1000, zone) for at_ms in part)
    item_ids = names.items_of(slot)
    titles = names.titles(item_ids).spoken_in(language)
    event = Event()
    event.add("uid", f"{begin.astimezone(UTC):%Y%m%dT%H%M%SZ}-{slot.id}-{output}-{device_id}@rao")
    event.add("dtstart", begin)
    event.add("dtend", end)
    event.add("summary", f"{OUTPUTS[output].spoken_in(language)}: {titles}")
    event.add("description", "\n".join(dict.fromkeys(_titles(names, item_ids))))
    event.add("categories", [CLASSES[slot.slot_class].spoken_in(language)])
    event.add("transp", "TRANSPARENT")
    return event


def _titles(names: Names, item_ids: tuple[str, ...]) -> list[str]:
    known = {item.id: item.title for item in names.manifest.items}
    return [known[one] for one in item_ids if one in known]
