"""Stating what devices should be. Never commits."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session

from controller.documents import service as documents
from controller.library.service import register_all
from controller.publishing.survey import Due
from protocol.ids import EpochMs


def state(session: Session, due: Sequence[Due], now_ms: EpochMs) -> int:
    """Writes the documents of these devices, their manifests first; answers how many are new."""
    manifests = {one.manifest.sha256: one.manifest for one in due if one.manifest}
    register_all(session, manifests.values(), now_ms)
    """Served from now on: never named by a document before."""
    return documents.put_all(session, "desired", [one.change for one in due])
