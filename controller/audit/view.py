"""An entry as people read it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from controller.audit.kinds import COLUMNS, DEEDS, KINDS, called
from controller.db.models import AuditEntry
from controller.web.words import Speaker
from protocol.ids import EpochMs
from protocol.words import Words

MOST_CHARS = 300
UNTOLD = frozenset({"token_sha256", "code_sha256"})
"""Only ever the word for a secret."""
NAMELESS = frozenset({"login_session", "recovery_code", "api_token", "user_grant"})
"""Whose keys say nothing to people."""
MOMENT = ("_at_ms", "until_ms")
YES, NO = Words("có", "yes"), Words("không", "no")


@dataclass(frozen=True, slots=True)
class Change:
    """One column: what it is called, what it was and what it is."""

    name: Words
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of the page."""

    seq: int
    at_ms: EpochMs
    login: str
    token_name: str
    address: str
    deed: Words
    kind: Words
    label: str
    changes: tuple[Change, ...]


def line_of(entry: AuditEntry, say: Speaker) -> Line:
    """The entry in words."""
    before, after = json.loads(entry.before), json.loads(entry.after)
    names = sorted({*before, *after} - UNTOLD)
    changes = (
        Change(called(COLUMNS, name), _told(name, before.get(name), say), _told(name, after.get(name), say))
        for name in names
    )
    return Line(
        entry.seq,
        EpochMs(entry.at_ms),
        entry.login,
        entry.token_name,
        entry.address,
        called(DEEDS, entry.action),
        called(KINDS, entry.kind),
        entry.label or ("" if entry.kind in NAMELESS else entry.key),
        tuple(change for change in changes if change.before or change.after),
    )


def kinds_in_order(language_is_vi: bool) -> Iterable[tuple[str, Words]]:
    """Every kind of thing, by name."""
    return sorted(KINDS.items(), key=lambda one: one[1].vi if language_is_vi else one[1].en)


def _told(name: str, value: object, say: Speaker) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return say.say(YES if value else NO)
    if isinstance(value, int) and name.endswith(MOMENT):
        return say.moment(value)
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= MOST_CHARS else f"{text[:MOST_CHARS]}…"
