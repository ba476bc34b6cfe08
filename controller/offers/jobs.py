"""Using what another unit shares: a content of one's own is made of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from controller.approval import service as approval
from controller.approval.judged import judged
from controller.bulletins import service as bulletins
from controller.bulletins.draft import Options
from controller.bulletins.jobs import draft_of
from controller.bulletins.kinds import over_of, resume_rule_of
from controller.bulletins.models import Content
from controller.bulletins.stored import prepared_of, take_along
from controller.clock import wall_ms
from controller.db import session_scope
from controller.library.workshop import Workshop
from controller.offers.sharing import find_usable
from controller.people.actor import Actor
from controller.people.scope import demand
from controller.units.service import get_open_unit
from protocol.errors import Conflict
from protocol.words import Words


def use_shared(workshop: Workshop, actor: Actor, content_id: str, unit_id: str, today: date) -> Content:
    """Makes a content of ``unit_id`` of one that is shared, with all that was recorded and translated of it.

    It plays as the other does and to the same last day, but never as something urgent, and goes as far on its way to
    the air as the actor may take it. Once more it is the same content, brought up to date.

    Raises :class:`NotFound` for what is not shared with the actor, :class:`Conflict` for what is of that unit already,
    and what ``write`` raises.
    """
    with session_scope(workshop.engine) as session:
        demand(session, actor, "write", get_open_unit(session, unit_id).id)
        original = find_usable(session, actor, content_id, today)
        if original.unit_id == unit_id:
            raise _own(original)
        prepared = prepared_of(session, original, draft_of(workshop, original))
        copied = replace(prepared, copied_from=original.id, identity=f"copy {original.id}")
        now_ms = wall_ms()
        content = bulletins.write(session, actor, copied, unit_id, _options(original, today), now_ms)
        before = judged(session, content)
        take_along(session, original.id, content.id)
        approval.changed(session, actor, content, before, now_ms)
        approval.carry(session, actor, content, "published", now_ms)
        return content


def _own(content: Content) -> Conflict:
    return Conflict(
        Words(f"“{content.title}” đã là bản tin của đơn vị này.", f"{content.title!r} is of this unit already."),
        Words("Chọn đơn vị khác.", "Choose another unit."),
    )


def _options(original: Content, today: date) -> Options:
    is_filler = original.slot_class == "filler"
    return Options(
        first_date=max(today, original.first_date),
        last_date=original.last_date,
        title=original.given_title or None,
        source=original.source,
        slot_class="filler" if is_filler else "scheduled",
        full_screen=original.full_screen,
        gain_db=original.gain_db,
        language=original.language,
        over=over_of(original.over),
        resume=resume_rule_of(original.resume),
        upto="draft",
    )
