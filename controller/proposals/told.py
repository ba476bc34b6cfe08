"""What a proposal changes, in words: each line's aspects as they were and as they are to be.

An aspect is told from the fields it names; a field that no aspect names is told by its own name, so that nothing of a
line is ever judged unseen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from controller.bulletins.models import Content
from controller.layouts.service import called_by
from controller.proposals.lines import Change, Line, Lines, What, changes, title_of
from controller.schedules.models import Campaign, PlaylistRow
from controller.schedules.recurring import length_min
from controller.schedules.schemas import DayIO, EntryIO
from controller.schedules.sheet import CampaignLine, PlaylistLine, SlotLine
from controller.schedules.words import lasting, when, whom
from controller.units.service import get_unit
from protocol.words import Words

NONE = Words("–", "–")
AS_USUAL = Words("như bảng đã cài đặt", "as each board has it")
YES, NO = Words("có", "yes"), Words("không", "no")
KINDS: Mapping[What, Words] = {
    "slots": Words("Khung giờ", "Slot"),
    "playlists": Words("Danh sách phát", "Playlist"),
    "campaigns": Words("Đợt phát", "Campaign"),
}
NAMES: Mapping[str, Words] = {
    "active": Words("Đang bật", "On"),
    "campaign_id": Words("Thuộc đợt phát", "Campaign"),
    "gap_ms": Words("Nghỉ giữa hai bài (ms)", "Gap (ms)"),
    "order": Words("Thứ tự", "Order"),
    "over": Words("Khi loa đang phát nội dung khác", "When loudspeakers play something else"),
    "resume": Words("Khi bị ngắt", "When interrupted"),
    "seed": Words("Số xáo trộn", "Seed"),
    "slot_class": Words("Thứ tự", "Order"),
    "transition": Words("Chuyển hình", "Transition"),
}
"""Of fields that are told as they stand."""
VALUES: Mapping[str, Words] = {
    "cut": Words("cắt ngang", "cut"),
    "duck": Words("nói trên nền", "over it"),
    "fade": Words("mờ dần", "fade"),
    "fixed": Words("lần lượt", "in order"),
    "live": Words("trực tiếp", "live"),
    "priority": Words("ưu tiên", "priority"),
    "restart": Words("phát lại từ đầu", "from the start"),
    "resume": Words("phát tiếp", "goes on"),
    "scheduled": Words("thường", "as scheduled"),
    "shuffle": Words("xáo trộn", "shuffled"),
    "skip": Words("bỏ qua", "skipped"),
    "weighted": Words("theo hệ số", "by weight"),
    "wipe": Words("kéo ngang", "wipe"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One aspect of a line; ``was`` is None for a line that is new."""

    name: Words
    was: Words | None
    now: Words


@dataclass(frozen=True, slots=True)
class Told:
    """One line of a proposal. ``is_late``: in force it was changed meanwhile."""

    what: What
    id: str
    kind: Words
    title: str
    is_new: bool
    is_late: bool
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """What ids are called, in force and in the proposal itself."""

    session: Session
    titles: Mapping[str, str]

    def title(self, asked: str | None) -> str:
        """Of a playlist, content or campaign."""
        return self.titles.get(asked or "", asked or "–")

    def place(self, unit_id: str) -> tuple[str, str]:
        """Kind and name of a unit."""
        unit = get_unit(self.session, unit_id)
        return unit.kind, unit.name


Say = Callable[[Names, Any], Words]


@dataclass(frozen=True, slots=True)
class Aspect:
    """Something about a line that people ask, and of which fields it is told."""

    name: Words
    fields: frozenset[str]
    say: Say
    always: bool = True
    """Told of a new line even where it is as it is without anybody saying so."""


def told(session: Session, proposed: Lines, made_from: Lines, late: Sequence[tuple[What, str]]) -> tuple[Told, ...]:
    """Line by line, slots first."""
    names = _names(session, (*proposed.values(), *made_from.values()))
    found = [_told(names, change, late) for change in changes(proposed, made_from)]
    return tuple(sorted(found, key=lambda one: [*KINDS].index(one.what)))


def _told(names: Names, change: Change, late: Sequence[tuple[What, str]]) -> Told:
    after = change.after
    return Told(
        what=change.what,
        id=after.id,
        kind=KINDS[change.what],
        title=title_of(after),
        is_new=change.before is None,
        is_late=(change.what, after.id) in late,
        differences=tuple(_differences(names, change)),
    )


def _differences(names: Names, change: Change) -> Iterator[Difference]:
    before, after = change.before, change.after
    changed = _changed(before, after)
    for aspect in ASPECTS[change.what]:
        if changed & aspect.fields or (before is None and aspect.always):
            yield Difference(aspect.name, aspect.say(names, before) if before else None, aspect.say(names, after))
        changed -= aspect.fields
    for name in type(after).model_fields:
        if name in changed:
            was = None if before is None else _plain(names, getattr(before, name))
            yield Difference(NAMES.get(name, Words(name, name)), was, _plain(names, getattr(after, name)))


