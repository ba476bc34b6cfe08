"""Deciding which documents a device acts on. Pure: state in, state and outcome out; the caller persists ``held``.

Invariants (each has a property test):

1. A document changes the state only if it is signed, as its kind, by a key that may sign that kind for that audience
   now; is addressed to this device or to something it listens to; is newer, by (epoch, rev), than what is held; and
   has not expired.
2. The trust list is signed by the pinned root and by nothing else.
3. Any order, loss and duplication of a set of documents, under one trust list, ends in the same state as the newest of
   each alone. (Which areas a device listens to is judged when alerts are used, not here, so that order can't matter.)
4. Whatever is refused changes nothing and says why.
5. A newer trust list re-judges what is held. What its keys no longer cover is dropped, except the desired state:
   a board keeps its last good programme rather than go dark. What a removed key signed sets no revision to beat, or a
   stolen key could lock a device by one huge revision (the fast-forward recovery of TUF).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

from protocol import jws
from protocol.clock_trust import ClockTrust
from protocol.documents import (
    AUDIENCE_ALL,
    AlertSet,
    Command,
    Desired,
    Envelope,
    Kind,
    TrustedKey,
    TrustList,
)
from protocol.ids import DeviceId, EpochMs
from protocol.limits import LIMITS
from protocol.wire import Undecodable, decode

Body = TrustList | Desired | AlertSet | Command
BODIES: Mapping[Kind, type[Body]] = MappingProxyType(
    {"trust": TrustList, "desired": Desired, "alerts": AlertSet, "command": Command}
)

Refusal = Literal[
    "unsigned", "unknown-key", "not-entitled", "foreign", "stale", "conflict", "expired", "future", "malformed"
]


@dataclass(frozen=True, slots=True)
class Pins:
    """What a device was given at enrolment and never takes from the network again."""

    root_public_key: str
    device_id: DeviceId


@dataclass(frozen=True, slots=True)
class Now:
    """The device's idea of the time. With an unknown clock only bounds that can't wrongly refuse are applied."""

    wall_ms: EpochMs
    clock: ClockTrust


@dataclass(frozen=True, slots=True)
class Held:
    """A document as it is kept on disk: its place in the order and its bytes."""

    kind: Kind
    aud: str
    epoch: int
    rev: int
    digest: str
    token: bytes
    received_at_ms: EpochMs
    public_key: str
    """The key that signed it, so that it can be checked again after its key left the trust list."""

    @property
    def order(self) -> tuple[int, int]:
        """Newer documents have a greater one."""
        return (self.epoch, self.rev)


@dataclass(frozen=True, slots=True)
class Document:
    """A verified document, opened."""

    kind: Kind
    aud: str
    epoch: int
    rev: int
    issued_at_ms: EpochMs
    expires_at_ms: EpochMs | None
    body: Body


@dataclass(frozen=True, slots=True)
class Accepted:
    """Newer than what was held; persist ``held``, then act on ``document``. ``dropped`` lost their key's trust."""

    document: Document
    held: Held
    dropped: tuple[Held, ...] = ()


