"""The level-triggered job that has what is published said as the lexicon says it now."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from sqlmodel import Session, col, select

from controller.approval.table import ALIVE
from controller.bulletins.jobs import draft_of
from controller.bulletins.models import Content, ContentSpeech
from controller.bulletins.reading import bulletin_of
from controller.bulletins.service import put_speech
from controller.db import session_scope
from controller.lexicon.reading import at_units
from controller.lexicon.service import marks_of
from controller.library.models import SpokenText
from controller.library.workshop import Workshop
from media.speech.scripts import bulletin_script
from protocol.errors import RaoError
from protocol.manifest import Speech

log = logging.getLogger(__name__)


def respeak(workshop: Workshop) -> int:
    """Reads anew what was published under another lexicon than now; answers how many contents are said otherwise.

    A text in which no changed word stands keeps its sound, byte for byte. What can't be spoken now is told in the log,
    keeps what it had, and is tried again at the next run.
    """
    with session_scope(workshop.engine, writes=False) as session:
        unsure = _unsure(session)
    return sum(_tried(workshop, content) for content in unsure)


def _unsure(session: Session) -> list[Content]:
    """What is on the air, or on its way there, with speech that is not known to follow the lexicon of its unit."""
    spoken = select(ContentSpeech.content_id)
    query = select(Content.id, Content.unit_id, Content.lexicon_mark).where(
        col(Content.state).in_(ALIVE), col(Content.id).in_(spoken)
    )
    held = session.exec(query.order_by(Content.id)).all()
    marks = marks_of(session, {unit_id for _, unit_id, _ in held})
    return [session.get_one(Content, one) for one, unit_id, mark in held if mark != marks[unit_id]]


def _tried(workshop: Workshop, content: Content) -> bool:
    try:
        return _respoken(workshop, content)
    except RaoError as refusal:
        log.warning("%s keeps its speech: %s", content.id, refusal)
        return False


def _respoken(workshop: Workshop, content: Content) -> bool:
    with session_scope(workshop.engine, writes=False) as session:
        at = at_units(session, workshop, [content.unit_id])
        mark = marks_of(session, [content.unit_id])[content.unit_id]
        held = _by_voices(session, content.id)
    script = bulletin_script(bulletin_of(draft_of(workshop, content)))
    spoken = [at.speech(row.language, script, "bulletin") for row in held]
    was = {row.language: row.sha256 for row in held}
    changed = [speech for speech in spoken if speech.blob.sha256 != was[speech.language]]
    return _kept(workshop, content, changed, mark)


def _by_voices(session: Session, content_id: str) -> Sequence[ContentSpeech]:
    """What a voice of ours said of the content; a person's recording stays as it is."""
    ours = select(SpokenText.sha256)
    query = select(ContentSpeech).where(ContentSpeech.content_id == content_id, col(ContentSpeech.sha256).in_(ours))
    return session.exec(query.order_by(ContentSpeech.language)).all()


def _kept(workshop: Workshop, content: Content, changed: Sequence[Speech], mark: str) -> bool:
    """Unless it was published anew meanwhile: then the next run looks at that."""
    with session_scope(workshop.engine) as session:
        row = session.get_one(Content, content.id)
        if row.changed_at_ms != content.changed_at_ms or row.state not in ALIVE:
            return False
        put_speech(session, content.id, changed)
        row.lexicon_mark = mark
        session.add(row)
    return bool(changed)
