"""What is planned, and what will not be, in sentences. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from controller.timeline.conflicts import Conflict
from controller.timeline.days import clocks, parts_of_days
from protocol.manifest import LineInItem, Manifest, Slot, SlotClass
from protocol.recurrence import zone_of
from protocol.spans import Span
from protocol.words import Words

CLASSES: Mapping[SlotClass, Words] = {
    "live": Words("thông báo trực tiếp", "the live announcement"),
    "priority": Words("bản tin ưu tiên", "the priority bulletin"),
    "scheduled": Words("chương trình", "the programme"),
    "filler": Words("nội dung nền", "the filler"),
}
WEEKDAYS = (
    Words("thứ Hai", "Mon"),
    Words("thứ Ba", "Tue"),
    Words("thứ Tư", "Wed"),
    Words("thứ Năm", "Thu"),
    Words("thứ Sáu", "Fri"),
    Words("thứ Bảy", "Sat"),
    Words("Chủ nhật", "Sun"),
)
MOST_TITLES = 2


@dataclass(frozen=True)
class Names:
    """What things are called: items by their title and the unit they are of, slots by what they play."""

    manifest: Manifest
    units: Mapping[str, str]
    """The name of the unit that published an item, by its id; without those that nobody published."""
    time_zone: str

    def titles(self, item_ids: Collection[str]) -> Words:
        """``“A”, “B” và 3 nội dung khác``."""
        known = {item.id: item.title for item in self.manifest.items}
        said = list(dict.fromkeys(f"“{known.get(one, one)}”" for one in item_ids))
        first, more = ", ".join(said[:MOST_TITLES]), len(said) - MOST_TITLES
        if more <= 0:
            return Words(first, first)
        return Words(f"{first} và {more} nội dung khác", f"{first} and {more} more")

    def items_of(self, slot: Slot) -> tuple[str, ...]:
        """What the slot plays, in order, by id."""
        return next((one.item_ids for one in self.manifest.playlists if one.id == slot.playlist_id), ())

    def slot(self, slot_id: str) -> Words:
        """``bản tin ưu tiên “A” của Thành phố Đồng Nai``."""
        found = next((one for one in self.manifest.slots if one.id == slot_id), None)
        if found is None:
            return CLASSES["filler"]
        item_ids, kind = self.items_of(found), CLASSES[found.slot_class]
        titles, owners = self.titles(item_ids), list(dict.fromkeys(filter(None, map(self._owner, item_ids))))
        vi, en = f"{kind.vi} {titles.vi}", f"{kind.en} {titles.en}"
        return Words(f"{vi} của {owners[0]}", f"{en} of {owners[0]}") if len(owners) == 1 else Words(vi, en)

    def _owner(self, item_id: str) -> str:
        return self.units.get(item_id) or self.units.get(item_id.removesuffix("-around"), "")


def why_words(conflict: Conflict, names: Names) -> Words:
    """Why it will not be, and when: one sentence."""
    when, by = when_words(conflict.spans, names.time_zone), names.slot(conflict.by_slot_id)
    not_vi, not_en = ("Không nghe được", "Not heard") if conflict.output == "sound" else ("Không hiện", "Not shown")
    match conflict.why:
        case "beaten":
            return Words(f"{not_vi} {when.vi}: {by.vi} phát lúc đó.", f"{not_en} {when.en}: {by.en} is on then.")
        case "waits":
            return Words(
                f"Bắt đầu trễ {when.vi}: đợi {by.vi} xong mục đang phát.",
                f"Begins late {when.en}: {by.en} is let finish what is on.",
            )
        case "off-hours":
            return Words(
                f"{not_vi} {when.vi}: ngoài giờ phát của loa.", f"{not_en} {when.en}: outside the loudspeaker's hours."
            )
        case "panel-off":
            return Words(f"{not_vi} {when.vi}: màn hình tắt lúc đó.", f"{not_en} {when.en}: the screen is off then.")
        case "too-long":
            return Words(
                f"Không đến lượt {when.vi}: danh sách dài hơn giờ phát.",
                f"Its turn does not come {when.en}: the list is longer than its time.",
            )
        case "no-screen":
            return Words("Thiết bị này không có màn hình.", "This device has no screen.")
        case "no-loudspeaker":
            return Words("Bảng này không có loa.", "This board has no loudspeaker.")
        case "not-made":
            return _not_made(conflict, names)


def _not_made(conflict: Conflict, names: Names) -> Words:
    if conflict.output == "screen":
        return Words("Chưa có bản cho kích thước màn hình này.", "There is no version for a screen of this size yet.")
    by_id = {item.id: item for item in names.manifest.items}
    if all(isinstance(by_id.get(one), LineInItem) for one in conflict.item_ids):
        return Words("Loa này không có ngõ vào âm thanh đó.", "This loudspeaker has no such sound input.")
    return Words(
        "Chưa có giọng đọc bằng ngôn ngữ của loa này.", "It is not spoken in a language of this loudspeaker yet."
    )


def when_words(spans: Sequence[Span], time_zone: str) -> Words:
    """``17:00–17:10 thứ Hai 23/11 đến thứ Sáu 27/11``: days of the same hours together."""
    days: dict[str, list[date]] = defaultdict(list)
    for span in spans:
        for day, part in parts_of_days(span, time_zone):
            days[clocks(part, zone_of(time_zone))].append(day)
    told = [(hours, _days_words(sorted(set(some)))) for hours, some in days.items()]
    return Words("; ".join(f"{hours} {one.vi}" for hours, one in told), "; ".join(f"{h} {one.en}" for h, one in told))


def _days_words(days: Sequence[date]) -> Words:
    runs = [list(run) for _, run in groupby(days, key=lambda day: day.toordinal() - days.index(day))]
    told = [word for run in runs for word in _run_words(run)]
    return Words(", ".join(one.vi for one in told), ", ".join(one.en for one in told))


def _run_words(run: Sequence[date]) -> list[Words]:
    first, last = day_words(run[0]), day_words(run[-1])
    if len(run) > 2:
        return [Words(f"{first.vi} đến {last.vi}", f"{first.en} to {last.en}")]
    return [day_words(day) for day in run]


def day_words(day: date) -> Words:
    """``thứ Hai 23/11``."""
    name = WEEKDAYS[day.weekday()]
    return Words(f"{name.vi} {day:%d/%m}", f"{name.en} {day:%d/%m}")
