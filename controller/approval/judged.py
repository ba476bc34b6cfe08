"""What of a content is judged: the one list of what counts, its values as they stand, and their digest.

How a voice of ours pronounces a text is not in it (the lexicon has its own people), nor what an address answers: of
what is made from an address, the address is judged.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any

from sqlmodel import Session

from controller.bulletins.models import Content, ContentRecording, ContentSpeech, Source
from controller.bulletins.shelf import rows_of
from controller.bulletins.translated import translations_of
from controller.offers.targets import all_targets

Judged = Mapping[str, Any]
"""Values that JSON has, by the names of :data:`SUBSTANTIVE` and :data:`MINOR`."""
SUBSTANTIVE = (
    "kind", "unit_id", "title", "source", "original", "slot_class", "first_date", "last_date", "language", "spoken",
    "recordings", "translations", "gain_db", "over", "target_ms", "after", "sound", "station_url", "input_name",
    "relayed_ms", "address", "targets", "flow", "placement",
)  # fmt: skip
"""Whoever changes one of these has it judged anew."""
MINOR = ("full_screen", "resume", "stands_ms", "category")
"""These change how it stands, not what it says."""
FROM_ADDRESSES = frozenset(("feed", "web"))
RELAYED = frozenset(("station", "line-in"))
STANDING_STILL = frozenset(("picture", "document", "countdown", "web"))


def judged(session: Session, content: Content) -> Judged:
    """The values as they stand."""
    return {name: READ[name](session, content) for name in (*SUBSTANTIVE, *MINOR)}


def encoded(values: Judged) -> str:
    """The same bytes for the same values."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(values: Judged) -> str:
    """SHA-256 of what counts."""
    return hashlib.sha256(encoded({name: values.get(name) for name in SUBSTANTIVE}).encode()).hexdigest()


def differing(before: Judged, after: Judged) -> tuple[str, ...]:
    """The names of what changed, in the order of the lists."""
    return tuple(name for name in (*SUBSTANTIVE, *MINOR) if before.get(name) != after.get(name))


def _title(_session: Session, content: Content) -> str:
    return content.given_title if content.kind in FROM_ADDRESSES else content.title


def _original(_session: Session, content: Content) -> str:
    return "" if content.kind in FROM_ADDRESSES else content.original_sha256


def _spoken(session: Session, content: Content) -> list[str]:
    return sorted(row.language for row in rows_of(session, ContentSpeech, content.id))


def _recordings(session: Session, content: Content) -> dict[str, str]:
    rows = rows_of(session, ContentRecording, content.id)
    return {row.language: row.sha256 for row in rows if row.original_sha256 == content.original_sha256}


def _translations(session: Session, content: Content) -> dict[str, str]:
    """What was approved, since nothing else is heard."""
    return {row.language: row.text for row in translations_of(session, content) if row.approved_at_ms}


def _address(session: Session, content: Content) -> list[Any]:
    source = session.get(Source, content.id)
    return [source.url, source.every_s, source.most] if source else []


def _targets(session: Session, content: Content) -> list[str]:
    return all_targets(session, [content.id]).get(content.id, [])


def _day(name: str) -> Callable[[Session, Content], str]:
    def read(_session: Session, content: Content) -> str:
        day = getattr(content, name)
        return day.isoformat() if day else ""

    return read


def _length(kinds: frozenset[str]) -> Callable[[Session, Content], int]:
    return lambda _session, content: content.duration_ms if content.kind in kinds else 0


def _column(name: str) -> Callable[[Session, Content], Any]:
    return lambda _session, content: getattr(content, name)


READ: Mapping[str, Callable[[Session, Content], Any]] = {
    **{name: _column(name) for name in (*SUBSTANTIVE, *MINOR)},
    "title": _title,
    "original": _original,
    "first_date": _day("first_date"),
    "last_date": _day("last_date"),
    "spoken": _spoken,
    "recordings": _recordings,
    "translations": _translations,
    "sound": lambda _session, content: content.sound_sha256 or "",
    "relayed_ms": _length(RELAYED),
    "stands_ms": _length(STANDING_STILL),
    "address": _address,
    "targets": _targets,
}
