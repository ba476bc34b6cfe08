"""Taking a recording in: work that takes seconds, done between short transactions."""

from __future__ import annotations

from controller.approval.jobs import mending
from controller.bulletins.draft import Upload
from controller.bulletins.models import Content
from controller.clock import wall_ms
from controller.db import session_scope
from controller.library.workshop import Workshop
from controller.people.actor import Actor
from controller.publishing.turns import between_statements
from controller.recordings import service
from controller.recordings.making import making
from controller.recordings.taking import take


def record(workshop: Workshop, actor: Actor, content_id: str, language: str, upload: Upload) -> Content:
    """The upload is how loudspeakers say this content in that language, once that is approved.

    Raises what :func:`service.recordable` and :func:`take` raise, and :class:`protocol.errors.Conflict` while another
    one is worked on; then what was there before stays.
    """
    with session_scope(workshop.engine, writes=False) as session:
        content = service.recordable(session, actor, content_id, language)
    with making(content_id, language):
        taken = take(workshop, upload)
        with between_statements(workshop.engine) as session, mending(session, workshop, actor, content_id):
            service.keep(session, actor, content, language, taken, wall_ms())
    return content


def remove_recording(workshop: Workshop, actor: Actor, content_id: str, language: str) -> Content:
    """Takes a recording out; raises as :func:`service.remove`."""
    with between_statements(workshop.engine) as session:
        service.recordable(session, actor, content_id, language)
        with mending(session, workshop, actor, content_id):
            return service.remove(session, actor, content_id, language)
