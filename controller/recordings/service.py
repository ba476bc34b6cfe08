"""Recordings of bulletins, one a language: put in, replaced, taken out. Never commits."""

from __future__ import annotations

import re

from sqlmodel import Session

from controller.approval.table import ALIVE
from controller.bulletins import service as bulletins
from controller.bulletins.models import Content, ContentRecording
from controller.people.actor import Actor
from controller.people.scope import demand
from controller.recordings.taking import Taken
from media.speech.languages import language_name
from protocol.errors import Conflict, InvalidInput, NotFound
from protocol.ids import EpochMs
from protocol.words import Words

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")
"""As BCP 47 has it."""


def recordable(session: Session, actor: Actor, content_id: str, language: str) -> Content:
    """The content, if the actor may decide how loudspeakers say it in that language.

    Raises :class:`NotFound`, :class:`NotAllowed`, :class:`InvalidInput` for a strange code of a language, and
    :class:`Conflict` for what has no words of its own or was withdrawn.
    """
    content = bulletins.find(session, actor, content_id)
    demand(session, actor, "write", content.unit_id)
    check_language(language)
    check_words(content)
    return content


def check_language(language: str) -> None:
    """Raises :class:`InvalidInput` for what is no code of a language."""
    if not LANGUAGE.fullmatch(language):
        raise _strange(language)


def check_words(content: Content) -> None:
    """Raises :class:`Conflict` for a content that has no words of its own or was withdrawn."""
    if content.kind != "bulletin":
        raise _no_words(content)
    if content.state not in ALIVE:
        raise _withdrawn(content)


def keep(session: Session, actor: Actor, content: Content, language: str, taken: Taken, now_ms: EpochMs) -> None:
    """This recording of what ``content`` says takes the place of any before it in that language."""
    session.merge(
        ContentRecording(
            content_id=content.id,
            language=language,
            original_sha256=content.original_sha256,
            sha256=taken.sound.sha256,
            duration_ms=taken.duration_ms,
            recorded_by=actor.user_id,
            recorded_at_ms=now_ms,
        )
    )
    session.flush()


def remove(session: Session, actor: Actor, content_id: str, language: str) -> Content:
    """Takes a recording out: an engine's voice is heard again where there is one. Raises as :func:`recordable`."""
    content = recordable(session, actor, content_id, language)
    row = session.get(ContentRecording, (content_id, language))
    if row is None:
        raise _none_there(language)
    session.delete(row)
    session.flush()
    return content


def _strange(language: str) -> InvalidInput:
    return InvalidInput(
        Words(f"Không có mã ngôn ngữ “{language}”.", f"{language!r} is no code of a language."),
        Words("Dùng mã như sti, cmo, km, tyz.", "Use one such as sti, cmo, km, tyz."),
    )


def _no_words(content: Content) -> Conflict:
    return Conflict(
        Words(f"“{content.title}” không có lời để đọc.", f"{content.title!r} has no words to be read."),
        Words(
            "Chỉ thu âm cho bản tin chữ; tệp âm thanh thì phát hành riêng.",
            "Record texts only; publish a sound file by itself.",
        ),
    )


def _withdrawn(content: Content) -> Conflict:
    return Conflict(
        Words(f"“{content.title}” đã gỡ.", f"{content.title!r} was withdrawn."),
        Words("Phát hành lại rồi mới thu âm.", "Publish it again before it is recorded."),
    )


def _none_there(language: str) -> NotFound:
    name = language_name(language)
    return NotFound(
        Words(f"Không có bản thu {name.vi}.", f"There is no recording in {name.en}."),
        Words("Mở lại trang của bản tin.", "Open the page of the bulletin again."),
    )
