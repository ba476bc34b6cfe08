"""``plan``: the next steps towards the desired state.

Invariants, each a property test: carried out again and again it converges and then asks for nothing; it never activates
a manifest one of whose needs is missing; it never evicts what the active or the wanted manifest, or an alert in force,
needs; what plays is never given up before its successor is whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from agent.planner.needs import needs
from protocol.manifest import Blob, Manifest
from protocol.programme_types import Board


@dataclass(frozen=True, slots=True)
class Wish:
    """What should be: the manifest (None: play nothing) and speech of alerts in force."""

    manifest: Blob | None
    alert_speech: tuple[Blob, ...] = ()


@dataclass(frozen=True, slots=True)
class Have:
    """What is: the active manifest's hash, every manifest that was read (None: unreadable), and content on disk."""

    active: str | None
    manifests: Mapping[str, Manifest | None] = field(default_factory=dict)
    blobs: frozenset[str] = frozenset()
    disk_full: bool = False
    """The last try to fetch found no room."""


@dataclass(frozen=True, slots=True)
class Fetch:
    """Get these, in this order."""

    blobs: tuple[Blob, ...]


@dataclass(frozen=True, slots=True)
class Activate:
    """Play this manifest from now on; None: play nothing."""

    sha256: str | None


@dataclass(frozen=True, slots=True)
class Evict:
    """Remove this content."""

    hashes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """How far it is. ``pending`` is empty when the wish is reality."""

    pending: str
    fetched_bytes: int
    wanted_bytes: int


Step = Fetch | Activate | Evict | Report


def plan(wish: Wish, have: Have, board: Board) -> tuple[Step, ...]:
    """The steps to take now, in order. A :class:`Fetch` is always among them: an empty one calls off older wishes."""
    wanted = _wanted(wish, have, board)
    missing = tuple(blob for blob in (*wish.alert_speech, *wanted) if blob.sha256 not in have.blobs)
    readiness = _readiness(wish, have, wanted)
    steps: list[Step] = [Fetch(missing)]
    if not readiness and have.active != _hash_of(wish.manifest):
        steps.append(Activate(_hash_of(wish.manifest)))
    if not readiness or have.disk_full:
        kept = {blob.sha256 for blob in (*wish.alert_speech, *wanted)}
        steps += _evictions(have, kept | (_needs_of_active(have, board) if readiness else set()))
    return (*steps, _report(readiness, have, wanted))


def _wanted(wish: Wish, have: Have, board: Board) -> tuple[Blob, ...]:
    if wish.manifest is None:
        return ()
    manifest = have.manifests.get(wish.manifest.sha256)
    return (wish.manifest, *(needs(manifest, board) if manifest else ()))


def _readiness(wish: Wish, have: Have, wanted: tuple[Blob, ...]) -> str:
    if wish.manifest is None:
        return ""
    sha256 = wish.manifest.sha256
    if sha256 in have.manifests and have.manifests[sha256] is None:
        return "manifest unreadable"
    if sha256 not in have.manifests:
        return "manifest not here"
    missing = sum(blob.sha256 not in have.blobs for blob in wanted)
    return f"{missing} of {len(wanted)} files not here" if missing else ""


def _evictions(have: Have, kept: set[str]) -> list[Step]:
    unneeded = tuple(sorted(have.blobs - kept))
    return [Evict(unneeded)] if unneeded else []


def _needs_of_active(have: Have, board: Board) -> set[str]:
    active = have.manifests.get(have.active) if have.active else None
    needed = {blob.sha256 for blob in needs(active, board)} if active else set()
    return needed | ({have.active} if have.active else set())


def _report(readiness: str, have: Have, wanted: tuple[Blob, ...]) -> Report:
    fetched = sum(blob.size_bytes for blob in wanted if blob.sha256 in have.blobs)
    return Report(readiness, fetched, sum(blob.size_bytes for blob in wanted))


def _hash_of(blob: Blob | None) -> str | None:
    return blob.sha256 if blob else None
