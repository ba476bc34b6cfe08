"""Entries of the lexicon: written, found, taken out, and put together for the units a text is for. Never commits."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import msgspec
from sqlmodel import Session, col, select

from controller.lexicon.entry import Entry, checked
from controller.lexicon.models import LexiconEntry
from controller.people.actor import Actor
from controller.people.rights import Right
from controller.people.scope import demand, visible_units
from controller.units.service import ancestors, get_unit, plain, subtree_ids, tree
from media.speech.spoken import Lexicon
from media.speech.spoken.lexicon import MOST_ENTRIES
from protocol.errors import Conflict, NotFound
from protocol.ids import EpochMs
from protocol.words import Words

Said = Mapping[str, Mapping[str, str]]
"""By language, what is said for what is written."""


def put(session: Session, actor: Actor, unit_id: str, entries: Iterable[Entry], now_ms: EpochMs) -> list[LexiconEntry]:
    """Has these words said so in a unit and all below it; answers those that are new or were said otherwise before.

    Raises :class:`InvalidInput`, :class:`NotFound`, :class:`NotAllowed`, and :class:`Conflict` for more entries than a
    reader takes.
    """
    demand(session, actor, "publish", get_unit(session, unit_id).id)
    rows = [_row(unit_id, checked(entry), actor, now_ms) for entry in entries]
    changed = [row for row in rows if _differs(session.get(LexiconEntry, row.id), row)]
    kept = [session.merge(row) for row in changed]
    session.flush()
    _check_room(session, unit_id)
    return kept


def replace(session: Session, actor: Actor, entry_id: str, entry: Entry, now_ms: EpochMs) -> None:
    """Puts ``entry`` in the place of another of the same unit; raises what :func:`put` and :func:`find` raise."""
    row = find(session, actor, entry_id, "publish")
    put(session, actor, row.unit_id, [entry], now_ms)
    if checked(entry).id_in(row.unit_id) != entry_id:
        session.delete(row)
        session.flush()


def remove(session: Session, actor: Actor, entry_id: str) -> LexiconEntry:
    """Has the word said again as it would be without; raises :class:`NotFound` and :class:`NotAllowed`."""
    row = find(session, actor, entry_id, "publish")
    session.delete(row)
    session.flush()
    return row


def find(session: Session, actor: Actor, entry_id: str, right: Right = "see") -> LexiconEntry:
    """An entry that holds somewhere the actor may see, in whose unit the actor has ``right``."""
    row = session.get(LexiconEntry, entry_id)
    if row is None or row.unit_id not in units_seen(session, actor):
        raise NotFound(
            Words(f"Từ điển đọc không có mục “{entry_id[:40]}”.", f"The lexicon has no entry {entry_id[:40]!r}."),
            Words("Mở lại trang Từ điển đọc.", "See the list: rao controller lexicon list."),
        )
    if right != "see":
        demand(session, actor, right, row.unit_id)
    return row


def list_entries(session: Session, actor: Actor, words: str = "", unit_id: str = "") -> Sequence[LexiconEntry]:
    """Entries that hold somewhere the actor may see, by what is written.

    Only those in which every one of ``words`` stands, whatever the accents; with a ``unit_id`` only those that hold
    there, raising :class:`NotFound` or :class:`NotAllowed`.
    """
    units = units_seen(session, actor)
    if unit_id:
        demand(session, actor, "see", get_unit(session, unit_id).id)
        units = frozenset(_chain(session, [unit_id]))
    wanted = plain(words).split()
    rows = session.exec(select(LexiconEntry).where(col(LexiconEntry.unit_id).in_(units))).all()
    found = (row for row in rows if all(word in plain(f"{row.written} {row.spoken} {row.note}") for word in wanted))
    return sorted(found, key=lambda row: (plain(row.written), row.written, row.language, row.unit_id))


def inherit(session: Session, into: str, sources: Sequence[str]) -> int:
    """Has the words of units that became ``into`` said so there too; answers how many.

    What ``into`` says itself stays; where ``sources`` differ the entry that was changed last is taken.
    """
    own = select(LexiconEntry.language, LexiconEntry.written).where(LexiconEntry.unit_id == into)
    held = set(session.exec(own).all())
    last_first = (col(LexiconEntry.changed_at_ms).desc(), LexiconEntry.id)
    theirs = select(LexiconEntry).where(col(LexiconEntry.unit_id).in_(sources)).order_by(*last_first)
    taken = 0
    for row in session.exec(theirs).all():
        if (row.language, row.written) not in held:
            held.add((row.language, row.written))
            entry_id = Entry(row.written, row.spoken, row.language).id_in(into)
            session.add(LexiconEntry(**{**row.model_dump(), "id": entry_id, "unit_id": into}))
            taken += 1
    session.flush()
    return taken


def units_seen(session: Session, actor: Actor) -> frozenset[str]:
    """The units whose entries the actor may see: one's own, those below, and those above, whose words hold there."""
    return tree(session).sharing(visible_units(session, actor))


