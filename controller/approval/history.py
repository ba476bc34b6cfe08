"""What was done to a content, by whom, and what differed each time, as people read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import ndiff
from itertools import islice
from typing import Any

from sqlmodel import Session

from controller.approval.judged import differing
from controller.approval.models import ApprovalStep
from controller.approval.service import judged_in, steps_of
from controller.library.store import Store
from controller.people.service import names_of
from controller.units.service import get_unit
from media.speech.languages import language_name
from protocol.errors import NotFound, Unavailable
from protocol.ids import Sha256
from protocol.words import Language, Words

MOST_LINES = 200
"""Of a text, told as differing."""
MOST_BYTES = 256 * 1024
"""Of an original; more is no text that anybody compares."""
ACTS: Mapping[str, Words] = {
    "write": Words("Viết", "Written"),
    "edit": Words("Sửa", "Edited"),
    "touch": Words("Chỉnh cách trình bày", "Arranged otherwise"),
    "submit": Words("Gửi duyệt", "Submitted"),
    "take_back": Words("Lấy lại để sửa", "Taken back"),
    "discard": Words("Bỏ", "Discarded"),
    "approve": Words("Duyệt", "Approved"),
    "return": Words("Trả lại", "Returned"),
    "publish": Words("Phát hành", "Published"),
    "withdraw": Words("Gỡ", "Withdrawn"),
    "lapse": Words("Nguồn tin không trả lời", "Its source went silent"),
    "answer": Words("Nguồn tin trả lời lại", "Its source answered again"),
}
OWN: Mapping[str, Words] = {
    "only": Words("tự duyệt: là người duy nhất có quyền duyệt ở đơn vị", "own work: nobody else there may approve"),
    "rule": Words("tự duyệt theo quy định của đơn vị", "own work, by a rule of the unit"),
    "again": Words("nội dung này đã được duyệt trước đó", "just this was approved before"),
    "program": Words("bằng lệnh trên máy chủ hoặc tự động", "by the program itself"),
}
NAMES: Mapping[str, Words] = {
    "kind": Words("Loại", "Kind"),
    "unit_id": Words("Phát ở đơn vị", "For the unit"),
    "title": Words("Tiêu đề", "Title"),
    "source": Words("Nguồn tin", "Source"),
    "original": Words("Nội dung", "Content"),
    "slot_class": Words("Thứ tự", "Order"),
    "first_date": Words("Phát từ ngày", "First day"),
    "last_date": Words("Phát đến hết ngày", "Last day"),
    "language": Words("Viết bằng", "Written in"),
    "spoken": Words("Máy đọc bằng", "Read by machine in"),
    "recordings": Words("Bản thu", "Recordings"),
    "translations": Words("Bản dịch", "Translations"),
    "gain_db": Words("Tiếng so với âm lượng của loa (dB)", "Louder or softer (dB)"),
    "over": Words("Khi loa đang phát nội dung khác", "When loudspeakers play something else"),
    "target_ms": Words("Thời điểm đếm đến", "Counts down to"),
    "after": Words("Câu khi đã đến giờ", "Says then"),
    "sound": Words("Tệp âm thanh", "Sound file"),
    "station_url": Words("Địa chỉ luồng phát", "Address of the stream"),
    "input_name": Words("Đường vào âm thanh", "Sound input"),
    "relayed_ms": Words("Mỗi lượt", "Each time"),
    "address": Words("Địa chỉ nguồn", "Address"),
    "targets": Words("Chỉ gửi đến", "Only sent to"),
    "flow": Words("Cách gửi xuống", "How it goes down"),
    "placement": Words("Xoay vòng hay theo lịch", "In the round or by the schedule"),
    "full_screen": Words("Toàn màn hình", "Full screen"),
    "resume": Words("Khi bị ngắt", "When interrupted"),
    "category": Words("Lĩnh vực", "Category"),
    "stands_ms": Words("Mỗi lần hiện", "Stands for"),
}
HASHES = frozenset(("original", "sound"))
BY_LANGUAGE = frozenset(("recordings", "translations", "spoken"))
LENGTHS = frozenset(("relayed_ms", "stands_ms"))


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differed; ``lines`` of a text begin with ``+`` or ``-``."""

    name: Words
    was: str
    now: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One step as people read it; ``who`` empty is the program itself.

    ``is_other``: it is the newest step at which the content said what it says there, and that is not what stands.
    """

    step: ApprovalStep
    act: Words
    who: str
    own: Words | None
    differences: tuple[Difference, ...]
    is_other: bool


def history(session: Session, store: Store, content_id: str, language: Language) -> tuple[Entry, ...]:
    """The steps, the newest first."""
    steps = steps_of(session, content_id)
    names = names_of(session, [step.by for step in steps])
    newer = [{one.judged for one in steps[: number or 1]} for number in range(len(steps))]
    return tuple(
        Entry(
            step,
            ACTS[step.act],
            names.get(step.by, ""),
            OWN.get(step.own),
            tuple(_differences(session, store, before, step, language)),
            step.judged not in told,
        )
        for step, before, told in zip(steps, (*steps[1:], None), newer, strict=True)
    )


def changed_names(before: ApprovalStep | None, step: ApprovalStep) -> tuple[str, ...]:
    """What stands otherwise than at the step before; nothing for the first."""
    return differing(judged_in(before), judged_in(step)) if before else ()


def _differences(
    session: Session, store: Store, before: ApprovalStep | None, step: ApprovalStep, language: Language
) -> Iterator[Difference]:
    if before is None:
        return
    was, now = judged_in(before), judged_in(step)
    for name in differing(was, now):
        if name in HASHES:
            yield Difference(NAMES[name], "", "", _lines(store, was.get(name) or "", now.get(name) or ""))
        else:
            before_it, after_it = (_told(session, name, one.get(name), language) for one in (was, now))
            yield Difference(NAMES[name], before_it, after_it)


def _told(session: Session, name: str, value: Any, language: Language) -> str:
    if name == "unit_id":
        return get_unit(session, value).name
    if name == "targets":
        return ", ".join(get_unit(session, one).name for one in value or ())
    if name in BY_LANGUAGE:
        return ", ".join(language_name(one).spoken_in(language) for one in value or ())
    if name in LENGTHS:
        return f"{(value or 0) // 1000} s"
    return " · ".join(map(str, value)) if isinstance(value, list) else str(value if value is not None else "")


def _lines(store: Store, was: str, now: str) -> tuple[str, ...]:
    """The lines of two texts that differ; nothing for what is no text."""
    texts = [_text(store, one) for one in (was, now)]
    if None in texts:
        return ()
    before, after = ((text or "").splitlines() for text in texts)
    return tuple(islice((line for line in ndiff(before, after) if line[:1] in "+-"), MOST_LINES))


def _text(store: Store, sha256: str) -> str | None:
    if not sha256:
        return ""
    try:
        path = store.path_of(Sha256(sha256))
        return path.read_text("utf-8") if path.stat().st_size <= MOST_BYTES else None
    except (NotFound, Unavailable, UnicodeDecodeError):
        return None
