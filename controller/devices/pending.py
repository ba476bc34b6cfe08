"""Why a device is not yet what it should be, in words: it says so in those of :mod:`agent.planner`."""

from __future__ import annotations

import re

from protocol.words import Words

FILES = re.compile(r"(\d+) of (\d+) files not here")
KNOWN = {
    "no desired state yet": Words("chưa nhận được chỉ dẫn nào", "it has not been told anything yet"),
    "manifest not here": Words("đang tải danh sách phát", "it fetches its list"),
    "manifest unreadable": Words("không đọc được danh sách phát", "it can't read its list"),
}


def pending_words(told: str) -> Words:
    """What a device says it waits for; as it is where that is not known here."""
    if files := FILES.fullmatch(told):
        missing, wanted = files.groups()
        return Words(f"còn thiếu {missing} trên {wanted} tệp", f"{missing} of {wanted} files are still missing")
    return KNOWN.get(told, Words(told, told))
