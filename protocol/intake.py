"""Deciding which documents a device acts on. Pure: state in, state and outcome out; the caller persists ``held``.

Invariants (each has a property test):

1. A document changes the state only if it is signed, as its kind, by a key that may sign that kind for that audience
   now; is addressed to this device or to something it listens to; is newer, by (epoch, rev), than what is held; and
   has not expired.
2. The trust list is signed by the pinned root and by nothing else.
3. Any order, loss and duplication of a set of documents ends in the same state as the newest of each alone.
4. Whatever is refused changes nothing and says why.
5. A newer trust list re-judges what is held. What its keys no longer cover is dropped, except the desired state: a board
   keeps its last good programme rather than go dark.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

import msgspec

from protocol import jws
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
from protocol.uplink import ClockTrust

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


class _Refusal(Exception):  # noqa: N818  (carries an outcome, is no error)
    def __init__(self, reason: Refusal, detail: str = "") -> None:
        self.outcome = Refused(reason, detail)


def take(intake: Intake, kind: Kind, aud: str, token: bytes, now: Now) -> tuple[Intake, Outcome]:
    """Judge ``token``, which came on the topic of ``kind`` for audience ``aud`` (``all`` for the trust list)."""
    present = intake.held.get((kind, aud))
    digest = hashlib.sha256(token).hexdigest()
    if present is not None and present.digest == digest:
        return intake, Repeated(present)
    try:
        document = _judged(intake, kind, aud, token, now)
        held = Held(kind, aud, document.epoch, document.rev, digest, token, now.wall_ms)
        _require_newer(present, held)
    except _Refusal as refusal:
        return intake, refusal.outcome
    return _accepted(intake, document, held, now)


def opened(intake: Intake, held: Held) -> Document:
    """The document of something held. What is held was verified; this only decodes it again."""
    return _decode(held.kind, _payload_of(intake, held.kind, held.token))


def restore(pins: Pins, rows: Iterable[Held]) -> tuple[Intake, list[Refused]]:
    """The intake after a restart: what was on disk, verified again (a changed byte on disk must not be shown).

    Expiry is not judged here: what has run out is the alert book's matter, and a command is never held over a restart.
    """
    intake, refusals = Intake(pins), []
    for row in sorted(rows, key=lambda held: held.kind != "trust"):
        try:
            document = _decode(row.kind, _payload_of(intake, row.kind, row.token))
            _require_addressed(document, row.aud)
        except _Refusal as refusal:
            refusals.append(refusal.outcome)
            continue
        intake = _with(intake, document, row)
    return intake, refusals


def _judged(intake: Intake, kind: Kind, aud: str, token: bytes, now: Now) -> Document:
    _require_listened(intake, kind, aud)
    if kind == "trust":
        document = _decode(kind, _payload_of(intake, kind, token))
    else:
        key = _key_of(intake, token)
        document = _decode(kind, _verified(token, key.public_key, kind))
        _require_entitled(key, kind, aud, now)
    _require_addressed(document, aud)
    _require_in_time(document, now)
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
    if row.kind in ("trust", "desired"):
        return True
    try:
        _require_entitled(_key_of(intake, row.token), row.kind, row.aud, now)
    except _Refusal:
        return False
    return True


def _payload_of(intake: Intake, kind: Kind, token: bytes) -> bytes:
    if kind == "trust":
        return _verified(token, intake.pins.root_public_key, kind)
    return _verified(token, _key_of(intake, token).public_key, kind)


def _key_of(intake: Intake, token: bytes) -> TrustedKey:
    try:
        kid = jws.read_header(token).kid
    except jws.Malformed as error:
        raise _Refusal("unsigned", error.problem.en) from error
    for key in intake.trust.keys if intake.trust else ():
        if key.kid == kid:
            return key
    raise _Refusal("unknown-key", kid[:64])


def _verified(token: bytes, public_key: str, kind: Kind) -> bytes:
    try:
        return jws.verify(token, public_key, jws.typ_of(kind))
    except (jws.Malformed, jws.BadSignature) as error:
        raise _Refusal("unsigned", error.problem.en) from error


def _decode(kind: Kind, payload: bytes) -> Document:
    try:
        envelope = msgspec.json.decode(payload, type=Envelope)
        body = msgspec.json.decode(envelope.body, type=BODIES[kind])
    except msgspec.DecodeError as error:
        raise _Refusal("malformed", str(error)[:200]) from error
    return Document(
        kind, envelope.aud, envelope.epoch, envelope.rev, envelope.issued_at_ms, envelope.expires_at_ms, body
    )


def _require_listened(intake: Intake, kind: Kind, aud: str) -> None:
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


def _require_newer(present: Held | None, held: Held) -> None:
    if present is None or held.order > present.order:
        return
    if held.order == present.order:
        raise _Refusal("conflict", "another document has the same revision")
    raise _Refusal("stale", f"holds {present.epoch}.{present.rev}")
