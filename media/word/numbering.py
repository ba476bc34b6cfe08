"""The numbers and marks that Word puts before the paragraphs of lists (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from media.word.xml import Element, at, named, number, value

MOST_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_SMALL = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MOST_ROMAN = 3_999


@dataclass(frozen=True, slots=True)
class Level:
    """How one depth of a list is counted; ``text`` is as ``%1.%2)``."""

    format: str
    text: str
    start: int
    style: str | None
    """The style of paragraphs that are of this depth by themselves."""


@dataclass(slots=True)
class Numbering:
    """All lists of a document, and how far each was counted."""

    lists: dict[str, dict[int, Level]]
    """By list, the depths."""
    kin: dict[str, str]
    """The definition that a list is of: lists of the same one count on."""
    restarts: dict[str, dict[int, int]]
    counted: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def level(self, list_id: str, depth: int) -> Level | None:
        """How that depth is counted; None where the document does not say."""
        return self.lists.get(list_id, {}).get(depth)

    def depth_of(self, list_id: str, style: str | None) -> int:
        """The depth that paragraphs of this style have in the list."""
        return next(
            (depth for depth, level in self.lists.get(list_id, {}).items() if style and level.style == style), 0
        )

    def count(self, list_id: str, depth: int) -> str:
        """What stands before the next paragraph of that depth."""
        level = self.level(list_id, depth)
        if level is None:
            return ""
        counts = self.counted.setdefault(self.kin[list_id], {})
        restart = self.restarts.get(list_id, {}).get(depth)
        first = restart is not None and (list_id, depth) not in self.begun
        self.begun.add((list_id, depth))
        counts[depth] = (restart or 0) if first else counts.get(depth, level.start - 1) + 1
        for deeper in [one for one in counts if one > depth]:
            del counts[deeper]
        return _PLACE.sub(lambda place: self._told(list_id, int(place[1]) - 1), level.text).strip()

    def _told(self, list_id: str, depth: int) -> str:
        level = self.level(list_id, depth)
        if level is None:
            return ""
        return counted_as(self.counted[self.kin[list_id]].get(depth, level.start), level.format)


def numbering_of(root: Element | None) -> Numbering:
    """The lists that a numbering part defines; none without a part."""
    if root is None:
        return Numbering({}, {}, {})
    definitions = {_id(one, "abstractNumId"): _levels(one) for one in root.findall(named("w:abstractNum"))}
    found = Numbering({}, {}, {})
    for one in root.findall(named("w:num")):
        list_id, definition = _id(one, "numId"), value(one, "w:abstractNumId") or ""
        overrides = one.findall(named("w:lvlOverride"))
        found.lists[list_id] = {**definitions.get(definition, {}), **_replaced(overrides)}
        found.kin[list_id] = definition
        starts = ((_depth(each), number(each, "w:startOverride")) for each in overrides)
        found.restarts[list_id] = {depth: start for depth, start in starts if start is not None}
    return found


def counted_as(count: int, form: str) -> str:
    """A count in the letters or figures of a format; figures in one that is not known here."""
    match form:
        case "lowerLetter" | "upperLetter" if count > 0:
            letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
            return letters if form == "lowerLetter" else letters.upper()
        case "lowerRoman" | "upperRoman" if 0 < count <= _MOST_ROMAN:
            return _roman(count) if form == "lowerRoman" else _roman(count).upper()
        case "decimalZero":
            return f"{count:02}"
        case "none":
            return ""
    return str(count)


def _roman(count: int) -> str:
    told = ""
    for worth, letters in (*_ROMAN, *_ROMAN_SMALL):
        told += letters * (count // worth)
        count %= worth
    return told


def _levels(definition: Element) -> dict[int, Level]:
    return {_depth(one): _level(one) for one in definition.findall(named("w:lvl"))}


def _replaced(overrides: list[Element]) -> dict[int, Level]:
    told = ((one, at(one, "w:lvl")) for one in overrides)
    return {_depth(one): _level(level) for one, level in told if level is not None}


def _level(level: Element) -> Level:
    start = number(level, "w:start")
    return Level(
        format=value(level, "w:numFmt") or "decimal",
        text=value(level, "w:lvlText") or "",
        start=1 if start is None else start,
        style=value(level, "w:pStyle"),
    )


def _depth(element: Element) -> int:
    told = element.get(named("w:ilvl"), "0")
    return int(told) if told.isascii() and told.isdecimal() and int(told) < MOST_LEVELS else 0


def _id(element: Element, name: str) -> str:
    return str(element.get(named(f"w:{name}"), ""))
