"""The trust list as a document, and changing the working key. Never commits."""

from __future__ import annotations

import msgspec
from sqlmodel import Session

from controller.documents import service as documents
from controller.documents.models import SignedDocument
from controller.documents.outbox import sign_pending
from controller.keys.files import replace
from controller.keys.ring import Keyring, load_keys, working_file
from controller.keys.trust import OVERLAP_MS, renewed, rotated
from controller.settings import Settings
from protocol.documents import AUDIENCE_ALL, TrustList
from protocol.ids import EpochMs


def put_trust(session: Session, keyring: Keyring, now_ms: EpochMs) -> SignedDocument:
    """States that the working key is in force; changes nothing while it is and has life left."""
    trusted = renewed(_trusted(session), keyring.working.public_key, now_ms)
    return documents.put(session, "trust", AUDIENCE_ALL, trusted)


def rotate(session: Session, settings: Settings, now_ms: EpochMs, *, overlap_ms: int = OVERLAP_MS) -> int:
    """A new working key, trusted from now on, with everything signed anew; answers how many documents were.

    The others stay trusted for ``overlap_ms``; 0 when one was stolen. No controller may run meanwhile, since it holds
    the old key. Raises :class:`RootOffline` before anything is changed. When it breaks off, the next start of the
    controller, or rotating again, completes it.
    """
    load_keys(settings).signer_of("trust")
    replace(working_file(settings))
    keyring = load_keys(settings)
    trusted = rotated(_trusted(session), keyring.working.public_key, now_ms, overlap_ms)
    documents.put(session, "trust", AUDIENCE_ALL, trusted)
    return sign_pending(session, keyring, now_ms)


def _trusted(session: Session) -> TrustList | None:
    held = documents.find(session, "trust", AUDIENCE_ALL)
    return msgspec.json.decode(held.body, type=TrustList) if held else None
