"""Writing an alert with its speech, and ending alerts in time."""

from __future__ import annotations

import logging
from dataclasses import replace

import msgspec
from sqlmodel import Session

from controller.alerts import service
from controller.alerts.checks import check
from controller.alerts.draft import AlertDraft
from controller.alerts.models import AlertRow
from controller.bulletins.reading import shortened
from controller.clock import wall_ms
from controller.db import session_scope
from controller.lexicon.reading import reading_for
from controller.library.workshop import Workshop
from controller.people.actor import Actor
from controller.units.service import get_unit
from media.speech.scripts import alert_script
from protocol.alert import AlertText
from protocol.errors import Unavailable

log = logging.getLogger(__name__)
AREA_LETTERS = 500
"""What :class:`protocol.alert.AlertText` takes."""


def write_draft(workshop: Workshop, actor: Actor, draft: AlertDraft) -> AlertRow:
    """A draft with its speech made beforehand, so that confirming it takes no time.

    When no voice can, the alert goes without: each device then says it with its own voice.
    """
    check(draft, wall_ms())
    with session_scope(workshop.engine, writes=False) as session:
        service.demand_in(session, actor, draft.unit_ids)
        draft = _addressed(session, actor, draft)
    at = reading_for(workshop, draft.unit_ids)
    spoken = tuple(_spoken(at, text, draft.status == "Exercise") for text in draft.texts)
    with session_scope(workshop.engine) as session:
        return service.write(session, actor, replace(draft, texts=spoken), wall_ms())


def tend(workshop: Workshop) -> int:
    """Ends what has run out and heals sets that a crash left behind; answers how many changed (0: nothing to do)."""
    with session_scope(workshop.engine) as session:
        return service.expire(session, wall_ms())


def _addressed(session: Session, actor: Actor, draft: AlertDraft) -> AlertDraft:
    """The draft with what its writer left open: where it holds, and who says so."""
    area = ", ".join(get_unit(session, unit_id).name for unit_id in draft.unit_ids)
    sender = get_unit(session, actor.unit_id).name if actor.unit_id else ""
    texts = (
        msgspec.structs.replace(
            text, area=text.area or shortened(area, AREA_LETTERS), sender_name=text.sender_name or sender
        )
        for text in draft.texts
    )
    return replace(draft, texts=tuple(texts))


def _spoken(workshop: Workshop, text: AlertText, drill: bool) -> AlertText:
    try:
        speech = workshop.speech(text.language, alert_script(text, drill), "alert")
    except Unavailable as silent:
        log.warning("alert without speech in %s: %s", text.language, silent)
        return text
    return msgspec.structs.replace(text, speech=speech)
