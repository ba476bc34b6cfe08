"""How long a bulletin takes, and whether people will stay for it."""

from __future__ import annotations

from collections.abc import Iterator

from media.bulletin import PagedBulletin
from media.bulletin.model import Style
from media.legibility.remark import Remark
from protocol.words import Words

LONGEST_S = 120
"""Who waits for a bus or a counter reads for about two minutes; who walks by, a page."""
MOST_TITLE_LINES = 3

_TITLE: Style = "title"


def length_remarks(paged: PagedBulletin) -> Iterator[Remark]:
    """Pages and seconds; whether they are too many, and the title too long."""
    count, whole_s = len(paged.pages), round(sum(page.duration_ms for page in paged.pages) / 1000)
    pages = "1 page" if count == 1 else f"{count} pages"
    yield Remark("note", Words(f"{count} trang, {whole_s} giây.", f"{pages}, {whole_s} seconds."))
    if whole_s > LONGEST_S:
        yield _too_long(whole_s)
    lines = sum(line.style == _TITLE for page in paged.pages for line in page.lines)
    if lines > MOST_TITLE_LINES:
        yield _long_title(lines)


def _too_long(whole_s: int) -> Remark:
    minutes = whole_s / 60
    words = Words(
        f"Xem hết mất {minutes:.1f} phút: ít người đứng lại đến cuối. Rút gọn, hoặc chia thành nhiều bản tin.",
        f"It takes {minutes:.1f} minutes: few will stay to the end. Shorten it or split it into several.",
    )
    return Remark("warning", words)


def _long_title(lines: int) -> Remark:
    words = Words(
        f"Tiêu đề dài {lines} dòng. Đặt tiêu đề ngắn hơn, đưa chi tiết vào nội dung.",
        f"The title takes {lines} lines. Give it a shorter one and put the details in the text.",
    )
    return Remark("warning", words)
