"""What paragraphs look like, by themselves and by their styles (ECMA-376 part 1, 17.7)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from media.word.xml import Element, at, named, number, switched, value

_MOST_STYLES_UP = 20
_BODY_OUTLINE = 9
_TITLES = frozenset(("title", "subtitle"))
_CENTRED = "center"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Look:
    """``outline`` is 0 for the highest heading, None for text; ``depth`` None is that of the style."""

    outline: int | None
    list_id: str | None
    depth: int | None
    style: str | None
    is_centred: bool
    is_bold: bool
    """Where its runs do not say otherwise."""


class Styles:
    """The styles of a document."""

    def __init__(self, root: Element | None) -> None:
        found = [] if root is None else root.findall(named("w:style"))
        self._styles = {str(one.get(named("w:styleId"), "")): one for one in found}
        self._usual = next((name for name, one in self._styles.items() if _is_usual(one)), None)

    def look_of(self, paragraph: Element) -> Look:
        """A paragraph's own properties, else those of its style and of those that it is based on."""
        style = value(paragraph, "w:pPr", "w:pStyle") or self._usual
        own, chain = at(paragraph, "w:pPr"), list(self._chain(style))
        sources = [own, *(at(one, "w:pPr") for one in chain)]
        outline = _first(sources, lambda one: number(one, "w:outlineLvl"))
        if outline is None and any((value(one, "w:name") or "").casefold() in _TITLES for one in chain):
            outline = 0
        list_id = _first(sources, lambda one: value(one, "w:numPr", "w:numId"))
        return Look(
            outline=outline if outline is not None and outline < _BODY_OUTLINE else None,
            list_id=list_id if list_id != "0" else None,
            depth=_first(sources, lambda one: number(one, "w:numPr", "w:ilvl")),
            style=style,
            is_centred=_first(sources, lambda one: value(one, "w:jc")) == _CENTRED,
            is_bold=bool(_first([at(one, "w:rPr") for one in chain], lambda one: switched(one, "w:b"))),
        )

    def _chain(self, style: str | None) -> Iterator[Element]:
        for _ in range(_MOST_STYLES_UP):
            found = self._styles.get(style or "")
            if found is None:
                return
            yield found
            style = value(found, "w:basedOn")


def _first(sources: list[Element | None], asked: Callable[[Element], T | None]) -> T | None:
    told = (asked(one) for one in sources if one is not None)
    return next((one for one in told if one is not None), None)


def _is_usual(style: Element) -> bool:
    return style.get(named("w:type")) == "paragraph" and style.get(named("w:default")) in ("1", "true", "on")
