"""Stating what devices should be. Never commits."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session

from controller.documents import service as documents
from controller.library.service import register
from controller.library.store import Stored
from controller.publishing.survey import Due
from protocol.ids import EpochMs, Sha256


def state(session: Session, due: Sequence[Due], now_ms: EpochMs) -> int:
    """Writes the documents of these devices, their manifests first; answers how many are new."""
    written = 0
    for one in due:
        _register_manifest(session, one, now_ms)
        before = documents.find(session, "desired", one.device_id)
        rev = before.rev if before else 0
        written += documents.put(session, "desired", one.device_id, one.desired).rev != rev
    return written


def _register_manifest(session: Session, due: Due, now_ms: EpochMs) -> None:
    """A manifest is served from now on: never named by a document before."""
    blob = due.desired.manifest
    if blob is not None:
        register(session, Stored(Sha256(blob.sha256), blob.size_bytes), blob.media_type, now_ms)
