"""What band and foot of an alert have no room for on this board, so that its text must say it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from media.board.alert_band import band_says
from media.board.alert_foot import foot_tells
from media.board.alert_shape import AlertShape
from media.board.alert_words import AlertWords, until_wordings, words_for
from media.board.look import Look
from media.bulletin.clean import clean
from protocol.alert import Alert, AlertText


class Untold(NamedTuple):
    """Lines for the text."""

    first: tuple[str, ...]
    """That it is a drill, how bad it is, what it is."""
    last: tuple[str, ...]
    """Until when it holds."""


def untold(look: Look, alert: Alert, text: AlertText, time_zone: str) -> Untold:
    """Of drill, risk, event and time what is told nowhere else on this board."""
    shape, words = AlertShape.of(look), words_for(text.language)
    until = told_below(alert, words, time_zone)
    is_told = shape.foot is not None and foot_tells(look, shape.foot, until)
    last = () if is_told else (until_wordings(alert.expires_at_ms, words, time_zone)[1],)
    return Untold(tuple(_unsaid_above(look, shape, alert, text, words)), last)


def _unsaid_above(look: Look, shape: AlertShape, alert: Alert, text: AlertText, words: AlertWords) -> Iterator[str]:
    band = "\n".join(band_says(look, shape, alert, words))
    event, risk = clean(alert.event), words.level_wordings(alert.level)
    if alert.status == "Exercise" and words.drill not in band:
        yield words.drill_in_full
    if risk[1] not in band:
        level = f"{words.level} {alert.level}"
        yield risk[0] if level in band else f"{level} · {risk[0]}"
    if event not in band.split("\n") and event.casefold() not in clean(text.headline).casefold():
        yield event


def told_below(alert: Alert, words: AlertWords, time_zone: str) -> tuple[str, ...]:
    """Until when it holds and, of a drill, that it is one; longest wording first."""
    until = until_wordings(alert.expires_at_ms, words, time_zone)
    return words.drill_wordings(until) if alert.status == "Exercise" else until
