"""In which languages a bulletin should be heard where it goes, and how far it is in each."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from sqlmodel import Session, col, select

from controller.bulletins.items import RECORDED, speech_of
from controller.bulletins.models import Content, ContentRecording, ContentTranslation
from controller.bulletins.translated import translations_of
from controller.devices.models import Device
from controller.library.sound_files import mp3_of
from controller.library.workshop import Workshop
from controller.offers.targets import all_targets
from controller.recordings.making import is_being_made
from controller.status.models import DeviceStatus
from controller.units.service import subtree_ids
from media.speech.languages import language_name, primary_of
from media.translation.translating import can_draft
from protocol.manifest import Blob, Speech
from protocol.words import Words

Translation = Literal["draft", "approved"]
State = Literal["engine", "recording", "making", "needed", "outdated", "silent"]
"""``outdated``: a recording of other words; ``silent``: an engine could say it, but it was published without speech."""


@dataclass(frozen=True, slots=True)
class InLanguage:
    """A content in one language; ``speech`` is what loudspeakers say, ``boards`` how many devices speak it."""

    language: str
    name: Words
    state: State
    speech: Speech | None
    boards: int
    translation: Translation | None = None
    can_draft: bool = False
    """An engine of the settings could draft a translation."""
    mp3: Blob | None = None
    """The same speech, for browsers and for loudspeakers of other makers."""
    recorded_at_ms: int | None = None


def in_languages(session: Session, workshop: Workshop, content: Content) -> tuple[InLanguage, ...]:
    """Every language of the devices it goes to and of the province, and any it is said in; its own first."""
    boards = languages_below(session, *all_targets(session, [content.id]).get(content.id, [content.unit_id]))
    speech = {one.language: one for one in speech_of(session, content)}
    recordings = _recordings(session, content.id)
    translations = {row.language: _standing(row) for row in translations_of(session, content)}
    wanted = {content.language, *workshop.languages, *boards, *speech, *recordings, *translations}
    readable = {content.language} if has_voice(workshop, content.language) else set[str]()

    def one(language: str) -> InLanguage:
        said, row = speech.get(language), recordings.get(language)
        return InLanguage(
            language=language,
            name=language_name(language),
            state=_state(content.id, language, said, row is not None, language in readable),
            speech=said,
            boards=boards[language],
            translation=translations.get(language),
            can_draft=can_draft(content.language, language, workshop.translators),
            mp3=mp3_of(session, said.blob.sha256) if said else None,
            recorded_at_ms=row.recorded_at_ms if row and said and said.voice == RECORDED else None,
        )

    return tuple(map(one, in_order(wanted, content.language, boards)))


def _state(content_id: str, language: str, said: Speech | None, was_recorded: bool, has_engine: bool) -> State:
    if is_being_made(content_id, language):
        return "making"
    return state_of(said, was_recorded, has_engine=has_engine)


class ToRecord(NamedTuple):
    """A language that a text will want a recording in; ``boards`` is how many devices speak it."""

    name: Words
    boards: int


def to_record(session: Session, workshop: Workshop, unit_id: str, language: str) -> tuple[ToRecord, ...]:
    """What a text in ``language`` will want where it goes, told while it is written."""
    boards = languages_below(session, unit_id)
    read_by_engine = {language} if has_voice(workshop, language) else set[str]()
    wanted = {language, *workshop.languages, *boards} - read_by_engine
    return tuple(ToRecord(language_name(one), boards[one]) for one in in_order(wanted, language, boards))


def has_voice(workshop: Workshop, language: str) -> bool:
    """Whether an engine here really speaks it."""
    return any(voice.speaks(primary_of(language)) for voice in workshop.voices)


def state_of(said: Speech | None, was_recorded: bool, *, has_engine: bool) -> State:
    """How far a language is; ``has_engine``: a voice could read the text in it."""
    if said is not None:
        return "recording" if said.voice == RECORDED else "engine"
    if was_recorded:
        return "outdated"
    return "silent" if has_engine else "needed"


def in_order(languages: Iterable[str], own: str, boards: Counter[str]) -> list[str]:
    """Its own first, then those that most devices speak."""
    return sorted(languages, key=lambda one: (one != own, -boards[one], one))


def languages_below(session: Session, *unit_ids: str) -> Counter[str]:
    """How many devices of these units, and of all below them, said that they speak each language."""
    below = frozenset[str]().union(*(subtree_ids(session, one) for one in unit_ids))
    query = (
        select(DeviceStatus.languages)
        .join(Device, col(Device.id) == col(DeviceStatus.device_id))
        .where(col(Device.unit_id).in_(below), col(Device.retired_at_ms).is_(None))
    )
    return Counter(language for told in session.exec(query).all() for language in json.loads(told))


def _standing(row: ContentTranslation) -> Translation:
    return "draft" if row.approved_at_ms is None else "approved"


def _recordings(session: Session, content_id: str) -> dict[str, ContentRecording]:
    rows = session.exec(select(ContentRecording).where(ContentRecording.content_id == content_id)).all()
    return {row.language: row for row in rows}
