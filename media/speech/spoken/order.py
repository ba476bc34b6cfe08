"""The passes, in the order in which they must run."""

from __future__ import annotations

from media.speech.spoken import (
    addresses,
    calls,
    codes,
    coordinates,
    days,
    documents,
    feasts,
    headings,
    inner_units,
    line_hints,
    marks,
    months,
    names,
    quantities,
    roads,
    scores,
    shortenings,
    shouting,
    times,
    unsure,
    weekdays,
)
from media.speech.spoken.lexicon import NO_LEXICON, Lexicon
from media.speech.spoken.reading import Reading
from media.speech.spoken.region import Region
from media.speech.spoken.repair import repaired
from media.speech.spoken.result import SpokenText
from media.speech.spoken.rules import Rule

WHOLE: tuple[tuple[Rule, ...], ...] = (
    addresses.RULES,
    calls.DIALLED,
    headings.RULES,
    marks.OPENING,
    shortenings.RULES,
    shouting.RULES,
    documents.RULES,
    codes.RULES,
    calls.RULES,
    codes.PARTED,
    roads.RULES,
    scores.RULES,
    coordinates.RULES,
    inner_units.RULES,
    line_hints.RULES,
    quantities.SIGNS,
    weekdays.RULES,
    feasts.RULES,
    days.RULES,
    months.RULES,
    unsure.AS_WRITTEN,
    times.RULES,
    days.ALONE,
)
"""What is read as one: addresses, symbols of documents, telephone numbers, dates."""
WORDS: tuple[tuple[Rule, ...], ...] = (
    names.SPLITS,
    names.EXPANSIONS,
    quantities.AMOUNTS,
    names.LEFT_OVER,
    marks.CLOSING,
    marks.TIDYING,
)
"""Every abbreviation, number and mark left."""
MOST_ROUNDS = 4
"""Two do for nearly every line; rules that undo each other must not read forever."""


def spoken(text: str, *, region: Region = "north", lexicon: Lexicon = NO_LEXICON) -> SpokenText:
    """``text`` in words, line by line, with what its author should look at; lines with nothing to say are dropped.

    What ``lexicon`` lists is said its way, whatever the tables know. Never raises: what no rule knows is spelled or
    left out, and marked. ``doubts`` count the lines of ``text`` from 0.
    """
    readings = [_read(line, region, lexicon) for line in repaired(text).splitlines()]
    said = "\n".join(reading.text for reading in readings if reading.text)
    return SpokenText(said, tuple(doubt for line, reading in enumerate(readings) for doubt in reading.doubts(line)))


def spoken_form(text: str, *, region: Region = "north", lexicon: Lexicon = NO_LEXICON) -> str:
    """The words alone of :func:`spoken`."""
    return spoken(text, region=region, lexicon=lexicon).text


def _read(line: str, region: Region, lexicon: Lexicon) -> Reading:
    """Read again what rules have said, until no rule finds more: ``CẤP V`` is a level only once it is ``cấp V``."""
    reading = Reading(line)
    for own in (lexicon, *[NO_LEXICON] * (MOST_ROUNDS - 1)):
        before = reading.text
        _round(reading, region, own)
        if reading.text == before:
            break
    return reading


def _round(reading: Reading, region: Region, lexicon: Lexicon) -> None:
    for own, passes in ((lexicon.alone, WHOLE), (lexicon.joined, WORDS)):
        reading.apply(own)
        for rules in passes:
            reading.apply(rules, region)
