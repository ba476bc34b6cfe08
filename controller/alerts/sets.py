"""What alerts are in force where, as documents: one signed set a unit. Level-triggered; never commits."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session, and_, col, or_, select

from controller.alerts.draft import severity_of
from controller.alerts.models import AlertRow, AlertTarget, AlertWords
from controller.documents import service as documents
from controller.documents.models import SignedDocument
from controller.library.service import blob_of, find
from protocol.alert import Alert, AlertText
from protocol.documents import AlertSet
from protocol.ids import EpochMs
from protocol.manifest import Speech


def state_sets(session: Session, now_ms: EpochMs) -> int:
    """Brings the set of every unit that has or had alerts in line; answers how many documents changed."""
    changed = 0
    for unit_id in _units(session):
        before = documents.find(session, "alerts", unit_id)
        rev = before.rev if before else 0
        changed += documents.put(session, "alerts", unit_id, set_of(session, unit_id, now_ms)).rev != rev
    return changed


def set_of(session: Session, unit_id: str, now_ms: EpochMs) -> AlertSet:
    """The alerts in force in this unit, the oldest first, and those lifted before their time."""
    of_unit = and_(col(AlertTarget.alert_id) == AlertRow.id, col(AlertTarget.unit_id) == unit_id)
    in_time = col(AlertRow.expires_at_ms) > now_ms
    query = select(AlertRow).join(AlertTarget, of_unit).where(in_time).order_by(col(AlertRow.sent_at_ms), AlertRow.id)
    rows = session.exec(query).all()
    active = tuple(alert_of(session, row) for row in rows if row.state == "active")
    return AlertSet(alerts=active, lifted=tuple(row.id for row in rows if row.state == "lifted"))


def alert_of(session: Session, row: AlertRow) -> Alert:
    """An alert as boards get it. A draft is dated from when it was written, for previews."""
    sent_at_ms = row.written_at_ms if row.sent_at_ms is None else row.sent_at_ms
    expires_at_ms = sent_at_ms + row.lasts_ms if row.expires_at_ms is None else row.expires_at_ms
    return Alert(
        id=row.id,
        status="Exercise" if row.status == "Exercise" else "Actual",
        event=row.event,
        level=row.level,
        severity=severity_of(row.severity),
        sent_at_ms=EpochMs(sent_at_ms),
        expires_at_ms=EpochMs(expires_at_ms),
        texts=tuple(_text(session, words) for words in words_of(session, row.id)),
    )


def words_of(session: Session, alert_id: str) -> Sequence[AlertWords]:
    """The languages of an alert in the order they were written."""
    query = select(AlertWords).where(col(AlertWords.alert_id) == alert_id)
    return session.exec(query.order_by(col(AlertWords.position))).all()


def _units(session: Session) -> list[str]:
    """Every unit with a set already, or with an alert in force that should be in one."""
    stated = session.exec(select(SignedDocument.aud).where(col(SignedDocument.kind) == "alerts")).all()
    due = or_(col(AlertRow.state) == "active", col(AlertRow.state) == "lifted")
    wanted = session.exec(
        select(AlertTarget.unit_id).join(AlertRow, col(AlertRow.id) == AlertTarget.alert_id).where(due).distinct()
    ).all()
    return sorted({*stated, *wanted})


def _text(session: Session, words: AlertWords) -> AlertText:
    return AlertText(
        language=words.language,
        headline=words.headline,
        description=words.description,
        instruction=words.instruction,
        area=words.area,
        sender_name=words.sender_name,
        speech=_speech(session, words),
    )


def _speech(session: Session, words: AlertWords) -> Speech | None:
    if words.speech_sha256 is None:
        return None
    blob = blob_of(find(session, words.speech_sha256))
    return Speech(language=words.language, blob=blob, duration_ms=words.speech_ms, voice=words.speech_voice)
