"""Small pictures of what units brought, made once. Level-triggered."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from PIL.Image import Image
from sqlmodel import Session, col, select

from controller.bulletins.models import Content, Rendition
from controller.clock import wall_ms
from controller.db import session_scope
from controller.library.workshop import Workshop
from controller.originals.models import Original
from media.picture import encode_webp, fit, open_picture
from media.video import picture_at
from protocol.errors import InvalidInput, Unavailable
from protocol.ids import Sha256

log = logging.getLogger(__name__)
AT_ONCE = 20
SIZE_PX = (320, 180)


def draw_thumbnails(workshop: Workshop) -> int:
    """Looks at files that nobody looked at yet, the newest first; answers at how many.

    Of clips and documents it takes what was prepared of them for a board: foreign files are opened in confined
    processes alone, and that was done. One that is not prepared yet is looked at later.
    """
    with session_scope(workshop.engine, writes=False) as session:
        waiting = [(one, _prepared(session, one)) for one in _unseen(session)]
    return sum(_look(workshop, original, prepared) for original, prepared in waiting)


def _unseen(session: Session) -> Sequence[Original]:
    query = select(Original).where(col(Original.looked_at_ms).is_(None))
    return session.exec(query.order_by(col(Original.brought_at_ms).desc()).limit(AT_ONCE)).all()


def _prepared(session: Session, original: Original) -> str | None:
    """The content that a small picture is made of."""
    if original.form == "picture":
        return original.sha256
    query = select(Rendition.sha256).join(Content, col(Content.id) == Rendition.content_id)
    made = query.where(col(Content.original_sha256) == original.sha256, col(Content.kind) == original.kind)
    return session.exec(made.order_by(Rendition.geometry)).first()


def _look(workshop: Workshop, original: Original, prepared: str | None) -> bool:
    if prepared is None and original.kind in ("video", "document"):
        return False
    try:
        picture = _picture(workshop, original, Sha256(prepared)) if prepared else None
    except Unavailable as away:
        log.warning("no small picture of %s yet: %s", original.id, away)
        return False
    except InvalidInput as refused:
        log.warning("no small picture of %s: %s", original.id, refused)
        picture = None
    stored = workshop.store.keep(encode_webp(fit(picture, *SIZE_PX))) if picture else None
    blob = workshop.blob(stored, "image/webp") if stored else None
    with session_scope(workshop.engine) as session:
        row = session.get(Original, original.id)
        if row is not None:
            row.thumbnail_sha256, row.looked_at_ms = blob.sha256 if blob else None, wall_ms()
            session.add(row)
    return True


def _picture(workshop: Workshop, original: Original, prepared: Sha256) -> Image | None:
    path = workshop.store.path_of(prepared)
    match original.kind:
        case "picture" | "document":
            return open_picture(path)
        case "video":
            return picture_at(path, original.duration_ms // 2)
    return None
