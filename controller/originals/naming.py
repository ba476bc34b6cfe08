"""Every content that something still needs: named by a row, by a signed document, or by a manifest.

It reads hashes wherever they stand, whatever they are there for. What it finds too much stays a while longer; a table
that somebody adds is looked through without being told of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from sqlmodel import Session, col, select

from controller.db import all_tables
from controller.documents.models import SignedDocument
from controller.library.content import Store
from controller.library.models import MediaObject, SoundTwin
from controller.publishing.survey import MANIFEST_MEDIA_TYPE
from protocol.ids import Sha256

HASH = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
HASH_IN_BYTES = re.compile(HASH.pattern.encode())
AT_ONCE = 5_000
CARRIED = frozenset(("media_object", "spoken_text", "sound_twin", "media_leaving"))
"""Tables that tell about content, and need none themselves."""


def needed(session: Session, store: Store) -> set[str]:
    """The hashes of all that must stay; raises :class:`NotFound` and :class:`Unavailable` for a manifest it can't read.

    Who asks then removes nothing: what that manifest names is not known.
    """
    found = _in_rows(session) | _in_documents(session)
    for sha256 in _manifests(session, found):
        found |= _hashes(b"".join(store.read(Sha256(sha256))))
    return found | _twins_of(session, found)


def _in_rows(session: Session) -> set[str]:
    found: set[str] = set()
    for table in all_tables().sorted_tables:
        if table.name in CARRIED:
            continue
        for column in table.columns:
            if "sha256" in column.name:
                for (told,) in session.execute(select(column).where(column.is_not(None)).distinct()).yield_per(AT_ONCE):
                    found.update(HASH.findall(str(told)))
    return found


def _in_documents(session: Session) -> set[str]:
    bodies = session.exec(select(SignedDocument.body).distinct()).yield_per(AT_ONCE)
    return set().union(*(_hashes(body) for body in bodies))


def _manifests(session: Session, among: set[str]) -> Iterable[str]:
    """Those of the needed contents that name others: what is stated, and what devices report to have."""
    known = session.exec(select(MediaObject.sha256).where(col(MediaObject.media_type) == MANIFEST_MEDIA_TYPE)).all()
    return among.intersection(known)


def _twins_of(session: Session, found: set[str]) -> set[str]:
    twins = session.exec(select(SoundTwin.sha256, SoundTwin.mp3_sha256)).all()
    return {mp3 for opus, mp3 in twins if opus in found}


def _hashes(told: bytes) -> set[str]:
    return {one.decode() for one in HASH_IN_BYTES.findall(told)}
