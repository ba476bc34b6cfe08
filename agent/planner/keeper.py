"""Carries out the plan: keeps the content on disk such that the desired manifest can be played."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
from msgspec import Struct

from agent.planner.needs import alert_needs, needs
from agent.planner.plan import Activate, Evict, Fetch, Have, Report, Wish, plan
from agent.reception.reception import Standing
from agent.store import BlobStore, State
from protocol.alert import Alert
from protocol.errors import InvalidInput
from protocol.manifest import Blob, Item, Manifest
from protocol.manifest_check import read_manifest
from protocol.programme_types import Board
from protocol.wire import Undecodable, decode

log = logging.getLogger(__name__)

ACTIVE = "active-manifest"


class Active(Struct, frozen=True, kw_only=True):
    """What plays, and the desired revision that asked for it. On disk before it is played."""

    sha256: str | None = None
    epoch: int = 0
    rev: int = 0


class Progress(NamedTuple):
    """How far the content is."""

    pending: str = "no desired state yet"
    fetched_bytes: int = 0
    wanted_bytes: int = 0


class ContentKeeper:
    """Plans again whenever something changed, and carries each step out by kind."""

    def __init__(self, state: State, blobs: BlobStore, board: Board, want: Callable[[Sequence[Blob]], None]) -> None:
        self._state, self._blobs, self._board, self._want = state, blobs, board, want
        self._manifests: dict[str, Manifest | None] = {}
        self._standing: Standing | None = None
        self.active = active_manifest(state)
        self.progress = Progress()
        self.disk_full = False
        self._rechecked: set[str] = set()
        self._carry_out: Mapping[type, Callable[[Any], None]] = {
            Fetch: lambda step: self._want(step.blobs),
            Activate: self._activate,
            Evict: self._evict,
            Report: lambda step: self._note(Progress(step.pending, step.fetched_bytes, step.wanted_bytes)),
        }
        self._read(self.active.sha256)

    @property
    def manifest(self) -> Manifest | None:
        """What to play; None for nothing."""
        return self._manifests.get(self.active.sha256) if self.active.sha256 else None

    @property
    def unusable(self) -> bool:
        """The manifest wanted is here and can't be used."""
        wanted = self._standing.desired.manifest if self._standing else None
        return wanted is not None and self._manifests.get(wanted.sha256, self) is None

    def replan(self, standing: Standing, alerts: Sequence[Alert]) -> bool:
        """Take every step that can be taken now; True when another revision became active."""
        before, self._standing = self.active, standing
        wish = Wish(standing.desired.manifest, alert_needs(alerts, self._board))
        if wish.manifest is not None:
            self._read(wish.manifest.sha256)
        have = Have(self.active.sha256, self._manifests, self._blobs.held(), self.disk_full)
        self.disk_full = False
        for step in plan(wish, have, self._board):
            self._carry_out[type(step)](step)
        self._note_applied(standing)
        return self.active != before

    def recheck(self, item: Item) -> tuple[str, ...]:
        """Read again the files of an item that could not be presented; what the disk changed is removed and named.

        A file that was found whole isn't read again: one that still can't be presented would cost a pass over the
        disk at each of its turns.
        """
        suspects = [blob.sha256 for blob in needs(Manifest(unit_name="", items=(item,)), self._board)]
        damaged = tuple(name for name in suspects if name not in self._rechecked and self._blobs.is_damaged(name))
        self._rechecked.update(name for name in suspects if name not in damaged)
        for sha256 in damaged:
            self._blobs.evict(sha256)
        return damaged

    def _read(self, sha256: str | None) -> None:
        """Read a manifest that is on disk and wasn't read yet; what can't be used is remembered as None."""
        if sha256 is None or sha256 in self._manifests:
            return
        path = self._blobs.path_of(sha256)
        try:
            if path is not None:
                self._manifests[sha256] = _manifest_in(path.read_bytes())
        except OSError as error:
            log.warning("the manifest %s can't be read and is fetched again: %s", sha256, error)
            self._blobs.evict(sha256)

    def _activate(self, step: Activate) -> None:
        standing = self._standing
        if standing is not None:
            self._remember(Active(sha256=step.sha256, epoch=standing.epoch, rev=standing.rev))

    def _evict(self, step: Evict) -> None:
        for sha256 in step.hashes:
            self._blobs.evict(sha256)
            self._manifests.pop(sha256, None)

    def _note(self, progress: Progress) -> None:
        self.progress = progress

    def _note_applied(self, standing: Standing) -> None:
        applied = msgspec.structs.replace(self.active, epoch=standing.epoch, rev=standing.rev)
        if not self.progress.pending and applied != self.active:
            self._remember(applied)

    def _remember(self, active: Active) -> None:
        self._state.remember(ACTIVE, msgspec.json.encode(active))
        self.active = active


def _manifest_in(data: bytes) -> Manifest | None:
    try:
        return read_manifest(data)
    except InvalidInput as error:
        log.warning("%s", error)
        return None


def active_manifest(state: State) -> Active:
    """What plays after a restart, by what is on disk."""
    kept = state.fact(ACTIVE)
    try:
        return decode(kept, Active) if kept else Active()
    except Undecodable as error:
        log.warning("what was active is unreadable: %s", error)
        return Active()
