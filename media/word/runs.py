"""The words of a paragraph: what stands there once all tracked changes are taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from media.word.xml import Element, at, children, named, names, switched

LINE = "\n"
_TEXT = names("w:t", "m:t")
_BLANK = names("w:tab", "w:ptab")
_BREAK = names("w:br", "w:cr")
_HYPHEN = named("w:noBreakHyphen")
_WEB = ("http://", "https://")
_RUN, _LINK, _BOX, _CONTROL = named("w:r"), named("w:hyperlink"), named("w:txbxContent"), named("w:sdt")
_GONE = names(
    "w:del",
    "w:moveFrom",
    "w:pPr",
    "w:rPr",
    "w:sdtPr",
    "w:instrText",
    "w:delText",
    "w:delInstrText",
    "w:rt",
    "mc:Fallback",
)
"""What was deleted, what is no text, and the same once more for older programs."""
_LEFT_OUT = names(
    "a:blip", "v:imagedata", "c:chart", "dgm:relIds", "w:footnoteReference", "w:endnoteReference", "w:altChunk"
)


@dataclass(slots=True)
class Found:
    """What else is in the text."""

    address_of: Callable[[str], str | None]
    """Of a relationship, where it leads outside."""
    left_out: int = 0
    boxes: list[Element] = field(default_factory=list)
    """The insides of text boxes, whose words come after the paragraph they hang on."""


def words_in(element: Element, found: Found) -> str:
    """Its text, :data:`LINE` where a line was broken; links as markdown has them."""
    return "".join(_said(element, found))


def is_bold(paragraph: Element, usually: bool) -> bool:
    """Whether every word of it is."""
    runs = [run for run in paragraph.iter(_RUN) if any((one.text or "").strip() for one in run.iter(*_TEXT))]
    told = (switched(run, "w:rPr", "w:b") for run in runs)
    return bool(runs) and all(usually if one is None else one for one in told)


def _said(element: Element, found: Found) -> Iterator[str]:
    for child in children(element):
        tag = child.tag
        if tag in _TEXT:
            yield child.text or ""
        elif tag in _BLANK:
            yield " "
        elif tag in _BREAK:
            yield LINE
        elif tag == _HYPHEN:
            yield "-"
        elif tag == _LINK:
            yield _link(child, found)
        elif tag == _BOX:
            found.boxes.append(child)
        elif tag in _LEFT_OUT:
            found.left_out += 1
        elif not _is_gone(child):
            yield from _said(child, found)


def _is_gone(element: Element) -> bool:
    if element.tag == _RUN:
        return bool(switched(element, "w:rPr", "w:vanish"))
    if element.tag == _CONTROL:
        return at(element, "w:sdtPr", "w:showingPlcHdr") is not None
    return element.tag in _GONE


def _link(link: Element, found: Found) -> str:
    words = words_in(link, found)
    address = found.address_of(link.get(named("r:id"), ""))
    plain = words.strip()
    is_web = address is not None and address.startswith(_WEB)
    if not plain or not is_web or plain == address or any(one in plain for one in "[]\n"):
        return words
    return f"[{plain}]({address})"
