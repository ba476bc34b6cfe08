"""What is on in a step, in words: what, which part of it, and why it and nothing else. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from controller.timeline.telling import CLASSES
from protocol.ids import EpochMs
from protocol.manifest import BulletinItem, DocumentItem, Slot
from protocol.outlook import CALM
from protocol.plan import FILLER_SLOT, Plan
from protocol.programme_types import (
    PlayAlert,
    PlayItem,
    Screen,
    ShowAlert,
    ShowItem,
    ShowOff,
    ShowSafe,
    Silence,
    Sound,
)
from protocol.runs import windows
from protocol.timeline import is_full_screen, pages_for
from protocol.words import Words

DAY_MIN = 24 * 60
Kind = Literal["item", "alert", "safe", "off", "silence"]
NOTHING = Words("Không có gì được xếp lịch lúc này.", "Nothing is scheduled at this time.")
FILLER = Words("Không có gì được xếp lịch: nội dung nền.", "Nothing is scheduled: the filler.")
EMERGENCY = Words("Cảnh báo khẩn cấp.", "An emergency.")
OFF = Words("Màn hình tắt theo giờ đã đặt.", "The screen is switched off at these hours.")
OFF_HOURS = Words("Ngoài giờ phát của loa.", "Outside the loudspeaker's hours.")
SILENCES = {
    "between items": Words("Khoảng lặng giữa hai mục.", "The pause between two items."),
    "between rounds": Words("Khoảng lặng giữa hai lượt cảnh báo.", "The pause between two rounds of an alert."),
    "muted": Words("Tất cả loa đang bị tắt tiếng.", "All loudspeakers are muted."),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is shown or heard."""

    kind: Kind
    title: Words
    why: Words
    item_id: str = ""
    slot: Slot | None = None
    page: int = 0
    """From 1; 0 where it has none."""
    pages: int = 0
    language: str = ""
    """In which it is said."""
    zone: str = ""
    """Beside the main one."""
    layout_id: str = ""
    """By which the slot has the screen arranged; empty: as the board is set."""


class Teller:
    """Says what is on by one plan."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._slots = {slot.id: slot for slot in plan.manifest.slots}

    def screen(self, shown: Screen, zone: str = "") -> Part | None:
        """None on a board without a screen."""
        match shown:
            case None:
                return None
            case ShowAlert(alert=alert):
                return Part("alert", _same(alert.texts[0].headline), EMERGENCY, alert.id)
            case ShowOff():
                return Part("off", Words("Màn hình tắt", "Screen off"), OFF)
            case ShowSafe():
                name = self._plan.manifest.unit_name
                return Part("safe", Words(f"{name} và giờ", f"{name} and the time"), NOTHING)
            case ShowItem(item=item, slot_id=slot_id, page=page):
                pages = self._pages(shown)
                slot, why = self._slots.get(slot_id), self._why(slot_id)
                number = page + 1 if pages > 1 else 0
                part = Part("item", _same(item.title), why, item.id, slot, number, pages if number else 0, zone=zone)
                return part if slot is None or is_full_screen(item) else replace(part, layout_id=slot.layout_id or "")

    def sound(self, heard: Sound, at_ms: EpochMs) -> Part | None:
        """None on a board without a loudspeaker."""
        match heard:
            case None:
                return None
            case PlayAlert(alert=alert, number=number):
                title = Words(
                    f"{alert.texts[0].headline} (lượt {number})", f"{alert.texts[0].headline} (round {number})"
                )
                return Part("alert", title, EMERGENCY, alert.id)
            case Silence(reason=reason, slot_id=slot_id):
                why = SILENCES.get(reason) or self._why_silent(at_ms)
                return Part("silence", Words("Im lặng", "Silence"), why, slot=self._slots.get(slot_id))
            case PlayItem(item=item, slot_id=slot_id, speech=speech):
                language = speech.language if speech else ""
                slot = self._slots.get(slot_id)
                return Part("item", _same(item.title), self._why(slot_id), item.id, slot, language=language)

    def _why(self, slot_id: str) -> Words:
        slot = self._slots.get(slot_id)
        if slot is None:
            return FILLER if slot_id == FILLER_SLOT else _same(slot_id)
        kind, all_day = CLASSES[slot.slot_class], slot.duration_min == DAY_MIN
        vi, en = ("cả ngày", "all day") if all_day else (f"khung từ {slot.start}", f"slot from {slot.start}")
        return Words(f"{_begun(kind.vi)}, {vi}.", f"{_begun(kind.en)}, {en}.")

    def _why_silent(self, at_ms: EpochMs) -> Words:
        timed = self._plan.scene(CALM, at_ms, "sound").in_its_own_time
        return NOTHING if any(one.holds(timed.now_ms) for one in windows(timed)) else OFF_HOURS

    def _pages(self, show: ShowItem) -> int:
        board = self._plan.board
        match show.item:
            case BulletinItem():
                pages = pages_for(show.item, board, show.room)
                return len(pages.durations_ms) if pages else 0
            case DocumentItem(pages=sets):
                return next((len(one.blobs) for one in sets if (one.width_px, one.height_px) == board.size), 0)
            case _:
                return 0


def _same(text: str) -> Words:
    return Words(text, text)


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]
