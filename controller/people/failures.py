"""Counting wrong passwords and codes, for the login and for the address they came from. Never commits."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping

from sqlmodel import Session, col, delete, or_

from controller.people.lockout import OF_A_LOGIN, OF_A_LOGIN_THERE, OF_AN_ADDRESS, Patience
from controller.people.models import SignInFailures
from protocol.ids import EpochMs

IPV6_NETWORK_BITS = 64
"""One household or office has all addresses of such a network."""
LOGIN_CHARS = 64


def keys_of(login: str, address: str) -> Mapping[str, Patience]:
    """What failures are counted for, each with its patience."""
    known, there = _known(login), _network(address)
    return {
        f"login {known}": OF_A_LOGIN,
        f"login {known} from {there}": OF_A_LOGIN_THERE,
        f"address {there}": OF_AN_ADDRESS,
    }


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


def forgive(session: Session, login: str, address: str) -> None:
    """The login begins anew, from that address.

    The address itself does not: whoever has an account of their own could go on guessing those of others.
    """
    these = [key for key, patience in keys_of(login, address).items() if patience is not OF_AN_ADDRESS]
    session.exec(delete(SignInFailures).where(col(SignInFailures.key).in_(these)))


def forgive_everywhere(session: Session, login: str) -> None:
    """The login begins anew, wherever it was tried from."""
    known = _known(login)
    everywhere = col(SignInFailures.key).startswith(f"login {known} from ", autoescape=True)
    session.exec(delete(SignInFailures).where(or_(col(SignInFailures.key) == f"login {known}", everywhere)))


def forget_old(session: Session, now_ms: EpochMs) -> None:
    """Failures of yesterday count no more."""
    session.exec(delete(SignInFailures).where(col(SignInFailures.failed_at_ms) < now_ms - OF_A_LOGIN.forgets_after_ms))


def _known(login: str) -> str:
    return login.strip().lower()[:LOGIN_CHARS]


def _network(address: str) -> str:
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address[:LOGIN_CHARS]
    if known.version == 4:
        return str(known)
    return str(ipaddress.ip_network((known, IPV6_NETWORK_BITS), strict=False).network_address)
