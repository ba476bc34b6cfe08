from __future__ import annotations

import ipaddress
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from controller.feeds.reach import address_of, checked_url, host_of, is_public, parts_of, port_of
from protocol.errors import InvalidInput, Unavailable

V4 = st.ip_addresses(v=4)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "tin",
        "ftp://example.org/rss",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://",
        "https:///rss",
        "http://a b/",
        "http://exam\nple.org/",
        "http://example.org:99999/",
        "http://[::1/",
        "https://example.org/" + "a" * 500,
    ],
)
def test_what_is_no_address_of_the_web_is_refused(url: str) -> None:
    with pytest.raises(InvalidInput, match="no address"):
        checked_url(url)


@pytest.mark.parametrize("url", ["https://an@example.org/", "https://an:matkhau@example.org/", "http://@example.org/"])
def test_an_address_with_a_login_is_refused_without_telling_it(url: str) -> None:
    try:
        checked_url(url)
    except InvalidInput as refused:
        assert "matkhau" not in str(refused)
    else:
        assert parts_of(url).userinfo == b""


def test_an_address_of_the_web_is_kept_as_typed() -> None:
    assert checked_url(" https://báo.example/rss?trang=1 ") == "https://báo.example/rss?trang=1"
    parts = parts_of("https://báo.example/rss")
    assert (host_of(parts), port_of(parts)) == ("báo.example".encode("idna").decode(), 443)
    assert port_of(parts_of("http://example.org:8080/")) == 8080


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fd00::1",
        "ff02::1",
    ],
)
def test_addresses_that_are_not_of_the_internet_are_told(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@given(inner=V4)
def test_no_address_hides_in_another(inner: ipaddress.IPv4Address) -> None:
    mapped = ipaddress.ip_address(f"::ffff:{inner}")
    sixtofour = ipaddress.IPv6Address((0x2002 << 112) | int(inner) << 80)
    nat64 = ipaddress.IPv6Address((0x0064_FF9B << 96) | int(inner))
    for outer in (mapped, sixtofour, nat64):
        assert is_public(inner) or not is_public(outer)


@pytest.mark.parametrize("host", ["8.8.8.8", "2606:4700:4700::1111"])
def test_a_public_address_may_be_asked(host: str) -> None:
    assert address_of(host, 80, private_too=False) == host


@pytest.mark.parametrize("host", ["localhost", "127.1", "2130706433", "::1"])
def test_this_machine_may_be_asked_only_when_the_settings_say_so(host: str) -> None:
    with pytest.raises(InvalidInput, match="private"):
        address_of(host, 80, private_too=False)
    assert ipaddress.ip_address(address_of(host, 80, private_too=True)).is_loopback


def test_a_name_of_one_good_and_one_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 80)) for one in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_asked, **_how: found)
    with pytest.raises(InvalidInput, match="private"):
        address_of("tin.example", 80, private_too=False)


def test_a_name_that_is_nobodys_is_unavailable() -> None:
    with pytest.raises(Unavailable, match="khong-co"):
        address_of("khong-co.invalid", 80, private_too=False)
    with pytest.raises(Unavailable):
        address_of("a" * 70 + ".example", 80, private_too=False)
