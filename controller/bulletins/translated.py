"""What a content says in another language, as far as somebody translated it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session

from controller.bulletins.models import Content, ContentTranslation
from controller.bulletins.shelf import rows_of


def translation_of(session: Session, content: Content, language: str) -> ContentTranslation | None:
    """The translation of what the content says now; one of other words counts for nothing."""
    row = session.get(ContentTranslation, (content.id, language))
    return row if row is not None and row.original_sha256 == content.original_sha256 else None


def translations_of(session: Session, content: Content) -> Sequence[ContentTranslation]:
    """All translations of what the content says now, by language."""
    held = rows_of(session, ContentTranslation, content.id)
    counting = [one for one in held if one.original_sha256 == content.original_sha256]
    return sorted(counting, key=lambda one: one.language)
