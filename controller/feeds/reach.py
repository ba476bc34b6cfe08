"""Which addresses of the web may be asked: what a publisher types must not look into the province's own network."""

from __future__ import annotations

import ipaddress
import socket

import httpx

from protocol.errors import InvalidInput, Unavailable
from protocol.words import Words

URL_LETTERS = 500
PORTS = {"http": 80, "https": 443}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
"""RFC 6052: an IPv4 address in the last 32 bits."""

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def checked_url(url: str) -> str:
    """An address of the web as it may be kept; raises :class:`InvalidInput`. Asks nobody."""
    url = url.strip()
    if len(url) > URL_LETTERS or any(letter <= " " or letter == "\x7f" for letter in url):
        raise _odd(url)
    parts_of(url)
    return url


def parts_of(url: str) -> httpx.URL:
    """The parts of an address of the web; raises :class:`InvalidInput` for any other and for one with a password."""
    try:
        parts = httpx.URL(url)
    except httpx.InvalidURL:
        raise _odd(url) from None
    if parts.scheme not in PORTS or not parts.host or port_of(parts) not in range(1, 65536):
        raise _odd(url)
    if parts.userinfo:
        raise _with_password()
    return parts


def host_of(parts: httpx.URL) -> str:
    """The host in ASCII, as names are asked for (RFC 5890), and an IPv6 address without its brackets."""
    return parts.raw_host.decode("ascii")


def port_of(parts: httpx.URL) -> int:
    """The port that is asked."""
    return PORTS[parts.scheme] if parts.port is None else parts.port


def address_of(host: str, port: int, private_too: bool) -> str:
    """The IP address of ``host``, to be connected to as it is: asked again, the name might mean another.

    Raises :class:`Unavailable` for a name that has none and :class:`InvalidInput` when one of them is not of the public
    internet, unless ``private_too``.
    """
    found = _resolved(host, port)
    if not private_too and not all(is_public(ipaddress.ip_address(one)) for one in found):
        raise _private(host)
    return found[0]


def is_public(address: Address) -> bool:
    """Whether it is an address of the public internet, also once what carries it in another is taken off."""
    inner = _inside(address)
    return address.is_global and not address.is_multicast and (inner is None or is_public(inner))


def _inside(address: Address) -> Address | None:
    """The IPv4 address in an IPv6 address that stands for it (RFC 4291, 3056, 4380, 6052)."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in _NAT64:
        return ipaddress.IPv4Address(address.packed[-4:])
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)


def _resolved(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as failed:
        raise _unknown(host) from failed
    return [str(address[0]).partition("%")[0] for *_, address in found]


def _odd(url: str) -> InvalidInput:
    return InvalidInput(
        Words(f"“{url[:80]}” không phải địa chỉ trang web.", f"{url[:80]!r} is no address of the web."),
        Words("Dùng địa chỉ bắt đầu bằng https:// hoặc http://.", "Use one that begins with https:// or http://."),
    )


def _with_password() -> InvalidInput:
    return InvalidInput(
        Words("Địa chỉ có kèm tên đăng nhập hoặc mật khẩu.", "The address carries a login or a password."),
        Words("Dùng địa chỉ ai cũng mở được.", "Use an address that anybody can open."),
    )


def _private(host: str) -> InvalidInput:
    return InvalidInput(
        Words(f"“{host}” là địa chỉ trong mạng nội bộ.", f"{host!r} is inside a private network."),
        Words(
            "Dùng địa chỉ trên internet; nếu cần nguồn nội bộ, bật sources.private_addresses trong cấu hình.",
            "Use one on the internet; for sources of your own network set sources.private_addresses.",
        ),
    )


def _unknown(host: str) -> Unavailable:
    return Unavailable(
        Words(f"Không tìm thấy máy chủ “{host}”.", f"No host is called {host!r}."),
        Words("Kiểm tra địa chỉ và kết nối internet.", "Check the address and the internet connection."),
    )
