"""The trust list as a document."""

from __future__ import annotations

import msgspec
from sqlmodel import Session

from controller.documents import service as documents
from controller.documents.models import SignedDocument
from controller.keys.ring import Keyring
from controller.keys.trust import renewed
from protocol.documents import AUDIENCE_ALL, TrustList
from protocol.ids import EpochMs


def put_trust(session: Session, keyring: Keyring, now_ms: EpochMs) -> SignedDocument:
    """States that the working key is in force; changes nothing while it is and has life left."""
    held = documents.find(session, "trust", AUDIENCE_ALL)
    trusted = msgspec.json.decode(held.body, type=TrustList) if held else None
    return documents.put(session, "trust", AUDIENCE_ALL, renewed(trusted, keyring.working.public_key, now_ms))
