"""What the panel's forms of slots and playlists say, as sent, and filled with what is there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import zip_longest
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from controller.bulletins.form import day_in
from controller.schedules.draft import DayDraft, PlaylistDraft, SlotDraft
from controller.schedules.kinds import MOST_ENTRIES, Outputs, PlayOrder, Timed
from controller.schedules.plan import Entry
from controller.schedules.recurring import Often, Rhythm, end_of, length_min, rhythm_of
from controller.schedules.targets import Targets
from protocol.errors import InvalidInput
from protocol.manifest import ResumeRule, TransitionKind
from protocol.words import Words

LIST, CONTENT = "list:", "content:"
"""What a slot plays is one choice of both sorts."""
Row = tuple[str, ...]


class SlotForm(BaseModel):
    """A slot, as typed."""

    title: str = ""
    unit_id: str = ""
    what: str = ""
    slot_class: Timed = "scheduled"
    outputs: Outputs = "both"
    layout: str = ""
    often: Often = "daily"
    day: list[Annotated[int, Field(ge=0, le=6)]] = []
    month_day: str = "1"
    rule: str = ""
    start: str = ""
    end: str = ""
    first_date: str = ""
    last_date: str = ""
    over_others: bool = False
    resume: ResumeRule = "skip"
    off: bool = False
    campaign_id: str = ""
    unit: list[str] = []
    device: list[str] = []
    kind: list[str] = []
    profile: list[str] = []
    tag: list[str] = []
    odd_day: list[str] = []
    odd_start: list[str] = []
    odd_end: list[str] = []
    odd_list: list[str] = []

    def draft(self) -> SlotDraft:
        """As the domain takes it; raises :class:`InvalidInput` for what is no day, time or number."""
        return SlotDraft(
            unit_id=self.unit_id,
            title=self.title,
            first=_day(self.first_date),
            start=self.start,
            duration_min=length_min(self.start, self.end),
            playlist_id=self.what.removeprefix(LIST) if self.what.startswith(LIST) else None,
            content_id=self.what.removeprefix(CONTENT) if self.what.startswith(CONTENT) else None,
            slot_class=self.slot_class,
            outputs=self.outputs,
            rrule=self._rhythm().rrule(),
            last=day_in(self.last_date),
            over="duck" if self.over_others else "cut",
            resume=self.resume,
            active=not self.off,
            campaign_id=self.campaign_id or None,
            targets=Targets(*map(frozenset, (self.unit, self.device, self.kind, self.profile, self.tag))),
            days=tuple(self._days()),
            layout=self.layout or None,
        )

    def odd_rows(self) -> list[Row]:
        """What stands in the form, and one row more to fill in."""
        return [*self._odd(), ("", "", "", "")]

    def _rhythm(self) -> Rhythm:
        month_day = number(self.month_day, 1, 31) if self.often == "monthly" else 1
        return Rhythm(self.often, tuple(self.day), month_day, self.rule)

    def _odd(self) -> Iterator[Row]:
        return rows(self.odd_day, self.odd_start, self.odd_end, self.odd_list)

    def _days(self) -> Iterator[DayDraft]:
        for day, start, end, playlist_id in self._odd():
            if start or end:
                yield DayDraft(_day(day), start, length_min(start, end), playlist_id or None)
            else:
                yield DayDraft(_day(day))


class PlaylistForm(BaseModel):
    """A playlist, as typed. ``act`` asks for another order of its rows, and nothing is saved then."""

    title: str = ""
    unit_id: str = ""
    order: PlayOrder = "fixed"
    seed: str = "0"
    gap_s: str = "2"
    transition: TransitionKind | Literal[""] = ""
    entry_content: list[str] = []
    entry_weight: list[str] = []
    entry_seconds: list[str] = []
    entry_resume: list[str] = []
    act: Annotated[str, Field(pattern=r"^((up|down|drop)-[0-9]{1,3})?$")] = ""

    def draft(self) -> PlaylistDraft:
        """As the domain takes it; raises :class:`InvalidInput` for what is no number."""
        return PlaylistDraft(
            unit_id=self.unit_id,
            title=self.title,
            entries=tuple(_entry(row) for row in self.rows()),
            order=self.order,
            seed=number(self.seed, 0, 1_000_000),
            gap_ms=number(self.gap_s, 0, 60) * 1000,
            transition=self.transition or None,
        )

    def rows(self) -> list[Row]:
        """The chosen contents, each with its weight, seconds and rule."""
        given = zip_longest(
            self.entry_content[:MOST_ENTRIES], self.entry_weight, self.entry_seconds, self.entry_resume, fillvalue=""
        )
        return [row for row in given if row[0]]

    def acted(self) -> PlaylistForm:
        """The form with a row moved up or down, or without it."""
        what, _, place_text = self.act.partition("-")
        found, place = self.rows(), int(place_text)
        if place < len(found):
            row = found.pop(place)
            if what != "drop":
                found.insert(max(0, place - 1) if what == "up" else place + 1, row)
        return with_rows(self, found)


def slot_form(draft: SlotDraft) -> SlotForm:
    """The form filled with what is there."""
    rhythm, targets = rhythm_of(draft.rrule), draft.targets
    return SlotForm(
        title=draft.title,
        unit_id=draft.unit_id,
        what=f"{LIST}{draft.playlist_id}" if draft.playlist_id else f"{CONTENT}{draft.content_id}",
        slot_class=draft.slot_class,
        outputs=draft.outputs,
        layout=draft.layout or "",
        often=rhythm.often,
        day=list(rhythm.days),
        month_day=str(rhythm.month_day),
        rule=rhythm.rule,
        start=draft.start,
        end=end_of(draft.start, draft.duration_min),
        first_date=draft.first.isoformat(),
        last_date=draft.last.isoformat() if draft.last else "",
        over_others=draft.over == "duck",
        resume=draft.resume,
        off=not draft.active,
        campaign_id=draft.campaign_id or "",
        unit=sorted(targets.units),
        device=sorted(targets.devices),
        kind=sorted(targets.kinds),
        profile=sorted(targets.profiles),
        tag=sorted(targets.tags),
        odd_day=[one.day.isoformat() for one in draft.days],
        odd_start=[one.start for one in draft.days],
        odd_end=[end_of(one.start, one.duration_min) if one.start else "" for one in draft.days],
        odd_list=[one.playlist_id or "" for one in draft.days],
    )


def playlist_form(draft: PlaylistDraft) -> PlaylistForm:
    """The form filled with what is there."""
    form = PlaylistForm(
        title=draft.title,
        unit_id=draft.unit_id,
        order=draft.order,
        seed=str(draft.seed),
        gap_s=str(draft.gap_ms // 1000),
        transition=draft.transition or "",
    )
    return with_rows(form, [_row(entry) for entry in draft.entries])


def with_rows(form: PlaylistForm, found: Sequence[Row]) -> PlaylistForm:
    """The form with these rows and no others."""
    columns = ("entry_content", "entry_weight", "entry_seconds", "entry_resume")
    values = {name: [row[place] for row in found] for place, name in enumerate(columns)}
    return form.model_copy(update={**values, "act": ""})


def rows(*columns: Sequence[str]) -> Iterator[Row]:
    """The rows of a table that came as columns, without those in which nothing stands."""
    found = (tuple(cell.strip() for cell in row) for row in zip_longest(*columns, fillvalue=""))
    return (row for row in found if any(row))


def number(text: str, least: int, most: int) -> int:
    """A whole number as typed; raises :class:`InvalidInput`."""
    tidy = text.strip()
    value = int(tidy) if tidy.isascii() and tidy.isdecimal() and len(tidy) < len("100000000") else -1
    if not least <= value <= most:
        raise InvalidInput(
            Words(f"“{text}” không phải số dùng được.", f"{text!r} is no number that can be used."),
            Words(f"Viết một số từ {least} đến {most}.", f"Write a number from {least} to {most}."),
        )
    return value


def _entry(row: Row) -> Entry:
    content_id, weight, seconds, resume = row
    duration_ms = number(seconds, 3, 600) * 1000 if seconds else None
    rules: dict[str, ResumeRule] = {"skip": "skip", "resume": "resume", "restart": "restart"}
    return Entry(content_id, number(weight or "1", 1, 10), duration_ms, rules.get(resume))


def _row(entry: Entry) -> Row:
    seconds = str(entry.duration_ms // 1000) if entry.duration_ms else ""
    return entry.content_id, str(entry.weight), seconds, entry.resume or ""


def _day(text: str) -> date:
    day = day_in(text)
    if day is None:
        raise InvalidInput(Words("Còn thiếu ngày.", "A day is missing."), Words("Chọn ngày.", "Choose the day."))
    return day
