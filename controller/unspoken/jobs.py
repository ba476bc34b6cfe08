"""The level-triggered job that tells bulletins apart by where and in which languages they are heard.

Nothing waits for it: one that it did not look at yet is decided by itself (:mod:`controller.unspoken.waiting`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping

import msgspec
from sqlalchemy import Engine, bindparam
from sqlmodel import Session, col, select, text, update

from controller.bulletins.models import Content
from controller.db import run_many, session_scope
from controller.offers.targets import all_targets
from controller.unspoken.models import STALE, HearingMark
from controller.unspoken.said import said_in

AT_A_TIME = 500
"""In one transaction: whoever else writes waits for no more than these."""
PREFIX = "="
"""No id begins so: no mark is the id of a bulletin."""
MARK_LETTERS = 23
KEEP = update(HearingMark).where(col(HearingMark.content_id) == bindparam("of_content")).values(mark=bindparam("now"))


def mark_anew(engine: Engine) -> int:
    """Looks at all bulletins whose facts changed; answers how many."""
    done = 0
    while _is_any_stale(engine) and (some := _portion(engine)):
        done += some
    return done


def _is_any_stale(engine: Engine) -> bool:
    with session_scope(engine, writes=False) as session:
        return session.exec(select(HearingMark.content_id).where(text(STALE)).limit(1)).first() is not None


def _portion(engine: Engine) -> int:
    with session_scope(engine) as session:
        marks = _marks(session, _stale(session))
        return run_many(session, KEEP, [{"of_content": one, "now": mark} for one, mark in marks.items()])


def _stale(session: Session) -> Collection[str]:
    """The next ones, held until they are marked.

    On PostgreSQL one that somebody else writes to is left to the next look: what it says can't be seen yet.
    """
    query = select(HearingMark.content_id).join(Content, col(Content.id) == HearingMark.content_id).where(text(STALE))
    return session.exec(query.limit(AT_A_TIME).with_for_update(skip_locked=True)).all()


def _marks(session: Session, content_ids: Collection[str]) -> Mapping[str, str]:
    """Of these contents: a hash over all that decides which devices should hear one, and in which languages they do."""
    aimed, said = all_targets(session, content_ids), said_in(session, content_ids)
    columns = select(Content.id, Content.unit_id, Content.language).where(col(Content.id).in_(content_ids))
    return {
        one: _hash(unit_id, aimed.get(one, []), language, sorted(said[one].heard), language in said[one].recorded)
        for one, unit_id, language in session.exec(columns).all()
    }


def _hash(*facts: object) -> str:
    return PREFIX + hashlib.sha256(msgspec.json.encode(facts)).hexdigest()[:MARK_LETTERS]
