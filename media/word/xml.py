"""Elements of WordprocessingML (ECMA-376 part 1) as this reader asks them. An element is lxml's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Element = Any
"""lxml declares no types."""
_NAMESPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "v": "urn:schemas-microsoft-com:vml",
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
}
_OFF = ("0", "false", "off", "none")


def named(name: str) -> str:
    """``w:p`` as lxml has it."""
    prefix, local = name.split(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"


def names(*of: str) -> frozenset[str]:
    """Several of them."""
    return frozenset(map(named, of))


VAL = named("w:val")


def at(element: Element | None, *path: str) -> Element | None:
    """The first descendant along ``path`` from child to child."""
    for name in path:
        element = None if element is None else element.find(named(name))
    return element


def value(element: Element | None, *path: str) -> str | None:
    """The ``w:val`` of that descendant."""
    found = at(element, *path)
    return None if found is None else found.get(VAL)


def number(element: Element | None, *path: str) -> int | None:
    """The same as a whole number; None for anything else."""
    told = value(element, *path)
    return (
        int(told) if told is not None and told.isascii() and told.isdecimal() and len(told) < len("10000000") else None
    )


def switched(element: Element | None, *path: str) -> bool | None:
    """Whether a property that is on or off is on; None where it is not told."""
    found = at(element, *path)
    return None if found is None else found.get(VAL, "1") not in _OFF


def children(element: Element) -> Iterator[Element]:
    """Without comments and instructions."""
    return (child for child in element if isinstance(child.tag, str))
