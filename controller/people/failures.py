"""Counting wrong passwords and codes, for the login and for the address they came from. Never commits."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping

from sqlmodel import Session, col, delete

from controller.people.lockout import OF_A_LOGIN, OF_AN_ADDRESS, Patience
from controller.people.models import SignInFailures
from protocol.ids import EpochMs

IPV6_NETWORK_BITS = 64
"""One household or office has all addresses of such a network."""
LOGIN_CHARS = 64


def keys_of(login: str, address: str) -> Mapping[str, Patience]:
    """What failures are counted for, each with its patience."""
    keys = {f"login {login.strip().lower()[:LOGIN_CHARS]}": OF_A_LOGIN}
    return keys | ({f"address {_network(address)}": OF_AN_ADDRESS} if address else {})


def locked_until_ms(session: Session, login: str, address: str) -> EpochMs:
    """Until when nobody may try this login from this address; 0 when they may."""
    held = (session.get(SignInFailures, key) for key in keys_of(login, address))
    return EpochMs(max((row.locked_until_ms for row in held if row is not None), default=0))


def count(session: Session, login: str, address: str, now_ms: EpochMs) -> None:
    """One failure more."""
    for key, patience in keys_of(login, address).items():
        row = session.get(SignInFailures, key) or SignInFailures(key=key)
        row.failures = patience.counted(row.failures, EpochMs(row.failed_at_ms), now_ms)
        row.failed_at_ms = now_ms
        wait_ms = patience.wait_ms(row.failures)
        row.locked_until_ms = now_ms + wait_ms if wait_ms else 0
        session.add(row)
    session.flush()


def forgive(session: Session, login: str) -> None:
    """The login begins anew. An address does not: whoever has an account of their own could go on guessing others'."""
    [key] = keys_of(login, "")
    session.exec(delete(SignInFailures).where(col(SignInFailures.key) == key))


def forget_old(session: Session, now_ms: EpochMs) -> None:
    """Failures of yesterday count no more."""
    session.exec(delete(SignInFailures).where(col(SignInFailures.failed_at_ms) < now_ms - OF_A_LOGIN.forgets_after_ms))


def _network(address: str) -> str:
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address[:LOGIN_CHARS]
    if known.version == 4:
        return str(known)
    return str(ipaddress.ip_network((known, IPV6_NETWORK_BITS), strict=False).network_address)
