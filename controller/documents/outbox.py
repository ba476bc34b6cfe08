"""Signing what changed and handing it to the broker. Level-triggered: run it often, run it twice, lose half of it.

Both go in portions, in the order of :data:`IN_ORDER` each time, and each is three steps: look (a transaction that only
reads), work (sign, send: in none), write down (one statement). So whoever else writes waits for a few milliseconds, and
an alert for one portion, however many desired states are on their way.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, bindparam, case
from sqlmodel import Session, and_, col, or_, select, update

from controller.db import run_many
from controller.documents.models import SignedDocument
from controller.documents.service import current_epoch, forget
from controller.keys.ring import Keyring
from protocol.compose import Stamp, compose_encoded
from protocol.documents import Kind
from protocol.ids import EpochMs

IN_ORDER: tuple[Kind, ...] = ("trust", "alerts", "command", "desired")
"""What is signed and handed over first: no device takes an alert by a key it has not been told of."""
PORTION = 500
"""Documents that are signed, or handed over, before the next look at what is more urgent."""
NO_END = 2**31
Send = Callable[[str, bytes, bool], bool]
"""(topic, payload, retain) -> whether the broker's client took it."""


class Unsigned(NamedTuple):
    """A document whose token is not of its newest body, the key in force and the epoch."""

    kind: Kind
    aud: str
    rev: int
    signed_rev: int
    expires_at_ms: EpochMs | None
    body: bytes
    epoch: int
    """The one in force."""

    @property
    def next_rev(self) -> int:
        """Under which it is signed. Of another key or epoch it is a new one: devices take one (epoch, rev) once."""
        return self.rev + (self.signed_rev == self.rev)


class Signed(NamedTuple):
    """A token, of a document that nobody changed meanwhile."""

    of: Unsigned
    kid: str
    token: bytes


class Unhanded(NamedTuple):
    """A token that the broker was not given yet."""

    kind: Kind
    aud: str
    topic: str
    token: bytes
    digest: str
    expires_at_ms: int | None


def sign_pending(session: Session, keyring: Keyring, now_ms: EpochMs) -> int:
    """Signs every document that needs it, at once: before the controller serves. Answers how many.

    A trust list waits while the root key is offline; the last one signed stays in force.
    """
    return keep_signed(session, sign(unsigned(session, keyring, NO_END), keyring, now_ms))


def unsigned(session: Session, keyring: Keyring, most: int = PORTION) -> Sequence[Unsigned]:
    """What is to be signed by keys at hand, the most urgent first."""
    epoch = current_epoch(session)
    columns = ("kind", "aud", "rev", "signed_rev", "expires_at_ms", "body")
    query = select(*(col(getattr(SignedDocument, name)) for name in columns))
    found = session.exec(query.where(_needs_signing(keyring, epoch)).order_by(RANK).limit(most)).all()
    return [Unsigned(**row._mapping, epoch=epoch) for row in found]


def sign(pending: Sequence[Unsigned], keyring: Keyring, now_ms: EpochMs) -> list[Signed]:
    """The tokens; touches no database."""
    return [_sign(one, keyring, now_ms) for one in pending]


def keep_signed(session: Session, signed: Sequence[Signed]) -> int:
    """Puts the tokens in force; answers how many. One that was restated or signed meanwhile waits for the next look."""
    written = run_many(session, KEEP, [_kept(one) for one in signed])
    forget(session)
    return written


def unhanded(session: Session, most: int = PORTION) -> Sequence[Unhanded]:
    """What the broker lacks, in the order of :data:`IN_ORDER`: no alert waits behind ten thousand desired states."""
    columns = (col(getattr(SignedDocument, name)) for name in Unhanded._fields)
    differs = col(SignedDocument.handed_digest) != col(SignedDocument.digest)
    query = select(*columns).where(differs).order_by(RANK).limit(most)
    return [Unhanded(*row) for row in session.exec(query).all()]


def give(waiting: Sequence[Unhanded], send: Send, now_ms: EpochMs) -> list[Unhanded]:
    """Sends them until one is not taken; answers those that are done with. Touches no database.

    When the process ends before that is written down they are sent once more, which changes nothing.
    """
    done: list[Unhanded] = []
    for one in waiting:
        if not (_has_expired(one, now_ms) or send(one.topic, one.token, one.kind != "command")):
            break
        done.append(one)
    return done


def note_handed(session: Session, handed: Sequence[Unhanded]) -> int:
    """Writes down what the broker has; answers how many documents that are."""
    rows = [{"of_kind": one.kind, "of_aud": one.aud, "handed": one.digest} for one in handed]
    run_many(session, NOTE, rows)
    forget(session)
    return len(handed)


def hand_over_again(session: Session) -> None:
    """After a (re)connect: the broker may have forgotten everything, so all that is state is handed over once more."""
    session.exec(update(SignedDocument).where(col(SignedDocument.kind) != "command").values(handed_digest=""))


def _has_expired(one: Unhanded, now_ms: EpochMs) -> bool:
    return one.expires_at_ms is not None and one.expires_at_ms <= now_ms


def _needs_signing(keyring: Keyring, epoch: int) -> ColumnElement[bool]:
    signable = [kind for kind in IN_ORDER if keyring.can_sign(kind)]
    is_new = or_(col(SignedDocument.signed_rev) != col(SignedDocument.rev), col(SignedDocument.epoch) != epoch)
    by_another = and_(col(SignedDocument.kind) != "trust", col(SignedDocument.signed_kid) != keyring.working.kid)
    return and_(col(SignedDocument.kind).in_(signable), or_(is_new, by_another))


def _sign(one: Unsigned, keyring: Keyring, now_ms: EpochMs) -> Signed:
    signer = keyring.signer_of(one.kind)
    stamp = Stamp(one.aud, one.epoch, one.next_rev, now_ms, one.expires_at_ms)
    return Signed(one, signer.kid, compose_encoded(one.kind, one.body, stamp, signer))


def _kept(signed: Signed) -> dict[str, object]:
    of = signed.of
    return {
        "of_kind": of.kind,
        "of_aud": of.aud,
        "of_rev": of.rev,
        "of_signed_rev": of.signed_rev,
        "rev": of.next_rev,
        "signed_rev": of.next_rev,
        "signed_kid": signed.kid,
        "epoch": of.epoch,
        "token": signed.token,
        "digest": hashlib.sha256(signed.token).hexdigest(),
    }


RANK = case({kind: number for number, kind in enumerate(IN_ORDER)}, value=col(SignedDocument.kind))
THIS_ONE = and_(
    col(SignedDocument.kind) == bindparam("of_kind"),
    col(SignedDocument.aud) == bindparam("of_aud"),
)
UNCHANGED = and_(
    col(SignedDocument.rev) == bindparam("of_rev"), col(SignedDocument.signed_rev) == bindparam("of_signed_rev")
)
WRITTEN = ("rev", "signed_rev", "signed_kid", "epoch", "token", "digest")
KEEP = update(SignedDocument).where(THIS_ONE, UNCHANGED).values({name: bindparam(name) for name in WRITTEN})
NOTE = update(SignedDocument).where(THIS_ONE).values(handed_digest=bindparam("handed"))
