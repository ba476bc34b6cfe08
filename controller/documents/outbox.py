"""Signing what changed and handing it to the broker. Level-triggered: run it often, run it twice, lose half of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

import msgspec
from msgspec import Struct
from sqlalchemy import case
from sqlmodel import Session, col, or_, select, update

from controller.documents.models import SignedDocument
from controller.documents.service import current_epoch
from controller.keys.ring import Keyring
from protocol.compose import compose
from protocol.documents import AlertSet, Command, Desired, Kind, TrustList
from protocol.ids import EpochMs

IN_ORDER: tuple[Kind, ...] = ("trust", "alerts", "command", "desired")
"""What is signed and handed over first: no device takes an alert by a key it has not been told of."""
BODIES: dict[Kind, type[Struct]] = {"trust": TrustList, "alerts": AlertSet, "command": Command, "desired": Desired}
MOST_AT_ONCE = 500
"""Documents handed over in one transaction: others may write between two of them."""
Send = Callable[[str, bytes, bool], bool]
"""(topic, payload, retain) -> whether the broker's client took it."""


def sign_pending(session: Session, keyring: Keyring, now_ms: EpochMs) -> int:
    """Signs every document whose token is not of its newest body, the key in force and the epoch. Answers how many.

    A trust list waits while the root key is offline; the last one signed stays in force.
    """
    epoch, signed = current_epoch(session), 0
    for kind in (kind for kind in IN_ORDER if keyring.can_sign(kind)):
        for row in _unsigned(session, kind, epoch, keyring.working.kid):
            _sign(row, kind, keyring, epoch, now_ms)
            session.add(row)
            signed += 1
    session.flush()
    return signed


def is_due(session: Session, keyring: Keyring) -> bool:
    """Whether there is anything to sign or to hand over: a look that holds up nobody."""
    epoch, kid = current_epoch(session), keyring.working.kid
    signable = (kind for kind in IN_ORDER if keyring.can_sign(kind))
    return any(_unsigned(session, kind, epoch, kid, most=1) for kind in signable) or bool(_unhanded(session, most=1))


def hand_over(session: Session, send: Send, now_ms: EpochMs, most: int = MOST_AT_ONCE) -> int:
    """Gives the broker signed documents it was not given yet; stops when the link does not take any more."""
    handed = 0
    for row in _unhanded(session, most):
        if not (_has_expired(row, now_ms) or send(row.topic, row.token, row.kind != "command")):
            break
        row.handed_digest = row.digest
        session.add(row)
        handed += 1
    session.flush()
    return handed


def hand_over_again(session: Session) -> None:
    """After a (re)connect: the broker may have forgotten everything, so all that is state is handed over once more."""
    session.exec(update(SignedDocument).where(col(SignedDocument.kind) != "command").values(handed_digest=""))


def _unhanded(session: Session, most: int) -> Sequence[SignedDocument]:
    """In the order of :data:`IN_ORDER`, so that an alert never waits behind ten thousand desired states."""
    rank = case({kind: number for number, kind in enumerate(IN_ORDER)}, value=col(SignedDocument.kind))
    differs = col(SignedDocument.handed_digest) != col(SignedDocument.digest)
    return session.exec(select(SignedDocument).where(differs).order_by(rank).limit(most)).all()


def _has_expired(row: SignedDocument, now_ms: EpochMs) -> bool:
    return row.expires_at_ms is not None and row.expires_at_ms <= now_ms


def _unsigned(
    session: Session, kind: Kind, epoch: int, working_kid: str, most: int | None = None
) -> Sequence[SignedDocument]:
    due = [col(SignedDocument.signed_rev) != col(SignedDocument.rev), col(SignedDocument.epoch) != epoch]
    if kind != "trust":
        due.append(col(SignedDocument.signed_kid) != working_kid)
    return session.exec(select(SignedDocument).where(col(SignedDocument.kind) == kind, or_(*due)).limit(most)).all()


def _sign(row: SignedDocument, kind: Kind, keyring: Keyring, epoch: int, now_ms: EpochMs) -> None:
    signer = keyring.signer_of(kind)
    if row.signed_rev == row.rev:
        row.rev += 1
        """Another key or epoch: devices take one (epoch, rev) only once."""
    expires = EpochMs(row.expires_at_ms) if row.expires_at_ms is not None else None
    body = msgspec.json.decode(row.body, type=BODIES[kind])
    row.token = compose(
        kind, body, aud=row.aud, epoch=epoch, rev=row.rev, now_ms=now_ms, signer=signer, expires_at_ms=expires
    )
    row.digest = hashlib.sha256(row.token).hexdigest()
    row.signed_rev, row.signed_kid, row.epoch = row.rev, signer.kid, epoch
