"""Which addresses loudspeakers may be told to relay."""

from __future__ import annotations

from protocol.errors import InvalidInput
from protocol.limits import LIMITS
from protocol.manifest_check import is_station
from protocol.words import Words


def checked_station(url: str) -> str:
    """The address as manifests carry it; raises :class:`InvalidInput` for one that boards would refuse."""
    address = url.strip()
    if is_station(address):
        return address
    raise InvalidInput(
        Words(
            f"“{address[:80]}” không phải địa chỉ đài mà loa tiếp âm được.",
            f"{address[:80]!r} is no address of a station that loudspeakers can relay.",
        ),
        Words(
            "Dùng địa chỉ luồng phát (Icecast hoặc HLS) bắt đầu bằng http:// hoặc https://, không dấu, không có tên "
            f"đăng nhập hay mật khẩu, không quá {LIMITS.station_url_chars} ký tự.",
            "Use the address of the stream (Icecast or HLS): http:// or https://, in ASCII, without a login, of "
            f"{LIMITS.station_url_chars} characters at most.",
        ),
    )
