"""Playlists of HLS (RFC 8216), as far as a trial needs them. Pure."""

from __future__ import annotations

import re
from typing import NamedTuple

from protocol.errors import InvalidInput
from protocol.words import Words

NEWEST = 2
"""Files at the end of a playlist that are heard."""
_HEAD = b"#EXTM3U"
_MAP = re.compile(r'^#EXT-X-MAP:(?:.*,)?URI="([^"]+)"', re.MULTILINE)
_KEY = re.compile(r"^#EXT-X-KEY:(?:.*,)?METHOD=(?!NONE\b)", re.MULTILINE)


class Named(NamedTuple):
    """The addresses in a playlist, as they stand there: of other playlists, or of the newest files in playing order."""

    urls: tuple[str, ...]
    is_list_of_lists: bool


def is_playlist(data: bytes) -> bool:
    """Whether it is a text that names what is to be played."""
    return data.lstrip(b"\xef\xbb\xbf \r\n").startswith(_HEAD) or data[:10].lower().startswith(b"[playlist]")


def named_in(data: bytes) -> Named:
    """What the playlist names; raises :class:`InvalidInput` for one that loudspeakers could not follow."""
    text = data.decode("utf-8", "replace")
    urls = tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))
    if "#EXT-X-" not in text:
        raise _no_hls(next((one for one in urls if one.startswith("http")), ""))
    if not urls:
        raise _empty()
    if "#EXT-X-STREAM-INF" in text:
        return Named(urls, is_list_of_lists=True)
    if _KEY.search(text):
        raise _encrypted()
    begun = _MAP.search(text)
    return Named(((begun[1],) if begun else ()) + urls[-NEWEST:], is_list_of_lists=False)


def _no_hls(named: str) -> InvalidInput:
    vi = f" (như {named[:120]})" if named else ""
    en = f" (such as {named[:120]})" if named else ""
    return InvalidInput(
        Words("Đây là tệp danh sách (M3U, PLS), không phải luồng phát.", "This is a list (M3U, PLS), not a stream."),
        Words(f"Dùng địa chỉ ghi trong danh sách đó{vi}.", f"Use the address that stands in it{en}."),
    )


def _empty() -> InvalidInput:
    return InvalidInput(
        Words("Danh sách HLS của đài đang rỗng.", "The station's HLS playlist is empty."),
        Words("Thử lại khi đài đang phát.", "Try again while it is on the air."),
    )


def _encrypted() -> InvalidInput:
    return InvalidInput(
        Words(
            "Luồng HLS này bị mã hóa, loa không giải được.", "This HLS stream is encrypted: loudspeakers can't open it."
        ),
        Words("Hỏi nơi phát địa chỉ không mã hóa.", "Ask whoever runs it for an address without encryption."),
    )
