"""Files of the library that are published once more, to another unit or in another way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlmodel import Session

from controller.bulletins.draft import Upload
from controller.db import session_scope
from controller.library.workshop import Workshop
from controller.originals.models import Original
from controller.originals.service import find
from controller.people.actor import Actor
from protocol.ids import Sha256

ENDINGS: Mapping[str, str] = {
    "text": "txt",
    "table": "csv",
    "word": "docx",
    "picture": "img",
    "document": "pdf",
    "recording": "av",
}
"""Between a text and a table of commas only an ending can decide; of others it is what a title leaves out."""


def originals_of(session: Session, actor: Actor, original_ids: Sequence[str]) -> Sequence[Original]:
    """These files; raises :class:`NotFound` for one that is not in the actor's units."""
    return [find(session, actor, one) for one in dict.fromkeys(original_ids)]


def used_again(workshop: Workshop, actor: Actor, original_ids: Sequence[str]) -> list[Upload]:
    """These files as if they came anew; raises :class:`NotFound` and :class:`Unavailable`."""
    with session_scope(workshop.engine, writes=False) as session:
        found = originals_of(session, actor, original_ids)
    return [Upload(workshop.store.path_of(Sha256(one.sha256)), f"{one.name}.{ENDINGS[one.form]}") for one in found]
