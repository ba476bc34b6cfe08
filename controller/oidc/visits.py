"""Browsers on their way to the provider and back: each comes back once, soon, and is the same. Never commits."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass

from sqlmodel import Session, col, delete, func, select

from controller.oidc.models import ProviderVisit
from controller.people.tokens import digest_of, new_token
from protocol.errors import NotAllowed
from protocol.ids import EpochMs
from protocol.words import Words

VISIT_MS = 10 * 60 * 1000
"""How long somebody may take at the provider."""
MOST_FROM_AN_ADDRESS = 100
"""Visits that are open at once: a whole office may be behind one address."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What goes to the provider by the browser."""

    state: str
    nonce: str
    challenge: str


class Declined(NotAllowed):
    """The person, or the provider, would not."""

    detail = "declined"

    def __init__(self) -> None:
        super().__init__(
            Words("Bạn chưa đăng nhập xong ở nơi đăng nhập chung.", "You did not finish signing in at the provider."),
            Words("Bấm đăng nhập lại, hoặc đăng nhập bằng mật khẩu.", "Try again, or sign in by your password."),
        )


class NoVisit(NotAllowed):
    """Nobody is waited for with this answer: it is late, came before, or was never asked for here."""

    detail = "no such visit"

    def __init__(self) -> None:
        super().__init__(
            Words("Lần đăng nhập này đã hết hạn hoặc đã dùng rồi.", "This sign-in is over, or was used before."),
            Words("Bấm đăng nhập lại từ đầu.", "Begin again on the sign-in page."),
        )


def send(
    session: Session, issuer: str, browser: str, address: str, now_ms: EpochMs, *, user_id: int | None = None
) -> Sent:
    """One more visit, by the browser that holds the cookie ``browser``; the oldest of too many is given up."""
    state, nonce, verifier = new_token(), new_token(), new_token()
    _make_room(session, address)
    session.add(
        ProviderVisit(
            state_sha256=digest_of(state),
            issuer=issuer,
            nonce=nonce,
            verifier=verifier,
            browser_sha256=digest_of(browser),
            user_id=user_id,
            address=address[:64],
            expires_at_ms=now_ms + VISIT_MS,
        )
    )
    session.flush()
    return Sent(state, nonce, challenge_of(verifier))


def take(session: Session, issuer: str, state: str, browser: str, now_ms: EpochMs) -> ProviderVisit:
    """The visit of that state, which is over with this; raises :class:`NoVisit`.

    Another browser does not end it: whoever learns of a state can't spoil it for the one who was sent.
    """
    held = session.get(ProviderVisit, digest_of(state), with_for_update=True)
    if held is None or held.browser_sha256 != digest_of(browser) or held.issuer != issuer:
        raise NoVisit
    session.delete(held)
    session.flush()
    if held.expires_at_ms <= now_ms:
        raise NoVisit
    return held


def challenge_of(verifier: str) -> str:
    """``S256`` of RFC 7636 4.2."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def forget_visits(session: Session, now_ms: EpochMs) -> None:
    """Visits from which nobody came back are removed."""
    session.exec(delete(ProviderVisit).where(col(ProviderVisit.expires_at_ms) <= now_ms))


def _make_room(session: Session, address: str) -> None:
    theirs = col(ProviderVisit.address) == address[:64]
    if session.exec(select(func.count()).where(theirs)).one() < MOST_FROM_AN_ADDRESS:
        return
    oldest = select(ProviderVisit).where(theirs).order_by(col(ProviderVisit.expires_at_ms)).limit(1)
    session.delete(session.exec(oldest).one())
    session.flush()
