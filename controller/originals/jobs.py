"""The end of what nobody needs: files long in the trash, renditions of what was withdrawn long ago, content unnamed."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, delete, or_, select

from controller.bulletins.models import Content, Rendition
from controller.clock import wall_ms
from controller.db import session_scope
from controller.library.models import MediaObject, SoundTwin, SpokenText
from controller.library.sounds import chime_in
from controller.library.workshop import Workshop
from controller.originals.models import Leaving, Original
from controller.originals.naming import needed
from controller.publishing.turns import undisturbed
from protocol.errors import NotFound, Unavailable
from protocol.ids import EpochMs, Sha256
from protocol.timers import MEDIA_UNUSED_S

log = logging.getLogger(__name__)
AT_ONCE = 200


def clear_out(workshop: Workshop, now_ms: EpochMs | None = None) -> int:
    """Removes what nothing has needed for :data:`MEDIA_UNUSED_S`, rows first, then bytes; answers how many left.

    Level-triggered: what a crash leaves behind, the next turn takes away. Nobody states anything while it is worked out
    what is needed, and nothing is removed when that can't be worked out.
    """
    since_ms = EpochMs((now_ms or wall_ms()) - round(MEDIA_UNUSED_S * 1000))
    _end_trash(workshop, since_ms)
    _forget_renditions(workshop, since_ms)
    chime = chime_in(workshop).blob.sha256
    with undisturbed():
        try:
            unneeded = _unneeded(workshop, since_ms, chime)
        except (NotFound, Unavailable) as unsure:
            log.warning("nothing is cleared out: %s", unsure)
            return 0
        for some in _in_parts(unneeded):
            _take_off(workshop, some, since_ms)
    return _remove_bytes(workshop)


def _end_trash(workshop: Workshop, since_ms: EpochMs) -> None:
    with session_scope(workshop.engine) as session:
        for original in session.exec(select(Original).where(col(Original.trashed_at_ms) <= since_ms)).all():
            session.delete(original)


def _forget_renditions(workshop: Workshop, since_ms: EpochMs) -> None:
    """Of what was withdrawn long ago: published again, it is prepared again from its original."""
    gone = select(Content.id).where(col(Content.state) == "withdrawn", col(Content.changed_at_ms) <= since_ms)
    with session_scope(workshop.engine) as session:
        session.exec(delete(Rendition).where(col(Rendition.content_id).in_(gone)))


def _unneeded(workshop: Workshop, since_ms: EpochMs, chime: str) -> list[str]:
    with session_scope(workshop.engine, writes=False) as session:
        old = session.exec(select(MediaObject.sha256).where(col(MediaObject.kept_at_ms) <= since_ms)).all()
        if not old:
            return []
        twin = session.get(SoundTwin, chime)
        staying = needed(session, workshop.store) | {chime} | ({twin.mp3_sha256} if twin else set())
    return sorted(set(old) - staying)


def _take_off(workshop: Workshop, sha256s: Sequence[str], since_ms: EpochMs) -> None:
    """Their rows, unless somebody kept them anew meanwhile; what a row came to need in this very moment stays."""
    try:
        with session_scope(workshop.engine) as session:
            still = col(MediaObject.sha256).in_(sha256s), col(MediaObject.kept_at_ms) <= since_ms
            leaving = session.exec(select(MediaObject.sha256).where(*still).with_for_update()).all()
            session.exec(delete(SpokenText).where(col(SpokenText.sha256).in_(leaving)))
            session.exec(
                delete(SoundTwin).where(or_(col(SoundTwin.sha256).in_(leaving), col(SoundTwin.mp3_sha256).in_(leaving)))
            )
            session.exec(delete(MediaObject).where(col(MediaObject.sha256).in_(leaving)))
            for sha256 in leaving:
                session.merge(Leaving(sha256=sha256, since_ms=wall_ms()))
    except IntegrityError as wanted:
        log.info("some content came to be needed while it was cleared out: %s", wanted.orig)


def _remove_bytes(workshop: Workshop) -> int:
    with session_scope(workshop.engine, writes=False) as session:
        leaving = session.exec(select(Leaving.sha256).order_by(Leaving.sha256)).all()
    return sum(_removed(workshop, Sha256(sha256)) for sha256 in leaving)


def _removed(workshop: Workshop, sha256: Sha256) -> bool:
    """Not while it is known again, nor when somebody just kept it; nobody can make it known meanwhile."""
    try:
        with session_scope(workshop.engine) as session:
            is_back = session.get(MediaObject, sha256) is not None
            is_gone = not is_back and workshop.store.remove(sha256)
            if is_back or is_gone:
                _strike_out(session, sha256)
    except Unavailable as away:
        log.warning("%s is not removed yet: %s", sha256[:12], away)
        return False
    return is_gone


def _strike_out(session: Session, sha256: str) -> None:
    session.exec(delete(Leaving).where(col(Leaving.sha256) == sha256))


def _in_parts(sha256s: Sequence[str]) -> Iterator[Sequence[str]]:
    return (sha256s[start : start + AT_ONCE] for start in range(0, len(sha256s), AT_ONCE))
