"""What is wrong with an alert before anybody sees it."""

from __future__ import annotations

from typing import get_args

import msgspec

from controller.alerts.draft import AlertDraft
from protocol.alert import AlertText, Severity
from protocol.errors import InvalidInput
from protocol.ids import EpochMs
from protocol.words import Words

SHORTEST_MS = 60 * 1000
LONGEST_MS = 7 * 24 * 60 * 60 * 1000
"""An alert that lasts longer is a state of affairs, not an emergency: a priority bulletin tells it."""


def check(draft: AlertDraft, now_ms: EpochMs) -> None:
    """Raises :class:`InvalidInput` for a draft that boards could not take."""
    if draft.level not in range(1, 6):
        raise _refused("cấp độ phải từ 1 đến 5", "the level must be 1 to 5")
    if not draft.event.strip() or len(draft.event) > 200:
        raise _refused("loại thiên tai, sự cố cần 1 đến 200 ký tự", "the event needs 1 to 200 characters")
    if not draft.unit_ids:
        raise _refused("chưa chọn địa bàn nào", "no unit was chosen")
    if draft.severity is not None and draft.severity not in get_args(Severity):
        raise _refused("mức nghiêm trọng không có trong CAP", "the severity is none of CAP's")
    _check_length(draft, now_ms)
    _check_texts(draft.texts)


def _check_length(draft: AlertDraft, now_ms: EpochMs) -> None:
    lasts_ms = draft.lasts_ms if draft.until_ms is None else draft.until_ms - now_ms
    if not SHORTEST_MS <= lasts_ms <= LONGEST_MS:
        raise _refused("thời hạn phải từ 1 phút đến 7 ngày", "it must last from 1 minute to 7 days")


def _check_texts(texts: tuple[AlertText, ...]) -> None:
    languages = [text.language for text in texts]
    if not texts or len(texts) > 8 or len(set(languages)) != len(languages):
        raise _refused("cần 1 đến 8 ngôn ngữ, mỗi ngôn ngữ một bản", "it needs 1 to 8 languages, each once")
    for text in texts:
        if not text.headline.strip():
            raise _refused("chưa có tiêu đề", "there is no headline")
        _check_bounds(text)


def _check_bounds(text: AlertText) -> None:
    """The lengths that :class:`AlertText` itself names, as a device will check them."""
    try:
        msgspec.json.decode(msgspec.json.encode(text), type=AlertText)
    except msgspec.ValidationError as wrong:
        raise _refused(f"một phần quá dài ({wrong})", f"a part is too long ({wrong})") from wrong


def _refused(vi: str, en: str) -> InvalidInput:
    return InvalidInput(
        Words(f"Cảnh báo chưa gửi được: {vi}.", f"The alert can't be sent: {en}."),
        Words("Sửa lại rồi gửi lần nữa.", "Correct it, then send it again."),
    )
