"""Stating documents, and reading what was signed. Never commits."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct
from sqlmodel import Session, col, update

from controller.db import insert_into, run_many
from controller.documents.models import Epoch, SignedDocument
from controller.documents.topic import topic_of
from protocol.compose import demand_fitting, encode_body
from protocol.documents import Kind
from protocol.ids import EpochMs

AT_ONCE = 500
"""Audiences named in one statement."""


class Encoded(NamedTuple):
    """A body as canonical bytes, and their SHA-256: encoded once, however many devices are told it."""

    body: bytes
    digest: str

    @classmethod
    def of(cls, body: Struct) -> Encoded:
        """The body's bytes and hash."""
        encoded = encode_body(body)
        return cls(encoded, hashlib.sha256(encoded).hexdigest())


class Change(NamedTuple):
    """What is to be stated for ``aud`` in place of revision ``rev`` (0: of nothing)."""

    aud: str
    rev: int
    encoded: Encoded


def put(
    session: Session, kind: Kind, aud: str, body: Struct, *, expires_at_ms: EpochMs | None = None
) -> SignedDocument:
    """States ``body`` for ``aud``: a new revision, or nothing new when it is what is stated already.

    The token follows with the next signature. Raises :class:`protocol.compose.TooLarge` for what devices would refuse.
    """
    encoded = Encoded.of(body)
    row = _locked(session, kind, aud)
    if row.body_digest != encoded.digest:
        demand_fitting(kind, encoded.body, aud)
        row.rev, row.body, row.body_digest, row.expires_at_ms = row.rev + 1, *encoded, expires_at_ms
        session.add(row)
        session.flush()
    return row


def put_all(session: Session, kind: Kind, changes: Sequence[Change]) -> int:
    """States all of these in one statement; answers how many were.

    One that another process restated meanwhile stays as that left it: the next look compares again. Raises
    :class:`protocol.compose.TooLarge` for what devices would refuse, before anything is written.
    """
    for change in changes:
        demand_fitting(kind, change.encoded.body, change.aud)
    if not changes:
        return 0
    insert = insert_into(session, SignedDocument)
    new = insert.excluded
    unchanged_since = col(SignedDocument.rev) == new.rev - 1
    taken = {name: new[name] for name in ("rev", "body", "body_digest", "expires_at_ms")}
    statement = insert.on_conflict_do_update(index_elements=["kind", "aud"], set_=taken, where=unchanged_since)
    written = run_many(session, statement, [_row(kind, change) for change in changes])
    forget(session)
    return written


def forget(session: Session) -> None:
    """Has the documents that this session read read again: statements passed them by."""
    for one in session.identity_map.values():
        if isinstance(one, SignedDocument):
            session.expire(one)


def find(session: Session, kind: Kind, aud: str) -> SignedDocument | None:
    """What is stated for ``aud``, signed yet or not."""
    return session.get(SignedDocument, (kind, aud))


def find_signed(session: Session, kind: Kind, aud: str) -> SignedDocument | None:
    """The same, only when there is a token to serve."""
    row = find(session, kind, aud)
    return row if row is not None and row.token else None


def hand_again(session: Session, kind: Kind, auds: Sequence[str]) -> int:
    """Has the broker given again what it was given already; answers how many documents."""
    for some in (auds[start : start + AT_ONCE] for start in range(0, len(auds), AT_ONCE)):
        theirs = (col(SignedDocument.kind) == kind, col(SignedDocument.aud).in_(some))
        session.exec(update(SignedDocument).where(*theirs).values(handed_digest=""))
    return len(auds)


def current_epoch(session: Session) -> int:
    """The epoch of this database; 1 in a database that was never restored."""
    row = session.get(Epoch, 1)
    return row.epoch if row else 1


def raise_epoch(session: Session, now_ms: EpochMs) -> int:
    """To be called once after a restore: makes everything this database states newer than what it forgot.

    The time is part of it, so that restoring the same backup twice does not give the same epoch twice.
    """
    raised = max(current_epoch(session) + 1, now_ms // 1000)
    session.merge(Epoch(id=1, epoch=raised))
    session.flush()
    return raised


def _row(kind: Kind, change: Change) -> dict[str, object]:
    return {
        "kind": kind,
        "aud": change.aud,
        "topic": topic_of(kind, change.aud),
        "rev": change.rev + 1,
        "body": change.encoded.body,
        "body_digest": change.encoded.digest,
        "expires_at_ms": None,
    }


def _locked(session: Session, kind: Kind, aud: str) -> SignedDocument:
    """The row, made when missing, and on PostgreSQL held until the end of the transaction."""
    empty = {"kind": kind, "aud": aud, "topic": topic_of(kind, aud), "rev": 0, "body": b"", "body_digest": ""}
    session.execute(insert_into(session, SignedDocument).values(**empty).on_conflict_do_nothing())
    return session.get_one(SignedDocument, (kind, aud), with_for_update=True)