def said_in(session: Session, unit_ids: Sequence[str]) -> Said:
    """How words are said to all of these units: by entries of units that all of them lie in, the nearest first."""
    chain = _chain(session, unit_ids)
    rows = session.exec(select(LexiconEntry).where(col(LexiconEntry.unit_id).in_(chain))).all()
    said: dict[str, dict[str, str]] = {}
    for row in sorted(rows, key=lambda row: -chain.index(row.unit_id)):
        said.setdefault(row.language, {})[row.written] = row.spoken
    return said


def lexicons_of(said: Said) -> dict[str, Lexicon]:
    """As the reader takes them."""
    return {language: _lexicon(tuple(sorted(words.items()))) for language, words in said.items()}


def marks_of(session: Session, unit_ids: Iterable[str]) -> dict[str, str]:
    """Of each unit a SHA-256 that is another when an entry that holds there is; one look at the table does for all."""
    own: dict[str, list[Sequence[str]]] = {}
    columns = select(LexiconEntry.unit_id, LexiconEntry.language, LexiconEntry.written, LexiconEntry.spoken)
    for unit_id, *said in session.exec(columns.order_by(LexiconEntry.id)).all():
        own.setdefault(unit_id, []).append(said)
    digests = {one: hashlib.sha256(msgspec.json.encode(said)).digest() for one, said in own.items()}
    return {one: _joined(digests, _chain(session, [one])) for one in unit_ids}


def _joined(digests: Mapping[str, bytes], chain: Sequence[str]) -> str:
    return hashlib.sha256(b"".join(digests.get(one, b"-") for one in chain)).hexdigest()


@lru_cache(maxsize=64)
def _lexicon(words: tuple[tuple[str, str], ...]) -> Lexicon:
    """Made once for equal words: a long list takes a while to be put into a pattern."""
    return Lexicon(dict(words))


def _chain(session: Session, unit_ids: Sequence[str]) -> list[str]:
    """The units in which all of these lie, the nearest first."""
    chains = [[unit.id for unit in ancestors(session, one)] for one in unit_ids]
    return [one for one in chains[0] if all(one in chain for chain in chains)] if chains else []


def _row(unit_id: str, entry: Entry, actor: Actor, now_ms: EpochMs) -> LexiconEntry:
    return LexiconEntry(
        id=entry.id_in(unit_id),
        unit_id=unit_id,
        language=entry.language,
        written=entry.written,
        spoken=entry.spoken,
        note=entry.note,
        changed_by=actor.user_id,
        changed_at_ms=now_ms,
    )


def _differs(held: LexiconEntry | None, row: LexiconEntry) -> bool:
    return held is None or (held.spoken, held.note) != (row.spoken, row.note)


def _check_room(session: Session, unit_id: str) -> None:
    """No unit below may be left with more words than a reader takes."""
    below = subtree_ids(session, unit_id)
    listed = session.exec(select(LexiconEntry.unit_id).where(col(LexiconEntry.unit_id).in_(below)).distinct()).all()
    for one in listed:
        if any(len(words) > MOST_ENTRIES for words in said_in(session, [one]).values()):
            raise _full(get_unit(session, one).name)


def _full(unit_name: str) -> Conflict:
    return Conflict(
        Words(
            f"Từ điển đọc của {unit_name}, kể cả các đơn vị trên, quá {MOST_ENTRIES} mục.",
            f"The lexicon of {unit_name}, with the units above, would have more than {MOST_ENTRIES} entries.",
        ),
        Words("Bỏ bớt những mục không dùng.", "Take out the ones nobody uses."),
    )