def _changed(before: Line | None, after: Line) -> set[str]:
    """The fields that differ; of a new line those that are not as they are without anybody saying so."""
    fields = type(after).model_fields
    if before is not None:
        return {name for name in fields if getattr(before, name) != getattr(after, name)}
    usual = {name: field.get_default(call_default_factory=True) for name, field in fields.items()}
    return {name for name in fields if getattr(after, name) != usual[name]} - {"id", "unit_id", "title", "name"}


def _plain(names: Names, value: Any) -> Words:
    if value is None or value == "":
        return NONE
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, str):
        return VALUES.get(value) or Words(names.title(value), names.title(value))
    return Words(str(value), str(value))


def _same(text: str) -> Words:
    return Words(text, text)


def _title(_names: Names, line: Line) -> Words:
    return _same(title_of(line))


def _plays(names: Names, slot: SlotLine) -> Words:
    return _same(names.title(slot.playlist_id or slot.content_id))


def _when(_names: Names, slot: SlotLine) -> Words:
    return when(slot.rrule, slot.start, length_min(slot.start, slot.end))


def _whom(names: Names, slot: SlotLine) -> Words:
    targets = slot.targets.targets()
    own = [] if targets.devices else [names.place(slot.unit_id)]
    return whom(slot.outputs, targets, [names.place(one) for one in sorted(targets.units)] or own)


def _layout(names: Names, slot: SlotLine) -> Words:
    return called_by(names.session, [slot.layout]).get(slot.layout, _same(slot.layout)) if slot.layout else AS_USUAL


def _lasting(_names: Names, slot: SlotLine) -> Words:
    return lasting(slot.first_date, slot.last_date)


def _days(names: Names, slot: SlotLine) -> Words:
    found = [_day(names, one) for one in slot.days]
    return Words("; ".join(one.vi for one in found), "; ".join(one.en for one in found)) if found else NONE


def _day(names: Names, one: DayIO) -> Words:
    if not one.start:
        return Words(f"{one.day:%d/%m/%Y} nghỉ", f"{one.day:%d/%m/%Y} off")
    plays = f" ({names.title(one.playlist_id)})" if one.playlist_id else ""
    return _same(f"{one.day:%d/%m/%Y} {one.start}–{one.end}{plays}")


def _entries(names: Names, playlist: PlaylistLine) -> Words:
    found = (f"{number}. {_entry(names, one)}" for number, one in enumerate(playlist.entries, 1))
    return _same("; ".join(found)) if playlist.entries else NONE


def _entry(names: Names, one: EntryIO) -> str:
    weight = f" ×{one.weight}" if one.weight > 1 else ""
    return f"{names.title(one.content_id)}{weight}{f' {one.duration_s} s' if one.duration_s else ''}"


TITLE = Aspect(Words("Tên", "Name"), frozenset(("title", "name")), _title, always=False)
ASPECTS: Mapping[What, tuple[Aspect, ...]] = {
    "slots": (
        TITLE,
        Aspect(Words("Phát", "Plays"), frozenset(("playlist_id", "content_id")), _plays),
        Aspect(Words("Khi nào", "When"), frozenset(("rrule", "start", "end")), _when),
        Aspect(Words("Ở đâu", "Where"), frozenset(("outputs", "targets")), _whom),
        Aspect(Words("Bố cục", "Layout"), frozenset(("layout",)), _layout, always=False),
        Aspect(Words("Thời gian", "Days"), frozenset(("first_date", "last_date")), _lasting),
        Aspect(Words("Ngày khác thường", "Odd days"), frozenset(("days",)), _days, always=False),
    ),
    "playlists": (TITLE, Aspect(Words("Các mục", "Entries"), frozenset(("entries",)), _entries)),
    "campaigns": (TITLE,),
}


def _names(session: Session, lines: Sequence[Line]) -> Names:
    """All that these lines name, asked for at once."""
    contents, lists, campaigns = set[str](), set[str](), set[str]()
    for line in lines:
        if isinstance(line, PlaylistLine):
            contents |= {one.content_id for one in line.entries}
        if isinstance(line, SlotLine):
            contents |= {line.content_id or ""}
            lists |= {line.playlist_id or "", *(one.playlist_id or "" for one in line.days)}
            campaigns |= {line.campaign_id or ""}
    titles = {line.id: title_of(line) for line in lines if isinstance(line, PlaylistLine | CampaignLine)}
    held = (
        select(Content.id, Content.title).where(col(Content.id).in_(contents)),
        select(PlaylistRow.id, PlaylistRow.title).where(col(PlaylistRow.id).in_(lists - set(titles))),
        select(Campaign.id, Campaign.name).where(col(Campaign.id).in_(campaigns - set(titles))),
    )
    return Names(session, {**{key: title for one in held for key, title in session.exec(one).all()}, **titles})
