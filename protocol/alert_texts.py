"""In which order the languages of an alert have their turn, on screens and on loudspeakers alike."""

from __future__ import annotations

from collections.abc import Sequence

from protocol.alert import Alert, AlertText


def texts_in_order(alert: Alert, languages: Sequence[str]) -> tuple[AlertText, ...]:
    """All texts of ``alert``: those in the board's ``languages`` first, in that order, then the others as they came.

    Languages are compared by their primary subtag (RFC 5646), so ``vi-VN`` is ``vi``.
    """
    order = [primary_subtag(language) for language in languages]

    def place(text: AlertText) -> int:
        primary = primary_subtag(text.language)
        return order.index(primary) if primary in order else len(order)

    return tuple(sorted(alert.texts, key=place))


def words_of(alert: Alert) -> tuple[str, ...]:
    """All that is written in ``alert``, in every language."""
    texts = ((text.headline, text.description, text.instruction, text.area, text.sender_name) for text in alert.texts)
    return alert.event, *(words for text in texts for words in text)


def primary_subtag(language: str) -> str:
    """``vi`` of ``vi-VN``."""
    return language.partition("-")[0].lower()
