"""What is on this device's disk, for the technician: read without starting anything or changing anything."""

from __future__ import annotations

from msgspec import Struct

from agent.config import Config
from agent.identity import read_identity
from agent.outbox import AckBox
from agent.planner.keeper import active_manifest
from agent.store import BlobStore, open_state
from agent.store.documents import held_documents
from protocol.documents import Kind
from protocol.intake import Held


class HeldHere(Struct, frozen=True, kw_only=True):
    """One signed document on disk."""

    kind: Kind
    aud: str
    revision: str


class OnDisk(Struct, frozen=True, kw_only=True):
    """The device's own view of itself."""

    device_id: str
    unit_name: str
    profile: str
    controller_url: str
    documents: tuple[HeldHere, ...]
    active_manifest: str | None
    applied_revision: str
    blobs: int
    acknowledgements_to_send: int


def on_disk(config: Config) -> OnDisk:
    """Read the data folder. Raises :class:`agent.identity.NotEnrolled`."""
    identity, state = read_identity(config.data), open_state(config.data)
    try:
        active = active_manifest(state)
        return OnDisk(
            device_id=identity.device_id,
            unit_name=identity.unit_name,
            profile=identity.profile,
            controller_url=identity.controller_url,
            documents=tuple(_here(row) for row in held_documents(state)),
            active_manifest=active.sha256,
            applied_revision=f"{active.epoch}.{active.rev}",
            blobs=len(BlobStore(config.data).held()),
            acknowledgements_to_send=len(AckBox(state).unsent()),
        )
    finally:
        state.close()


def _here(row: Held) -> HeldHere:
    return HeldHere(kind=row.kind, aud=row.aud, revision=f"{row.epoch}.{row.rev}")