@dataclass(frozen=True, slots=True)
class Repeated:
    """The very document that is held, again: acknowledge it again, do nothing else."""

    held: Held


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing changes; report it."""

    reason: Refusal
    detail: str = ""


Outcome = Accepted | Repeated | Refused


@dataclass(frozen=True, slots=True)
class Intake:
    """All documents a device holds. Immutable; :func:`take` gives the next one."""

    pins: Pins
    held: Mapping[tuple[Kind, str], Held] = field(default_factory=lambda: MappingProxyType({}))
    trust: TrustList | None = None


TIMELESS = Now(EpochMs(0), "unknown")
"""For judging what does not depend on the time."""


class _Refusal(Exception):
    def __init__(self, reason: Refusal, detail: str = "") -> None:
        self.outcome = Refused(reason, detail)


def take(intake: Intake, kind: Kind, aud: str, token: bytes, now: Now) -> tuple[Intake, Outcome]:
    """Judge ``token``, which came on the topic of ``kind`` for audience ``aud`` (``all`` for the trust list)."""
    present = intake.held.get((kind, aud))
    digest = hashlib.sha256(token).hexdigest()
    if present is not None and present.digest == digest:
        return intake, Repeated(present)
    try:
        _require_own(intake, kind, aud)
        public_key = _entitled_key(intake, kind, aud, token, now)
        document = _opened(kind, token, public_key)
        _require_addressed(document, aud)
        _require_in_time(document, now)
        _require_newer(_to_beat(intake, present), document)
    except _Refusal as refusal:
        return intake, refusal.outcome
    held = Held(kind, aud, document.epoch, document.rev, digest, token, now.wall_ms, public_key)
    return _accepted(intake, document, held, now)


def opened(held: Held) -> Document:
    """The document of something held, which was verified when it was taken."""
    return _opened(held.kind, held.token, held.public_key)


def restore(pins: Pins, rows: Iterable[Held]) -> tuple[Intake, list[Refused]]:
    """The intake after a restart: what was on disk, verified again (a changed byte on disk must not be shown).

    Expiry is not judged here: the alert book knows what has run out, and a command that is held was carried out.
    """
    intake, refusals = Intake(pins), []
    for row in sorted(rows, key=lambda held: held.kind != "trust"):
        try:
            document = _reopened(intake, row)
        except _Refusal as refusal:
            refusals.append(refusal.outcome)
            continue
        intake = _with(intake, document, row)
    return intake, refusals


def _reopened(intake: Intake, row: Held) -> Document:
    if row.kind == "trust" and row.public_key != intake.pins.root_public_key:
        raise _Refusal("unknown-key", "not the pinned root")
    document = _opened(row.kind, row.token, row.public_key)
    _require_addressed(document, row.aud)
    if not _still_trusted(intake, row, TIMELESS):
        raise _Refusal("not-entitled", "key no longer trusted")
    return document


def _accepted(intake: Intake, document: Document, held: Held, now: Now) -> tuple[Intake, Accepted]:
    changed = _with(intake, document, held)
    if document.kind != "trust":
        return changed, Accepted(document, held)
    dropped = tuple(row for row in changed.held.values() if not _still_trusted(changed, row, now))
    kept = {place: row for place, row in changed.held.items() if row not in dropped}
    return replace(changed, held=MappingProxyType(kept)), Accepted(document, held, dropped)


def _with(intake: Intake, document: Document, held: Held) -> Intake:
    trust = document.body if isinstance(document.body, TrustList) else intake.trust
    return replace(intake, held=MappingProxyType({**intake.held, (held.kind, held.aud): held}), trust=trust)


def _still_trusted(intake: Intake, row: Held, now: Now) -> bool:
    return row.kind in ("trust", "desired") or _is_covered(intake, row, now)


def _is_covered(intake: Intake, row: Held, now: Now) -> bool:
    try:
        return _entitled_key(intake, row.kind, row.aud, row.token, now) == row.public_key
    except _Refusal:
        return False


def _to_beat(intake: Intake, present: Held | None) -> Held | None:
    return present if present is not None and _is_covered(intake, present, TIMELESS) else None


def _entitled_key(intake: Intake, kind: Kind, aud: str, token: bytes, now: Now) -> str:
    if kind == "trust":
        return intake.pins.root_public_key
    key = _named_key(intake, token)
    _require_entitled(key, kind, aud, now)
    return key.public_key


def _named_key(intake: Intake, token: bytes) -> TrustedKey:
    try:
        kid = jws.read_header(token).kid
    except jws.Malformed as error:
        raise _Refusal("unsigned", error.problem.en) from error
    for key in intake.trust.keys if intake.trust else ():
        if key.kid == kid:
            return key
    raise _Refusal("unknown-key", kid[:64])


def _opened(kind: Kind, token: bytes, public_key: str) -> Document:
    try:
        payload = jws.verify(token, public_key, jws.typ_of(kind))
    except (jws.Malformed, jws.BadSignature) as error:
        raise _Refusal("unsigned", error.problem.en) from error
    try:
        envelope = decode(payload, Envelope)
        body = decode(envelope.body, BODIES[kind])
    except Undecodable as error:
        raise _Refusal("malformed", error.problem.en) from error
    return _document(kind, envelope, body)


def _document(kind: Kind, envelope: Envelope, body: Body) -> Document:
    return Document(
        kind=kind,
        aud=envelope.aud,
        epoch=envelope.epoch,
        rev=envelope.rev,
        issued_at_ms=envelope.issued_at_ms,
        expires_at_ms=envelope.expires_at_ms,
        body=body,
    )


def _require_own(intake: Intake, kind: Kind, aud: str) -> None:
    if kind == "trust" and aud != AUDIENCE_ALL:
        raise _Refusal("foreign", f"audience {aud[:64]}")
    if kind in ("desired", "command") and aud != intake.pins.device_id:
        raise _Refusal("foreign", f"audience {aud[:64]}")


def _require_addressed(document: Document, aud: str) -> None:
    if document.aud != aud:
        raise _Refusal("foreign", f"audience {document.aud[:64]}")


def _require_entitled(key: TrustedKey, kind: Kind, aud: str, now: Now) -> None:
    if kind not in key.may_sign:
        raise _Refusal("not-entitled", f"key may not sign {kind}")
    if "*" not in key.units and (kind != "alerts" or aud not in key.units):
        raise _Refusal("not-entitled", f"key may not sign for {aud[:64]}")
    if now.clock != "unknown" and now.wall_ms > key.not_after_ms:
        raise _Refusal("expired", "signing key")


def _require_in_time(document: Document, now: Now) -> None:
    if document.expires_at_ms is not None and now.clock != "unknown" and now.wall_ms >= document.expires_at_ms:
        raise _Refusal("expired", "document")
    if now.clock == "trusted" and document.issued_at_ms > now.wall_ms + LIMITS.future_skew_ms:
        raise _Refusal("future", "issued later than now")


def _require_newer(present: Held | None, document: Document) -> None:
    order = (document.epoch, document.rev)
    if present is None or order > present.order:
        return
    if order == present.order:
        raise _Refusal("conflict", "another document has the same revision")
    raise _Refusal("stale", f"holds {present.epoch}.{present.rev}")
