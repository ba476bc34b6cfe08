"""Steps as people take them: each in one transaction, with a look at who has what leaves the air."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlmodel import Session

from controller.approval import service
from controller.approval.gone import note_what_left
from controller.approval.judged import judged
from controller.approval.table import Act
from controller.bulletins.models import Content
from controller.bulletins.service import find, withdraw
from controller.clock import wall_ms
from controller.library.workshop import Workshop
from controller.people.actor import Actor
from controller.publishing.turns import between_statements


def take_steps(
    workshop: Workshop, actor: Actor, content_id: str, acts: Sequence[Act], looked_at: str, reason: str = ""
) -> Content:
    """One act after the other, or none; raises :class:`NotFound` and what :func:`service.take` raises."""
    with between_statements(workshop.engine) as session:
        content = find(session, actor, content_id)
        for act in acts:
            seen = looked_at if act == acts[0] else None
            service.take(session, actor, content, act, wall_ms(), looked_at=seen, reason=reason)
        note_what_left(session, workshop.store, [content])
    return content


@contextmanager
def mending(session: Session, workshop: Workshop, actor: Actor, content_id: str) -> Iterator[Content]:
    """The content, held, while a part of it is changed, such as a recording: what counts of it is judged anew.

    What was on the air stays there if its mender may approve it, and leaves it otherwise.
    """
    content = session.get_one(Content, content_id)
    service.hold(session, content)
    before = judged(session, content)
    yield content
    service.mended(session, actor, content, before, wall_ms())
    note_what_left(session, workshop.store, [content])


def take_off(workshop: Workshop, actor: Actor, content_id: str) -> Content:
    """Off the air, whatever it says by now; raises what :func:`controller.bulletins.service.withdraw` raises."""
    with between_statements(workshop.engine) as session:
        was_off = find(session, actor, content_id).state == "withdrawn"
        content = withdraw(session, actor, content_id, wall_ms())
        if not was_off:
            note_what_left(session, workshop.store, [content])
    return content
